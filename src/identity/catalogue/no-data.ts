import type { InlineStatement } from './definition';

/** AWS's policies for readers read data as well. Who looks for a fault, or audits, does not need it. */
export const NO_DATA: InlineStatement = {
  Sid: 'NoData',
  Effect: 'Deny',
  Action: [
    'athena:GetQueryResults', 'athena:GetQueryResultsStream', 'dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:GetRecords', 'dynamodb:PartiQLSelect',
    'dynamodb:Query', 'dynamodb:Scan', 'kinesis:GetRecords', 's3:GetObject', 's3:GetObjectVersion', 'secretsmanager:GetSecretValue', 'sqs:ReceiveMessage',
  ],
  Resource: '*',
};

/** Parameters may be secret, and AWS's own key decrypts them for everybody in the account: but for the platform's, which are none. */
export function noParameters(prefix: string): InlineStatement {
  return {
    Sid: 'NoParameters',
    Effect: 'Deny',
    Action: ['ssm:GetParameter', 'ssm:GetParameterHistory', 'ssm:GetParameters', 'ssm:GetParametersByPath'],
    NotResource: [`arn:*:ssm:*:*:parameter/${prefix}/*`, 'arn:*:ssm:*::parameter/aws/*', 'arn:*:ssm:*:*:parameter/cdk-bootstrap/*'],
  };
}
