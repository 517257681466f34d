import { Duration } from 'aws-cdk-lib';
import type { PermissionSetDefinition } from './definition';
import { NO_DATA } from './no-data';

export const READ_ONLY: PermissionSetDefinition = {
  description: 'Sees how everything is set up, its logs and metrics, and no data',
  managedPolicies: ['ReadOnlyAccess'],
  inline: ({ prefix }) => [NO_DATA, {
    Sid: 'NoParameters',
    Effect: 'Deny',
    // AWS's own key decrypts them for everybody in the account
    Action: ['ssm:GetParameter', 'ssm:GetParameterHistory', 'ssm:GetParameters', 'ssm:GetParametersByPath'],
    NotResource: [`arn:*:ssm:*:*:parameter/${prefix}/*`, 'arn:*:ssm:*::parameter/aws/*', 'arn:*:ssm:*:*:parameter/cdk-bootstrap/*'],
  }],
  session: Duration.hours(8),
};
