import { Fn } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { DeployIdentity } from '../accounts/deploy-identity';
import { acknowledgeResource } from '../private/acknowledge';
import { APPLICATION_QUALIFIER, applicationBoundary, deployRole, rolePath } from '../private/names';
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
  readonly roleName: string;
  /** Name of the account: whoever writes the role knows it. */
  readonly account: string;
  /** Whose bootstrap has the boundary. */
  readonly region: string;
}

/**
 * The role by which an account is deployed. It takes the roles of the platform's bootstrap in its own account and does nothing else, but for what the tool looks
 * at first. The subject that it trusts has the id of the account: the template is the same in all of them, and the id is what an account knows of itself.
 */
export function platformDeployRole({ identity, prefix, qualifier }: DeployRoleProps, more: Statement[] = []): iam.CfnRoleProps {
  return role({
    roleName: deployRole(prefix),
    path: rolePath(prefix),
    description: 'Deploys the stacks of the platform in this account',
  }, webIdentityTrust(identity._issuer, identity._audience, identity._subject('${AWS::AccountId}')), [
    takesBootstrapRoles(qualifier),
    allow(['ssm:GetParameter'], ['arn:${AWS::Partition}:ssm:*:${AWS::AccountId}:parameter/cdk-bootstrap/*']),
    allow(['cloudformation:DescribeStacks'], ['*']),
    ...more,
  ]);
}

/** The role by which an application is deployed: it takes the roles of the application's bootstrap, and stays in the application's boundary. */
export function applicationDeployRole({ identity, prefix, roleName, account, region }: ApplicationDeployRoleProps): iam.CfnRoleProps {
  const { path, name } = applicationBoundary(prefix, region);
  return role({
    roleName,
    description: 'Deploys an application in this account',
    permissionsBoundary: Fn.sub(`arn:\${AWS::Partition}:iam::\${AWS::AccountId}:policy${path}${name}`),
  }, webIdentityTrust(identity._issuer, identity._audience, identity._subject(account)), [takesBootstrapRoles(APPLICATION_QUALIFIER)]);
}

/** The roles of CDK's bootstrap that a deployment takes; the execution role is CloudFormation's. */
const BOOTSTRAP_ROLES = ['deploy', 'file-publishing', 'image-publishing', 'lookup'];

/** Says to cdk-nag why a role's policy has wildcards. */
export function acknowledgeBootstrapRoles(of: iam.CfnRole, qualifier: string): void {
  for (const kind of BOOTSTRAP_ROLES) {
    acknowledgeResource(of, `arn:<AWS::Partition>:iam::<AWS::AccountId>:role/cdk-${qualifier}-${kind}-role-<AWS::AccountId>-*`, 'the bootstrap of each region has one');
  }
}

function takesBootstrapRoles(qualifier: string): Statement {
  return allow(['sts:AssumeRole'],
    BOOTSTRAP_ROLES.map(kind => `arn:\${AWS::Partition}:iam::\${AWS::AccountId}:role/cdk-${qualifier}-${kind}-role-\${AWS::AccountId}-*`));
}

function role(props: Omit<iam.CfnRoleProps, 'assumeRolePolicyDocument'>, assumeRolePolicyDocument: object, statements: Statement[]): iam.CfnRoleProps {
  return { ...props, assumeRolePolicyDocument, policies: [{ policyName: 'deploy', policyDocument: policy(statements.map(substituted)) }] };
}

function substituted({ Resource, ...statement }: Statement): any {
  return { ...statement, Resource: Array.isArray(Resource) ? Resource.map(sub) : sub(Resource) };
}
