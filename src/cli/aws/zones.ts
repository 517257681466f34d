import { GetDNSSECCommand, GetHostedZoneCommand, ListHostedZonesByNameCommand, ListResourceRecordSetsCommand, Route53Client } from '@aws-sdk/client-route-53';
import { call, RETRY } from './call';
import type { SessionCredentials } from './identity';
import { OwnZone, plain } from '../dns/zone-check';

/** The public zone of that name as Route 53 has it; undefined if the account has none. */
export async function ownZone(region: string, zoneName: string, account: string, credentials?: SessionCredentials): Promise<OwnZone | undefined> {
  const client = new Route53Client({ region, credentials, ...RETRY });
  try {
    const { HostedZones } = await call('route53:ListHostedZonesByName', account, () => client.send(new ListHostedZonesByNameCommand({ DNSName: zoneName })));
    const zone = HostedZones?.find(({ Name, Config }) => plain(Name!) === zoneName && !Config?.PrivateZone);
    if (!zone) return undefined;
    const Id = zone.Id!.replace('/hostedzone/', '');
    const { DelegationSet } = await call('route53:GetHostedZone', account, () => client.send(new GetHostedZoneCommand({ Id })));
    const { Status, KeySigningKeys } = await call('route53:GetDNSSEC', account, () => client.send(new GetDNSSECCommand({ HostedZoneId: Id })));
    const active = Status?.ServeSignature === 'SIGNING' ? (KeySigningKeys ?? []).filter(key => key.Status === 'ACTIVE' && key.DSRecord) : [];
    return {
      zoneName,
      servers: (DelegationSet?.NameServers ?? []).map(plain).sort(),
      ds: active.map(key => key.DSRecord!.trim().replace(/\s+/g, ' ').toUpperCase()).sort(),
      delegations: await delegations(client, Id, zoneName, account),
    };
  } finally {
    client.destroy();
  }
}

async function delegations(client: Route53Client, HostedZoneId: string, zoneName: string, account: string): Promise<OwnZone['delegations']> {
  const found: { name: string; servers: string[] }[] = [];
  let from: object | undefined = {};
  while (from) {
    const start: object = from;
    const page = await call('route53:ListResourceRecordSets', account, () => client.send(new ListResourceRecordSetsCommand({ HostedZoneId, ...start })));
    for (const { Name, Type, ResourceRecords } of page.ResourceRecordSets ?? []) {
      if (Type === 'NS' && plain(Name!) !== zoneName) found.push({ name: plain(Name!), servers: (ResourceRecords ?? []).map(({ Value }) => plain(Value!)).sort() });
    }
    from = page.IsTruncated
      ? { StartRecordName: page.NextRecordName, StartRecordType: page.NextRecordType, StartRecordIdentifier: page.NextRecordIdentifier } : undefined;
  }
  return found;
}
