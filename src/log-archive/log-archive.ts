import { Stack } from 'aws-cdk-lib';
import { LogBucket, LogBucketProps } from './log-bucket';
import { LogKey } from './log-key';
import { investigatorRoles, logNames } from '../private/names';

/** Whose logs they are. */
export interface LogArchiveProps {
  readonly prefix: string;
  readonly qualifier: string;
  readonly partition: string;
  readonly retentionDays: number;
  readonly logArchiveId: string;
  readonly managementId: string;
  /** Id of the organization whose AWS Config writes here; without it Config has another archive. */
  readonly configOf?: string;
  /** Id of the account whose investigators read; undefined if there are none. Asked when all is said. */
  readonly investigatedFrom: () => string | undefined;
}

/**
 * What keeps the organization's logs: a bucket under object lock for the trail; one for AWS Config, which cannot write to a locked one; one for the
 * access to both. They let in CloudTrail and Config for this organization, investigators of the security account to read, and nobody else from outside the account.
 */
export function addLogArchive(stack: Stack, props: LogArchiveProps): void {
  const { prefix, qualifier, partition, logArchiveId, managementId, configOf, investigatedFrom, retentionDays } = props;
  const names = logNames(prefix, { partition, home: stack.region }, logArchiveId);
  const trailArn = `arn:${partition}:cloudtrail:${stack.region}:${managementId}:trail/${names.trail}`;
  const writer = (service: string, arn: string, looks: string[], condition: object) => [
    { Sid: 'WriterLooks', Effect: 'Allow', Principal: { Service: service }, Action: looks, Resource: arn, Condition: { StringEquals: condition } },
    {
      Sid: 'Writer',
      Effect: 'Allow',
      Principal: { Service: service },
      Action: 's3:PutObject',
      Resource: `${arn}/AWSLogs/*`,
      Condition: { StringEquals: { ...condition, 's3:x-amz-acl': 'bucket-owner-full-control' } },
    },
  ];
  const investigators = (arn: string) => {
    const securityId = investigatedFrom();
    return securityId ? [{
      Sid: 'Investigators',
      Effect: 'Allow',
      Principal: { AWS: `arn:${partition}:iam::${securityId}:root` },
      Action: ['s3:GetBucketLocation', 's3:GetObject', 's3:ListBucket'],
      Resource: [arn, `${arn}/AWSLogs/*`],
      Condition: { ArnLike: { 'aws:PrincipalArn': investigatorRoles(partition, securityId) } },
    }] : [];
  };
  const common = { retentionDays, keepers: [`arn:${partition}:iam::${logArchiveId}:role/cdk-${qualifier}-cfn-exec-role-${logArchiveId}-*`] };

  const accessLogs = new LogBucket(stack, 'AccessLogs', {
    ...common,
    bucketName: names.accessLogBucket,
    statements: arn => [{
      Sid: 'Writer',
      Effect: 'Allow',
      Principal: { Service: 'logging.s3.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: `${arn}/*`,
      Condition: { StringEquals: { 'aws:SourceAccount': logArchiveId } },
    }],
  });
  const key = new LogKey(stack, 'Key', { partition, accountId: logArchiveId, alias: names.keyAlias, trailArn, configOf, investigatedFrom, keepers: common.keepers });
  const logged = (more: Pick<LogBucketProps, 'bucketName' | 'statements' | 'locked'>): LogBucketProps => (
    { ...common, keyArn: key.keyArn, accessLogBucket: accessLogs.bucketName, ...more });

  const trail = new LogBucket(stack, 'Trail', logged({
    bucketName: names.trailBucket,
    locked: true,
    statements: arn => [...writer('cloudtrail.amazonaws.com', arn, ['s3:GetBucketAcl'], { 'aws:SourceArn': trailArn }), ...investigators(arn)],
  }));
  const buckets = [trail];
  if (configOf) {
    buckets.push(new LogBucket(stack, 'Config', logged({
      bucketName: names.configBucket,
      statements: arn => [...writer('config.amazonaws.com', arn, ['s3:GetBucketAcl', 's3:ListBucket'], { 'aws:SourceOrgID': configOf }), ...investigators(arn)],
    })));
  }
  // S3 asks at once whether it may write there
  buckets.forEach(bucket => bucket.node.addDependency(accessLogs));
}
