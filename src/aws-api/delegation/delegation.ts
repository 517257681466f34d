import {
  ChangeAction, ChangeResourceRecordSetsCommand, GetHostedZoneCommand, ListHostedZonesByNameCommand, ListResourceRecordSetsCommand,
  ResourceRecordSet, Route53Client,
} from '@aws-sdk/client-route-53';
import { DelegationProperties } from './constants';
import type { ResourceKind, ResourceRequest } from '../runtime/custom-resource';
import { Properties } from '../runtime/properties';
import { retry } from '../runtime/retry';

const BUSY = { on: ['PriorRequestNotComplete'], for: 5 * 60_000 };

/** The properties, typed. */
interface Delegation extends Omit<DelegationProperties, 'Ttl'> {
  readonly Ttl: number;
}

/**
 * The NS records of a zone in its parent, which is in another account: exactly the zone's own name servers, and gone when the zone goes. Which
 * servers it wrote stands in its physical id: what it wrote it may replace and take away, and a delegation to anybody else it leaves alone.
 */
export class DelegationKind implements ResourceKind<Delegation> {
  /** @param parentOf clients for the parent's account, by the role there */
  public constructor(private readonly own: Route53Client, private readonly parentOf: (roleArn: string) => Promise<Route53Client>) {}

  public parse(raw: Record<string, unknown>): Delegation {
    const properties = new Properties(raw);
    return {
      ChildZoneId: properties.string('ChildZoneId'),
      ChildZoneName: withoutDot(properties.string('ChildZoneName')),
      ParentZoneName: withoutDot(properties.string('ParentZoneName')),
      RoleArn: properties.string('RoleArn'),
      Ttl: properties.number('Ttl'),
    };
  }

  public async ensure({ properties, oldProperties, physicalId }: ResourceRequest<Delegation>) {
    const { ChildZoneId, ChildZoneName, ParentZoneName, RoleArn, Ttl } = properties;
    const servers = await this.nameServers(ChildZoneId);
    if (!servers) throw new Error(`zone ${ChildZoneId} (${ChildZoneName}): got no such zone in this account, expected the child's zone`);
    const parent = await this.parentOf(RoleArn);
    const zone = await zoneId(parent, ParentZoneName);
    if (!zone) throw new Error(`zone ${ParentZoneName}: got no such public zone in the account of ${RoleArn}, expected the parent's zone`);

    const present = await nsRecords(parent, zone, ChildZoneName);
    const found = serversOf(present);
    // Route 53 never gives two zones of one name a server in common: one is enough to know a delegation again that was damaged
    if (present && !overlap(found, servers) && !overlap(found, writtenBefore(physicalId)) && !await this.leadTo(oldProperties?.ChildZoneId, found)) {
      throw new Error(`${ChildZoneName} in zone ${ParentZoneName}: got a delegation to other name servers (${found.join(', ')}), expected none or one to `
        + `zone ${ChildZoneId} (${servers.join(', ')}); if nobody uses it, delete that NS record in the parent's account and deploy again, else choose another name`);
    }
    if (present?.TTL !== Ttl || found.join() !== servers.join()) {
      await change(parent, zone, 'UPSERT', {
        Name: ChildZoneName, Type: 'NS', TTL: Ttl, ResourceRecords: servers.map(server => ({ Value: `${server}.` })),
      });
    }
    const moves = oldProperties && placeOf(oldProperties) !== placeOf(properties);
    if (moves && physicalId?.startsWith(placeOf(properties))) await this.takeBack(oldProperties);
    return { physicalId: idOf(properties, servers) };
  }

  public async remove({ properties, physicalId }: ResourceRequest<Delegation> & { readonly physicalId: string }): Promise<void> {
    const { ChildZoneId, ChildZoneName, ParentZoneName, RoleArn } = properties;
    // without such an id it failed on the way: what leads to the zone is its own
    const written = writtenBefore(physicalId) ?? await this.nameServers(ChildZoneId);
    const parent = await this.parentOf(RoleArn);
    const zone = await zoneId(parent, ParentZoneName);
    const present = zone && await nsRecords(parent, zone, ChildZoneName);
    if (!zone || !present) return;
    if (overlap(serversOf(present), written)) await takeAway(parent, zone, ChildZoneName, present);
    else console.log(JSON.stringify({ left: ChildZoneName, because: 'it is delegated to other name servers than those of this zone' }));
  }

