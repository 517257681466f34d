import { EnvironmentType, LandingZoneProps } from '../../src';
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
