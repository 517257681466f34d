/**
 * Names that both halves of a door must know before either is deployed. They are made here and nowhere else; the tool reads
 * them too, so nothing of the CDK comes in here. What a name has to be like stands in name-rules.ts.
 */

/** First part of stack names, role paths and the contract's path, unless the landing zone says otherwise. */
export const DEFAULT_PREFIX = 'cloud-platform';

/** Path of the roles that belong to the platform itself: whoever works in an account can neither make nor change a role here. */
export function rolePath(prefix: string): string {
  return `/${prefix}/`;
}

/** Path, below the platform's own, of the roles that its handlers run with. */
export function handlerRolePath(prefix: string): string {
  return `/${prefix}/handlers/`;
}

/** Those roles, as a trust names them: paths and names without a leading slash. */
export function handlerRoles(prefix: string): string {
  return `${handlerRolePath(prefix).slice(1)}*`;
}

/** The role in an owner's account that a guest's account assumes. */
export function doorRoleName(prefix: string, purpose: string, guest: string): string {
  return `${prefix}-${purpose}-${guest}`;
}

/** The role that deploys the platform's stacks of an account, on the platform's path. */
export function deployRole(prefix: string): string {
  return `${prefix}-deploy`;
}

/** The role by which a job looks at an account and changes nothing. */
export function planRole(prefix: string): string {
  return `${prefix}-plan`;
}

/**
 * The role by which jobs of a CI publish artifacts. It is on no path of the platform: guardrails bind it like everybody else.
 *
 * @param name of the publisher
 */
export function publisherRole(prefix: string, name: string): string {
  return `${prefix}-publish-${name}`;
}

/**
 * What artifacts go by. The consumer's half knows the account, its own region and these names, and nothing else.
 *
 * @param account of the artifacts, or a token
 * @param region the consumer's own, or a token
 */
export function artifactNames(prefix: string, { partition, account, region }: { partition: string; account: string; region: string }) {
  return {
    repositoryArn: (name: string) => `arn:${partition}:ecr:${region}:${account}:repository/${name}`,
    fileBucket: `${prefix}-artifacts-${account}-${region}`,
    /** Of CodeArtifact, in the region that the contract says. */
    packageDomain: prefix,
    /** An advanced parameter in each region, shared by RAM: consumers read it by its ARN. */
    machineImageParameter: (name: string) => `/${prefix}/v1/machine-images/${name}`,
    machineImageParameterArn: (name: string) => `arn:${partition}:ssm:${region}:${account}:parameter/${prefix}/v1/machine-images/${name}`,
    /** In each region: what disks of machine images are encrypted with. */
    machineImageKeyAlias: `alias/${prefix}-machine-images`,
    /** Says its ARN, shared as well: a grant takes no alias. */
    machineImageKeyParameter: `/${prefix}/v1/machine-image-key`,
    machineImageKeyParameterArn: `arn:${partition}:ssm:${region}:${account}:parameter/${prefix}/v1/machine-image-key`,
  };
}

/** The way into the management account in an emergency, on the platform's path. */
export function breakGlassRole(prefix: string): string {
  return `${prefix}-break-glass`;
}

/** Qualifier of CDK's own, which applications are deployed with that say nothing about it. */
export const APPLICATION_QUALIFIER = 'hnb659fds';

/**
 * The most that an application's roles can do, as a policy of the account; one for each region, since it stands in the region's bootstrap. On the
 * platform's path, where whoever works in an account can change nothing.
 *
 * @param region a region, or a token
 */
export function applicationBoundary(prefix: string, region: string): { path: string; name: string } {
  return { path: rolePath(prefix), name: `${prefix}-application-boundary-${region}` };
}

/** Names of the SSM parameters by which the stacks of the management account know the organization. */
export function organizationParameters(prefix: string): { rootId: string; organizationId: string; unitId: (path: string) => string } {
  const below = `/${prefix}/v1`;
  return {
    rootId: `${below}/organization-root-id`,
    organizationId: `${below}/organization-id`,
    unitId: path => `${below}/organizational-units/${inParameterName(path)}`,
  };
}