  /** An update that failed may have led the name to the zone that it brought; taken back, that zone is the old one. */
  private async leadTo(zone: string | undefined, found: string[]): Promise<boolean> {
    return !!zone && overlap(found, await this.nameServers(zone));
  }

  /** What an update wrote elsewhere before it failed: the id was not told, and nobody else removes it. It must not keep a stack from rolling back. */
  private async takeBack(tried: Delegation): Promise<void> {
    await this.remove({ properties: tried, physicalId: '' }).catch((error: Error) => {
      console.error(JSON.stringify({ left: tried.ChildZoneName, because: `${error.name}: ${error.message}` }));
    });
  }

  private async nameServers(zone: string): Promise<string[] | undefined> {
    try {
      const { DelegationSet } = await this.own.send(new GetHostedZoneCommand({ Id: zone }));
      return DelegationSet!.NameServers!.map(withoutDot).sort();
    } catch (error) {
      if ((error as Error).name === 'NoSuchHostedZone') return undefined;
      throw error;
    }
  }
}

function withoutDot(name: string): string {
  return name.replace(/\.$/, '').toLowerCase();
}

const SEPARATOR = '|';

/**
 * Where it stands and where it leads: at a change it has another id, and CloudFormation removes what the old one wrote, if it is still there.
 * The parent's account and not the role: under another role it is the same record.
 */
function idOf(delegation: Delegation, servers: string[]): string {
  return placeOf(delegation) + servers.join();
}

function placeOf({ ChildZoneName, ParentZoneName, RoleArn }: Delegation): string {
  return [ChildZoneName, ParentZoneName, RoleArn.split(':')[4], ''].join(SEPARATOR);
}

function writtenBefore(physicalId?: string): string[] | undefined {
  return physicalId?.split(SEPARATOR)[3]?.split(',');
}

function serversOf(record?: ResourceRecordSet): string[] {
  return (record?.ResourceRecords ?? []).map(({ Value }) => withoutDot(Value!)).sort();
}

function overlap(some: string[], others: string[] = []): boolean {
  return some.some(server => others.includes(server));
}

async function zoneId(client: Route53Client, name: string): Promise<string | undefined> {
  const { HostedZones } = await client.send(new ListHostedZonesByNameCommand({ DNSName: name }));
  const found = HostedZones!.filter(zone => withoutDot(zone.Name!) === name && !zone.Config?.PrivateZone).map(zone => zone.Id!.replace('/hostedzone/', ''));
  if (found.length > 1) throw new Error(`zone ${name}: got ${found.length} public zones of that name (${found.join(', ')}), expected one; delete the others`);
  return found[0];
}

async function nsRecords(client: Route53Client, zone: string, name: string): Promise<ResourceRecordSet | undefined> {
  const { ResourceRecordSets } = await client.send(new ListResourceRecordSetsCommand({
    HostedZoneId: zone, StartRecordName: name, StartRecordType: 'NS', MaxItems: 1,
  }));
  return ResourceRecordSets?.find(record => withoutDot(record.Name!) === name && record.Type === 'NS');
}

async function takeAway(client: Route53Client, zone: string, name: string, record: ResourceRecordSet): Promise<void> {
  try {
    await change(client, zone, 'DELETE', record);
  } catch (error) {
    // a call whose answer was lost, and that was repeated, finds nothing to delete any more
    if ((error as Error).name !== 'InvalidChangeBatch' || await nsRecords(client, zone, name)) throw error;
  }
}

async function change(client: Route53Client, zone: string, Action: ChangeAction, record: ResourceRecordSet): Promise<void> {
  await retry(BUSY, () => client.send(new ChangeResourceRecordSetsCommand({
    HostedZoneId: zone, ChangeBatch: { Comment: 'subdomain delegation', Changes: [{ Action, ResourceRecordSet: record }] },
  })));
}
