import { join, resolve } from 'path';
import { CreateVpcCommand, EC2Client } from '@aws-sdk/client-ec2';
import * as route53 from '@aws-sdk/client-route-53';
import type { Request } from './lambda';
import type { Scenario } from './scenarios';
import type { World } from './world';
import { PRIVATE_ZONE_ASSOCIATION_TYPE, PRIVATE_ZONES_HANDLER, PrivateZonesSettings } from '../../src/aws-api/private-zones/constants';

const BUNDLE = resolve('assets/handlers', PRIVATE_ZONES_HANDLER, 'index.js');
const REGION = 'eu-west-1';

interface Shared {
  /** As an application would write them. */
  readonly properties: object;
  readonly vpc: route53.VPC;
  /** Associates the VPC with one of the zones; the id under which CloudFormation knows it. */
  readonly associated: (zoneName: string) => Promise<string>;
}

/** A VPC of one account and two zones of another one. What is authorised and not taken back is not looked at: the embedded AWS does not list it. */
export const PRIVATE_ZONES: Scenario[] = [
  association('a VPC resolves a private zone', async ({ properties }) => ({ RequestType: 'Create', ResourceProperties: properties })),
  association('a VPC resolves another private zone', async ({ properties, associated }) => ({
    RequestType: 'Update',
    ResourceProperties: properties,
    OldResourceProperties: { ...properties, ZoneName: 'old.acme.com' },
    PhysicalResourceId: await associated('old.acme.com'),
  })),
  association('a VPC resolves a private zone no longer', async ({ properties, associated }) => ({
    RequestType: 'Delete', ResourceProperties: properties, PhysicalResourceId: await associated('internal.acme.com'),
  })),
];

function association(name: string, before: (shared: Shared) => Promise<Request>): Scenario {
  return {
    name,
    bundle: join(__dirname, 'behind-topic.cjs'),
    type: PRIVATE_ZONE_ASSOCIATION_TYPE,
    undone: true,
    prepare: async world => {
      await world.organization();
      const dns = world.label(await world.account('dns', 'aws+dns@acme.com'), 'dns');
      const anchor = await vpcIn(world, dns);
      const zones = { 'internal.acme.com': await privateZone(world, dns, anchor, 'internal.acme.com'), 'old.acme.com': await privateZone(world, dns, anchor, 'old.acme.com') };
      const vpc = await vpcIn(world, world.management);
      const settings: PrivateZonesSettings = {
        accountId: world.management, doorArn: `arn:aws:iam::${dns}:role/OrganizationAccountAccessRole`, zoneNames: Object.keys(zones),
      };
      const own = world.client(route53.Route53Client);
      const associated = async (zoneName: string) => {
        const HostedZoneId = zones[zoneName as keyof typeof zones];
        await world.client(route53.Route53Client, dns).send(new route53.CreateVPCAssociationAuthorizationCommand({ HostedZoneId, VPC: vpc }));
        await own.send(new route53.AssociateVPCWithHostedZoneCommand({ HostedZoneId, VPC: vpc }));
        return `${vpc.VPCId}|${HostedZoneId}`;
      };
      const properties = { Bundle: BUNDLE, Settings: JSON.stringify(settings), ZoneName: 'internal.acme.com', VpcId: vpc.VPCId! };
      return {
        request: await before({ properties, vpc, associated }),
        state: async () => {
          const { HostedZoneSummaries } = await own.send(new route53.ListHostedZonesByVPCCommand({ VPCId: vpc.VPCId, VPCRegion: vpc.VPCRegion }));
          return HostedZoneSummaries!.map(({ Name }) => Name).sort();
        },
      };
    },
  };
}

async function vpcIn(world: World, account: string): Promise<route53.VPC> {
  const { Vpc } = await world.client(EC2Client, account).send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
  return { VPCId: world.label(Vpc!.VpcId!, `VPC of ${account}`), VPCRegion: REGION };
}

async function privateZone(world: World, account: string, VPC: route53.VPC, Name: string): Promise<string> {
  const { HostedZone } = await world.client(route53.Route53Client, account).send(new route53.CreateHostedZoneCommand({
    Name, VPC, CallerReference: `${Name} ${account}`, HostedZoneConfig: { PrivateZone: true },
  }));
  return world.label(HostedZone!.Id!.replace('/hostedzone/', ''), `zone ${Name}`);
}
