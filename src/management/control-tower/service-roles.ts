import { CfnResource, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { ControlTowerVersion } from './control-tower-version';
import { acknowledgeAnyResource, acknowledgeManagedPolicy, acknowledgeResource } from '../../private/acknowledge';
import { allow, policy, Statement } from '../../private/policy';
import { trustService } from '../../private/trust';

/** A role that Control Tower looks for under exactly this name. */
interface ServiceRole {
  readonly name: string;
  readonly service: string;
  readonly managedPolicies?: string[];
  readonly statements?: (partition: string) => Statement[];
}

/** @see https://docs.aws.amazon.com/controltower/latest/userguide/lz-api-prereques.html */
const ROLES: ServiceRole[] = [
  {
    name: 'AWSControlTowerAdmin',
    service: 'controltower.amazonaws.com',
    managedPolicies: ['AWSControlTowerServiceRolePolicy'],
    statements: () => [allow(['ec2:DescribeAvailabilityZones'], ['*'])],
  },
  { name: 'AWSControlTowerCloudTrailRole', service: 'cloudtrail.amazonaws.com', managedPolicies: ['AWSControlTowerCloudTrailRolePolicy'] },
  {
    name: 'AWSControlTowerStackSetRole',
    service: 'cloudformation.amazonaws.com',
    statements: partition => [allow(['sts:AssumeRole'], [`arn:${partition}:iam::*:role/AWSControlTowerExecution`])],
  },
];

/** From 4.0 on Config's own aggregator does what it was for. */
const UP_TO_3: ServiceRole = {
  name: 'AWSControlTowerConfigAggregatorRoleForOrganizations', service: 'config.amazonaws.com', managedPolicies: ['AWSConfigRoleForOrganizations'],
};

/** The roles that Control Tower works with in the management account. The console makes them by itself; whoever calls the API has to. */
export function addServiceRoles(stack: Stack, version: ControlTowerVersion, partition: string): CfnResource[] {
  return [...ROLES, ...version._namesUnits ? [UP_TO_3] : []].map(({ name, service, managedPolicies = [], statements }) => {
    const role = new iam.CfnRole(stack, name, {
      roleName: name,
      path: '/service-role/',
      description: 'AWS Control Tower works with it',
      assumeRolePolicyDocument: trustService(service),
      managedPolicyArns: managedPolicies.map(one => `arn:${partition}:iam::aws:policy/service-role/${one}`),
      policies: statements && [{ policyName: `${name}Policy`, policyDocument: policy(statements(partition)) }],
    });
    // a landing zone that outlives its stack needs them; a name that a failed try left behind would be taken for the next one
    role.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    role.managedPolicyArns?.forEach(arn => acknowledgeManagedPolicy(role, arn, 'AWS wants exactly this policy and changes it with the service'));
    if (name === 'AWSControlTowerAdmin') acknowledgeAnyResource(role, 'the call names no resource');
    if (name === 'AWSControlTowerStackSetRole') acknowledgeResource(role, `arn:${partition}:iam::*:role/AWSControlTowerExecution`, 'accounts are enrolled as they come');
    return role;
  });
}
