import { Change, ResourceRecordSet, Route53Client } from '@aws-sdk/client-route-53';
import type { Delegations } from './keeper';
import { change, recordSet, takeAway, withoutDot, zoneId } from '../delegation/records';

/** The NS and the DS records of one name, as far as it has them. */
export interface NameRecords {
  readonly ns?: { readonly ttl: number; readonly values: string[] };
  readonly ds?: { readonly ttl: number; readonly values: string[] };
}

/** The records in the zones of the dns account, through the keeper's door. */
export class ParentZones implements Delegations {
  /** @param open a client for the dns account; undefined while there is none */
  public constructor(private readonly open?: () => Promise<Route53Client>) {}

  public async read(zone: string, parent: string): Promise<NameRecords> {
    const found = await this.find(zone, parent);
    return { ns: asRecords(found?.ns), ds: asRecords(found?.ds) };
  }

  public async remove(zone: string, parent: string, { ns }: NameRecords): Promise<void> {
    const found = await this.find(zone, parent);
    // Route 53 never gives two zones of one name a server in common
    if (!found?.ns || !asRecords(found.ns)!.values.some(server => ns?.values.includes(server))) return;
    await takeAway(found.client, found.parentId, found.ds ? [found.ns, found.ds] : [found.ns]);
  }

  public async restore(zone: string, parent: string, { ns, ds }: NameRecords): Promise<void> {
    const found = await this.find(zone, parent);
    // whoever has the name by now keeps it
    if (!found || found.ns || !ns?.values.length) return;
    const changes = [upsert('NS', zone, ns), ...ds?.values.length && !found.ds ? [upsert('DS', zone, ds)] : []];
    await change(found.client, found.parentId, changes);
  }

  private async find(zone: string, parent: string) {
    const client = await this.open?.();
    const parentId = client && await zoneId(client, parent);
    if (!client || !parentId) return undefined;
    return { client, parentId, ns: await recordSet(client, parentId, zone, 'NS'), ds: await recordSet(client, parentId, zone, 'DS') };
  }
}

function asRecords(record?: ResourceRecordSet): NameRecords['ns'] {
  return record && { ttl: record.TTL ?? 0, values: (record.ResourceRecords ?? []).map(({ Value }) => withoutDot(Value!)).sort() };
}

function upsert(Type: 'NS' | 'DS', Name: string, { ttl, values }: NonNullable<NameRecords['ns']>): Change {
  const ResourceRecords = values.map(value => ({ Value: Type === 'NS' ? `${value}.` : value.toUpperCase() }));
  return { Action: 'UPSERT', ResourceRecordSet: { Name, Type, TTL: ttl, ResourceRecords } };
}
