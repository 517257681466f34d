import { Duration } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { AccountRegistry, Directory, EnvironmentType, LandingZone, LandingZoneProps, PermissionSet, PermissionSetOptions, Targets } from '../../src';
import { parseRegistry } from '../../src/accounts/registry-file';
import { landingZone, registered } from '../support/acme';
import { complaintsOf } from '../support/assembly';
import { peopleZone } from '../support/people';

const JANE = { email: 'jane@acme.com', givenName: 'Jane', familyName: 'Doe' };
const PRODUCTION = { environmentType: EnvironmentType.PRODUCTION };

function complaints(more: (zone: LandingZone) => void, props: Partial<LandingZoneProps> = {}): string {
  return complaintsOf(app => more(peopleZone(app, ['production'], props)));
}

/** A permission set of one's own with this difference, in dns. */
function withSet(options: Partial<PermissionSetOptions>, name = 'Network', props: Partial<LandingZoneProps> = {}): string {
  return complaints(zone => zone.identity.addGroup('g').assign(
    PermissionSet.of(name, { description: 'Looks after the network', managedPolicies: ['ReadOnlyAccess'], ...options }), zone.dns), props);
}

const LONG = [new iam.PolicyStatement({ actions: Array.from({ length: 600 }, (_, index) => `ec2:CreateSomething${index}`), resources: ['*'] })];

function manySets(count: number): PermissionSet[] {
  return Array.from({ length: count }, (_, index) => PermissionSet.of(`Set${index}`, { description: 'x', managedPolicies: ['ReadOnlyAccess'] }));
}

