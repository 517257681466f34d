import { Stack } from 'aws-cdk-lib';
import { CfnPermissionSet } from 'aws-cdk-lib/aws-sso';
import { Construct } from 'constructs';
import type { PermissionSet } from './permission-set';
import { renderedPolicy } from './permission-set-policy';
import { denyUsers } from './revocation';
import type { IdentityCenterInstance } from '../accounts/account-registry';
import type { PlatformConfiguration } from '../private/platform';

/**
 * A permission set in a stack, under a name of its own in the instance.
 *
 * @param denied ids of users whom it denies everything
 */
export function permissionSetResource(
  stack: Stack, set: PermissionSet, name: string, instance: IdentityCenterInstance, { prefix, regions: { partition } }: PlatformConfiguration,
  denied: readonly string[] = [],
): CfnPermissionSet {
  const { description, session, managedPolicies, customerManagedPolicies, boundary, relayState } = set._definition;
  const own = renderedPolicy(set, { prefix });
  const awsManaged = (policy: string) => `arn:${partition}:iam::aws:policy/${policy.replace(/^arn:[^:]+:iam::aws:policy\//, '')}`;
  return new CfnPermissionSet(new Construct(stack, `PermissionSet-${name}`), 'Resource', {
    instanceArn: instance.instanceArn,
    name,
    description,
    sessionDuration: session.toIsoString(),
    relayStateType: relayState,
    managedPolicies: managedPolicies.length ? managedPolicies.map(awsManaged) : undefined,
    customerManagedPolicyReferences: customerManagedPolicies?.length ? [...customerManagedPolicies] : undefined,
    inlinePolicy: denied.length ? { Version: '2012-10-17', ...own, Statement: [...own?.Statement ?? [], denyUsers(denied)] } : own,
    permissionsBoundary: boundary && (boundary.managedPolicy
      ? { managedPolicyArn: awsManaged(boundary.managedPolicy) }
      : { customerManagedPolicyReference: { name: boundary.customerManagedPolicy!.name, path: boundary.customerManagedPolicy!.path ?? '/' } }),
  });
}
