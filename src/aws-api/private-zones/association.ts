import { DescribeVpcsCommand, EC2Client } from '@aws-sdk/client-ec2';
import {
  AssociateVPCWithHostedZoneCommand, CreateVPCAssociationAuthorizationCommand, DeleteVPCAssociationAuthorizationCommand,
  DisassociateVPCFromHostedZoneCommand, Route53Client, VPC, VPCRegion,
} from '@aws-sdk/client-route-53';
import { PrivateZoneAssociationProperties, PrivateZonesSettings } from './constants';
import { sharedZoneId, ZoneOfVpc, zonesOfVpc } from './lookup';
import type { ResourceKind, ResourceRequest } from '../runtime/custom-resource';
import { Properties } from '../runtime/properties';
import { retry } from '../runtime/retry';
import { unless } from '../runtime/unless';

/** Route 53 changes a zone once at a time, whoever asks. */
const BUSY = ['ConcurrentModification', 'PriorRequestNotComplete'];
/** An authorization that was given a moment ago is not known everywhere yet. */
const AUTHORIZED = { on: [...BUSY, 'NotAuthorizedException'], for: 2 * 60_000 };
const PATIENT = { on: BUSY, for: 5 * 60_000 };

/** Clients of the function's own account, and of the zones' account. */
export interface PrivateZoneClients {
  readonly ec2: EC2Client;
  readonly route53: Route53Client;
  readonly owner: () => Promise<Route53Client>;
}

/**
 * A VPC of this account that resolves a private zone of another one: the zone's account authorises that VPC, this account associates it, and the authorization is
 * taken back, so that nobody can use it later. IAM does not know whose a VPC is: this handler looks, and authorises none but those of its own account.
 */
export class PrivateZoneAssociationKind implements ResourceKind<PrivateZoneAssociationProperties> {
  public constructor(
    private readonly clients: PrivateZoneClients, private readonly settings: PrivateZonesSettings, private readonly region: string,
  ) {}

  public parse(raw: Record<string, unknown>): PrivateZoneAssociationProperties {
    const properties = new Properties(raw);
    return { ZoneName: properties.string('ZoneName').replace(/\.$/, '').toLowerCase(), VpcId: properties.string('VpcId') };
  }

  public async ensure({ properties, oldProperties, physicalId }: ResourceRequest<PrivateZoneAssociationProperties>) {
    const { ZoneName, VpcId } = properties;
    const { zoneNames } = this.settings;
    if (!zoneNames.includes(ZoneName)) {
      throw new Error(`private zone ${ZoneName}: got one that the platform does not share with this account, expected one of ${zoneNames.join(', ')}`);
    }
    await this.checkVpc(VpcId);
    const present = await this.associated(ZoneName, VpcId);
    const made = idOf(present ?? await this.associate(ZoneName, VpcId), VpcId);
    // an update that failed half-way is taken back: CloudFormation has heard of no other id, and ends nothing
    if (oldProperties && physicalId === made && !isSame(properties, oldProperties)) await this.end(oldProperties);
    return { physicalId: made };
  }

  /** Without the zones' account: either of the two may end an association, and by now it may not let this one in any more. */
  public async remove(
    { properties: { ZoneName, VpcId }, physicalId }: ResourceRequest<PrivateZoneAssociationProperties> & { readonly physicalId: string },
  ): Promise<void> {
    const [, written] = physicalId.split(SEPARATOR);
    await this.end({ ZoneName, VpcId }, written);
  }

  private async end({ ZoneName, VpcId }: PrivateZoneAssociationProperties, written?: string): Promise<void> {
    const HostedZoneId = written ?? (await this.ofOwner(ZoneName, VpcId)).own?.id;
    if (!HostedZoneId) return;
    await unless(['VPCAssociationNotFound', 'NoSuchHostedZone', 'InvalidVPCId'], () => retry(PATIENT, () =>
      this.clients.route53.send(new DisassociateVPCFromHostedZoneCommand({ HostedZoneId, VPC: this.vpc(VpcId) }))));
  }

  private async checkVpc(VpcId: string): Promise<void> {
    const { accountId } = this.settings;
    const [vpc] = await unless(['InvalidVpcID.NotFound', 'InvalidVpcID.Malformed'], async () =>
      (await this.clients.ec2.send(new DescribeVpcsCommand({ VpcIds: [VpcId] }))).Vpcs) ?? [];
    if (vpc?.OwnerId === accountId) return;
    throw new Error(`VPC ${VpcId}: got ${vpc ? `one of ${vpc.OwnerId}` : 'none of that id'}, expected a VPC of ${accountId} in ${this.region}`);
  }

  /** Zones of that name that the VPC resolves: the platform's, and one of somebody else. */
  private async ofOwner(zoneName: string, vpcId: string): Promise<{ own?: ZoneOfVpc; other?: ZoneOfVpc }> {
    const owner = this.settings.doorArn.split(':')[4];
    const found = (await zonesOfVpc(this.clients.route53, this.vpc(vpcId))).filter(({ name }) => name === zoneName);
    return { own: found.find(zone => zone.owner === owner), other: found.find(zone => zone.owner !== owner) };
  }

  /** Id of the zone, if the VPC resolves it already. */
  private async associated(zoneName: string, vpcId: string): Promise<string | undefined> {
    const { own, other } = await this.ofOwner(zoneName, vpcId);
    if (other) {
      throw new Error(`VPC ${vpcId}: got another zone ${zoneName} (${other.id} of ${other.owner}), expected none of that name beside the platform's; `
        + 'a VPC asks one zone of a name: take it from that one first');
    }
    return own?.id;
  }

  private async associate(zoneName: string, vpcId: string): Promise<string> {
    const owner = await this.clients.owner();
    const HostedZoneId = await sharedZoneId(owner, zoneName);
    const request = { HostedZoneId, VPC: this.vpc(vpcId) };
    const takeBack = () => unless(['VPCAssociationAuthorizationNotFound'], () => retry(PATIENT, () =>
      owner.send(new DeleteVPCAssociationAuthorizationCommand(request))));
    await retry(PATIENT, () => owner.send(new CreateVPCAssociationAuthorizationCommand(request)));
    try {
      await retry(AUTHORIZED, () => this.clients.route53.send(new AssociateVPCWithHostedZoneCommand(request)));
    } catch (error) {
      // a call whose answer was lost, and that was repeated, finds it done
      if ((error as Error).name !== 'ConflictingDomainExists' || await this.associated(zoneName, vpcId) !== HostedZoneId) {
        await takeBack().catch(() => console.error(JSON.stringify({ left: 'an authorization', zoneName, vpcId })));
        throw error;
      }
    }
    await takeBack();
    return HostedZoneId;
  }

  private vpc(VPCId: string): VPC {
    return { VPCId, VPCRegion: this.region as VPCRegion };
  }
}

const SEPARATOR = '|';

function isSame(one: PrivateZoneAssociationProperties, other: PrivateZoneAssociationProperties): boolean {
  return one.ZoneName === other.ZoneName && one.VpcId === other.VpcId;
}

/** Which VPC resolves which zone: at a change it has another id, and CloudFormation ends what the old one stood for. */
function idOf(zoneId: string, vpcId: string): string {
  return vpcId + SEPARATOR + zoneId;
}
