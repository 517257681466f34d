import { Duration } from 'aws-cdk-lib';
import { InlineStatement, PermissionSetDefinition } from './definition';

/** `ReadOnlyAccess` reads data as well, and AWS's own key lets everybody in the account decrypt parameters: who looks for a fault needs neither. */
const NO_DATA: InlineStatement[] = [{
  Sid: 'NoData',
  Effect: 'Deny',
  Action: [
    'athena:GetQueryResults*', 'dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:GetRecords', 'dynamodb:PartiQLSelect', 'dynamodb:Query', 'dynamodb:Scan',
    'kinesis:GetRecords', 's3:GetObject', 's3:GetObjectVersion', 'secretsmanager:GetSecretValue', 'sqs:ReceiveMessage',
  ],
  Resource: '*',
}];

export const READ_ONLY: PermissionSetDefinition = {
  description: 'Sees how everything is set up, its logs and metrics, and no data',
  managedPolicies: ['ReadOnlyAccess'],
  inline: ({ prefix }) => [...NO_DATA, {
    Sid: 'NoParameters',
    Effect: 'Deny',
    Action: ['ssm:GetParameter', 'ssm:GetParameterHistory', 'ssm:GetParameters', 'ssm:GetParametersByPath'],
    NotResource: [`arn:*:ssm:*:*:parameter/${prefix}/*`, 'arn:*:ssm:*::parameter/aws/*', 'arn:*:ssm:*:*:parameter/cdk-bootstrap/*'],
  }],
  session: Duration.hours(8),
};
