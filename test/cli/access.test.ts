import { FakePeople } from './fixtures/fake-people';
import { planOf } from './fixtures/plan';
import { Project } from './fixtures/project';
import type { PlannedAccess } from '../../src/plan/platform-json';

const ACCESS: PlannedAccess = {
  directory: 'managed',
  identityCenter: { instanceArn: 'arn:aws:sso:::instance/ssoins-1234567890abcdef', identityStoreId: 'd-1234567890', region: 'eu-west-1' },
  users: ['jane', 'lee', 'olu'].map((name, index) => ({
    name, email: `${name}@acme.com`, groups: [['auditors', 'engineers'], ['engineers'], []][index], revoked: false, path: `Acme/identity/users/${name}`,
  })),
  groups: ['auditors', 'engineers', 'empty'].map(name => ({ name, path: `Acme/identity/groups/${name}` })),
  permissionSets: [
    { name: 'ReadOnly', nameInManagement: 'ReadOnly-management', description: 'x', sessionLength: 'PT8H', managedPolicies: [], customerManagedPolicies: [] },
    { name: 'PowerUser', description: 'x', sessionLength: 'PT4H', managedPolicies: [], customerManagedPolicies: [] },
  ],
  assignments: [
    { group: 'engineers', permissionSet: 'PowerUser', target: 'staging', accounts: ['staging'], path: 'Acme/identity/groups/engineers/PowerUser in staging' },
    { group: 'auditors', permissionSet: 'ReadOnly', target: 'everywhere', accounts: ['management', 'qa'], reason: 'They, "audit"', path: 'Acme/identity/groups/auditors/ReadOnly in everywhere' },
    { group: 'empty', permissionSet: 'ReadOnly', target: 'qa', accounts: ['qa'], path: 'Acme/identity/groups/empty/ReadOnly in qa' },
  ],
};

function planWith(access: PlannedAccess) {
  return {
    ...planOf([
      { name: 'management', purpose: 'management', id: '111111111111' }, { name: 'identity', purpose: 'identity', id: '333333333333' }, { name: 'staging', id: '222222222222' },
      { name: 'qa' },
    ]),
    access,
  };
}

let project: Project;
beforeEach(async () => {
  project = await Project.create();
  project.write('cdk.out/platform.json', planWith(ACCESS));
});
afterEach(async () => project.remove());

test('by user: who may enter where, why, and where it was said; without credentials', async () => {
  project.caller = '';
  expect(await project.run('access')).toEqual({
    exitCode: 0,
    stderr: '',
    stdout: `user           account     permission set  group      status   reason         said at
(group empty)  qa          ReadOnly        empty      pending                 Acme/identity/groups/empty/ReadOnly in qa
jane           management  ReadOnly        auditors   active   They, "audit"  Acme/identity/groups/auditors/ReadOnly in everywhere
jane           qa          ReadOnly        auditors   pending  They, "audit"  Acme/identity/groups/auditors/ReadOnly in everywhere
jane           staging     PowerUser       engineers  active                  Acme/identity/groups/engineers/PowerUser in staging
lee            staging     PowerUser       engineers  active                  Acme/identity/groups/engineers/PowerUser in staging
`,
  });
});

test('by account and by permission set, and of one alone', async () => {
  const { stdout } = await project.run('access', '--by', 'account', '--account', '222222222222');
  expect(stdout.split('\n').map(line => line.split(/\s{2,}/).slice(0, 3))).toEqual([['account', 'user', 'permission set'], ['staging', 'jane', 'PowerUser'], ['staging', 'lee', 'PowerUser'], ['']]);
  const other = await project.run('access', '--by', 'permission-set', '--user', 'jane', '--permission-set', 'ReadOnly');
  expect(other.stdout.split('\n').map(line => line.split(/\s{2,}/).slice(0, 3))).toEqual([
    ['permission set', 'account', 'user'], ['ReadOnly', 'management', 'jane'], ['ReadOnly', 'qa', 'jane'], [''],
  ]);
});

test('for an auditor: a spreadsheet, and JSON', async () => {
  const { stdout } = await project.run('access', '--csv', '--user', 'jane', '--account', 'management');
  expect(stdout).toBe('user,group,permission set,account,account id,status,target,reason,path\r\n'
    + 'jane,auditors,ReadOnly,management,111111111111,active,everywhere,"They, ""audit""",Acme/identity/groups/auditors/ReadOnly in everywhere\n');
  const { access } = JSON.parse((await project.run('access', '--json')).stdout);
  expect(access).toHaveLength(5);
});

test('a name that would be a formula is none in a spreadsheet', async () => {
  project.write('cdk.out/platform.json', planWith({ ...ACCESS, users: [{ ...ACCESS.users[1], name: '=cmd' }] }));
  expect((await project.run('access', '--csv', '--user', '=cmd')).stdout).toContain("\r\n'=cmd,engineers");
});

test('a name that is mistyped is an error and not an empty table', async () => {
  const run = await project.run('access', '--user', 'jan');
  expect(run).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringContaining('jane, lee, olu') });
});

