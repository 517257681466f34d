import { Stack } from 'aws-cdk-lib';
import type { CfnPermissionSet } from 'aws-cdk-lib/aws-sso';
import type { Construct } from 'constructs';
import type { IdentityCenterInstance } from '../accounts/account-registry';
import { DIRECTORY_HANDLER, PERMISSION_SET_END_TYPE, PermissionSetEndProperties } from '../aws-api/directory/constants';
import { HandlerFunction } from '../aws-api/handler-function';

/**
 * Identity Center deletes no permission set that somebody still has, and the stacks that assign it are deployed after the one that it stands in. So what
 * goes before it takes it from everybody; until then it does nothing.
 */
export function permissionSetEnd(stack: Stack, set: CfnPermissionSet, instance: IdentityCenterInstance, prefix: string): void {
  const handler = HandlerFunction.in(stack, { handler: DIRECTORY_HANDLER, prefix, description: 'Takes permission sets that go from everybody who has them' });
  handler.allowAnywhere('accounts and permission sets that AWS has made up ids for', [
    'sso:DeleteAccountAssignment', 'sso:DescribeAccountAssignmentDeletionStatus', 'sso:ListAccountAssignments', 'sso:ListAccountsForProvisionedPermissionSet',
  ]);
  handler.resource(set.node.scope as Construct, 'End', PERMISSION_SET_END_TYPE, {
    InstanceArn: instance.instanceArn, PermissionSetArn: set.attrPermissionSetArn, Region: instance.region,
  } satisfies PermissionSetEndProperties);
}
