import { EnvironmentType, LandingZoneProps } from '../../src';
import { landingZone, registered, registryFile } from '../support/acme';
import { complaintsOf, synthesize } from '../support/assembly';

const SANDBOX = { expires: '2027-01-15', owner: 'jane@acme.com' };

/** A landing zone whose registry has these accounts in these units, and whose code has production alone. */
function zone(units: Record<string, string>, props: Partial<LandingZoneProps> = {}, statuses: Record<string, string> = {}) {
  return (app: Parameters<typeof landingZone>[0]) => {
    const accounts = registryFile(registered(['production', ...Object.keys(units)]), ({ name }) => ({ organizationalUnit: units[name], status: statuses[name] }));
    landingZone(app, [], { accounts, ...props }).addEnvironment('production', { environmentType: EnvironmentType.PRODUCTION });
  };
}

test('an account that only disappears from the code is an error that says how to detach it', () => {
  expect(complaintsOf(zone({ staging: 'Workloads/Staging' }))).toContain(
    'Acme: account staging: got nothing, expected addEnvironment(\'staging\', ...): AWS has it as 200000000011 (accounts.json), and the platform keeps what belongs to it; '
    + 'write it back, or detachedAccounts: [\'staging\'] to detach it: the account and all that stands in it stay in AWS, nobody deploys it any more');
});

test('each of them is named in one run', () => {
  const said = complaintsOf(zone({ staging: 'Workloads/Staging', quality: 'Workloads/Staging' }));
  expect(said).toContain('account staging: got nothing');
  expect(said).toContain('account quality: got nothing');
});

test('one that is detached in so many words goes from the code and from no account', () => {
  // WHEN
  const assembly = synthesize(zone({ staging: 'Workloads/Staging' }, { detachedAccounts: ['staging'] }));
  // THEN
  expect(assembly.plan.accounts.map(({ name }) => name)).not.toContain('staging');
});

test.each([
  ['a sandbox', { 'sandbox-x': 'Sandbox' }, {}],
  ['a sandbox in quarantine', { 'sandbox-x': 'Quarantine' }, {}],
  ['an account that has ended', { staging: 'Workloads/Staging' }, { staging: 'CLOSED' }],
])('%s may go without a word', (_, units, statuses) => {
  expect(complaintsOf(zone(units as Record<string, string>, {}, statuses as Record<string, string>))).toBe('');
});

test.each([
  ['stands in another unit', { 'sandbox-x': 'Workloads/Production' }, {}, 'account sandbox-x: got nothing'],
  ['is suspended, and may come back', { staging: 'Workloads/Staging' }, { staging: 'SUSPENDED' }, 'account staging: got nothing'],
])('an account that %s may not', (_, units, statuses, expected) => {
  expect(complaintsOf(zone(units as Record<string, string>, {}, statuses as Record<string, string>))).toContain(expected);
});

test('a sandbox is known by the unit that the organization has for sandboxes', () => {
  const organizationalUnits = { Sandbox: 'Labs' };
  expect(complaintsOf(zone({ 'sandbox-x': 'Labs' }, { organizationalUnits }))).toBe('');
  expect(complaintsOf(zone({ 'sandbox-x': 'Sandbox' }, { organizationalUnits }))).toContain('account sandbox-x: got nothing');
});

test.each([
  ['an account that is in the code', ['production'], 'detachedAccounts: got "production", expected an account that is not in the code'],
  ['an account that nobody knows', ['stagign'], 'detachedAccounts: got "stagign", expected an account of accounts.json; write "staging"'],
])('%s cannot be detached', (_, detachedAccounts, expected) => {
  expect(complaintsOf(zone({ staging: 'Workloads/Staging' }, { detachedAccounts }))).toContain(expected);
});

test('a sandbox of the code is no reason to complain, and neither is an account that the platform never had', () => {
  const accounts = [...registered(['production', 'sandbox-x']), { name: 'legacy', accountId: '300000000000' }];
  expect(complaintsOf(app => {
    const landing = landingZone(app, accounts);
    landing.addEnvironment('production', { environmentType: EnvironmentType.PRODUCTION });
    landing.addSandbox('x', SANDBOX);
  })).toBe('');
});
