import { Token } from 'aws-cdk-lib';
import { Problems } from './problems';

/**
 * Names that both halves of a door must know before either is deployed, and the rules names keep. They are made here and nowhere else.
 */

/** First part of stack names, role paths and the contract's path, unless the landing zone says otherwise. */
export const DEFAULT_PREFIX = 'cloud-platform';

/** Longest name of an IAM role. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const ROLE_NAME_LENGTH = 64;

/** Path of the roles that belong to the platform itself: whoever works in an account can neither make nor change a role here. */
export function rolePath(prefix: string): string {
  return `/${prefix}/`;
}

/** Path, below the platform's own, of the roles that its handlers run with. */
export function handlerRolePath(prefix: string): string {
  return `/${prefix}/handlers/`;
}

/** The role in an owner's account that a guest's account assumes. */
export function doorRoleName(prefix: string, purpose: string, guest: string): string {
  return `${prefix}-${purpose}-${guest}`;
}

/** The role that deploys the platform's stacks of an account, on the platform's path. */
export function deployRole(prefix: string): string {
  return `${prefix}-deploy`;
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

export function checkRoleName(problems: Problems, path: string, roleName: string): void {
  if (roleName.length > ROLE_NAME_LENGTH) {
    problems.add(path, 'role name', roleName, `at most ${ROLE_NAME_LENGTH} characters`, 'a shorter prefix, purpose or account name');
  }
}

/** A StackSet of the management account. */
export function stackSetName(prefix: string, part: string): string {
  return `${prefix}-${part}`;
}

export function stackName(prefix: string, account: string, part?: string): string {
  return [prefix, account, part].filter(Boolean).join('-');
}

/** SSM keeps names that begin with aws or ssm for AWS, and the contract's path begins with the prefix. */
const PREFIX = /^(?!aws|ssm)[a-z][a-z0-9-]{0,18}[a-z0-9]$/;
const ACCOUNT = /^[a-z](?:-?[a-z0-9]){1,29}$/;
const PART = /^[A-Za-z][A-Za-z0-9-]{0,59}$/;

/** @returns the prefix, or one to go on with: CDK itself throws at the first name that a bad one gets into, and would hide what else is wrong */
export function checkedPrefix(problems: Problems, path: string, prefix: string = DEFAULT_PREFIX): string {
  if (!Token.isUnresolved(prefix) && PREFIX.test(prefix)) return prefix;
  problems.add(path, 'prefix', prefix, '2 to 20 lower-case letters, digits and hyphens, beginning with a letter but not with aws or ssm', `"${DEFAULT_PREFIX}"`);
  return DEFAULT_PREFIX;
}

/** @returns whether the name can be used */
export function checkAccountName(problems: Problems, path: string, name: string): boolean {
  if (typeof name === 'string' && !Token.isUnresolved(name) && ACCOUNT.test(name) && name.length <= 30) return true;
  problems.add(path, 'name', name, '2 to 30 lower-case letters, digits and single hyphens, beginning with a letter', `"${suggestedName(name)}"`);
  return false;
}

/** @returns whether the part can be used */
export function checkPart(problems: Problems, path: string, part: string): boolean {
  if (!Token.isUnresolved(part) && PART.test(part)) return true;
  problems.add(path, 'part of the stack', part, 'letters, digits and hyphens, beginning with a letter', '"network"');
  return false;
}

/** What is left of a bad name: also the id under which construction goes on, so that one bad name does not hide the next. */
export function suggestedName(name: string): string {
  const words = Token.isUnresolved(name) ? '' : String(name ?? '').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+|-+$/g, '');
  return words.length > 1 ? words.slice(0, 30).replace(/-+$/, '') : 'production';
}

/** The parameter in which a CDK bootstrap says its version. */
export function versionParameter(qualifier: string): string {
  return `/cdk-bootstrap/${qualifier}/version`;
}
