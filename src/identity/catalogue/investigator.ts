import { Duration } from 'aws-cdk-lib';
import type { PermissionSetDefinition } from './definition';
import { investigationNames, logNames } from '../../private/names';

/** Services that tell what happened or what there is, for the whole organization, in the security account. */
const TELLING = [
  'access-analyzer', 'cloudtrail', 'cloudwatch', 'config', 'detective', 'guardduty', 'inspector2', 'macie2', 'securityhub',
];

/** All that the platform's security account tells, the organization's logs included; and nothing that changes anything anywhere. */
export const INVESTIGATOR_DEFINITION: PermissionSetDefinition = {
  description: 'Looks into what happened, in all accounts, from the security account: findings, and the saved questions about the logs. Changes nothing.',
  managedPolicies: [],
  inline: ({ prefix }) => {
    const names = investigationNames(prefix);
    const logs = logNames(prefix, { partition: '*', home: '*' }, '*');
    const archive = [logs.trailBucket, logs.configBucket].map(bucket => `arn:*:s3:::${bucket}`);
    const answers = `arn:*:s3:::${names.results}-*`;
    return [
      {
        Sid: 'Findings',
        Effect: 'Allow',
        Action: [
          ...TELLING.flatMap(service => [`${service}:Get*`, `${service}:List*`]),
          // IAM Access Analyzer has none
          ...TELLING.filter(service => service !== 'access-analyzer').map(service => `${service}:Describe*`),
          'cloudtrail:LookupEvents', 'config:BatchGet*', 'config:Select*', 'detective:BatchGet*', 'detective:SearchGraph', 'events:Describe*', 'events:List*', 'iam:Get*', 'iam:List*',
          'inspector2:BatchGet*', 'inspector2:SearchVulnerabilities', 'macie2:SearchResources', 'organizations:Describe*', 'organizations:List*', 'securityhub:BatchGet*', 'sns:Get*',
          'sns:List*', 'states:Describe*', 'states:GetExecutionHistory', 'states:List*', 'tag:Get*',
        ],
        Resource: '*',
      },
      {
        Sid: 'Ask',
        Effect: 'Allow',
        Action: [
          'athena:BatchGetNamedQuery', 'athena:BatchGetQueryExecution', 'athena:GetNamedQuery', 'athena:GetQueryExecution', 'athena:GetQueryResults', 'athena:GetQueryResultsStream',
          'athena:GetQueryRuntimeStatistics', 'athena:GetWorkGroup', 'athena:ListNamedQueries', 'athena:ListQueryExecutions', 'athena:StartQueryExecution', 'athena:StopQueryExecution',
        ],
        Resource: `arn:*:athena:*:*:workgroup/${names.workGroup}`,
      },
      {
        Sid: 'Catalogue',
        Effect: 'Allow',
        Action: [
          'athena:GetDataCatalog', 'athena:GetDatabase', 'athena:GetTableMetadata', 'athena:ListDataCatalogs', 'athena:ListDatabases', 'athena:ListEngineVersions',
          'athena:ListTableMetadata', 'athena:ListWorkGroups',
        ],
        Resource: '*',
      },
      {
        Sid: 'Tables',
        Effect: 'Allow',
        Action: ['glue:GetDatabase', 'glue:GetDatabases', 'glue:GetPartition', 'glue:GetPartitions', 'glue:GetTable', 'glue:GetTables'],
        Resource: ['catalog', `database/${names.database}`, 'database/default', `table/${names.database}/*`].map(name => `arn:*:glue:*:*:${name}`),
      },
      { Sid: 'Logs', Effect: 'Allow', Action: ['s3:GetBucketLocation', 's3:GetObject', 's3:ListBucket'], Resource: archive.flatMap(arn => [arn, `${arn}/*`]) },
      { Sid: 'Key', Effect: 'Allow', Action: 'kms:Decrypt', Resource: 'arn:*:kms:*:*:key/*', Condition: { StringLike: { 'kms:ViaService': 's3.*.amazonaws.com' } } },
      { Sid: 'Answers', Effect: 'Allow', Action: ['s3:GetBucketLocation', 's3:GetObject', 's3:ListBucket'], Resource: [answers, `${answers}/*`] },
      {
        Sid: 'AthenaAnswers',
        Effect: 'Allow',
        Action: ['s3:AbortMultipartUpload', 's3:ListBucketMultipartUploads', 's3:ListMultipartUploadParts', 's3:PutObject'],
        Resource: [answers, `${answers}/*`],
        // Athena writes the answer with the rights of whoever asked; by itself nobody writes there
        Condition: { 'ForAnyValue:StringEquals': { 'aws:CalledVia': 'athena.amazonaws.com' } },
      },
    ];
  },
  session: Duration.hours(8),
};
