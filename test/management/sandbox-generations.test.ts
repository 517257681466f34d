import { EnvironmentType } from '../../src';
import { landingZone, registered } from '../support/acme';
import { synthesize } from '../support/assembly';

/** Logical id and address of each account that the management account makes. */
function accountsOf(generation?: number): Record<string, string> {
  const assembly = synthesize(app => {
    const zone = landingZone(app, registered());
    zone.addEnvironment('production', { environmentType: EnvironmentType.PRODUCTION });
    zone.addSandbox('upgrade', { expires: '2027-01-31', owner: 'jane@acme.com', generation });
  });
  const resources = assembly.stacks.flatMap(({ path }) => assembly.resources(path, 'Custom::Account'));
  return Object.fromEntries(resources.map(([id, { Properties }]) => [id, Properties.Email]));
}

test('the next generation of a sandbox is another resource, and every other account keeps its own', () => {
  // GIVEN
  const first = accountsOf();

  // WHEN
  const second = accountsOf(2);

  // THEN the handler is asked to make one, not to turn the closed account into another
  const only = (some: object, others: object) => Object.entries(some).filter(([id]) => !(id in others)).map(([, email]) => email);
  expect(only(first, second)).toEqual(['aws+sandbox-upgrade@acme.com']);
  expect(only(second, first)).toEqual(['aws+sandbox-upgrade-2@acme.com']);
  expect(Object.keys(second)).toHaveLength(Object.keys(first).length);
});
