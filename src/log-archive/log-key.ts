import { CfnResource, Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { GRANTS_OF_SERVICES_ALONE } from '../private/key-grants';
import { investigatorRoles } from '../private/names';

/** Props of the key of the logs. */
export interface LogKeyProps {
  readonly partition: string;
  readonly accountId: string;
  readonly alias: string;
  /** Of the organization's trail. */
  readonly trailArn: string;
  /** Id of the organization whose AWS Config may write; without it none does. */
  readonly configOf?: string;
  /** Id of the account whose investigators read what is encrypted with it; asked when all is said. */
  readonly investigatedFrom: () => string | undefined;
  /** ARNs of the roles that may change the key itself: the platform's. */
  readonly keepers: string[];
}

/**
 * The key that the organization's logs are encrypted with. Services use it for this organization alone; what people may do with it, IAM of this account says.
 */
export class LogKey extends Construct {
  public readonly keyArn: string;
  /** What has to be there before somebody names the key by its alias. */
  public readonly alias: CfnResource;

  public constructor(scope: Construct, id: string, { partition, accountId, alias, trailArn, configOf, investigatedFrom, keepers }: LogKeyProps) {
    super(scope, id);
    const investigators = (account: string | undefined) => account ? [{
      Sid: 'Investigators',
      Effect: 'Allow',
      Principal: { AWS: `arn:${partition}:iam::${account}:root` },
      Action: 'kms:Decrypt',
      Resource: '*',
      Condition: {
        ArnLike: { 'aws:PrincipalArn': investigatorRoles(partition, account) },
        StringEquals: { 'kms:ViaService': `s3.${Stack.of(this).region}.amazonaws.com` },
      },
    }] : [];
    const key = new kms.CfnKey(this, 'Resource', {
      description: 'Logs of the organization',
      enableKeyRotation: true,
      keyPolicy: {
        Version: '2012-10-17',
        Statement: Lazy.any({
          produce: () => [
            { Sid: 'Account', Effect: 'Allow', Principal: { AWS: `arn:${partition}:iam::${accountId}:root` }, Action: 'kms:*', Resource: '*' },
            {
              Sid: 'Trail',
              Effect: 'Allow',
              Principal: { Service: 'cloudtrail.amazonaws.com' },
              Action: ['kms:DescribeKey', 'kms:GenerateDataKey*'],
              Resource: '*',
              Condition: { StringEquals: { 'aws:SourceArn': trailArn } },
            },
            {
              Sid: 'OnlyThePlatformChanges',
              Effect: 'Deny',
              Principal: '*',
              Action: ['kms:DisableKey', 'kms:DisableKeyRotation', 'kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion'],
              Resource: '*',
              Condition: { ArnNotLike: { 'aws:PrincipalArn': keepers } },
            },
            GRANTS_OF_SERVICES_ALONE,
            ...configOf ? [{
              Sid: 'Config',
              Effect: 'Allow',
              Principal: { Service: 'config.amazonaws.com' },
              Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
              Resource: '*',
              Condition: { StringEquals: { 'aws:SourceOrgID': configOf } },
            }] : [],
            ...investigators(investigatedFrom()),
          ],
        }),
      },
    });
    key.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    this.keyArn = key.attrArn;
    this.alias = new kms.CfnAlias(this, 'Alias', { aliasName: alias, targetKeyId: key.ref });
    this.alias.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
  }
}
