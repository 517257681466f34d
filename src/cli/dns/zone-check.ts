import type { Answer, DsData } from 'dns-packet';
import type { DnsClient } from './dns-client';

/** A zone as the account has it that it stands in. */
export interface OwnZone {
  readonly zoneName: string;
  /** Its name servers. */
  readonly servers: string[];
  /** Values of the DS records that belong into its parent; empty if it is not signed. */
  readonly ds: string[];
  /** What it delegates: names, and to which servers. */
  readonly delegations: { readonly name: string; readonly servers: string[] }[];
}

/** How far a zone's delegation is what it has to be. */
export type DelegationState =
  /** Exactly the zone's own servers. */
  | 'ok'
  /** The parent knows nothing of it. */
  | 'missing'
  /** To other servers, which answer for it: another zone of that name. */
  | 'elsewhere'
  /** To servers of which one does not answer for it: whoever gets a zone there answers in its name. */
  | 'dangling'
  /** No server of the parent could be asked. */
  | 'unreachable';

/** How far the parent's DS is what it has to be. */
export type ChainState = 'ok' | 'missing' | 'other keys' | 'not signed' | '-';

export interface ZoneFinding {
  readonly zoneName: string;
  readonly delegation: DelegationState;
  /** Servers that the parent tells. */
  readonly delegatedTo: string[];
  readonly chain: ChainState;
}

/** What a parent tells of a zone, against the zone itself. `parentServers`: names of the servers to ask. */
export async function checkZone(client: DnsClient, own: OwnZone, parentServers: readonly string[], chainOfTrust: boolean): Promise<ZoneFinding> {
  const { zoneName } = own;
  const told = await client.ask(parentServers, zoneName, 'NS');
  if (!told) return { zoneName, delegation: 'unreachable', delegatedTo: [], chain: '-' };
  const delegatedTo = serversIn(told.records, zoneName);
  const delegation = await delegationState(client, zoneName, delegatedTo, own.servers);
  return { zoneName, delegation, delegatedTo, chain: delegation === 'missing' ? '-' : await chainState(client, own, parentServers, chainOfTrust) };
}

/** A delegation that the plan knows nothing of, such as that of a sandbox that has ended. */
export async function checkUnknown(client: DnsClient, name: string, servers: string[]): Promise<ZoneFinding> {
  return { zoneName: name, delegation: await answerFor(client, name, servers) ? 'elsewhere' : 'dangling', delegatedTo: servers, chain: '-' };
}

/** The servers of the nearest zone above a root domain: of `uk` or `co.uk`, as it is. */
export async function parentServersOf(client: DnsClient, domainName: string): Promise<string[]> {
  const labels = domainName.split('.');
  for (let from = 1; from < labels.length; from++) {
    const name = labels.slice(from).join('.');
    const servers = serversIn(await client.find(name, 'NS'), name);
    if (servers.length) return servers;
  }
  return [];
}

async function delegationState(client: DnsClient, zoneName: string, told: string[], own: string[]): Promise<DelegationState> {
  if (!told.length) return 'missing';
  if (told.join() === own.join()) return 'ok';
  const strangers = told.filter(server => !own.includes(server));
  return await answerFor(client, zoneName, strangers) ? 'elsewhere' : 'dangling';
}

/** Whether each of them is a server of the zone. */
async function answerFor(client: DnsClient, zoneName: string, servers: string[]): Promise<boolean> {
  const replies = await Promise.all(servers.map(server => client.ask([server], zoneName, 'SOA')));
  return replies.every(reply => reply?.authoritative && reply.status === 'NOERROR');
}

async function chainState(client: DnsClient, own: OwnZone, parentServers: readonly string[], chainOfTrust: boolean): Promise<ChainState> {
  const told = await client.ask(parentServers, own.zoneName, 'DS');
  const found = (told?.records ?? []).filter(({ name, type }) => type === 'DS' && plain(name) === own.zoneName).map(record => dsText((record as { data: DsData }).data));
  if (found.length && !own.ds.length) return 'not signed';
  if (found.length) return found.some(one => own.ds.includes(one)) ? 'ok' : 'other keys';
  return chainOfTrust ? 'missing' : '-';
}

function serversIn(records: Answer[], zoneName: string): string[] {
  const found = records.filter(({ name, type }) => type === 'NS' && plain(name) === zoneName).map(record => plain((record as { data: string }).data));
  return [...new Set(found)].sort();
}

function dsText({ keyTag, algorithm, digestType, digest }: DsData): string {
  return `${keyTag} ${algorithm} ${digestType} ${digest.toString('hex').toUpperCase()}`;
}

export function plain(name: string): string {
  return name.replace(/\.$/, '').toLowerCase();
}
