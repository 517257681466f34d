import { NamedPolicy, PolicyDocument } from './documents';
import { Account, ControlPolicy, isManagement, isServiceLinked, Organization, Principal } from './organization';

/** One request, as IAM sees it. */
export interface Question {
  readonly principal: Principal;
  readonly action: string;
  readonly resource: { readonly arn: string; readonly account: Account; readonly region?: string; readonly policy?: PolicyDocument };
  /** Condition keys beside those that every request has. */
  readonly context: Record<string, string | string[]>;
  /** Condition keys that this request does not have, though a policy asks for them. */
  readonly absent: readonly string[];
}

/** Policies attached at one level of the organization. */
export interface Level {
  readonly id: string;
  readonly policies: readonly NamedPolicy[];
}

/** All that decides one request. A control changes it in one place and asks again. */
export interface Layers {
  readonly identity: readonly NamedPolicy[];
  readonly resource?: PolicyDocument;
  readonly boundary?: NamedPolicy;
  readonly scps: readonly Level[];
  readonly rcps: readonly Level[];
}

/** AWS attaches it everywhere as soon as SCPs are switched on. */
export const FULL_ACCESS: NamedPolicy = {
  name: 'FullAWSAccess', document: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
};

/** Services whose resources RCPs protect. @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html */
const RCP_SERVICES = ['s3', 'sts', 'kms', 'sqs', 'secretsmanager', 'ecr', 'aoss', 'cognito-idp', 'cognito-identity', 'logs', 'dynamodb'];

/**
 * Keys that a request of a role does not have unless a case gives them: a session of `sts:AssumeRoot` is none of a role, an object's ACL is left out, and
 * nobody who asks is the one whose access was taken away.
 */
const ABSENT = ['aws:assumedroot', 'identitystore:userid', 's3:x-amz-acl', 'sts:externalid', 'aws:sourceaccount', 'aws:sourcearn', 'aws:sourceorgid', 'aws:sourceorgpaths', 'aws:calledvia', 'kms:viaservice'];

/** Keys that only somebody from the organization brings. */
const OF_MEMBERS = ['aws:principalorgid', 'aws:principalorgpaths'];

export function layersOf(organization: Organization, { principal, action, resource }: Question): Layers {
  const [service] = action.split(':');
  const bound = principal.account && !principal.federated && !isManagement(principal.account) && !isServiceLinked(principal);
  const protected_ = RCP_SERVICES.includes(service) && !isManagement(resource.account) && !isServiceLinked(principal);
  return {
    identity: principal.policies,
    // the trust policy of a role answers STS and not IAM
    resource: resource.policy && serviceOf(resource.arn) === service ? resource.policy : undefined,
    boundary: principal.boundary,
    scps: bound ? levels(organization.controls, 'scp', principal.account!, [FULL_ACCESS]) : [],
    rcps: protected_ ? levels(organization.controls, 'rcp', resource.account, []) : [],
  };
}

/** What every request carries, and what the case adds. */
export function contextOf(organization: Organization, { principal, action, resource, context }: Question): Record<string, string | string[]> {
  const [service] = action.split(':');
  return {
    'aws:PrincipalIsAWSService': String(!!principal.service),
    ...principal.service ? { 'aws:PrincipalServiceName': principal.arn } : principal.federated ? {} : {
      'aws:PrincipalArn': principal.arn,
      'aws:PrincipalAccount': principal.arn.split(':')[4],
      'aws:PrincipalType': principal.arn.endsWith(':root') ? 'Account' : 'AssumedRole',
    },
    ...principal.account && !principal.federated && { 'aws:PrincipalOrgID': organization.id, 'aws:PrincipalOrgPaths': [principal.account.orgPath] },
    'aws:ViaAWSService': 'false',
    'aws:SecureTransport': 'true',
    'aws:RequestedRegion': resource.region || organization.regions.home,
    'aws:ResourceAccount': resource.account.id,
    'aws:ResourceOrgID': organization.id,
    'aws:ResourceOrgPaths': [resource.account.orgPath],
    ...service === 's3' && { 's3:ResourceAccount': resource.account.id },
    ...service === 'kms' && !principal.service && { 'kms:CallerAccount': principal.arn.split(':')[4] },
    ...context,
  };
}

/** Whether it is known that the request lacks the key. */
export function isAbsent({ principal, absent }: Question, key: string): boolean {
  if (principal.federated && /^aws:principal/i.test(key)) return true;
  const known = [...absent, ...principal.service ? [] : ABSENT, ...principal.account ? [] : OF_MEMBERS];
  return known.some(other => other.toLowerCase() === key.toLowerCase());
}

function levels(controls: readonly ControlPolicy[], kind: ControlPolicy['kind'], account: Account, always: NamedPolicy[]): Level[] {
  return account.levels.map(id => ({
    id, policies: [...always, ...controls.filter(control => control.kind === kind && control.targets.includes(id)).map(({ policy }) => policy)],
  }));
}

function serviceOf(arn: string): string {
  const [, , service, , , resource] = arn.split(':');
  return service === 'iam' && resource?.startsWith('role/') ? 'sts' : service;
}
