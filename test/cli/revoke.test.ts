import { FakePeople } from './fixtures/fake-people';
import { planOf } from './fixtures/plan';
import { Project } from './fixtures/project';
import { denyUsers } from '../../src/identity/revocation';
import type { PlannedAccess } from '../../src/plan/platform-json';

const MANAGEMENT = '111111111111';
const INSTANCE = { instanceArn: 'arn:aws:sso:::instance/ssoins-1234567890abcdef', identityStoreId: 'd-1234567890', region: 'eu-west-1' };
const OWN = { Sid: 'NoData', Effect: 'Deny', Action: 's3:GetObject', Resource: '*' };

let project: Project;
let people: FakePeople;
beforeEach(async () => {
  project = await Project.create();
  project.aws.organize(MANAGEMENT);
  project.aws.units = ['Security', 'Sandbox', 'Workloads'].map((name, index) => ({ id: `ou-abcd-${index}`, name, parent: 'r-abcd' }));
  project.registry = {
    version: 1, organization: { id: 'o-example0000', rootId: 'r-abcd', managementAccountId: MANAGEMENT }, identityCenter: INSTANCE, accounts: [{ name: 'management', id: MANAGEMENT, status: 'ACTIVE', slot: 0 }],
  };
  plan({});
  people = project.aws.identityCenter = new FakePeople();
  people.users = ['jane', 'lee'];
  people.groups = { auditors: ['jane'], engineers: ['jane', 'lee'], operators: ['jane'] };
  people.assignments = [
    { set: 'ReadOnly-management', account: MANAGEMENT, group: 'auditors' }, { set: 'ByHand', account: MANAGEMENT, group: 'operators' },
    { set: 'PowerUser', account: '222222222222', user: 'jane' }, { set: 'PowerUser', account: '222222222222', user: 'lee' }, { set: 'PowerUser', account: '333333333333', group: 'engineers' },
  ];
  people.inline = { 'ReadOnly-management': JSON.stringify({ Version: '2012-10-17', Statement: [OWN] }) };
});
afterEach(async () => project.remove());

function plan(access: Partial<PlannedAccess>, revoked = false) {
  project.write('cdk.out/platform.json', {
    ...planOf([{ name: 'management', purpose: 'management', id: MANAGEMENT }]),
    access: {
      directory: 'managed',
      identityCenter: INSTANCE,
      users: ['jane', 'lee'].map(name => ({ name, email: `${name}@acme.com`, groups: ['engineers'], revoked: revoked && name === 'jane', path: `Acme/identity/users/${name}` })),
      groups: [],
      permissionSets: [],
      assignments: [],
      ...access,
    },
  });
}

const writes = () => project.aws.actions().filter(action => !/^(List|Describe|Get)/.test(action));
const denied = () => JSON.parse(project.aws.policies.policies.get('cloud-platform-revoked')!.content).Statement;
const states = (run: { stdout: string }) => JSON.parse(run.stdout).steps.map(({ state }: { state: string }) => state);

test('a user is denied everything in every account, and is in no group and no account any more', async () => {
  // WHEN
  const run = await project.run('revoke', 'jane', '--json');

  // THEN
  expect(run.exitCode).toBe(0);
  expect(denied()).toEqual([denyUsers(['id-jane'])]);
  expect(project.aws.policies.policies.get('cloud-platform-revoked')!.targets).toEqual(['r-abcd']);
  expect(people.groups).toEqual({ auditors: [], engineers: ['lee'], operators: [] });
  expect(people.assignments.filter(({ user }) => user)).toEqual([{ set: 'PowerUser', account: '222222222222', user: 'lee' }]);
  expect(JSON.parse(people.inline['ReadOnly-management']).Statement).toEqual([OWN, denyUsers(['id-jane'])]);
  expect(JSON.parse(people.inline.ByHand).Statement).toEqual([denyUsers(['id-jane'])]);
  expect([...people.outdated]).toEqual([]);
  expect(project.registry.revokedUsers).toEqual([{ name: 'jane', id: 'id-jane' }]);
});

