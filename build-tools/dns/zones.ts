import { GetDNSSECCommand, ListHostedZonesCommand, ListResourceRecordSetsCommand, ResourceRecordSet, Route53Client } from '@aws-sdk/client-route-53';
import type { EmbeddedAws, SigningKey } from '../../local/embedded-aws';

/** A public zone and all its records, as Route 53 has them. */
export interface Zone {
  readonly name: string;
  readonly id: string;
  readonly account: string;
  readonly records: ResourceRecordSet[];
  /** What Route 53 signs it with. */
  readonly signer?: SigningKey;
}

/** The public zones of one account. */
export async function zonesOf(aws: EmbeddedAws, account: string): Promise<Zone[]> {
  const client = new Route53Client(aws.clientSettings(account, 'us-east-1'));
  const signers = await aws.signingKeys();
  const { HostedZones } = await client.send(new ListHostedZonesCommand({}));
  return Promise.all((HostedZones ?? []).filter(({ Config }) => !Config?.PrivateZone).map(async ({ Name, Id }) => {
    const { ResourceRecordSets } = await client.send(new ListResourceRecordSetsCommand({ HostedZoneId: Id }));
    const { KeySigningKeys } = await client.send(new GetDNSSECCommand({ HostedZoneId: Id }));
    const told = KeySigningKeys?.find(({ Status }) => Status === 'ACTIVE')?.DSRecord;
    return {
      name: dotted(Name!),
      id: Id!.replace('/hostedzone/', ''),
      account,
      records: ResourceRecordSets ?? [],
      signer: signers.find(({ zone, ds }) => dotted(zone) === dotted(Name!) && ds === told),
    };
  }));
}

export interface Resolution {
  readonly addresses: string[];
  /** Zone after zone, from the root domain's down. */
  readonly through: string[];
}

/**
 * Follows a name from the root domain's zone as a resolver would: a delegation leads on only to a zone whose own name servers are exactly
 * those that the parent names.
 */
export function resolve(zones: Zone[], rootZone: string, name: string): Resolution {
  let at = zones.find(zone => zone.name === dotted(rootZone));
  const through: string[] = [];
  while (at) {
    const zone = at;
    through.push(`${zone.name.slice(0, -1)} (${zone.account})`);
    const answer = zone.records.find(record => dotted(record.Name!) === dotted(name) && record.Type === 'A');
    if (answer) return { addresses: values(answer), through };
    const delegation = zone.records.find(record => record.Type === 'NS' && dotted(record.Name!) !== zone.name && `.${dotted(name)}`.endsWith(`.${dotted(record.Name!)}`));
    at = delegation && zones.find(child => {
      const own = child.records.find(record => record.Type === 'NS' && dotted(record.Name!) === child.name);
      return child.name === dotted(delegation.Name!) && own && values(own).join() === values(delegation).join();
    });
  }
  return { addresses: [], through };
}

function values(record: ResourceRecordSet): string[] {
  return (record.ResourceRecords ?? []).map(({ Value }) => record.Type === 'NS' ? dotted(Value!) : Value!).sort();
}

function dotted(name: string): string {
  return name.toLowerCase().replace(/\.?$/, '.');
}
