import type { Zone } from './zones';
import type { SigningKey } from '../../local/embedded-aws';

/** Where the world's own root is served. */
export const ROOT_ADDRESS = '127.53.0.1';

/** A zone as a master file, and the address of the server that has it. */
export interface ServedZone {
  readonly name: string;
  readonly address: string;
  readonly lines: string[];
  /** Absent: it is not signed. */
  readonly signer?: SigningKey;
}

/**
 * The zones of the embedded AWS as the world serves them: each account's behind an address of its own, and above them a root that refers to nothing but
 * the root domain's name servers.
 */
export function worldOf(zones: readonly Zone[], rootDomain: string): ServedZone[] {
  const accounts = [...new Set(zones.map(zone => zone.account))];
  const addressOf = (zone: Zone) => `127.53.0.${10 + accounts.indexOf(zone.account)}`;
  const servers = zones.flatMap(zone => nameServers(zone).map(server => `${server} 300 IN A ${addressOf(zone)}`));
  const top = zones.find(zone => zone.name === `${rootDomain}.`)!;
  const root = [
    '. 300 IN SOA a.root. hostmaster.root. 1 7200 900 1209600 300', '. 300 IN NS a.root.', `a.root. 300 IN A ${ROOT_ADDRESS}`,
    ...nameServers(top).map(server => `${top.name} 300 IN NS ${server}`), ...new Set(servers),
  ];
  return [
    { name: '.', address: ROOT_ADDRESS, lines: root },
    ...zones.map(zone => ({ name: zone.name, address: addressOf(zone), lines: zone.records.flatMap(lines), signer: zone.signer })),
  ];
}

export function nameServers(zone: Zone): string[] {
  const own = zone.records.find(record => record.Type === 'NS' && record.Name === zone.name);
  return (own?.ResourceRecords ?? []).map(({ Value }) => Value!.replace(/\.?$/, '.'));
}

/** The zones with one zone's delegation in its parent changed. */
export function redelegated(zones: readonly Zone[], child: string, change: (values: string[]) => string[]): Zone[] {
  return zones.map(zone => ({
    ...zone,
    records: zone.records.map(record => record.Type === 'NS' && record.Name === child && zone.name !== child
      ? { ...record, ResourceRecords: change(record.ResourceRecords!.map(({ Value }) => Value!)).map(Value => ({ Value })) } : record)
      .filter(record => record.ResourceRecords?.length),
  }));
}

function lines(record: Zone['records'][number]): string[] {
  return (record.ResourceRecords ?? []).map(({ Value }) =>
    `${record.Name!.replace(/\.?$/, '.')} ${record.TTL} IN ${record.Type} ${record.Type === 'NS' ? Value!.replace(/\.?$/, '.') : Value}`);
}