test('a second run changes nothing, and says so', async () => {
  // GIVEN
  await project.run('revoke', 'jane');
  const before = writes().length;
  const written = project.stat('accounts.json').mtimeMs;

  // WHEN
  const again = await project.run('revoke', 'jane', '--json');

  // THEN
  expect(again.exitCode).toBe(0);
  expect(JSON.parse(again.stdout).changed).toBe(false);
  expect(states(again)).toEqual(Array(5).fill('as it was'));
  expect(writes().slice(before)).toEqual([]);
  expect(project.stat('accounts.json').mtimeMs).toBe(written);
});

test('a dry run says everything and changes nothing', async () => {
  // WHEN
  const run = await project.run('revoke', 'jane', '--dry-run');

  // THEN
  expect(run.exitCode).toBe(0);
  expect(writes()).toEqual([]);
  expect(project.registry.revokedUsers).toBeUndefined();
  for (const text of ['make the policy cloud-platform-revoked', 'out of the group engineers', 'to 222222222222', 'deny 1 in ReadOnly-management', 'write accounts.json']) expect(run.stdout).toContain(text);
  expect(run.stdout).not.toContain(': done');
});

test('it says what the code must change, and what only a console can do', async () => {
  // WHEN
  const { stdout } = await project.run('revoke', 'jane');
  plan({}, true);
  const after = await project.run('revoke', 'jane');

  // THEN
  expect(stdout).toContain("in the code (Acme/identity/users/jane): addUser('jane', { ..., revoked: true })");
  expect(stdout).toContain('Active sessions');
  expect(stdout).toContain('commit accounts.json');
  expect(after.stdout).not.toContain('revoked: true');
});

test('one more user is denied beside those that are, also those that another registry knows', async () => {
  // GIVEN
  await project.run('revoke', 'jane');
  project.registry = { ...project.registry, revokedUsers: undefined };

  // WHEN
  await project.run('revoke', 'lee');

  // THEN
  expect(denied()).toEqual([denyUsers(['id-jane', 'id-lee'])]);
  expect(JSON.parse(people.inline.ByHand).Statement).toEqual([denyUsers(['id-jane', 'id-lee'])]);
});

test('where the root has no place left, the policy takes the one that is kept at each unit', async () => {
  // GIVEN
  project.aws.policies.full.add('r-abcd');

  // WHEN
  const run = await project.run('revoke', 'jane');
  const before = writes().length;
  const again = await project.run('revoke', 'jane');

  // THEN
  expect([run.exitCode, again.exitCode]).toEqual([0, 0]);
  expect(project.aws.policies.policies.get('cloud-platform-revoked')!.targets).toEqual(['ou-abcd-0', 'ou-abcd-1', 'ou-abcd-2']);
  expect(writes().slice(before)).toEqual([]);
});

test('what fails keeps nothing else, and the next run goes on', async () => {
  // GIVEN
  project.aws.fail('CreatePolicy', 'AccessDeniedException', 1);
  project.aws.fail('ProvisionPermissionSet', 'AccessDeniedException', 1);

  // WHEN
  const run = await project.run('revoke', 'jane', '--json');
  const outdated = [...people.outdated];
  const again = await project.run('revoke', 'jane', '--json');

  // THEN
  expect(run.exitCode).toBe(1);
  expect(states(run)).toEqual(['done', 'failed', 'done', 'done', 'failed']);
  expect(people.groups.engineers).toEqual(['lee']);
  expect(outdated).toHaveLength(1);
  expect(again.exitCode).toBe(0);
  expect(states(again)).toEqual(['as it was', 'done', 'as it was', 'as it was', 'done']);
  expect([...people.outdated]).toEqual([]);
  expect(denied()).toEqual([denyUsers(['id-jane'])]);
});

test('what Identity Center does not get done is a failure', async () => {
  // GIVEN
  people.refuses = 'said the test';

  // WHEN
  const run = await project.run('revoke', 'jane', '--json');

  // THEN
  expect(run.exitCode).toBe(1);
  expect(states(run)).toEqual(['done', 'done', 'done', 'failed', 'failed']);
  expect(run.stdout).toContain('said the test');
});

