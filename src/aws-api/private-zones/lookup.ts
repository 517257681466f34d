import { ListHostedZonesByNameCommand, ListHostedZonesByVPCCommand, Route53Client, VPC } from '@aws-sdk/client-route-53';
import { withoutDot } from '../delegation/records';
import { unless } from '../runtime/unless';

/** A private zone that a VPC asks. */
export interface ZoneOfVpc {
  readonly id: string;
  readonly name: string;
  /** Account of the zone, or the service of AWS that made it. */
  readonly owner: string;
}

/** Zones of all accounts that a VPC of this account asks; none for a VPC that there is not. */
export async function zonesOfVpc(client: Route53Client, { VPCId, VPCRegion }: VPC): Promise<ZoneOfVpc[]> {
  const zones: ZoneOfVpc[] = [];
  let NextToken: string | undefined;
  do {
    const page = await unless(['InvalidVPCId'], () => client.send(new ListHostedZonesByVPCCommand({ VPCId, VPCRegion, NextToken })));
    for (const { HostedZoneId, Name, Owner } of page?.HostedZoneSummaries ?? []) {
      zones.push({ id: HostedZoneId!.replace('/hostedzone/', ''), name: withoutDot(Name!), owner: Owner?.OwningAccount ?? Owner?.OwningService ?? 'AWS' });
    }
    NextToken = page?.NextToken;
  } while (NextToken);
  return zones;
}

/** Id of the private zone of that name in the client's account. */
export async function sharedZoneId(client: Route53Client, zoneName: string): Promise<string> {
  const { HostedZones } = await client.send(new ListHostedZonesByNameCommand({ DNSName: zoneName }));
  const found = HostedZones!.filter(({ Name, Config }) => withoutDot(Name!) === zoneName && Config?.PrivateZone).map(({ Id }) => Id!.replace('/hostedzone/', ''));
  if (found.length === 1) return found[0];
  throw new Error(`private zone ${zoneName}: got ${found.length} of that name in the dns account${found.length ? ` (${found.join(', ')})` : ''}, expected one; `
    + (found.length ? 'delete the others' : 'deploy the dns account'));
}
