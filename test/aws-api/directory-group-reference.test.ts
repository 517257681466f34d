import { StackResource } from './fixtures/cloudformation';
import { FakeIdentityStore, STORE } from './fixtures/identity-store';

let aws: FakeIdentityStore;
let resource: StackResource;
beforeEach(async () => {
  aws = new FakeIdentityStore();
  resource = await aws.resource('Custom::DirectoryGroupReference');
});
afterEach(async () => resource.stop());

const LOOKED_UP = { ...STORE, DisplayName: 'Platform Engineers', Make: 'false' };

test('a group of the identity provider is found by its display name, and nothing is written', async () => {
  aws.group('Others');
  const id = aws.group('Platform Engineers');
  expect(await resource.create(LOOKED_UP)).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: id, Data: { GroupId: id } });
  await resource.update(LOOKED_UP);
  await resource.delete();
  expect(aws.writes).toEqual([]);
});

test('one that is not there is an error that says what to do', async () => {
  const answer = await resource.create(LOOKED_UP);
  expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringMatching(/group "Platform Engineers": got none .* SCIM, or correct the name in addGroup/) });
  expect(aws.writes).toEqual([]);
});

test('in the management account it is made where the identity account does not make it yet, and left to that one', async () => {
  // WHEN
  const answer = await resource.create({ ...LOOKED_UP, Make: 'true' });

  // THEN
  expect(aws.groups).toEqual([{ id: answer.PhysicalResourceId, name: 'Platform Engineers', description: '[cloud-platform]' }]);
  await resource.delete();
  expect(aws.groups).toHaveLength(1);

  // THEN the identity account takes it as its own
  const own = await aws.resource('Custom::DirectoryGroup');
  await own.create({ ...STORE, DisplayName: 'Platform Engineers', Description: 'Those who build', Members: [] });
  expect(aws.groups[0].description).toBe('Those who build [cloud-platform]');
  await own.delete();
  await own.stop();
  expect(aws.groups).toEqual([]);
});