test('lifted: nobody is denied, and nothing of it is left', async () => {
  // GIVEN
  await project.run('revoke', 'jane');
  await project.run('revoke', 'lee');

  // WHEN
  const one = await project.run('revoke', 'jane', '--lift');
  const remaining = denied();
  const both = await project.run('revoke', 'lee', '--lift');
  const before = writes().length;
  const again = await project.run('revoke', 'lee', '--lift');

  // THEN
  expect([one.exitCode, both.exitCode, again.exitCode]).toEqual([0, 0, 0]);
  expect(remaining).toEqual([denyUsers(['id-lee'])]);
  expect([...project.aws.policies.policies.keys()]).toEqual(['FullAWSAccess']);
  expect(JSON.parse(people.inline['ReadOnly-management']).Statement).toEqual([OWN]);
  expect(people.inline.ByHand).toBeUndefined();
  expect(project.registry.revokedUsers).toBeUndefined();
  expect(writes().slice(before)).toEqual([]);
});

test('what the code still says is not lifted', async () => {
  // GIVEN
  await project.run('revoke', 'jane');
  plan({}, true);
  const before = writes().length;

  // WHEN
  const run = await project.run('revoke', 'jane', '--lift');

  // THEN
  expect(run).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('take "revoked: true" out') });
  expect(writes().slice(before)).toEqual([]);
});

test('the registry keeps them through a sync', async () => {
  // GIVEN
  project.aws.instances = [{ InstanceArn: INSTANCE.instanceArn, IdentityStoreId: INSTANCE.identityStoreId, OwnerAccountId: MANAGEMENT }];
  await project.run('revoke', 'jane');

  // WHEN
  const run = await project.run('accounts', 'sync');

  // THEN
  expect(run.exitCode).toBe(0);
  expect(project.registry.revokedUsers).toEqual([{ name: 'jane', id: 'id-jane' }]);
});

test('a user who is deleted already can be given up, by what the registry remembers', async () => {
  // GIVEN
  await project.run('revoke', 'jane');
  people.users = ['lee'];

  // WHEN
  const run = await project.run('revoke', 'jane', '--lift');

  // THEN
  expect(run.exitCode).toBe(0);
  expect([...project.aws.policies.policies.keys()]).toEqual(['FullAWSAccess']);
});

test('with an identity provider memberships are its own, and the tool says so', async () => {
  // GIVEN
  plan({ directory: 'external', users: [] });

  // WHEN
  const run = await project.run('revoke', 'jane');

  // THEN
  expect(run).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('at the identity provider: disable the user') });
  expect(people.groups.engineers).toEqual(['jane', 'lee']);
  // what comes by a group is not the user's alone
  expect(project.aws.calls.filter(({ action }) => action === 'DeleteAccountAssignment').map(({ input }) => input.TargetId)).toEqual(['222222222222']);
  expect(denied()).toEqual([denyUsers(['id-jane'])]);
});

test('a name that nobody has is an error that says whose is near', async () => {
  const run = await project.run('revoke', 'jana');
  expect(run).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('"cloud-platform revoke jane"') });
  expect(writes()).toEqual([]);
});

test('credentials of another account change nothing', async () => {
  project.caller = '222222222222';
  expect(await project.run('revoke', 'jane')).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('the credentials belong to another account') });
  expect(writes()).toEqual([]);
});

test('a policy of that name that somebody else made is left as it is', async () => {
  // GIVEN
  const content = JSON.stringify({ Version: '2012-10-17', Statement: [OWN] });
  project.aws.policies.policies.set('cloud-platform-revoked', { content, targets: [] });

  // WHEN
  const run = await project.run('revoke', 'jane', '--json');

  // THEN
  expect(run.exitCode).toBe(1);
  expect(states(run)).toEqual(['done', 'failed', 'done', 'done', 'done']);
  expect(project.aws.policies.policies.get('cloud-platform-revoked')!.content).toBe(content);
});