test('what a change gives and takes; the same by another group is no change', async () => {
  // GIVEN
  project.write('earlier.json', planWith(ACCESS));
  project.write('cdk.out/platform.json', planWith({
    ...ACCESS,
    users: ACCESS.users.map(user => user.name === 'lee' ? { ...user, groups: [] } : user.name === 'olu' ? { ...user, groups: ['engineers'] } : user),
    assignments: [...ACCESS.assignments, { ...ACCESS.assignments[0], group: 'auditors' }],
  }));

  // WHEN
  const run = await project.run('access', '--diff', 'earlier.json', '--exit-code');

  // THEN
  expect(run.exitCode).toBe(3);
  expect(run.stdout.split('\n').map(line => line.split(/\s{2,}/).slice(0, 4))).toEqual([
    ['', 'user', 'account', 'permission set'], ['+ gained', 'olu', 'staging', 'PowerUser'], ['- lost', 'lee', 'staging', 'PowerUser'], [''], ['1 gained, 1 lost'], [''],
  ]);
  const same = await project.run('access', '--diff', 'cdk.out/platform.json', '--exit-code');
  expect(same).toMatchObject({ exitCode: 0, stdout: 'nobody gains or loses anything\n' });
});

test.each([['no file', undefined], ['no JSON', 'x'], ['no plan', '{}']])('an earlier plan that is none: %s', async (_, content) => {
  if (content) project.write('earlier.json', content);
  expect(await project.run('access', '--diff', 'earlier.json')).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('the earlier plan cannot be read') });
});

test('two answers at once are refused', async () => {
  expect(await project.run('access', '--csv', '--live')).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('--live and --csv') });
});

/** What Identity Center has after a deploy of the plan. */
function deployed(): FakePeople {
  const people = new FakePeople();
  people.users = ['jane', 'lee', 'olu'];
  people.groups = { auditors: ['jane'], engineers: ['jane', 'lee'], empty: [] };
  people.assignments = [
    { set: 'PowerUser', account: '222222222222', group: 'engineers' }, { set: 'ReadOnly-management', account: '111111111111', group: 'auditors' },
  ];
  return people;
}

test('live: what the code says is there, asked in the identity account', async () => {
  project.aws.identityCenter = deployed();
  const run = await project.run('access', '--live');
  expect(run).toMatchObject({ exitCode: 0, stdout: '3 as the code says, 0 by hand, 0 missing\n' });
  expect(project.aws.calls.filter(({ action }) => action === 'AssumeRole').map(({ input }) => input.RoleArn)).toEqual([
    'arn:aws:iam::333333333333:role/OrganizationAccountAccessRole',
  ]);
  expect(project.aws.actions().filter(action => !/^(List|Describe|GetCallerIdentity|AssumeRole)/.test(action))).toEqual([]);
});

test('live: what was added by hand is seen, and what is missing', async () => {
  // GIVEN
  const people = project.aws.identityCenter = deployed();
  people.users.push('mallory');
  people.groups.engineers = ['jane', 'mallory', 'olu'];
  people.groups.helpers = [];
  people.assignments.push({ set: 'Administrator', account: '111111111111', user: 'mallory' }, { set: 'PowerUser', account: '999999999999', group: 'helpers' });

  // WHEN
  const run = await project.run('access', '--live', '--json');

  // THEN
  expect(run.exitCode).toBe(3);
  expect(JSON.parse(run.stdout)).toEqual({
    same: 2,
    differences: [
      { difference: 'by hand', who: '(group helpers)', group: 'helpers', permissionSet: 'PowerUser', account: '999999999999' },
      { difference: 'by hand', who: 'mallory', group: 'engineers', permissionSet: 'PowerUser', account: 'staging' },
      { difference: 'by hand', who: 'mallory', permissionSet: 'Administrator', account: 'management' },
      { difference: 'by hand', who: 'olu', group: 'engineers', permissionSet: 'PowerUser', account: 'staging' },
      { difference: 'missing', who: 'lee', group: 'engineers', permissionSet: 'PowerUser', account: 'staging' },
    ],
    unknownUsers: ['mallory'],
    unknownGroups: ['helpers'],
  });
  expect((await project.run('access', '--live')).stdout).toContain('2 as the code says, 4 by hand, 1 missing: "cloud-platform deploy" makes them');
});

test('live: what is assigned to a group is there, whoever is in it', async () => {
  // GIVEN somebody in the group that is empty in the code, and nobody in one that has members there
  const people = project.aws.identityCenter = deployed();
  people.groups = { auditors: [], engineers: ['jane', 'lee'], empty: ['olu'] };
  people.assignments.push({ set: 'ReadOnly', account: '222222222222', group: 'empty' });
  project.write('cdk.out/platform.json', planWith({
    ...ACCESS, assignments: [...ACCESS.assignments, { group: 'empty', permissionSet: 'ReadOnly', target: 'staging', accounts: ['staging'], path: 'x' }],
  }));

  // WHEN
  const { same, differences } = JSON.parse((await project.run('access', '--live', '--json')).stdout);

  // THEN
  expect(differences).toEqual([
    { difference: 'by hand', who: 'olu', group: 'empty', permissionSet: 'ReadOnly', account: 'staging' },
    { difference: 'missing', who: 'jane', group: 'auditors', permissionSet: 'ReadOnly-management', account: 'management' },
  ]);
  expect(same).toBe(3);
});

test('live, with an external directory: groups are compared, and their members are the provider\'s', async () => {
  project.aws.identityCenter = deployed();
  project.write('cdk.out/platform.json', planWith({ ...ACCESS, directory: 'external', users: [] }));
  expect(await project.run('access', '--live')).toMatchObject({ exitCode: 0, stdout: '2 as the code says, 0 by hand, 0 missing\n' });
});

test('live without an instance says what to do', async () => {
  project.write('cdk.out/platform.json', planWith({ ...ACCESS, identityCenter: undefined }));
  expect(await project.run('access', '--live')).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('accounts sync') });
});
