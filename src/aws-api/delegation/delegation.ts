import {
  ChangeAction, ChangeResourceRecordSetsCommand, GetHostedZoneCommand, ListHostedZonesByNameCommand, ListResourceRecordSetsCommand,
  ResourceRecordSet, Route53Client,
} from '@aws-sdk/client-route-53';
import { DelegationProperties } from './constants';
import type { ResourceKind, ResourceRequest } from '../runtime/custom-resource';
import { Properties } from '../runtime/properties';
import { retry } from '../runtime/retry';

const BUSY = { on: ['PriorRequestNotComplete'], for: 5 * 60_000 };

/** The NS records of a zone in its parent, which is in another account: exactly the zone's own name servers, and gone when the zone goes. */
export class DelegationKind implements ResourceKind<DelegationProperties> {
  /** @param parentOf clients for the parent's account, by the role there */
  public constructor(private readonly own: Route53Client, private readonly parentOf: (roleArn: string) => Promise<Route53Client>) {}

  public parse(raw: Record<string, unknown>): DelegationProperties {
    const properties = new Properties(raw);
    return {
      ChildZoneId: properties.string('ChildZoneId'),
      ChildZoneName: withoutDot(properties.string('ChildZoneName')),
      ParentZoneName: withoutDot(properties.string('ParentZoneName')),
      RoleArn: properties.string('RoleArn'),
      Ttl: properties.string('Ttl'),
    };
  }

  public async ensure({ properties }: ResourceRequest<DelegationProperties>) {
    const { ChildZoneId, ChildZoneName, ParentZoneName, RoleArn, Ttl } = properties;
    const servers = await this.nameServers(ChildZoneId);
    if (!servers) throw new Error(`zone ${ChildZoneId} (${ChildZoneName}): got no such zone in this account, expected the child's zone`);
    const wanted = { Name: ChildZoneName, Type: 'NS' as const, TTL: Number(Ttl), ResourceRecords: servers.map(Value => ({ Value })) };

    const parent = await this.parentOf(RoleArn);
    const zone = await zoneId(parent, ParentZoneName);
    if (!zone) throw new Error(`zone ${ParentZoneName}: got no such public zone in the account of ${RoleArn}, expected the parent's zone`);
    const present = await nsRecords(parent, zone, ChildZoneName);
    if (!present || present.TTL !== wanted.TTL || !sameServers(present, servers)) await change(parent, zone, 'UPSERT', wanted);
    // where it stands: moved to another name or another parent it has another id, and CloudFormation removes the old one
    return { physicalId: [ChildZoneName, ParentZoneName, RoleArn].join('|') };
  }

  public async remove({ properties }: ResourceRequest<DelegationProperties>): Promise<void> {
    const { ChildZoneId, ChildZoneName, ParentZoneName, RoleArn } = properties;
    const parent = await this.parentOf(RoleArn);
    const zone = await zoneId(parent, ParentZoneName);
    const present = zone && await nsRecords(parent, zone, ChildZoneName);
    if (!zone || !present) return;
    const servers = await this.nameServers(ChildZoneId);
    // a delegation to a zone that is gone can be answered by somebody else; one to another zone belongs to that zone
    if (!servers || sameServers(present, servers)) await change(parent, zone, 'DELETE', present);
    else console.log(JSON.stringify({ left: ChildZoneName, because: 'it is delegated to other name servers than those of this zone' }));
  }

  private async nameServers(zone: string): Promise<string[] | undefined> {
    try {
      const { DelegationSet } = await this.own.send(new GetHostedZoneCommand({ Id: zone }));
      return DelegationSet?.NameServers?.map(server => `${withoutDot(server)}.`).sort();
    } catch (error) {
      if ((error as Error).name === 'NoSuchHostedZone') return undefined;
      throw error;
    }
  }
}

function withoutDot(name: string): string {
  return name.replace(/\.$/, '').toLowerCase();
}

function sameServers(record: ResourceRecordSet, servers: string[]): boolean {
  const present = (record.ResourceRecords ?? []).map(({ Value }) => withoutDot(Value!)).sort();
  return present.join() === servers.map(withoutDot).sort().join();
}

async function zoneId(client: Route53Client, name: string): Promise<string | undefined> {
  const { HostedZones } = await client.send(new ListHostedZonesByNameCommand({ DNSName: name }));
  return HostedZones?.find(zone => withoutDot(zone.Name!) === name && !zone.Config?.PrivateZone)?.Id?.replace('/hostedzone/', '');
}

async function nsRecords(client: Route53Client, zone: string, name: string): Promise<ResourceRecordSet | undefined> {
  const { ResourceRecordSets } = await client.send(new ListResourceRecordSetsCommand({
    HostedZoneId: zone, StartRecordName: name, StartRecordType: 'NS', MaxItems: 1,
  }));
  return ResourceRecordSets?.find(record => withoutDot(record.Name!) === name && record.Type === 'NS');
}

async function change(client: Route53Client, zone: string, Action: ChangeAction, record: ResourceRecordSet): Promise<void> {
  await retry(BUSY, () => client.send(new ChangeResourceRecordSetsCommand({
    HostedZoneId: zone, ChangeBatch: { Comment: 'subdomain delegation', Changes: [{ Action, ResourceRecordSet: record }] },
  })));
}
