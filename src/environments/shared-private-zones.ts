import { Lazy, Stack } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sns from 'aws-cdk-lib/aws-sns';
import { PRIVATE_ZONES_TOPIC_ARN } from './contract';
import { publish } from './contract-publisher';
import type { EnvironmentAccount } from './environment-account';
import { AccountRole } from '../accounts/account-role';
import { HandlerFunction } from '../aws-api/handler-function';
import { PRIVATE_ZONES_HANDLER, PRIVATE_ZONES_SETTINGS, PrivateZonesSettings } from '../aws-api/private-zones/constants';
import type { PrivateZone } from '../dns/private-zone';
import { parameterValue } from '../private/parameter-value';
import { Platform } from '../private/platform';
import { allow, Statement } from '../private/policy';

/**
 * What an environment has so that its VPCs resolve private zones: a door to the dns account, and in each region a handler that alone comes in by it. Applications ask it by a
 * topic, since nobody may call the platform's functions.
 */
export class SharedPrivateZones {
  private readonly zones: PrivateZone[] = [];
  private door?: AccountRole;

  public constructor(private readonly environment: EnvironmentAccount) {}

  public add(zone: PrivateZone): void {
    const platform = Platform.of(this.environment);
    const isFirst = !this.zones.length;
    this.zones.push(zone);
    this.door ??= AccountRole._forHandlers(platform.dns, this.environment, 'private-zones')
      ._allow(() => [allow(['route53:ListHostedZonesByName'], ['*'])], 'route53:ListHostedZonesByName, which finds a zone by its name, has no resource to name');
    this.door._allow(stack => [this.authorize(stack, zone, platform)]);
    if (!isFirst || !this.door.isOpen) return;
    for (const region of platform.configuration.regions.all) this.environment._build({ region }, stack => this.furnish(stack, platform));
  }

  /** Of whose account a VPC is no condition says: the handler looks. */
  private authorize(stack: Stack, { _zoneIdParameter }: PrivateZone, { configuration: { regions } }: Platform): Statement {
    return allow(
      ['route53:CreateVPCAssociationAuthorization', 'route53:DeleteVPCAssociationAuthorization'],
      [`arn:${regions.partition}:route53:::hostedzone/${parameterValue(stack, _zoneIdParameter)}`],
      vpcsIn(regions.all),
    );
  }

  private furnish(stack: Stack, platform: Platform): void {
    const { prefix, regions } = platform.configuration;
    const settings = (): PrivateZonesSettings => ({
      accountId: this.environment.accountId!, doorArn: this.door!._roleArn, zoneNames: this.zones.map(({ zoneName }) => zoneName).sort(),
    });
    const handler = HandlerFunction.in(stack, {
      handler: PRIVATE_ZONES_HANDLER,
      prefix,
      description: 'Lets VPCs of this account resolve private zones of the dns account',
      environment: { [PRIVATE_ZONES_SETTINGS]: Lazy.string({ produce: () => JSON.stringify(settings()) }) },
    });
    handler.allow(allow(['sts:AssumeRole'], [this.door!._roleArn]));
    handler.allowAnywhere('neither of them has a resource to name', ['ec2:DescribeVpcs', 'route53:ListHostedZonesByVPC']);
    handler.allowUnder('the id of a zone is known in its own account alone; without an authorization from there nothing can be associated',
      ['route53:AssociateVPCWithHostedZone', 'route53:DisassociateVPCFromHostedZone'], [`arn:${regions.partition}:route53:::hostedzone/*`], vpcsIn(regions.all));
    const topic = new sns.CfnTopic(stack, 'PrivateZones', { displayName: 'VPCs that shall resolve private zones' });
    new sns.CfnTopicPolicy(stack, 'PrivateZonesPolicy', {
      topics: [topic.ref],
      policyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Deny', Action: 'sns:Publish', Resource: topic.ref, Principal: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }],
      },
    });
    const permission = new lambda.CfnPermission(stack, 'PrivateZonesPermission', {
      action: 'lambda:InvokeFunction', functionName: handler.functionArn, principal: 'sns.amazonaws.com', sourceArn: topic.ref, sourceAccount: stack.account,
    });
    const subscription = new sns.CfnSubscription(stack, 'PrivateZonesSubscription', { topicArn: topic.ref, protocol: 'lambda', endpoint: handler.functionArn });
    subscription.addResourceDependency(permission);
    publish(stack, platform, PRIVATE_ZONES_TOPIC_ARN, topic.ref);
  }
}

/** A request that names VPCs of these regions and no others. */
function vpcsIn(regions: readonly string[]): object {
  return {
    'ForAllValues:StringLike': { 'route53:VPCs': regions.map(region => `VPCId=*,VPCRegion=${region}`) },
    // without it a request that names no VPC at all would pass
    'Null': { 'route53:VPCs': 'false' },
  };
}
