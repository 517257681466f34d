import { EnvironmentType, LandingZoneProps } from '../../src';
import { OrganizationalUnits } from '../../src/accounts/organizational-units';
import { Problems } from '../../src/private/problems';
import { landingZone, registered, registryFile } from '../support/acme';
import { synthesize } from '../support/assembly';

const ID = 'ou-exam-11111111';

/** Paths of the units that the organization's stack makes or adopts, in an organization that calls this unit so. */
function units(path: string, organizationalUnits: LandingZoneProps['organizationalUnits'], own?: string): string[] {
  const assembly = synthesize(app => {
    const accounts = registryFile(registered(), undefined, { organizationalUnits: [{ path, id: ID }] });
    const zone = landingZone(app, [], { accounts, organizationalUnits });
    if (own) zone.addEnvironment('qa', { environmentType: EnvironmentType.of('qa', { organizationalUnit: own }) });
  });
  return assembly.resources('Acme/management/eu-west-1-organization', 'Custom::OrganizationalUnit').map(([, { Properties }]) => Properties.Path);
}

test('a unit is adopted by its path', () => {
  expect(units('Labs', { Sandbox: 'Labs' })).toEqual(['Infrastructure', 'Labs', 'Quarantine', 'Security', 'Workloads', 'Workloads/Production', 'Workloads/Staging']);
});

test('by its id a unit is the same one, also under another name and in another place', () => {
  for (const path of ['Labs', 'Engineering/Labs']) {
    expect(units(path, { Sandbox: ID })).toContain(path);
    expect(units(path, { Sandbox: ID })).not.toContain('Sandbox');
  }
});

test('an environment type of one\'s own may stand in a unit by its id', () => {
  expect(units('Workloads/Quality', {}, ID)).toContain('Workloads/Quality');
});

/** Units of an organization that has these already, and what is complained of. */
function unitsOf(mapping: Record<string, string>, known: [string, string][] = []): { made: OrganizationalUnits; said: () => string[] } {
  const problems = new Problems();
  const registry = { version: 1, accounts: [], organizationalUnits: known.length ? known.map(([path, id]) => ({ path, id })) : undefined };
  return { made: new OrganizationalUnits(problems, 'Acme', mapping, registry), said: () => problems.validate().map(line => line.split('\n')[0]) };
}

test('a unit is the platform\'s where accounts stand in it, by whatever name; one above it is not, and neither is the one that is left out', () => {
  const { made } = unitsOf({ Sandbox: 'Labs', Quarantine: 'Closed/Quarantine' });
  made.resolve('Workloads/Quality');
  const ours = ['Labs', 'Workloads/Production', 'Workloads/Quality', 'Closed/Quarantine', 'Sandbox', 'Workloads', 'Closed', 'Quarantine', 'Other'];
  expect(ours.filter(path => made.isOurs(path, 'Quarantine'))).toEqual(['Labs', 'Workloads/Production', 'Workloads/Quality']);
  expect(ours.filter(path => made.isOurs(path, 'Sandbox'))).toEqual(['Workloads/Production', 'Workloads/Quality', 'Closed/Quarantine']);
});

test('a unit that comes later is among them, parents before children', () => {
  const { made } = unitsOf({});
  const before = made.all;
  made.resolve('Workloads/Quality/Load');
  expect(made.all).toEqual([...before, 'Workloads/Quality', 'Workloads/Quality/Load'].sort());
});

test.each<[string, string, string]>([
  ['a/b/c/d/e', 'a/b/c/d/e', ''], ['x'.repeat(128), 'x'.repeat(128), ''], ['Büro & Co', 'Büro & Co', ''],
  ['a/b/c/d/e/f', 'a/b/c/d/e/f', 'at most 5 levels below the root'], ['x'.repeat(129), 'x'.repeat(129), 'names of 1 to 128 characters'],
  [' a', ' a', 'names of 1 to 128 characters'], ['a/ ', 'a/ ', 'names of 1 to 128 characters'], ['a/b ', 'a/b ', 'names of 1 to 128 characters'], ['', '', 'names of 1 to 128 characters'],
  ['ou-exam-11111111', 'Labs', ''], ['ou-exam-22222222', 'Engineering', ''],
  ['ou-exam-33333333', 'Sandbox', 'expected an id that the registry knows: ou-exam-11111111 (Labs), ou-exam-22222222 (Engineering); run "cloud-platform accounts sync"'],
  ['xou-exam-33333333', 'xou-exam-33333333', ''], ['ou-exam-33333333/Labs', 'ou-exam-33333333/Labs', ''], ['ou-exam-1', 'ou-exam-1', ''],
])('"%s" for the sandboxes is "%s"', (said, path, fault) => {
  const { made, said: complaints } = unitsOf({ Sandbox: said }, [['Labs', 'ou-exam-11111111'], ['Engineering', 'ou-exam-22222222']]);
  expect(made.nameOf('Sandbox')).toBe(path);
  expect(complaints().join()).toContain(fault);
  expect(complaints().length).toBe(fault ? 1 : 0);
});

test('an unknown id of a type of one\'s own: construction goes on in a unit that exists', () => {
  const { made, said } = unitsOf({});
  expect(made.resolve('ou-exam-11111111')).toBe('Workloads/Production');
  expect(said()).toEqual(['Acme: organizational unit: got "ou-exam-11111111", expected an id that the registry knows: it knows none; run "cloud-platform accounts sync", or write the unit\'s path']);
});

test.each([['Sandbx', 'Sandbox'], ['No unit of ours at all', 'Security']])('%s is no unit of ours; %s is offered', (unit, offered) => {
  expect(unitsOf({ [unit]: 'x' }).said().join()).toContain(`got "${unit}", expected one of Security, Infrastructure, Workloads/Production, Workloads/Staging, Sandbox, Quarantine; write "${offered}"`);
});
