import { CfnResource, RemovalPolicy } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';

/** Props of the key of the logs. */
export interface LogKeyProps {
  readonly partition: string;
  readonly accountId: string;
  readonly alias: string;
  /** Of the organization's trail. */
  readonly trailArn: string;
  /** Id of the organization whose AWS Config may write; without it none does. */
  readonly configOf?: string;
}

/**
 * The key that the organization's logs are encrypted with. Services use it for this organization alone; what people may do with it, IAM of this account says.
 */
export class LogKey extends Construct {
  public readonly keyArn: string;
  /** What has to be there before somebody names the key by its alias. */
  public readonly alias: CfnResource;

  public constructor(scope: Construct, id: string, { partition, accountId, alias, trailArn, configOf }: LogKeyProps) {
    super(scope, id);
    const [, , , , managementId] = trailArn.split(':');
    const key = new kms.CfnKey(this, 'Resource', {
      description: 'Logs of the organization',
      enableKeyRotation: true,
      keyPolicy: {
        Version: '2012-10-17',
        Statement: [
          { Sid: 'Account', Effect: 'Allow', Principal: { AWS: `arn:${partition}:iam::${accountId}:root` }, Action: 'kms:*', Resource: '*' },
          {
            Sid: 'Trail',
            Effect: 'Allow',
            Principal: { Service: 'cloudtrail.amazonaws.com' },
            Action: 'kms:GenerateDataKey*',
            Resource: '*',
            Condition: {
              StringEquals: { 'aws:SourceArn': trailArn },
              StringLike: { 'kms:EncryptionContext:aws:cloudtrail:arn': `arn:${partition}:cloudtrail:*:${managementId}:trail/*` },
            },
          },
          {
            Sid: 'TrailLooksAtKey',
            Effect: 'Allow',
            Principal: { Service: 'cloudtrail.amazonaws.com' },
            Action: 'kms:DescribeKey',
            Resource: '*',
            Condition: { StringEquals: { 'aws:SourceArn': trailArn } },
          },
          ...configOf ? [{
            Sid: 'Config',
            Effect: 'Allow',
            Principal: { Service: 'config.amazonaws.com' },
            Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
            Resource: '*',
            Condition: { StringEquals: { 'aws:SourceOrgID': configOf } },
          }] : [],
        ],
      },
    });
    key.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    this.keyArn = key.attrArn;
    this.alias = new kms.CfnAlias(this, 'Alias', { aliasName: alias, targetKeyId: key.ref });
    this.alias.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
  }
}
