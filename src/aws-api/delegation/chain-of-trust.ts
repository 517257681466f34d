import { GetDNSSECCommand, ResourceRecordSet, Route53Client } from '@aws-sdk/client-route-53';
import { longestTtl, recordSet, takeAway } from './records';
import { pause } from '../runtime/pause';

/** How long resolvers keep a DS: short, because whoever stops signing has to wait for it. */
export const DS_TTL = 300;

/** A function ends after 15 minutes. */
const LONGEST_WAIT = 600;

/** Until all of Route 53's servers answer what was changed. */
const SPREADING = 60;

/** What a zone is signed with. */
export interface Signers {
  /** Values of the DS record in the parent, sorted. */
  readonly ds: string[];
  /** Seconds since 1970. */
  readonly since: number;
}

/** The keys that a zone is signed with; an error if it is not signed. */
export async function signersOf(client: Route53Client, zone: string, name: string): Promise<Signers> {
  const { Status, KeySigningKeys } = await client.send(new GetDNSSECCommand({ HostedZoneId: zone }));
  const active = (KeySigningKeys ?? []).filter(key => key.Status === 'ACTIVE' && key.DSRecord);
  if (Status?.ServeSignature !== 'SIGNING' || !active.length) {
    throw new Error(`zone ${zone} (${name}): got ${Status?.ServeSignature ?? 'no status'} with ${active.length} active keys, `
      + 'expected a signed zone: without signatures a DS in the parent makes every name in it fail');
  }
  return { ds: active.map(key => normal(key.DSRecord!)).sort(), since: Math.min(...active.map(key => key.CreatedDate!.getTime() / 1000)) };
}

export function valuesOf(ds?: ResourceRecordSet): string[] {
  return (ds?.ResourceRecords ?? []).map(({ Value }) => normal(Value!)).sort();
}

/**
 * Waits until nobody has answers in a cache that were given before the zone was signed: a resolver behind such a cache would take them for forged.
 * An error if that takes longer than a function may run.
 */
export async function untilUnsignedAnswersAreForgotten(client: Route53Client, zone: string, name: string, { since }: Signers): Promise<void> {
  const until = since + await longestTtl(client, zone);
  const left = until - Date.now() / 1000;
  if (left > LONGEST_WAIT) {
    throw new Error(`${name} is signed since ${iso(since)}: got a chain of trust now, expected it after ${iso(until)}, when no cache has unsigned answers any more; `
      + 'write Dnssec.SIGNING, deploy, and Dnssec.CHAIN_OF_TRUST after that time');
  }
  if (left > 0) await pause(left * 1000);
}

/** Takes the DS away and waits until it is forgotten: only then may the zone stop being signed, or another one take its place. */
export async function unchain(client: Route53Client, zone: string, ds: ResourceRecordSet): Promise<void> {
  const ttl = ds.TTL ?? DS_TTL;
  if (ttl > LONGEST_WAIT) {
    throw new Error(`DS of ${ds.Name}: got a time to live of ${ttl} s, expected at most ${LONGEST_WAIT} s, which a function can wait for; `
      + `set it to ${DS_TTL} s by hand, wait ${ttl} s and deploy again`);
  }
  await takeAway(client, zone, [ds]);
  await pause((ttl + SPREADING) * 1000);
}

export async function dsOf(client: Route53Client, zone: string, name: string): Promise<ResourceRecordSet | undefined> {
  return recordSet(client, zone, name, 'DS');
}

function normal(ds: string): string {
  return ds.trim().replace(/\s+/g, ' ').toUpperCase();
}

function iso(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace(/\.\d+/, '');
}
