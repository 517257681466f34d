import type { NamedPolicy } from './documents';
import { awsManagedPolicy } from './managed-policies';
import { Account, isManagement, Role } from './organization';

/** Of the service-linked role by which StackSets enter accounts. */
const STACK_SETS = 'stacksets.cloudformation.amazonaws.com';
const STACK_SETS_ROLE = `aws-service-role/${STACK_SETS}/AWSServiceRoleForCloudFormationStackSetsOrgAdmin`;

/**
 * Roles that stand in no template, since AWS makes them: the one that Organizations makes in each member account; those of StackSets with service-managed
 * permissions, a service-linked one in the management account and an administrator in each member; and the one by which Control Tower enters accounts.
 */
export function rolesOfAws(accounts: readonly Account[], partition: string, has: { stackSets: boolean; controlTower: boolean }): Role[] {
  const management = accounts.find(isManagement);
  if (!management) return [];
  const role = (account: Account, name: string, origin: string, Principal: Record<string, string>, policies: Role['policies']): Role => ({
    arn: `arn:${partition}:iam::${account.id}:role/${name}`,
    type: 'AWS::IAM::Role',
    account,
    name,
    label: `${account.name}/role/${name}`,
    region: '',
    origin,
    policies,
    policy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal }] },
  });
  const byManagement = { AWS: `arn:${partition}:iam::${management.id}:root` };
  const administrator = [awsManagedPolicy(`arn:${partition}:iam::aws:policy/AdministratorAccess`, 'AWS')];
  const enters: NamedPolicy = {
    name: 'CloudFormationStackSetsOrgAdminServiceRolePolicy',
    document: {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: ['organizations:List*', 'organizations:Describe*'], Resource: '*' },
        { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::*:role/stacksets-exec-*' },
      ],
    },
  };
  const linked = role(management, STACK_SETS_ROLE, 'AWS CloudFormation StackSets', { Service: STACK_SETS }, [enters]);
  return [
    ...has.stackSets ? [linked] : [],
    ...accounts.filter(account => account !== management).flatMap(account => [
      role(account, 'OrganizationAccountAccessRole', 'AWS Organizations', byManagement, administrator),
      // ends in digits that AWS makes up
      ...has.controlTower ? [role(account, 'AWSControlTowerExecution', 'AWS Control Tower', byManagement, administrator)] : [],
      ...has.stackSets ? [role(account, 'stacksets-exec-0', 'AWS CloudFormation StackSets', { AWS: linked.arn }, administrator)] : [],
    ]),
  ];
}
