import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnNamedQuery, CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { addLogTables, LogTablesProps } from './log-tables';
import { savedQueries } from './saved-queries';
import { acknowledge } from '../private/acknowledge';
import { investigationNames } from '../private/names';

/** Days that answers are kept: they are copies of what the archive has. */
const ANSWER_DAYS = 30;

/** Bytes that one query may read: about five US dollars. Beyond it a question is to be narrowed. */
const MOST_BYTES = 1_000_000_000_000;

/**
 * How the organization's logs are asked: Athena over tables of the archive, and the questions of an investigation. Nothing of it costs while nobody asks.
 * Whoever asks reads with rights of their own; the archive lets investigators in.
 */
export function addInvestigation(stack: Stack, props: LogTablesProps): void {
  const names = investigationNames(props.prefix);
  const results = addResults(stack, `${names.results}-${stack.account}-${stack.region}`);
  const workGroup = new CfnWorkGroup(stack, 'WorkGroup', {
    name: names.workGroup,
    description: 'Questions about the logs of the organization',
    // what was asked is retained with it
    recursiveDeleteOption: false,
    workGroupConfiguration: {
      enforceWorkGroupConfiguration: true,
      publishCloudWatchMetricsEnabled: false,
      bytesScannedCutoffPerQuery: MOST_BYTES,
      engineVersion: { selectedEngineVersion: 'Athena engine version 3' },
      resultConfiguration: {
        outputLocation: `s3://${results.ref}/`,
        encryptionConfiguration: { encryptionOption: 'SSE_S3' },
        expectedBucketOwner: stack.account,
      },
    },
  });
  const tables = addLogTables(stack, props);
  for (const { name, description, sql } of savedQueries(names.database, !!tables.config)) {
    const query = new CfnNamedQuery(stack, `Query-${name}`, { name, description, database: names.database, workGroup: workGroup.ref, queryString: sql });
    query.addResourceDependency(tables.trail);
    if (tables.config) query.addResourceDependency(tables.config);
  }
}

function addResults(stack: Stack, bucketName: string): s3.CfnBucket {
  const bucket = new s3.CfnBucket(stack, 'Results', {
    bucketName,
    bucketEncryption: { serverSideEncryptionConfiguration: [{ serverSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }] },
    publicAccessBlockConfiguration: { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
    ownershipControls: { rules: [{ objectOwnership: 'BucketOwnerEnforced' }] },
    lifecycleConfiguration: {
      rules: [{ id: 'answers', status: 'Enabled', expirationInDays: ANSWER_DAYS, abortIncompleteMultipartUpload: { daysAfterInitiation: 1 } }],
    },
  });
  bucket.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
  acknowledge(bucket, 'AwsSolutions-S1', 'Athena keeps who asked what, and the trail that it was asked');
  const arn = bucket.attrArn;
  new s3.CfnBucketPolicy(stack, 'ResultsPolicy', {
    bucket: bucket.ref,
    policyDocument: {
      Version: '2012-10-17',
      Statement: [{ Sid: 'Encrypted', Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: [arn, `${arn}/*`], Condition: { Bool: { 'aws:SecureTransport': 'false' } } }],
    },
  }).applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
  return bucket;
}
