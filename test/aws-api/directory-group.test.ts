import { StackResource } from './fixtures/cloudformation';
import { FakeIdentityStore, STORE } from './fixtures/identity-store';

let aws: FakeIdentityStore;
let resource: StackResource;
let users: string[];
beforeEach(async () => {
  aws = new FakeIdentityStore();
  users = ['jane', 'lee', 'maria', 'olu'].map(name => aws.user(name).id);
  resource = await aws.resource('Custom::DirectoryGroup');
});
afterEach(async () => resource.stop());

function engineers(...Members: string[]) {
  return { ...STORE, DisplayName: 'engineers', Description: 'Those who build', Members };
}

test('a group is made with its members, and CloudFormation gets the id', async () => {
  const answer = await resource.create(engineers(...users.slice(0, 3)));
  expect(aws.groups).toEqual([{ id: answer.PhysicalResourceId, name: 'engineers', description: 'Those who build [cloud-platform]' }]);
  expect(answer.Data).toEqual({ GroupId: aws.groups[0].id });
  expect(aws.membersOf(aws.groups[0].id)).toEqual(users.slice(0, 3));
});

test('a second run changes nothing, though the members come in pages', async () => {
  await resource.create(engineers(...users));
  const writes = aws.writes.length;
  await resource.update(engineers(...users));
  await resource.create(engineers(...users));
  expect(aws.writes).toHaveLength(writes);
});

test('members come and go', async () => {
  const { PhysicalResourceId: id } = await resource.create(engineers(users[0], users[1]));
  await resource.update(engineers(users[1], users[2]));
  expect(aws.membersOf(id)).toEqual([users[1], users[2]]);
  await resource.update(engineers());
  expect(aws.membersOf(id)).toEqual([]);
});

test('who was added by hand stays', async () => {
  const { PhysicalResourceId: id } = await resource.create(engineers(users[0]));
  aws.member(id, users[3]);
  await resource.update(engineers(users[1]));
  expect(aws.membersOf(id)).toEqual([users[1], users[3]]);
});

test('a group of that name is adopted with those who are in it', async () => {
  // GIVEN
  const id = aws.group('engineers', 'by hand');
  aws.member(id, users[3]);
  aws.member(id, users[0]);

  // WHEN
  const answer = await resource.create(engineers(users[0]));

  // THEN
  expect(answer.PhysicalResourceId).toBe(id);
  expect(aws.writes).toEqual(['UpdateGroup']);
  expect(aws.groups[0].description).toBe('Those who build');
  expect(aws.membersOf(id)).toEqual([users[0], users[3]]);
});

test('an adopted group keeps its description where the code has none', async () => {
  aws.group('engineers', 'by hand');
  await resource.create({ ...engineers(), Description: '' });
  expect(aws.groups[0].description).toBe('by hand');
});

test('a group that was made goes with the code; one that was adopted loses whom the code put in', async () => {
  // GIVEN
  await resource.create(engineers(users[0]));
  await resource.delete();
  expect(aws.groups).toEqual([]);
  expect((await resource.delete()).Status).toBe('SUCCESS');

  // WHEN
  const id = aws.group('engineers');
  aws.member(id, users[3]);
  await resource.create(engineers(users[0]));
  await resource.delete();

  // THEN
  expect(aws.groups).toHaveLength(1);
  expect(aws.membersOf(id)).toEqual([users[3]]);
});

test('a creation that failed half-way goes on, and is taken back', async () => {
  // GIVEN
  aws.fail('CreateGroupMembership', 'AccessDeniedException');
  expect((await resource.create(engineers(users[0]))).Status).toBe('FAILED');

  // WHEN
  const again = await resource.create(engineers(users[0]));

  // THEN
  expect(aws.membersOf(again.PhysicalResourceId)).toEqual([users[0]]);
  expect(aws.writes.filter(operation => operation === 'CreateGroup')).toHaveLength(1);

  // WHEN it fails again and CloudFormation takes it back
  aws.fail('CreateGroupMembership', 'AccessDeniedException');
  await resource.create(engineers(...users));
  await resource.delete();
  expect(aws.groups).toEqual([]);
});

test('an update that failed is taken back', async () => {
  const { PhysicalResourceId: id } = await resource.create(engineers(users[0]));
  aws.fail('DeleteGroupMembership', 'AccessDeniedException');
  expect((await resource.update(engineers(users[1]))).Status).toBe('FAILED');
  await resource.rollBack(engineers(users[1]));
  expect(aws.membersOf(id)).toEqual([users[0]]);
});

test('a user whom Identity Center does not see yet is waited for; a member that is there already is none to make', async () => {
  aws.fail('CreateGroupMembership', 'ResourceNotFoundException', { times: 3 });
  const { PhysicalResourceId: id } = await resource.create(engineers(users[0]));
  expect(aws.membersOf(id)).toEqual([users[0]]);
  aws.fail('CreateGroupMembership', 'ConflictException', { afterwards: true });
  expect((await resource.update(engineers(users[0], users[1]))).Status).toBe('SUCCESS');
});

test('a member that somebody took out is no error', async () => {
  const { PhysicalResourceId: id } = await resource.create(engineers(users[0], users[1]));
  aws.fail('DeleteGroupMembership', 'ResourceNotFoundException');
  expect((await resource.update(engineers(users[0]))).Status).toBe('SUCCESS');
  expect(aws.membersOf(id)).toContain(users[0]);
});
