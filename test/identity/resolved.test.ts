import * as fc from 'fast-check';
import { EnvironmentType, IAccessTarget, LandingZone, PermissionSet, Targets } from '../../src';
import { faultsOf } from '../../src/verify/laws';
import { synthesize } from '../support/assembly';
import { assignmentsIn, peopleZone } from '../support/people';

jest.setTimeout(600_000);

const SETS = PermissionSet.all();
const GROUPS = ['engineers', 'auditors', 'Platform Engineers', 'platform-engineers', 'platform/engineers'];
const USERS = ['jane', 'lee', 'maria'];
const TARGETS: Record<string, (zone: LandingZone) => IAccessTarget> = {
  everywhere: () => Targets.everywhere(),
  members: () => Targets.memberAccounts(),
  staging: () => Targets.environmentType(EnvironmentType.STAGING),
  unit: () => Targets.organizationalUnit('Workloads'),
  dns: zone => zone.dns,
  management: zone => zone.management,
  production: zone => zone.node.findChild('production') as unknown as IAccessTarget,
};

interface People {
  readonly members: Record<string, string[]>;
  readonly grants: { readonly group: string; readonly set: number; readonly target: string }[];
}

const grant = fc.record({
  group: fc.constantFrom(...GROUPS), set: fc.nat({ max: SETS.length - 1 }), target: fc.constantFrom(...Object.keys(TARGETS)),
});

const people: fc.Arbitrary<People> = fc.record({
  members: fc.record(Object.fromEntries(GROUPS.map(name => [name, fc.subarray(USERS)]))),
  grants: fc.array(grant, { maxLength: 8 }),
});

function build({ members, grants }: People, without?: string) {
  return synthesize(app => {
    const zone = peopleZone(app, ['production', 'staging']);
    const users = new Map(USERS.filter(name => name !== without)
      .map(name => [name, zone.identity.addUser(name, { email: `${name}@acme.com`, givenName: name, familyName: 'X' })]));
    const groups = new Map(GROUPS.map(name =>
      [name, zone.identity.addGroup(name, { members: members[name].filter(user => user !== without).map(user => users.get(user)!) })]));
    zone.addEnvironment('production', { environmentType: EnvironmentType.PRODUCTION });
    for (const { group, set, target } of grants) groups.get(group)!.assign(SETS[set], TARGETS[target](zone), { reason: 'said the test' });
    // an account that comes after the lines that speak of it
    zone.addEnvironment('staging', { environmentType: EnvironmentType.STAGING });
  });
}

test('the resolved table is the union of what the templates assign', () => {
  fc.assert(fc.property(people, generated => {
    const assembly = build(generated);
    const { accounts, access } = assembly.plan;
    const ids = new Map(accounts.map(({ name, id }) => [name, id]));
    const resolved = new Set(access.assignments.flatMap(({ group, permissionSet, accounts: names }) => names.map(name => `${group} ${permissionSet} ${ids.get(name)}`)));
    expect(assignmentsIn(assembly, GROUPS, SETS.map(({ permissionSetName }) => permissionSetName))).toEqual([...resolved].sort());
    expect(faultsOf(assembly)).toEqual([]);
  }), { numRuns: 12, seed: 20261125 });
});

test('members in the templates are those of the table', () => {
  fc.assert(fc.property(people, generated => {
    const assembly = build(generated);
    const { Resources } = assembly.templates.get('Acme/identity/eu-west-1-directory')!;
    const members = Object.values<any>(Resources).filter(({ Type }) => Type === 'Custom::DirectoryGroup').flatMap(({ Properties: { DisplayName, Members = [] } }) =>
      Members.map((member: any) => `${Resources[member['Fn::GetAtt'][0]].Properties.UserName} ${DisplayName}`));
    expect(members.sort()).toEqual(assembly.plan.access.users.flatMap(({ name, groups }) => groups.map(group => `${name} ${group}`)).sort());
  }), { numRuns: 6, seed: 20261125 });
});

test('a user who is taken out leaves no trace', () => {
  fc.assert(fc.property(people, fc.constantFrom(...USERS), (generated, gone) => {
    const assembly = build(generated, gone);
    for (const [name, text] of assembly.files) expect([name, text.includes(gone)]).toEqual([name, false]);
  }), { numRuns: 6, seed: 20261125 });
});