/** What the organization's logs go by: the trail is made in the management account, its bucket and its key before it in the log archive. */
export function logNames(prefix: string, { partition, home }: { partition: string; home: string }, logArchiveId: string) {
  const keyAlias = `alias/${prefix}-logs`;
  return {
    trail: `${prefix}-organization`,
    trailBucket: `${prefix}-trail-${logArchiveId}-${home}`,
    configBucket: `${prefix}-config-${logArchiveId}-${home}`,
    accessLogBucket: `${prefix}-access-logs-${logArchiveId}-${home}`,
    keyAlias,
    keyAliasArn: `arn:${partition}:kms:${home}:${logArchiveId}:${keyAlias}`,
  };
}

/** Labels before a domain that bounces of its mail come back to; SES wants one that nobody else uses. */
export const MAIL_FROM_LABEL = 'bounces';

/** Key of the session tag that says from which address somebody sends. */
export const MAIL_FROM_TAG = 'mail-from';

/** What mail goes by in the email account and in the environments. */
export function mailNames(prefix: string) {
  return {
    /** Both the configuration set and the tenant of an environment. */
    sender: (environment: string) => `${prefix}-${environment}`,
    /** Configuration set of a root domain's identity, which sends nothing: whoever sends as the domain names its own. No environment has a name with an underscore. */
    unnamed: `${prefix}_unnamed`,
    /** Bus in each environment that hears of its mail. */
    eventBus: `${prefix}-mail`,
    /** On the platform's path. */
    eventsRole: `${prefix}-mail_events`,
    stopRole: `${prefix}-mail_stop`,
    alerts: `${prefix}-mail-alerts`,
    alarm: (environment: string, what: string) => `${prefix}-mail-${environment}-${what}`,
  };
}

/** The permission set of whoever looks into an incident; the roles that it becomes, for policies of other accounts. */
export const INVESTIGATOR = 'SecurityInvestigator';
export function investigatorRoles(partition: string, securityId: string): string {
  return `arn:${partition}:iam::${securityId}:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_${INVESTIGATOR}_*`;
}

/**
 * What hears of calls that nobody should make unheard: two buses of the security account, and in every account and region a rule and a role that send to each.
 * The buses take events of roles of these names alone.
 */
export function watchNames(prefix: string) {
  const kind = (name: string) => ({ bus: `${prefix}-${name}`, role: (region: string) => `${prefix}-${name}-${region}` });
  return { alarms: kind('alarms'), changes: kind('changes-by-hand'), topic: `${prefix}-alarm-mail`, report: `${prefix}-report` };
}

/** The secret of the security account that opens an API to findings. @param id of the route, with the number of its target */
export function routeSecretName(prefix: string, id: string): string {
  return `${prefix}/findings/${id}`;
}

/** What the security account asks the logs by. */
export function investigationNames(prefix: string) {
  return { workGroup: `${prefix}-investigation`, database: 'organization_logs', results: `${prefix}-query-results` };
}

/** Names of the SSM parameters by which the stacks that assign know what the directory's and the permission sets' made. */
export function accessParameters(prefix: string): { groupId: (name: string) => string; permissionSetArn: (name: string) => string } {
  const below = `/${prefix}/v1/identity`;
  return {
    groupId: name => `${below}/groups/${inParameterName(name, /[^A-Za-z0-9.-]/g)}`,
    permissionSetArn: name => `${below}/permission-sets/${inParameterName(name)}`,
  };
}

/** Names of units and groups may have characters that names of parameters may not. */
function inParameterName(text: string, others = /[^A-Za-z0-9./-]/g): string {
  return text.replace(others, character => `_${character.codePointAt(0)!.toString(16)}`);
}

/** A StackSet of the management account. */
export function stackSetName(prefix: string, part: string): string {
  return `${prefix}-${part}`;
}

export function stackName(prefix: string, account: string, part?: string): string {
  return [prefix, account, part].filter(Boolean).join('-');
}

/** The parameter in which a CDK bootstrap says its version. */
export function versionParameter(qualifier: string): string {
  return `/cdk-bootstrap/${qualifier}/version`;
}

/** What jobs of CI in the artifacts account go by. */
export function ciNames(prefix: string) {
  return {
    project: (name: string) => `${prefix}-${name}`,
    role: (name: string) => `${prefix}-ci-${name}`,
    connection: (name: string) => `${prefix}-${name}`.slice(0, 32),
    connectionParameter: (name: string) => `/${prefix}/v1/artifacts/connections/${name}`,
    logGroup: (name: string) => `/${prefix}/ci/${name}`,
  };
}
