import { Duration } from 'aws-cdk-lib';
import type { PermissionSetDefinition } from './definition';

/** CDK's own default qualifier: that of applications. The platform's own bootstrap is closed to people by a guardrail. */
const APPLICATION_ROLES = 'arn:*:iam::*:role/cdk-hnb659fds-*';

export const DEPLOYER: PermissionSetDefinition = {
  description: 'Deploys applications by CDK\'s roles of the account, and watches the deployment',
  managedPolicies: ['AWSCloudFormationReadOnlyAccess'],
  inline: () => [{
    Sid: 'Deploy',
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    Resource: APPLICATION_ROLES,
    Condition: { StringEquals: { 'aws:ResourceAccount': '${aws:PrincipalAccount}' } },
  }],
  session: Duration.hours(4),
};
