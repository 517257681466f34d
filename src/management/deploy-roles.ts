import { Fn } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { DeployIdentity } from '../accounts/deploy-identity';
import type { InlineStatement } from '../identity/catalogue/definition';
import { NO_DATA, noParameters } from '../identity/catalogue/no-data';
import { acknowledgeAnyResource, acknowledgeManagedPolicy, acknowledgeResource } from '../private/acknowledge';
import { APPLICATION_QUALIFIER, applicationBoundary, deployRole, planRole, rolePath } from '../private/names';
import { allow, policy, Statement } from '../private/policy';
import { sub, webIdentityTrust } from '../private/trust';

/** What a deploy role of the platform has to know. */
export interface DeployRoleProps {
  readonly identity: DeployIdentity;
  readonly prefix: string;
  /** Of the platform's own bootstrap. */
  readonly qualifier: string;
}

/** What one of an application has to know. */
export interface ApplicationDeployRoleProps {
  readonly identity: DeployIdentity;
  readonly prefix: string;
  /** Of the application. */
  readonly name: string;
  /** Name of the account: whoever writes the role knows it. */
  readonly account: string;
  /** Whose bootstrap has the boundary. */
  readonly region: string;
}

/** How things are set up in an account, and whether its stacks have drifted; CloudFormation looks at resources with the rights of whoever asks. No data. */
const LOOKS = allow([
  'cloudformation:BatchDescribeTypeConfigurations', 'cloudformation:DescribeStackDriftDetectionStatus', 'cloudformation:DescribeStackResourceDrifts',
  'cloudformation:DescribeStacks', 'cloudformation:DetectStackDrift', 'cloudformation:DetectStackResourceDrift', 'cloudformation:GetTemplate',
], ['*']);
export const READ_ONLY = 'arn:${AWS::Partition}:iam::aws:policy/ReadOnlyAccess';
const ADMINISTRATOR = 'arn:${AWS::Partition}:iam::aws:policy/AdministratorAccess';

/**
 * The role by which an account is deployed. It takes the roles of the platform's bootstrap in its own account, and itself only looks. The subject that it trusts has the id of
 * the account: the template is the same in all of them, and the id is what an account knows of itself.
 */
export function platformDeployRole({ identity, prefix, qualifier }: DeployRoleProps, more: Statement[] = []): iam.CfnRoleProps {
  return role({
    roleName: deployRole(prefix),
    path: rolePath(prefix),
    description: 'Deploys the stacks of the platform in this account',
    managedPolicyArns: [READ_ONLY],
  }, trust(identity, identity._subject('${AWS::AccountId}')), [
    takesBootstrapRoles(qualifier),
    allow(['ssm:GetParameter'], ['arn:${AWS::Partition}:ssm:*:${AWS::AccountId}:parameter/cdk-bootstrap/*']),
    LOOKS,
    ...more,
    ...noData(prefix),
  ]);
}

/** The role by which a job looks at an account: it changes nothing. Undefined if the identity has no such jobs. */
export function platformPlanRole({ identity, prefix }: DeployRoleProps): iam.CfnRoleProps | undefined {
  const subject = identity._planSubject('${AWS::AccountId}');
  return subject === undefined ? undefined : role({
    roleName: planRole(prefix),
    path: rolePath(prefix),
    description: 'Looks at this account for a plan and for drift',
    managedPolicyArns: [READ_ONLY],
  }, trust(identity, subject), [LOOKS, ...noData(prefix)]);
}

/**
 * The role by which an application is deployed, within the application's boundary. It takes the roles of the application's bootstrap; where jobs make themselves what the
 * application has, it is what CloudFormation's role is there.
 */
export function applicationDeployRole({ identity, prefix, name, account, region }: ApplicationDeployRoleProps): iam.CfnRoleProps {
  return role({
    roleName: `${deployRole(prefix)}-${name}`,
    description: 'Deploys an application in this account',
    permissionsBoundary: boundary(prefix, region),
    ...identity._worksItself && { managedPolicyArns: [ADMINISTRATOR] },
  }, trust(identity, identity._subject(account)), identity._worksItself ? [] : [takesBootstrapRoles(APPLICATION_QUALIFIER)]);
}

