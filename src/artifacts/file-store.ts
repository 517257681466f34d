import { RemovalPolicy } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { Artifact } from './artifact';
import { ArtifactKind, ArtifactsHost, forReaders, ofReaders } from './artifacts-host';
import { acknowledge, acknowledgeResource } from '../private/acknowledge';
import { artifactNames } from '../private/names';
import { allow, policy, Statement } from '../private/policy';
import { trustService } from '../private/trust';

/** Part of the stacks with the buckets of files. */
const FILES = 'files';

/** A folder of files: archives of functions, static sites. Each is called after the digest of what is in it, and is never overwritten. Made by `CentralArtifacts.addFileStore`. */
export class FileStore extends Artifact {
  /** @internal */
  public static _of(host: ArtifactsHost, name: string): FileStore {
    return new FileStore(host, name);
  }

  private constructor(private readonly host: ArtifactsHost, name: string) {
    super(name);
  }

  /** @internal */
  public get _kind(): ArtifactKind {
    return 'file store';
  }

  /** @internal */
  public get _arn(): string {
    return `${bucketArn(this.host, this.host.home)}/${this.artifactName}`;
  }

  /** @internal */
  public _publishStatements(): Statement[] {
    return [allow(['s3:AbortMultipartUpload', 's3:GetObject', 's3:ListMultipartUploadParts', 's3:PutObject'], [`${this._arn}/*`])];
  }
}

/** The bucket of each region. What is put into that of the home region, S3 copies to the others. */
export class FileBuckets {
  private made = false;

  public constructor(private readonly host: ArtifactsHost) {}

  /** Makes them with the first store. */
  public make(): void {
    if (this.made) return;
    this.made = true;
    const { home, regions } = this.host;
    for (const region of regions) {
      this.host.build({ region, part: FILES }, scope => this.build(scope, region));
      // S3 asks whether they are there
      if (region !== home) this.host.deployAfter({ region: home, part: FILES }, { region, part: FILES });
    }
  }

  private build(scope: Construct, region: string): void {
    const { home, regions } = this.host;
    const replicas = region === home ? regions.filter(other => other !== home) : [];
    const role = replicas.length ? this.replicator(scope, replicas) : undefined;
    const bucket = new s3.CfnBucket(scope, 'Files', {
      bucketName: bucketName(this.host, region),
      versioningConfiguration: { status: 'Enabled' },
      bucketEncryption: { serverSideEncryptionConfiguration: [{ serverSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }] },
      publicAccessBlockConfiguration: { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
      ownershipControls: { rules: [{ objectOwnership: 'BucketOwnerEnforced' }] },
      lifecycleConfiguration: { rules: [{ id: 'uploads', status: 'Enabled', abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } }] },
      ...role && {
        replicationConfiguration: {
          role: role.attrArn,
          rules: replicas.map((replica, index) => ({
            id: replica,
            status: 'Enabled',
            priority: index + 1,
            filter: { prefix: '' },
            deleteMarkerReplication: { status: 'Disabled' },
            destination: { bucket: bucketArn(this.host, replica) },
          })),
        },
      },
    });
    bucket.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    acknowledge(bucket, 'AwsSolutions-S1', 'what is read is public within the organization; who writes, its trail knows by the role');
    new s3.CfnBucketPolicy(scope, 'FilesPolicy', { bucket: bucket.ref, policyDocument: this.policy(bucket.attrArn) })
      .applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
  }

  private policy(arn: string): object {
    const readers = forReaders(this.host, paths => ({
      Sid: 'Environments', Effect: 'Allow', Principal: { AWS: '*' }, Action: ['s3:GetObject', 's3:GetObjectVersion'], Resource: `${arn}/*`, Condition: ofReaders(paths),
    }));
    return {
      Version: '2012-10-17',
      Statement: [
        { Sid: 'OnlyTls', Effect: 'Deny', Principal: { AWS: '*' }, Action: 's3:*', Resource: [arn, `${arn}/*`], Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
        {
          // an upload in parts says it when it is completed
          Sid: 'NothingIsOverwritten',
          Effect: 'Deny',
          Principal: { AWS: '*' },
          Action: 's3:PutObject',
          Resource: `${arn}/*`,
          Condition: { Null: { 's3:if-none-match': 'true' }, Bool: { 's3:ObjectCreationOperation': 'true' } },
        },
        readers,
      ],
    };
  }

  private replicator(scope: Construct, replicas: string[]): iam.CfnRole {
    const source = bucketArn(this.host, this.host.home);
    const targets = replicas.map(region => `${bucketArn(this.host, region)}/*`);
    const role = new iam.CfnRole(scope, 'Replicator', {
      description: 'S3 copies files of artifacts to other regions',
      assumeRolePolicyDocument: trustService('s3.amazonaws.com', { StringEquals: { 'aws:SourceAccount': this.host.accountId } }),
      policies: [{
        policyName: 'replicate',
        policyDocument: policy([
          allow(['s3:GetReplicationConfiguration', 's3:ListBucket'], [source]),
          allow(['s3:GetObjectVersionAcl', 's3:GetObjectVersionForReplication', 's3:GetObjectVersionTagging'], [`${source}/*`]),
          allow(['s3:ReplicateObject', 's3:ReplicateTags'], targets),
        ]),
      }],
    });
    for (const resource of [`${source}/*`, ...targets]) acknowledgeResource(role, resource, 'all files are copied');
    return role;
  }
}

function bucketName(host: ArtifactsHost, region: string): string {
  const { prefix, partition, accountId: account } = host;
  return artifactNames(prefix, { partition, account, region }).fileBucket;
}

function bucketArn(host: ArtifactsHost, region: string): string {
  return `arn:${host.partition}:s3:::${bucketName(host, region)}`;
}
