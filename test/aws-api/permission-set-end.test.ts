import { StackResource } from './fixtures/cloudformation';
import { FakeIdentityStore, INSTANCE } from './fixtures/identity-store';

const SET = 'arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/ps-0123456789abcdef';
const OTHER = 'arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/ps-other';
const PROPERTIES = { InstanceArn: INSTANCE, PermissionSetArn: SET, Region: 'eu-west-1' };

let aws: FakeIdentityStore;
let resource: StackResource;
beforeEach(async () => {
  aws = new FakeIdentityStore();
  resource = await aws.resource('Custom::PermissionSetEnd');
});
afterEach(async () => resource.stop());

test('it does nothing until the permission set goes', async () => {
  await resource.create(PROPERTIES);
  await resource.update(PROPERTIES);
  expect(aws.calls).toEqual([]);
});

test('then everybody loses it, in every account, and nobody another one', async () => {
  // GIVEN
  const accounts = ['111111111111', '222222222222', '333333333333'];
  aws.assignments = accounts.flatMap(account => ['g1', 'g2', 'g3'].map(principal => ({ account, principal, permissionSet: SET })));
  aws.assignments.push({ account: accounts[0], principal: 'g1', permissionSet: OTHER });
  await resource.create(PROPERTIES);

  // WHEN
  expect((await resource.delete()).Status).toBe('SUCCESS');

  // THEN
  expect(aws.assignments).toEqual([{ account: accounts[0], principal: 'g1', permissionSet: OTHER }]);
  expect((await resource.delete()).Status).toBe('SUCCESS');
});

test('an instance that is busy is waited for', async () => {
  aws.assignments = [{ account: '111111111111', principal: 'g1', permissionSet: SET }];
  await resource.create(PROPERTIES);
  aws.fail('DeleteAccountAssignment', 'ConflictException', { times: 3 });
  expect((await resource.delete()).Status).toBe('SUCCESS');
  expect(aws.assignments).toEqual([]);
});

test('a deletion that fails is told with AWS\'s reason', async () => {
  aws.assignments = [{ account: '111111111111', principal: 'g1', permissionSet: SET }];
  aws.deletionEnds = 'FAILED';
  await resource.create(PROPERTIES);
  expect(await resource.delete()).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('GROUP g1 keeps') });
});
