import { IResolvable, Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as ram from 'aws-cdk-lib/aws-ram';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { ArtifactsHost, ofReaders } from './artifacts-host';
import { GRANT_OPERATIONS } from './grant-operations';
import { artifactNames } from '../private/names';

/** What stands in a parameter before the first image is built. A machine that is started from it fails, and says this. */
export const NOT_BUILT = 'not-built-yet';

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
  private readonly names: ReturnType<typeof artifactNames>;

  private constructor(scope: Construct, id: string, host: ArtifactsHost) {
    super(scope, id);
    const { partition, accountId, prefix } = host;
    const stack = Stack.of(this);
    const names = this.names = artifactNames(prefix, { partition, account: accountId, region: stack.region });
    const key = new kms.CfnKey(this, 'Key', {
      description: 'Machine images',
      enableKeyRotation: true,
      keyPolicy: Lazy.any({ produce: () => keyPolicy(host, stack.region, host.readers()) }),
    });
    // images that environments run could not be started any more
    key.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    new kms.CfnAlias(this, 'Alias', { aliasName: names.machineImageKeyAlias, targetKeyId: key.ref }).applyRemovalPolicy(RemovalPolicy.RETAIN);
    this.share('KeyArn', names.machineImageKeyParameter, key.attrArn);
    new ram.CfnResourceShare(this, 'Share', {
      name: `${prefix}-machine-images`,
      allowExternalPrincipals: false,
      principals: readerArns(host) as never,
      resourceArns: this.shared,
    });
  }

  /** The parameter that says the newest image of that name. */
  public addImage(name: string): void {
    this.share(`Image-${name}`, this.names.machineImageParameter(name), NOT_BUILT);
  }

  /** CloudFormation writes it once: it says nothing here that could ever change, since with a change it would write the first value again. */
  private share(id: string, name: string, value: string): void {
    const parameter = new ssm.CfnParameter(this, id, { name, type: 'String', tier: 'Advanced', value });
    parameter.applyRemovalPolicy(RemovalPolicy.RETAIN);
    this.shared.push(`arn:${Stack.of(this).partition}:ssm:${Stack.of(this).region}:${Stack.of(this).account}:parameter${parameter.ref}`);
  }
}

/** Readers as EC2 and RAM name them, units or whole organizations, by their ARNs; nothing for none. */
export function readerArns(host: ArtifactsHost, kinds: ('ou' | 'organization')[] = ['ou', 'organization']): IResolvable {
  const { partition, managementAccountId } = host;
  return Lazy.any({
    produce: () => {
      const arns = managementAccountId === undefined ? [] : host.readers().flatMap(path => {
        const [organization, , ...units] = path.split('/').filter(part => part && part !== '*');
        const kind = units.length ? 'ou' : 'organization';
        const name = [organization, ...units.slice(-1)].join('/');
        return kinds.includes(kind) ? [`arn:${partition}:organizations::${managementAccountId}:${kind}/${name}`] : [];
      });
      return arns.length ? arns : undefined;
    },
  });
}

/** Environments start machines from what is encrypted with it, by EC2 alone; and let their own Auto Scaling do so. */
function keyPolicy({ partition, accountId }: ArtifactsHost, region: string, paths: string[]): object {
  const account = { Sid: 'Account', Effect: 'Allow', Principal: { AWS: `arn:${partition}:iam::${accountId}:root` }, Action: 'kms:*', Resource: '*' };
  const readers = ofReaders(paths) as { StringEquals: object };
  const byEc2 = { StringEquals: { ...readers.StringEquals, 'kms:ViaService': `ec2.${region}.amazonaws.com` } };
  const environments = (Sid: string, Action: string | string[], conditions: object) => ({
    Sid, Effect: 'Allow', Principal: { AWS: '*' }, Action, Resource: '*', Condition: { ...readers, ...conditions },
  });
  return {
    Version: '2012-10-17',
    Statement: !paths.length ? [account] : [
      account,
      environments('Launch', ['kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKeyWithoutPlaintext', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'], byEc2),
      environments('LaunchGrant', 'kms:CreateGrant', { ...byEc2, Bool: { 'kms:GrantIsForAWSResource': 'true' } }),
      environments('AutoScaling', 'kms:CreateGrant', {
        'StringLike': { 'kms:GranteePrincipal': `arn:${partition}:iam::*:role/aws-service-role/autoscaling.amazonaws.com/*` },
        'ForAllValues:StringEquals': { 'kms:GrantOperations': GRANT_OPERATIONS },
        'Null': { 'kms:GrantOperations': 'false' },
      }),
    ],
  };
}
