import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { stripVTControlCharacters } from 'util';
import { ds, dsValue, FakeDns, ns } from './fixtures/fake-dns';
import { planOf } from './fixtures/plan';
import { Children } from '../../src/cli/children';
import { dnsCheck } from '../../src/cli/commands/dns-check';
import { CHILD, FakeZones, ns as nsRecord, PARENT } from '../aws-api/fixtures/zones';

let aws: FakeZones;
let dns: FakeDns;
let dir: string;
let printed: string;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'dns-check-'));
  const plan = planOf([
    { name: 'dns', id: PARENT, wave: 1 }, { name: 'production', id: CHILD, wave: 2 }, { name: 'later', wave: 2 },
  ], ['eu-west-1']);
  writeFileSync(join(dir, 'platform.json'), JSON.stringify({
    ...plan,
    dns: [
      { zoneName: 'acme.com', account: 'dns', dnssec: 'chain-of-trust' },
      { zoneName: 'production.acme.com', account: 'production', parent: 'acme.com' },
      { zoneName: 'later.acme.com', account: 'later', parent: 'acme.com' },
    ],
  }));
  aws = new FakeZones();
  aws.zone(PARENT, 'acme.com', { isPrivate: true });
  const root = aws.zone(PARENT, 'acme.com', { servers: ['ns-2.aws', 'ns-1.aws'], keys: [{ ds: dsValue(7) }, { ds: dsValue(8), status: 'INACTIVE' }] });
  aws.zone(CHILD, 'production.acme.com', { servers: ['ns-3.aws'] });
  root.records.push(
    nsRecord('acme.com.', ['ns-1.aws.', 'ns-2.aws.']), nsRecord('ended.acme.com.', ['ns-9.aws.']),
    { Name: 'www.acme.com.', Type: 'A', TTL: 60, ResourceRecords: [{ Value: '192.0.2.1' }] }, nsRecord('production.acme.com.', ['ns-3.aws.']), nsRecord('zoo.acme.com.', ['ns-9.aws.']),
  );
  printed = '';
});
afterEach(async () => {
  await dns?.stop();
  rmSync(dir, { recursive: true, force: true });
});

async function run(atRegistrar: Parameters<typeof FakeDns.start>[0][0]['records'], json = false): Promise<number> {
  const root = [...ns('acme.com', 'ns-1.aws', 'ns-2.aws'), ...ns('production.acme.com', 'ns-3.aws'), ...ns('ended.acme.com', 'ns-9.aws')];
  dns = await FakeDns.start([
    { address: '127.0.0.2', name: 'a.tld', zones: ['com'], records: [...ns('com', 'a.tld'), ...atRegistrar] },
    { address: '127.0.0.3', name: 'ns-1.aws', zones: ['acme.com'], records: root },
    { address: '127.0.0.4', name: 'ns-3.aws', zones: ['production.acme.com'], records: ns('production.acme.com', 'ns-3.aws') },
    // a server of AWS that has no such zone any more
    { address: '127.0.0.5', name: 'ns-9.aws', zones: [], records: [] },
  ]);
  const print = (text: string) => { printed += stripVTControlCharacters(text); };
  const tool = { cwd: dir, json, children: new Children(), progress: undefined as never, print };
  return dnsCheck(tool, { accounts: join(dir, 'accounts.json'), assembly: dir, resolver: `127.0.0.1:${dns.port}` });
}
const line = (zone: string) => printed.split('\n').find(one => one.startsWith(zone)) ?? '';

test('nothing is set at the registrar: what to set there, name servers and DS of the active key', async () => {
  // WHEN
  const exitCode = await run([]);
  // THEN
  expect(exitCode).toBe(3);
  expect(line('acme.com')).toContain('the registrar has no name servers for it: set the name servers below');
  expect(printed).toContain(`at the registrar of acme.com\n  name server  ns-1.aws\n  name server  ns-2.aws\n  DS           ${dsValue(7)}`);
  expect(printed).not.toContain(dsValue(8));
  // an environment is asked for at the root domain's own servers: it need not be found from above
  expect(line('production.acme.com')).toMatch(/production +ok/);
});

test('all is set: nothing is left to do there, and a delegation that nobody plans is found', async () => {
  // WHEN
  const exitCode = await run([...ns('acme.com', 'ns-1.aws', 'ns-2.aws'), ds('acme.com', 7)]);
  // THEN
  expect(line('acme.com')).toMatch(/dns +ok +ok$/);
  expect(printed).not.toContain('at the registrar');
  expect(line('ended.acme.com')).toContain('dangling');
  expect(line('ended.acme.com')).toContain('delete the NS record in the zone acme.com');
  expect(line('zoo.acme.com')).toContain('dangling');
  expect(line('later.acme.com')).toContain('the zone is not deployed yet');
  expect(exitCode).toBe(3);
});

test('with all of it in order the exit code is 0', async () => {
  const root = aws.zones.find(({ name, isPrivate }) => name === 'acme.com' && !isPrivate)!;
  root.records = root.records.filter(({ Name }) => !['ended.acme.com.', 'zoo.acme.com.'].includes(Name!));
  aws.zone('333333333333', 'later.acme.com', { servers: ['ns-4.aws'] });
  const plan = JSON.parse(readFileSync(join(dir, 'platform.json'), 'utf8'));
  writeFileSync(join(dir, 'platform.json'), JSON.stringify({ ...plan, dns: plan.dns.slice(0, 2) }));
  expect(await run([...ns('acme.com', 'ns-1.aws', 'ns-2.aws'), ds('acme.com', 7)])).toBe(0);
});

test('a name server at the registrar that is forgotten, and a DS of a key that is gone', async () => {
  await run([...ns('acme.com', 'ns-1.aws', 'ns-2.aws'), ds('acme.com', 9)]);
  expect(line('acme.com')).toContain('the registrar has a DS of other keys, and whoever validates finds nothing: give it the one below');
});

test('as JSON', async () => {
  await run([], true);
  expect(JSON.parse(printed).zones[0]).toMatchObject({
    zoneName: 'acme.com', delegation: 'missing', registrar: { nameServers: ['ns-1.aws', 'ns-2.aws'], ds: [dsValue(7)] },
  });
});

test('what is set at the registrar is written down, so that the next plan does not name it, and taken back when it is gone', async () => {
  // GIVEN
  const accounts = join(dir, 'accounts.json');
  const registry = () => JSON.parse(readFileSync(accounts, 'utf8')).doneSteps;
  writeFileSync(accounts, JSON.stringify({ version: 1, doneSteps: [{ step: 'registrar', of: 'acme.org' }], accounts: [] }));
  // WHEN
  await run([...ns('acme.com', 'ns-1.aws', 'ns-2.aws')]);
  // THEN
  expect(registry()).toEqual([{ step: 'registrar', of: 'acme.com' }, { step: 'registrar', of: 'acme.org' }]);
  expect(printed).toContain('has what was found: commit it');
  // WHEN it leads elsewhere
  await dns.stop();
  await run([...ns('acme.com', 'ns-9.aws')]);
  // THEN
  expect(registry()).toEqual([{ step: 'registrar', of: 'acme.org' }]);
});