test.each<[string, () => string, string]>([
  [
    'a user in a group that does not exist', () => complaints(({ identity }) => {
      identity.addGroup('engineers');
      identity.addUser('jane', { ...JANE, groups: ['enginers'] });
    }), 'Acme/identity/users/jane: groups: got "enginers", expected one of engineers; write "engineers"',
  ],
  [
    'two users with one e-mail', () => complaints(({ identity }) => ['jane', 'joan'].forEach((name, index) =>
      identity.addUser(name, { ...JANE, email: index ? 'Jane@acme.com' : JANE.email }))),
    'Acme/identity/users/joan: email: got "Jane@acme.com", expected an address of its own: Acme/identity/users/jane has it',
  ],
  [
    'two users of one name', () => complaints(({ identity }) => [1, 2].forEach(number => identity.addUser('jane', { ...JANE, email: `jane${number}@acme.com` }))),
    'Acme/identity/users/jane: name: got "jane", expected a name that no other user has; write "jane-2"',
  ],
  ['two groups of one name', () => complaints(({ identity }) => [1, 2].forEach(() => identity.addGroup('g'))), 'groups/g: name: got "g", expected a name that no other group has'],
  ['a user with a blank', () => complaints(({ identity }) => identity.addUser('jane doe', JANE)), 'users/jane doe: name: got "jane doe", expected 1 to 128 letters, digits and punctuation, without spaces, and none of the names that AWS keeps; write "jane.doe"'],
  ['a name that AWS keeps', () => complaints(({ identity }) => identity.addUser('Administrator', JANE)), 'got "Administrator", expected 1 to 128 letters'],
  ['a group with a tabulator', () => complaints(({ identity }) => identity.addGroup('a\tb')), 'name: got "a\\tb", expected 1 to 256 letters'],
  ['an address that is none', () => complaints(({ identity }) => identity.addUser('jane', { ...JANE, email: 'jane' })), 'users/jane: email: got "jane", expected an e-mail address'],
  ['no first name', () => complaints(({ identity }) => identity.addUser('jane', { ...JANE, givenName: ' ' })), 'users/jane: givenName: got " ", expected 1 to 1024 characters'],
  ['a bad part', () => complaints(({ identity }) => identity.addGroup('g', { part: 'A b' })), 'groups/g: part: got "A b", expected 1 to 30 lower-case letters'],
  [
    'a user of an external directory', () => complaints(({ identity }) => identity.addUser('jane', JANE), { directory: Directory.external() }),
    'users/jane: user: got "jane", expected no addUser: with Directory.external() users come from the identity provider; write addGroup(...)',
  ],
  [
    'members of an external directory', () => complaints(({ identity }) => identity.addGroup('g').addMember(identity.addUser('jane', JANE)), { directory: Directory.external() }),
    'groups/g: members: got ["jane"], expected none, and no addMember',
  ],
  ['a short session', () => withSet({ sessionLength: Duration.minutes(30) }), 'permission set Network: sessionLength: got "30 minutes", expected 1 to 12 hours; write Duration.hours(4)'],
  ['a long session', () => withSet({ sessionLength: Duration.hours(13) }), 'sessionLength: got "13 hours", expected 1 to 12 hours'],
  ['a set over its size', () => withSet({ statements: LONG }), 'expected at most 10240; write a customer managed policy'],
  ['a name with a blank', () => withSet({}, 'Net work'), 'permission set: got "Net work", expected 1 to 32 letters, digits and any of +=,.@_-, without spaces; write "Network"'],
  ['a bad relay state', () => withSet({ relayState: '<>' }), 'relayState: got "<>"'],
  ['no description', () => withSet({ description: '' }), 'description: got "", expected a sentence'],
  ['no policy at all', () => withSet({ managedPolicies: [] }), 'policies: got "none", expected at least one'],
  ['a policy by its ARN', () => withSet({ managedPolicies: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] }), 'managedPolicies: got "arn:aws:iam::aws:policy/ReadOnlyAccess", expected the name of a managed policy of AWS, with its path; write "ReadOnlyAccess"'],
  ['too many policies', () => withSet({ managedPolicies: Array.from({ length: 11 }, (_, index) => `P${index}`) }), 'managed policies: got "11 policies", expected at most 10; write statements instead of some of them, or managedPoliciesPerRole'],
  ['far too many', () => withSet({ managedPolicies: Array.from({ length: 21 }, (_, index) => `P${index}`) }, 'Network', { managedPoliciesPerRole: 25 }), 'got "21 policies", expected at most 20'],
  ['two boundaries', () => withSet({ permissionsBoundary: { managedPolicy: 'A', customerManagedPolicy: { name: 'B' } } }), 'permissionsBoundary: got'],
  ['a customer managed policy with its path', () => withSet({ customerManagedPolicies: [{ name: '/network/Extras' }] }), 'customer managed policy: got "/network/Extras", expected a name without its path'],
  ['a path without slashes', () => withSet({ customerManagedPolicies: [{ name: 'Extras', path: 'network' }] }), 'path of a customer managed policy: got "network", expected slashes at both ends'],
  ['principals', () => withSet({ statements: [new iam.PolicyStatement({ actions: ['s3:*'], resources: ['*'], principals: [new iam.AnyPrincipal()] })] }), 'principals: got'],
  [
    'a name too long for the management account', () => complaints(zone => zone.identity.addGroup('g').assign(
      PermissionSet.of('LooksAfterTheWholeNetwork', { description: 'x', managedPolicies: ['ReadOnlyAccess'] }), zone.management)),
    'name: got "LooksAfterTheWholeNetwork", expected at most 21 characters: in the management account it is called LooksAfterTheWholeNetwork-management',
  ],
  [
    'two permission sets of one name', () => complaints(zone => ['a', 'b'].forEach(description => zone.identity.addGroup(description).assign(
      PermissionSet.of('Network', { description, managedPolicies: ['ReadOnlyAccess'] }), zone.dns))),
    'permission set: got "Network", expected one permission set of that name',
  ],
  [
    'more permission sets than an account takes', () => complaints(({ identity, dns }) => manySets(251).forEach(set => identity.addGroup(set.permissionSetName).assign(set, dns))),
    'permission sets: got "251 of them", expected at most 250 in an account; write fewer of them, assigned to more groups, or grantedQuotas: { \'permission-sets\': 251 }',
  ],
  [
    'an administrator in production without a reason', () => complaints(zone =>
      zone.identity.addGroup('g').assign(PermissionSet.ADMINISTRATOR, zone.addEnvironment('production', PRODUCTION))),
    'groups/g/Administrator in production: reason: got nothing, expected why Administrator is needed in production, in a sentence',
  ],
  [
    'the same under another name, everywhere', () => complaints(zone => {
      zone.addEnvironment('production', PRODUCTION);
      zone.identity.addGroup('g').assign(PermissionSet.of('Root', { description: 'x', statements: [new iam.PolicyStatement({ actions: ['*'], resources: ['*'] })] }), Targets.everywhere());
    }), 'why Root is needed in management, production, in a sentence',
  ],
  ...([
    ['whoever makes roles', { managedPolicies: ['IAMFullAccess'] }], ['whoever may do all but a little', {
      statements: [iam.PolicyStatement.fromJson({ Effect: 'Allow', NotAction: ['organizations:*'], Resource: '*' })],
    }],
  ] satisfies [string, Partial<PermissionSetOptions>][]).map(([name, options]): [string, () => string, string] => [`an administrator in all but name: ${name}`, () => complaints(zone =>
    zone.identity.addGroup('g').assign(PermissionSet.of('Roles', { description: 'x', ...options }), zone.management)), 'why Roles is needed in management, in a sentence']),
  [
    'the permission set that changes production by hand', () => complaints(zone => zone.identity.addGroup('g').assign(
      PermissionSet.of('BreakGlass', { description: 'x', managedPolicies: ['PowerUserAccess'] }), zone.addEnvironment('production', PRODUCTION))),
    'why BreakGlass is needed in production, in a sentence',
  ],
  [
    'an organizational unit that there is not', () => complaints(zone => zone.identity.addGroup('g').assign(PermissionSet.READ_ONLY, Targets.organizationalUnit('Workload'))),
    'organizational unit: got "Workload", expected one of Infrastructure',
  ],
])('%s', (_, complaint, expected) => {
  expect(complaint()).toContain(expected);
});

test('as many permission sets as AWS has granted', () => {
  const said = complaints(({ identity, dns }) => manySets(251).forEach(set => identity.addGroup(set.permissionSetName).assign(set, dns)), { grantedQuotas: { 'permission-sets': 300 } });
  expect(said).not.toContain('251 of them');
});

test('a sandbox that has ended', () => {
  const file = parseRegistry(JSON.stringify({ version: 1, accounts: registered().map(({ name, accountId, slot }) => ({ name, id: accountId, slot, status: 'ACTIVE' })) })).file;
  const accounts = AccountRegistry.of({ accounts: registered() });
  // what sync writes when AWS has closed it
  Object.assign(accounts, { byName: new Map([...file.accounts, { name: 'sandbox-x', id: '300000000000', slot: 10, status: 'CLOSED' }].map(one => [one.name, one])) });
  const said = complaintsOf(app => {
    const zone = landingZone(app, [], { accounts });
    const sandbox = zone.addSandbox('x', { expires: '2026-01-01', owner: 'jane@acme.com' });
    zone.identity.addGroup('g').assign(PermissionSet.READ_ONLY, sandbox);
    zone.identity.addGroup('all').assign(PermissionSet.READ_ONLY, Targets.everywhere());
  });
  expect(said).toContain('groups/g/ReadOnly in sandbox-x: target: got "sandbox-x", expected an account that has not ended: sandbox-x is closed; write nothing: take the assignment out');
  expect(said).not.toContain('groups/all');
});
