import { StackResource } from './fixtures/cloudformation';
import { FakeIdentityStore, STORE } from './fixtures/identity-store';

const JANE = { ...STORE, UserName: 'jane', GivenName: 'Jane', FamilyName: 'Doe', DisplayName: 'Jane Doe', Email: 'jane@acme.com' };

let aws: FakeIdentityStore;
let resource: StackResource;
beforeEach(async () => {
  aws = new FakeIdentityStore();
  resource = await aws.resource('Custom::DirectoryUser');
});
afterEach(async () => resource.stop());

test('a user is made, and CloudFormation gets the id', async () => {
  // WHEN
  const answer = await resource.create(JANE);

  // THEN
  expect(aws.users).toEqual([expect.objectContaining({
    UserName: 'jane', Name: { GivenName: 'Jane', FamilyName: 'Doe' }, DisplayName: 'Jane Doe', Emails: [{ Value: 'jane@acme.com', Type: 'work', Primary: true }],
  })]);
  expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: aws.users[0].id, Data: { UserId: aws.users[0].id } });
});

test('a second run changes nothing', async () => {
  await resource.create(JANE);
  await resource.update(JANE);
  await resource.create(JANE);
  expect(aws.writes).toEqual(['CreateUser']);
});

test('one of that name is adopted and gets the names of the code', async () => {
  // GIVEN
  const { id } = aws.user('jane', { DisplayName: 'J.', Emails: [{ Value: 'old@acme.com', Primary: true }] });

  // WHEN
  const answer = await resource.create(JANE);

  // THEN
  expect(answer.PhysicalResourceId).toBe(id);
  expect(aws.writes).toEqual(['UpdateUser']);
  expect(aws.users[0]).toMatchObject({ DisplayName: 'Jane Doe', Name: { GivenName: 'Jane', FamilyName: 'Doe' }, Emails: [{ Value: 'jane@acme.com' }] });
});

test.each(['GivenName', 'FamilyName', 'DisplayName', 'Email'])('another %s changes it and nothing else', async property => {
  await resource.create(JANE);
  await resource.update({ ...JANE, [property]: 'new@acme.com' });
  expect(aws.inputs('UpdateUser')).toEqual([expect.objectContaining({ Operations: [expect.anything()] })]);
  expect(JSON.stringify(aws.users[0])).toContain('new@acme.com');
});

test('an address that differs in capitals is no change', async () => {
  await resource.create(JANE);
  await resource.update({ ...JANE, Email: 'Jane@Acme.com' });
  expect(aws.writes).toEqual(['CreateUser']);
});

test('a user who was made goes with the code, twice without an error', async () => {
  await resource.create(JANE);
  expect((await resource.delete()).Status).toBe('SUCCESS');
  expect(aws.users).toEqual([]);
  expect((await resource.delete()).Status).toBe('SUCCESS');
});

test('a user who was adopted stays', async () => {
  aws.user('jane');
  await resource.create(JANE);
  await resource.delete();
  expect(aws.users).toHaveLength(1);
});

test('an answer that was lost is found again, and the user is still one of ours', async () => {
  // GIVEN
  aws.fail('CreateUser', 'TimeoutError', { afterwards: true });
  expect((await resource.create(JANE)).Status).toBe('FAILED');

  // WHEN CloudFormation takes back what was made half
  await resource.delete();

  // THEN
  expect(aws.users).toEqual([]);
});

test('somebody who was faster is no error', async () => {
  aws.fail('CreateUser', 'ConflictException', { afterwards: true });
  const answer = await resource.create(JANE);
  expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: aws.users[0].id });
});

test('a conflict that is not about the name is told', async () => {
  aws.fail('CreateUser', 'ConflictException');
  expect(await resource.create(JANE)).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('ConflictException') });
});

test('a deletion that is refused is told', async () => {
  await resource.create(JANE);
  aws.fail('DeleteUser', 'AccessDeniedException');
  expect(await resource.delete()).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('AccessDenied') });
});

test('a property that is missing is named', async () => {
  const answer = await resource.create({ ...JANE, Email: '' });
  expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('property Email: got ""') });
  expect(aws.calls).toEqual([]);
});
