import { Lazy, RemovalPolicy } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

/** Props of a bucket of logs. */
export interface LogBucketProps {
  readonly bucketName: string;
  /** Days that objects are kept. */
  readonly retentionDays: number;
  /** Whether nobody can delete or overwrite an object within that time. */
  readonly locked?: boolean;
  /** Without it S3's own key: access logs take no other. */
  readonly keyArn?: string;
  /** Where its access is logged. */
  readonly accessLogBucket?: string;
  /** Who writes and who reads. Asked when all is said. */
  readonly statements: (bucketArn: string) => object[];
  /** ARNs of the roles that may change the bucket itself: the platform's. */
  readonly keepers: string[];
}

/** What would shorten the life of what is in it, or open it. */
const CHANGES = [
  's3:BypassGovernanceRetention', 's3:DeleteBucket', 's3:DeleteBucketPolicy', 's3:PutBucketAcl', 's3:PutBucketObjectLockConfiguration', 's3:PutBucketOwnershipControls',
  's3:PutBucketPolicy', 's3:PutBucketPublicAccessBlock', 's3:PutBucketVersioning', 's3:PutEncryptionConfiguration', 's3:PutLifecycleConfiguration',
  's3:PutReplicationConfiguration',
];

/** Days after which logs are seldom read. */
const WARM_DAYS = 90;

/** A bucket that the organization's logs go to. It has versions, nobody deletes from it, and it goes with no stack. */
export class LogBucket extends Construct {
  public readonly bucketName: string;
  /** Deployed before somebody writes. */
  public readonly policy: s3.CfnBucketPolicy;

  public constructor(scope: Construct, id: string, props: LogBucketProps) {
    super(scope, id);
    const { bucketName, retentionDays } = props;
    this.bucketName = bucketName;
    const bucket = new s3.CfnBucket(this, 'Resource', {
      bucketName,
      versioningConfiguration: { status: 'Enabled' },
      ...props.locked && {
        objectLockEnabled: true,
        objectLockConfiguration: { objectLockEnabled: 'Enabled', rule: { defaultRetention: { mode: 'COMPLIANCE', days: retentionDays } } },
      },
      bucketEncryption: {
        serverSideEncryptionConfiguration: [props.keyArn
          ? { serverSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: props.keyArn }, bucketKeyEnabled: true }
          : { serverSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }],
      },
      publicAccessBlockConfiguration: { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
      ownershipControls: { rules: [{ objectOwnership: 'BucketOwnerEnforced' }] },
      loggingConfiguration: props.accessLogBucket ? { destinationBucketName: props.accessLogBucket, logFilePrefix: `${id}/` } : undefined,
      lifecycleConfiguration: {
        rules: [{
          id: 'retention',
          status: 'Enabled',
          expirationInDays: retentionDays,
          noncurrentVersionExpiration: { noncurrentDays: 1 },
          abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
          transitions: retentionDays > 2 * WARM_DAYS ? [{ storageClass: 'GLACIER_IR', transitionInDays: WARM_DAYS }] : undefined,
        }],
      },
    });
    // a name that a failed try left behind would be taken for the next one
    bucket.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    const arn = bucket.attrArn;
    const all = [arn, `${arn}/*`];
    const deny = (Sid: string, Action: string | string[], Resource: string | string[], Condition?: object) =>
      ({ Sid, Effect: 'Deny', Principal: '*', Action, Resource, ...Condition && { Condition } });
    this.policy = new s3.CfnBucketPolicy(this, 'Policy', {
      bucket: bucket.ref,
      policyDocument: {
        Version: '2012-10-17',
        Statement: Lazy.any({
          produce: () => [
            deny('Encrypted', 's3:*', all, { Bool: { 'aws:SecureTransport': 'false' } }),
            deny('NobodyDeletes', ['s3:DeleteObject', 's3:DeleteObjectVersion', 's3:PutObjectRetention', 's3:PutObjectLegalHold'], `${arn}/*`),
            deny('OnlyThePlatformChanges', CHANGES, all, { ArnNotLike: { 'aws:PrincipalArn': props.keepers } }),
            ...props.statements(arn),
          ],
        }),
      },
    });
    this.policy.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
  }
}
