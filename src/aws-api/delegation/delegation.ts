import { Change, GetHostedZoneCommand, ResourceRecordSet, Route53Client } from '@aws-sdk/client-route-53';
import { DS_TTL, dsOf, signersOf, unchain, untilUnsignedAnswersAreForgotten, valuesOf } from './chain-of-trust';
import { DelegationProperties } from './constants';
import { change, recordSet, takeAway, withoutDot, zoneId } from './records';
import type { ResourceKind, ResourceRequest } from '../runtime/custom-resource';
import { Properties } from '../runtime/properties';
import { unless } from '../runtime/unless';

/** The properties, typed. */
interface Delegation extends Omit<DelegationProperties, 'Ttl' | 'ChainOfTrust'> {
  readonly Ttl: number;
  readonly ChainOfTrust: boolean;
}

/**
 * The NS records of a zone in its parent, which is in another account: exactly the zone's own name servers, and gone when the zone goes. Which
 * servers it wrote stands in its physical id: what it wrote it may replace and take away, and a delegation to anybody else it leaves alone.
 *
 * With a chain of trust also the DS records of the zone's keys, in an order in which no resolver ever takes an answer for forged.
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
      ChainOfTrust: properties.flag('ChainOfTrust'),
    };
  }

  public async ensure({ properties, oldProperties, physicalId }: ResourceRequest<Delegation>) {
    const { ChildZoneId, ChildZoneName, ParentZoneName, RoleArn, Ttl } = properties;
    const servers = await this.nameServers(ChildZoneId);
    if (!servers) throw new Error(`zone ${ChildZoneId} (${ChildZoneName}): got no such zone in this account, expected the child's zone`);
    const parent = await this.parentOf(RoleArn);
    const zone = await zoneId(parent, ParentZoneName);
    if (!zone) throw new Error(`zone ${ParentZoneName}: got no such public zone in the account of ${RoleArn}, expected the parent's zone`);

    const present = await recordSet(parent, zone, ChildZoneName, 'NS');
    const found = serversOf(present);
    // Route 53 never gives two zones of one name a server in common: one is enough to know a delegation again that was damaged
    const isOurs = overlap(found, servers);
    if (present && !isOurs && !overlap(found, writtenBefore(physicalId)) && !await this.leadTo(oldProperties?.ChildZoneId, found)) {
      throw new Error(`${ChildZoneName} in zone ${ParentZoneName}: got a delegation to other name servers (${found.join(', ')}), expected none or one to `
        + `zone ${ChildZoneId} (${servers.join(', ')}); if nobody uses it, delete that NS record in the parent's account and deploy again, else choose another name`);
    }
    const changes: Change[] = [];
    if (present?.TTL !== Ttl || found.join() !== servers.join()) changes.push(upsert('NS', ChildZoneName, Ttl, servers.map(server => `${server}.`)));
    if (properties.ChainOfTrust) {
      changes.push(...await this.chain(parent, zone, properties, present !== undefined));
    } else if (oldProperties?.ChainOfTrust || present && !isOurs) {
      const ds = await dsOf(parent, zone, ChildZoneName);
      if (ds) await unchain(parent, zone, ds);
    }
    if (changes.length) await change(parent, zone, changes);
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
    const present = zone && await recordSet(parent, zone, ChildZoneName, 'NS');
    if (!zone || !present) return;
    if (overlap(serversOf(present), written)) {
      const ds = await dsOf(parent, zone, ChildZoneName);
      await takeAway(parent, zone, ds ? [present, ds] : [present]);
    } else {console.log(JSON.stringify({ left: ChildZoneName, because: 'it is delegated to other name servers than those of this zone' }));}
  }

  /** The change that makes resolvers refuse what is not signed with the zone's keys. */
  private async chain(parent: Route53Client, zone: string, { ChildZoneId, ChildZoneName }: Delegation, isDelegated: boolean): Promise<Change[]> {
    const signers = await signersOf(this.own, ChildZoneId, ChildZoneName);
    const present = await dsOf(parent, zone, ChildZoneName);
    const found = valuesOf(present);
    if (present && !overlap(found, signers.ds)) {
      throw new Error(`${ChildZoneName}: got a DS of other keys in the parent (${found.join('; ')}), expected none or one of ${signers.ds.join('; ')}; `
        + 'write Dnssec.SIGNING, which takes it away and waits, deploy, and Dnssec.CHAIN_OF_TRUST afterwards');
    }
    if (present?.TTL === DS_TTL && found.join() === signers.ds.join()) return [];
    // a name that was found nowhere until now is in no cache
    if (isDelegated && !present) await untilUnsignedAnswersAreForgotten(this.own, ChildZoneId, ChildZoneName, signers);
    return [upsert('DS', ChildZoneName, DS_TTL, signers.ds)];
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
    const found = await unless(['NoSuchHostedZone'], () => this.own.send(new GetHostedZoneCommand({ Id: zone })));
    return found?.DelegationSet!.NameServers!.map(withoutDot).sort();
  }
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

function upsert(Type: 'NS' | 'DS', Name: string, TTL: number, values: string[]): Change {
  return { Action: 'UPSERT', ResourceRecordSet: { Name, Type, TTL, ResourceRecords: values.map(Value => ({ Value })) } };
}
