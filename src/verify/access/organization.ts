import type { NamedPolicy, PolicyDocument } from './documents';
import type { PlannedAccount, PlannedArtifact, PlannedDeployRole, PlannedGuardrail } from '../../plan/platform-json';

/** An account of the organization that exists. */
export interface Account extends PlannedAccount {
  readonly id: string;
  /** Ids of what policies can be attached to, from the root down to the account itself. */
  readonly levels: string[];
  /** As in `aws:PrincipalOrgPaths`. */
  readonly orgPath: string;
  /** Name of the hosted zone that the plan says it has. */
  readonly zone?: string;
  /** Name of the root domain's zone that it is delegated from. */
  readonly parentZone?: string;
  /** Name of the account that the parent's zone stands in. */
  readonly parentAccount?: string;
  /** Root domain that it may send mail as; absent if it may not. */
  readonly mailDomain?: string;
  /** Whether it sends mail. */
  readonly sendsMail?: boolean;
  /** A private zone that its VPCs may resolve; absent if none is shared with it. */
  readonly privateZone?: string;
  /** Whether the key that signs its zones stands in another region than they are made in. */
  readonly keyElsewhere?: boolean;
}

/** Somebody who can make a request. */
export interface Principal {
  readonly arn: string;
  /** For people: `dns/role/cloud-platform/handlers/x`. */
  readonly label: string;
  /** Absent for a service and for a stranger. */
  readonly account?: Account;
  /** A service principal has no account and no policies. */
  readonly service?: boolean;
  /** Somebody with a token of a provider of identities; the account is that of the provider. */
  readonly federated?: boolean;
  readonly policies: readonly NamedPolicy[];
  readonly boundary?: NamedPolicy;
}

/** Something that can be used. */
export interface Resource {
  readonly arn: string;
  readonly type: string;
  readonly account: Account;
  /** Name or id; for what AWS gives an id, the name that people know it by. */
  readonly name: string;
  readonly region: string;
  /** Who says that it is there: path of a stack, a bootstrap, AWS. */
  readonly origin: string;
  /** Resource policy, trust policy. */
  readonly policy?: PolicyDocument;
}

export interface Role extends Principal, Resource {
  readonly account: Account;
  /** Path and name, as `role/` precedes it in the ARN. */
  readonly name: string;
  /** Name of the permission set that it is the role of. */
  readonly permissionSet?: string;
}

/** An SCP or RCP and where it is attached. */
export interface ControlPolicy {
  readonly kind: 'scp' | 'rcp';
  readonly policy: NamedPolicy;
  readonly targets: readonly string[];
}

export interface Regions {
  readonly home: string;
  readonly governed: readonly string[];
  /** Governed, but for those that only the platform may use yet. */
  readonly open: readonly string[];
  /** Governed, but for home. */
  readonly additional: readonly string[];
  readonly bootstrapped: readonly string[];
}

/** Everything that decides who may do what, from an assembly. */
export interface Organization {
  readonly id: string;
  readonly rootId: string;
  readonly partition: string;
  readonly prefix: string;
  /** Of the platform's own bootstrap. */
  readonly qualifier: string;
  readonly regions: Regions;
  readonly accounts: readonly Account[];
  readonly roles: readonly Role[];
  /** Roles are among them. */
  readonly resources: readonly Resource[];
  readonly controls: readonly ControlPolicy[];
  /** By which pipelines deploy. */
  readonly deployRoles: readonly PlannedDeployRole[];
  /** What is built once for all environments. */
  readonly artifacts: readonly PlannedArtifact[];
  /** The guardrails that bind. */
  readonly guardrails: readonly PlannedGuardrail[];
  /** Names of accounts that the plan has and AWS has not made yet. */
  readonly pending: readonly string[];
}

export function isManagement(account: Account): boolean {
  return account.purpose === 'management';
}

/** `role/aws-service-role/...`: SCPs and RCPs do not bind it. */
export function isServiceLinked({ arn }: Principal): boolean {
  return arn.includes(':role/aws-service-role/');
}
