import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as config from 'aws-cdk-lib/aws-config';
import * as iam from 'aws-cdk-lib/aws-iam';
import { acknowledgeManagedPolicy } from '../private/acknowledge';
import { trustServiceFor } from '../private/trust';

/** What AWS Config records of every account and region, asked for in one place. */
export function addConfigAggregation(stack: Stack, { prefix, partition, accountId }: { prefix: string; partition: string; accountId: string }): void {
  const policy = `arn:${partition}:iam::aws:policy/service-role/AWSConfigRoleForOrganizations`;
  const role = new iam.CfnRole(stack, 'ConfigRole', {
    path: `/${prefix}/`,
    description: 'AWS Config looks with it which accounts there are',
    assumeRolePolicyDocument: trustServiceFor('config.amazonaws.com', accountId),
    managedPolicyArns: [policy],
  });
  acknowledgeManagedPolicy(role, policy, 'it lists accounts, and AWS keeps it up to what Config asks');
  const aggregator = new config.CfnConfigurationAggregator(stack, 'Config', {
    configurationAggregatorName: `${prefix}-organization`,
    organizationAggregationSource: { roleArn: role.attrArn, allAwsRegions: true },
  });
  aggregator.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
}
