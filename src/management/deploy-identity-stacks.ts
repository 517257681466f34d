import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { acknowledgeBootstrapRoles, acknowledgeLooking, DeployRoleProps, platformDeployRole, platformPlanRole, READ_ONLY } from './deploy-roles';
import { addStackSet } from './stack-set';
import { identityProvider } from '../accounts/identity-provider';
import { acknowledgeAnyResource, acknowledgeResource } from '../private/acknowledge';
import { stackSetName } from '../private/names';
import { parameterValue } from '../private/parameter-value';
import { allow } from '../private/policy';

/** What `accounts sync` and `bootstrap` read and mend; they work in the management account alone. */
const OF_THE_TOOL = [
  allow([
    'cloudformation:ListStackInstances', 'organizations:DescribeOrganization', 'organizations:ListAccounts', 'organizations:ListAccountsForParent',
    'organizations:ListCreateAccountStatus', 'organizations:ListOrganizationalUnitsForParent', 'organizations:ListRoots',
    'organizations:ListTagsForResource', 'sso:ListInstances',
  ], ['*']),
];

const PROVIDER = 'DeployProvider';
const ROLE = 'DeployRole';
const PLAN_ROLE = 'PlanRole';

/**
 * In every member account, also in those that come later: the provider of the account's deploy identity, and the roles that it takes. So that from its first minute
 * an account is deployed by itself, and by nobody in the management account.
 */
export function addDeployIdentityStackSet(stack: Stack, props: DeployRoleProps & { readonly home: string; readonly rootIdParameter: string }): void {
  const { identity, prefix, home, rootIdParameter } = props;
  const planRole = platformPlanRole(props);
  const { url, clientIdList } = identityProvider({ issuer: identity._issuer, audience: identity._audience });
  addStackSet(stack, 'DeployIdentity', {
    stackSetName: stackSetName(prefix, 'deploy-identity'),
    description: 'The identity that deploys the platform\'s stacks of an account',
    template: {
      Description: 'The identity that deploys the platform\'s stacks of this account',
      Resources: {
        [PROVIDER]: { Type: 'AWS::IAM::OIDCProvider', Properties: { Url: url, ClientIdList: clientIdList } },
        [ROLE]: inTemplate(platformDeployRole(props)),
        ...planRole && { [PLAN_ROLE]: inTemplate(planRole) },
      },
    },
    // IAM is the same in all regions
    regions: [home],
    organizationalUnitIds: [parameterValue(stack, rootIdParameter)],
    // with it the roles that deploy would go, in every account
  }).applyRemovalPolicy(RemovalPolicy.RETAIN);
}

/** As it stands in the template of a StackSet, where tokens have no place. */
function inTemplate({ roleName, path, description, assumeRolePolicyDocument, policies }: iam.CfnRoleProps): object {
  return {
    Type: 'AWS::IAM::Role',
    DependsOn: PROVIDER,
    Properties: {
      RoleName: roleName,
      Path: path,
      Description: description,
      AssumeRolePolicyDocument: assumeRolePolicyDocument,
      ManagedPolicyArns: [{ 'Fn::Sub': READ_ONLY }],
      Policies: (policies as iam.CfnRole.PolicyProperty[])
        .map(({ policyName, policyDocument }) => ({ PolicyName: policyName, PolicyDocument: policyDocument })),
    },
  };
}

/** The same in the management account, which no StackSet reaches. Its role may also read what the tool reads there. */
export function addOwnDeployIdentity(stack: Stack, props: DeployRoleProps): void {
  const provider = new iam.CfnOIDCProvider(stack, PROVIDER, identityProvider({ issuer: props.identity._issuer, audience: props.identity._audience }));
  const role = new iam.CfnRole(stack, ROLE, platformDeployRole(props, OF_THE_TOOL));
  role.addResourceDependency(provider);
  acknowledgeAnyResource(role, 'the tool reads stacks and the organization, and these calls name no resource');
  acknowledgeResource(role, 'arn:<AWS::Partition>:ssm:*:<AWS::AccountId>:parameter/cdk-bootstrap/*', 'the version of the bootstrap, in each region');
  acknowledgeBootstrapRoles(role, props.qualifier);
  acknowledgeLooking(role);
  const plan = platformPlanRole(props);
  if (!plan) return;
  const planRole = new iam.CfnRole(stack, PLAN_ROLE, plan);
  planRole.addResourceDependency(provider);
  acknowledgeLooking(planRole);
}