/** The role by which its jobs look. Undefined if there are none. */
export function applicationPlanRole({ identity, prefix, name, account, region }: ApplicationDeployRoleProps): iam.CfnRoleProps | undefined {
  const subject = identity._planSubject(account);
  return subject === undefined ? undefined : role({
    roleName: `${planRole(prefix)}-${name}`,
    description: 'Looks at this account for the plan of an application',
    permissionsBoundary: boundary(prefix, region),
    managedPolicyArns: [READ_ONLY],
  }, trust(identity, subject), [LOOKS, ...noData(prefix)]);
}

function boundary(prefix: string, region: string): string {
  const { path, name } = applicationBoundary(prefix, region);
  return Fn.sub(`arn:\${AWS::Partition}:iam::\${AWS::AccountId}:policy${path}${name}`);
}

function noData(prefix: string): InlineStatement[] {
  return [NO_DATA, noParameters(prefix)];
}

function trust({ _issuer, _audience }: DeployIdentity, subject: string): object {
  return webIdentityTrust(_issuer, _audience, subject);
}

/** The roles of CDK's bootstrap that a deployment takes; the execution role is CloudFormation's. */
const BOOTSTRAP_ROLES = ['deploy', 'file-publishing', 'image-publishing', 'lookup'];

/** Says to cdk-nag why a role's policy has wildcards. */
export function acknowledgeBootstrapRoles(of: iam.CfnRole, qualifier: string): void {
  for (const kind of BOOTSTRAP_ROLES) {
    acknowledgeResource(of, `arn:<AWS::Partition>:iam::<AWS::AccountId>:role/cdk-${qualifier}-${kind}-role-<AWS::AccountId>-*`, 'the bootstrap of each region has one');
  }
}

/** The same of a role that looks. */
export function acknowledgeLooking(of: iam.CfnRole): void {
  acknowledgeAnyResource(of, 'whoever looks for drift looks at every stack and at what is in it');
  acknowledgeManagedPolicy(of, 'arn:<AWS::Partition>:iam::aws:policy/ReadOnlyAccess', 'it reads how every service is set up; data is denied');
}

/** The same of a role of which a boundary says how far it reaches. */
export function acknowledgeBounded(of: iam.CfnRole): void {
  acknowledgeManagedPolicy(of, 'arn:<AWS::Partition>:iam::aws:policy/AdministratorAccess', 'the account is the application\'s, and the boundary says how far that reaches');
}

function takesBootstrapRoles(qualifier: string): Statement {
  return allow(['sts:AssumeRole'],
    BOOTSTRAP_ROLES.map(kind => `arn:\${AWS::Partition}:iam::\${AWS::AccountId}:role/cdk-${qualifier}-${kind}-role-\${AWS::AccountId}-*`));
}

/** Policies of AWS by their ARNs. */
type RoleProps = Omit<iam.CfnRoleProps, 'assumeRolePolicyDocument' | 'managedPolicyArns'> & { readonly managedPolicyArns?: string[] };

function role({ managedPolicyArns, ...props }: RoleProps, assumeRolePolicyDocument: object, statements: object[]): iam.CfnRoleProps {
  return {
    ...props,
    ...managedPolicyArns && { managedPolicyArns: managedPolicyArns.map(arn => Fn.sub(arn)) },
    assumeRolePolicyDocument,
    ...statements.length && { policies: [{ policyName: 'deploy', policyDocument: policy(statements.map(substituted)) }] },
  };
}

function substituted({ Resource, ...statement }: any): any {
  return { ...statement, ...Resource !== undefined && { Resource: Array.isArray(Resource) ? Resource.map(sub) : sub(Resource) } };
}
