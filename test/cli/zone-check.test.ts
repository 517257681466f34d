import { ds, dsValue, FakeDns, FakeServer, ns } from './fixtures/fake-dns';
import { DnsClient } from '../../src/cli/dns/dns-client';
import { checkUnknown, checkZone, OwnZone, parentServersOf } from '../../src/cli/dns/zone-check';

let dns: FakeDns | undefined;
afterEach(async () => dns?.stop());

const ZONE: OwnZone = { zoneName: 'acme.com', servers: ['ns-1.aws', 'ns-2.aws'], ds: [], delegations: [] };
const SIGNED = { ...ZONE, ds: [dsValue(7)] };

/** The top-level domain's server with these records, the zone's own two, and a provider that has a zone of the same name. */
async function world(top: FakeServer['records'], options: { truncating?: boolean; zones?: string[] } = {}): Promise<DnsClient> {
  const zones = options.zones ?? ['acme.com'];
  dns = await FakeDns.start([
    { address: '127.0.0.2', name: 'a.tld', zones: ['com'], records: [...ns('com', 'a.tld'), ...top] },
    { address: '127.0.0.3', name: 'ns-1.aws', zones, records: ns('acme.com', 'ns-1.aws', 'ns-2.aws') },
    { address: '127.0.0.4', name: 'ns-2.aws', zones, records: ns('acme.com', 'ns-1.aws', 'ns-2.aws') },
    { address: '127.0.0.5', name: 'ns.provider', zones: ['acme.com'], records: ns('acme.com', 'ns.provider') },
  ], options);
  return new DnsClient(dns.resolver, 300, 1);
}
const check = async (client: DnsClient, zone = ZONE, chained = false) =>
  checkZone(client, zone, await parentServersOf(client, zone.zoneName), chained);

test('delegated to exactly its own servers, whatever their order', async () => {
  expect(await check(await world(ns('acme.com', 'NS-2.aws', 'ns-1.aws'))))
    .toEqual({ zoneName: 'acme.com', delegation: 'ok', delegatedTo: ['ns-1.aws', 'ns-2.aws'], chain: '-' });
});

test('answers that do not fit into a datagram are fetched whole', async () => {
  expect(await check(await world(ns('acme.com', 'ns-1.aws', 'ns-2.aws'), { truncating: true }))).toMatchObject({ delegation: 'ok' });
});

test('not delegated at all', async () => {
  expect(await check(await world([]))).toMatchObject({ delegation: 'missing', delegatedTo: [] });
});

test('delegated to the provider of before, who still answers', async () => {
  expect(await check(await world(ns('acme.com', 'ns.provider')))).toMatchObject({ delegation: 'elsewhere', delegatedTo: ['ns.provider'] });
});

test('delegated in part to a server that does not answer for it: somebody else could', async () => {
  const client = await world([...ns('acme.com', 'ns-1.aws', 'ns-9.aws')]);
  expect(await check(client)).toMatchObject({ delegation: 'dangling' });
});

test('one server of its own is missing in the parent', async () => {
  expect(await check(await world(ns('acme.com', 'ns-1.aws')))).toMatchObject({ delegation: 'elsewhere' });
});

test('a parent that does not answer is told as such', async () => {
  const client = await world([]);
  expect(await checkZone(client, ZONE, ['nobody.tld'], false)).toMatchObject({ delegation: 'unreachable' });
});

test.each([
  ['the DS of its key', SIGNED, [ds('acme.com', 7)], 'ok'],
  ['the DS of its key and of one to come', SIGNED, [ds('acme.com', 9), ds('acme.com', 7)], 'ok'],
  ['no DS though it should have one', SIGNED, [], 'missing'],
  ['a DS of another key', SIGNED, [ds('acme.com', 8)], 'other keys'],
  ['a DS of a zone that is not signed', ZONE, [ds('acme.com', 7)], 'not signed'],
])('the parent has %s', async (_, zone, records, chain) => {
  expect(await check(await world([...ns('acme.com', 'ns-1.aws', 'ns-2.aws'), ...records]), zone, true)).toMatchObject({ delegation: 'ok', chain });
});

test('what nobody plans, such as a sandbox that has ended: dangling when nobody answers for it', async () => {
  const client = await world([], { zones: ['acme.com'] });
  expect(await checkUnknown(client, 'old.example', ['ns-1.aws', 'ns-2.aws'])).toMatchObject({ delegation: 'dangling' });
  expect(await checkUnknown(client, 'acme.com', ['ns-1.aws', 'ns-2.aws'])).toMatchObject({ delegation: 'elsewhere' });
});
