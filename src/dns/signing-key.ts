import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import type { PlatformAccount } from '../accounts/platform-account';
import { publishIn } from '../environments/contract-publisher';
import { GRANTS_OF_SERVICES_ALONE } from '../private/key-grants';
import { parameterValue } from '../private/parameter-value';
import { Platform } from '../private/platform';

/** Route 53 takes keys of this region alone. @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-configuring-dnssec-cmk-requirements.html */
const KEYS_REGION = 'us-east-1';
const PART = 'dnssec-key';
const SERVICE = 'dnssec-route53.amazonaws.com';

/**
 * The key in KMS that signs the keys of an account's zones. It stands in us-east-1, in a stack of its own before all others, and its ARN is published where
 * the zones are made: a zone's own stack cannot make it, and nothing else crosses regions.
 */
export class SigningKey {
  private readonly parameter: string;

  public constructor(private readonly account: PlatformAccount) {
    const { prefix, regions } = Platform.of(account).configuration;
    this.parameter = `/${prefix}/v1/dnssec-key-arn`;
    const where = { region: KEYS_REGION, part: PART };
    account._stacks.deployFirst(where);
    account._stacks.deployStackAfter({ region: regions.home }, { account, ...where });
    account._build(where, stack => this.make(stack));
  }

  /** ARN of the key, in a stack of the home region. */
  public arnIn(stack: Stack): string {
    return parameterValue(stack, this.parameter);
  }

  private make(stack: Stack): void {
    const platform = Platform.of(this.account);
    const { prefix, regions } = platform.configuration;
    const key = new kms.CfnKey(stack, 'Key', {
      description: `Signs the DNSSEC keys of ${this.account.accountName}'s zones`,
      keySpec: 'ECC_NIST_P256',
      keyUsage: 'SIGN_VERIFY',
      keyPolicy: keyPolicy(regions.partition, this.account.accountId!),
    });
    // without it the zones that it signs fail for everybody who validates
    key.applyRemovalPolicy(RemovalPolicy.RETAIN);
    // by it the boundary of applications knows the key
    new kms.CfnAlias(stack, 'KeyAlias', { aliasName: `alias/${prefix}-dnssec`, targetKeyId: key.ref });
    const description = 'Key that signs the DNSSEC keys of this account\'s zones';
    if (regions.home === KEYS_REGION) {
      new ssm.CfnParameter(stack, 'KeyArn', { name: this.parameter, description, type: 'String', value: key.attrArn });
    } else {
      publishIn([regions.home], stack, platform, { id: 'KeyArn', name: this.parameter, description, value: key.attrArn });
    }
  }
}

/** Administration stays with IAM of the account; Route 53 signs for zones of this account alone. */
function keyPolicy(partition: string, account: string): object {
  const ofThisAccount = { StringEquals: { 'aws:SourceAccount': account }, ArnLike: { 'aws:SourceArn': `arn:${partition}:route53:::hostedzone/*` } };
  return {
    Version: '2012-10-17',
    Statement: [
      { Sid: 'Administration', Effect: 'Allow', Principal: { AWS: `arn:${partition}:iam::${account}:root` }, Action: 'kms:*', Resource: '*' },
      {
        Sid: 'Signing',
        Effect: 'Allow',
        Principal: { Service: SERVICE },
        Action: ['kms:DescribeKey', 'kms:GetPublicKey', 'kms:Sign'],
        Resource: '*',
        Condition: ofThisAccount,
      },
      {
        Sid: 'Grants',
        Effect: 'Allow',
        Principal: { Service: SERVICE },
        Action: 'kms:CreateGrant',
        Resource: '*',
        Condition: { ...ofThisAccount, Bool: { 'kms:GrantIsForAWSResource': true } },
      },
      GRANTS_OF_SERVICES_ALONE,
    ],
  };
}
