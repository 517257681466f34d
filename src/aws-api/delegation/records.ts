import {
  Change, ChangeResourceRecordSetsCommand, ListHostedZonesByNameCommand, ListResourceRecordSetsCommand, ListResourceRecordSetsCommandOutput,
  ResourceRecordSet, Route53Client, RRType,
} from '@aws-sdk/client-route-53';
import { retry } from '../runtime/retry';

const BUSY = { on: ['PriorRequestNotComplete'], for: 5 * 60_000 };

export function withoutDot(name: string): string {
  return name.replace(/\.$/, '').toLowerCase();
}

/** Id of the public zone of that name; an error if there are several. */
export async function zoneId(client: Route53Client, name: string): Promise<string | undefined> {
  const { HostedZones } = await client.send(new ListHostedZonesByNameCommand({ DNSName: name }));
  const found = HostedZones!.filter(zone => withoutDot(zone.Name!) === name && !zone.Config?.PrivateZone).map(zone => zone.Id!.replace('/hostedzone/', ''));
  if (found.length > 1) throw new Error(`zone ${name}: got ${found.length} public zones of that name (${found.join(', ')}), expected one; delete the others`);
  return found[0];
}

/** The record set of one name and type. */
export async function recordSet(client: Route53Client, zone: string, name: string, type: RRType): Promise<ResourceRecordSet | undefined> {
  const { ResourceRecordSets } = await client.send(new ListResourceRecordSetsCommand({
    HostedZoneId: zone, StartRecordName: name, StartRecordType: type, MaxItems: 1,
  }));
  return ResourceRecordSets?.find(record => withoutDot(record.Name!) === name && record.Type === type);
}

/** How long, in seconds, a resolver may keep what the zone answers. */
export async function longestTtl(client: Route53Client, zone: string): Promise<number> {
  let longest = 0;
  for (let start: object | undefined = {}; start;) {
    const page: ListResourceRecordSetsCommandOutput = await client.send(new ListResourceRecordSetsCommand({ HostedZoneId: zone, ...start }));
    longest = Math.max(longest, ...(page.ResourceRecordSets ?? []).map(({ TTL }) => TTL ?? 0));
    start = page.IsTruncated
      ? { StartRecordName: page.NextRecordName, StartRecordType: page.NextRecordType, StartRecordIdentifier: page.NextRecordIdentifier } : undefined;
  }
  return longest;
}

/** All or nothing, as Route 53 does it. */
export async function change(client: Route53Client, zone: string, changes: Change[]): Promise<void> {
  await retry(BUSY, () => client.send(new ChangeResourceRecordSetsCommand({
    HostedZoneId: zone, ChangeBatch: { Comment: 'subdomain delegation', Changes: changes },
  })));
}

/** Deletes record sets of one name; the first of them tells whether they were deleted already. */
export async function takeAway(client: Route53Client, zone: string, records: ResourceRecordSet[]): Promise<void> {
  try {
    await change(client, zone, records.map(record => ({ Action: 'DELETE', ResourceRecordSet: record })));
  } catch (error) {
    // a call whose answer was lost, and that was repeated, finds nothing to delete any more
    const [{ Name, Type }] = records;
    if ((error as Error).name !== 'InvalidChangeBatch' || await recordSet(client, zone, withoutDot(Name!), Type!)) throw error;
  }
}
