import { Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as ram from 'aws-cdk-lib/aws-ram';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import type { ArtifactsHost } from './artifacts-host';
import { imageNames } from '../private/names';

/** What stands in a parameter before the first image is built. A machine that is started from it fails, and says this. */
export const NOT_BUILT = 'not-built-yet';

/** What Auto Scaling does with the key for the machines that it starts. */
export const GRANT_OPERATIONS = ['CreateGrant', 'Decrypt', 'DescribeKey', 'GenerateDataKeyWithoutPlaintext', 'ReEncryptFrom', 'ReEncryptTo'];

/** Part of the stacks, one in each region, with what environments use of machine images. */
export const MACHINE_IMAGES = 'machine-images';

/**
 * What there is of machine images in one region: the key of their snapshots, and parameters that say the newest, shared with the units of the environments. Image Builder can
 * write parameters into accounts that it knows by number alone; a share knows units, and one more account changes nothing.
 */
export class ImageRegion extends Construct {
  public static in(scope: Construct, host: ArtifactsHost): ImageRegion {
    return scope.node.tryFindChild('Images') as ImageRegion | undefined ?? new ImageRegion(scope, 'Images', host);
  }

  private readonly shared: string[] = [];
  private readonly names: ReturnType<typeof imageNames>;

  private constructor(scope: Construct, id: string, host: ArtifactsHost) {
    super(scope, id);
    const { partition, accountId, prefix } = host;
    const stack = Stack.of(this);
    const names = this.names = imageNames(prefix);
    const key = new kms.CfnKey(this, 'Key', {
      description: 'Machine images',
      enableKeyRotation: true,
      keyPolicy: keyPolicy({ partition, accountId, region: stack.region, readers: host.readers }),
    });
    // images that environments run could not be started any more
    key.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    new kms.CfnAlias(this, 'Alias', { aliasName: names.keyAlias, targetKeyId: key.ref }).applyRemovalPolicy(RemovalPolicy.RETAIN);
    this.share('KeyArn', names.keyParameter, key.attrArn);
    new ram.CfnResourceShare(this, 'Share', {
      name: names.share,
      allowExternalPrincipals: false,
      principals: unitsOf(stack, host),
      resourceArns: this.shared,
    });
  }

  /** The parameter that says the newest image of that name. */
  public addImage(name: string): void {
    this.share(`Image-${name}`, this.names.imageParameter(name), NOT_BUILT);
  }

  /** CloudFormation writes it once: it says nothing here that could ever change, since with a change it would write the first value again. */
  private share(id: string, name: string, value: string): void {
    const parameter = new ssm.CfnParameter(this, id, { name, type: 'String', tier: 'Advanced', value });
    parameter.applyRemovalPolicy(RemovalPolicy.RETAIN);
    this.shared.push(`arn:${Stack.of(this).partition}:ssm:${Stack.of(this).region}:${Stack.of(this).account}:parameter${parameter.ref}`);
  }
}

/** ARNs of the units whose accounts may read, as EC2 and RAM name them. */
export function unitsOf(stack: Stack, host: ArtifactsHost): string[] {
  return Lazy.list({
    produce: () => {
      const { partition, managementAccountId } = host;
      const paths = (stack.resolve(host.readers) ?? []).map((path: string) => path.split('/').filter(name => name !== '*' && name !== ''));
      return managementAccountId === undefined ? [] : paths.map(([organization, root, ...units]: string[]) => units.length
        ? `arn:${partition}:organizations::${managementAccountId}:ou/${organization}/${units.at(-1)}`
        : `arn:${partition}:organizations::${managementAccountId}:organization/${organization ?? root}`);
    },
  });
}

interface KeyUse {
  readonly partition: string;
  readonly accountId: string;
  readonly region: string;
  readonly readers: string[];
}

/** Environments start machines from what is encrypted with it, by EC2 alone; and let their own Auto Scaling do so. */
function keyPolicy({ partition, accountId, region, readers }: KeyUse): object {
  const paths = { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': readers } };
  const environments = (Sid: string, Action: string | string[], Condition: object) => ({ Sid, Effect: 'Allow', Principal: { AWS: '*' }, Action, Resource: '*', Condition: { ...paths, ...Condition } });
  return {
    Version: '2012-10-17',
    Statement: [
      { Sid: 'Account', Effect: 'Allow', Principal: { AWS: `arn:${partition}:iam::${accountId}:root` }, Action: 'kms:*', Resource: '*' },
      environments('Launch', ['kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKeyWithoutPlaintext', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'], {
        StringEquals: { 'kms:ViaService': `ec2.${region}.amazonaws.com` },
      }),
      environments('LaunchGrant', 'kms:CreateGrant', {
        StringEquals: { 'kms:ViaService': `ec2.${region}.amazonaws.com` }, Bool: { 'kms:GrantIsForAWSResource': 'true' },
      }),
      environments('AutoScaling', 'kms:CreateGrant', {
        'StringLike': { 'kms:GranteePrincipal': `arn:${partition}:iam::*:role/aws-service-role/autoscaling.amazonaws.com/*` },
        'ForAllValues:StringEquals': { 'kms:GrantOperations': GRANT_OPERATIONS },
      }),
    ],
  };
}
