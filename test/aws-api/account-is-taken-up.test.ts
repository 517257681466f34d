import { accountWorld, PRODUCTION, TAGS } from './fixtures/production';

const world = accountWorld();

test('a creation that an earlier try began is waited for, and no other is begun', async () => {
  // GIVEN others are under way as well, and one of the same name has failed before
  world.aws.creations.push({ id: 'car-failed', name: 'production', email: PRODUCTION.Email, polls: 0, end: 'INTERNAL_FAILURE', tags: {} });
  const creation = { polls: 3, end: 'SUCCEEDED', tags: TAGS };
  ['one', 'two', 'production'].forEach(name => world.aws.creations.push({ id: `car-${name}`, name, email: `aws+${name}@acme.com`, ...creation }));

  // WHEN
  const answer = await world.resource.create(PRODUCTION);

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(world.aws.accounts).toMatchObject([{ id: answer.PhysicalResourceId, email: PRODUCTION.Email, parent: world.unit, tags: TAGS }]);
  expect(world.aws.inputs('CreateAccount')).toEqual([]);
});

test("another's creation of the same name does not stand for it", async () => {
  // GIVEN an account of the same name for another address
  world.aws.creations.push({ id: 'car-other', name: 'production', email: 'other@acme.com', polls: 2, end: 'SUCCEEDED', tags: {} });

  // WHEN
  const answer = await world.resource.create(PRODUCTION);

  // THEN
  expect(world.aws.accounts.map(({ email }) => email)).toEqual(['other@acme.com', PRODUCTION.Email]);
  expect(answer.PhysicalResourceId).toBe(world.aws.accounts[1].id);
  expect(world.aws.accounts[0].tags).toEqual({});
});

test('an earlier creation that failed is begun again', async () => {
  // GIVEN
  world.aws.creations.push({ id: 'car-old', name: 'production', email: PRODUCTION.Email, polls: 2, end: 'INTERNAL_FAILURE', tags: {} });

  // WHEN
  const answer = await world.resource.create(PRODUCTION);

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(world.aws.inputs('CreateAccount')).toHaveLength(1);
});

test('an answer to CreateAccount that was lost: the account that it made is taken', async () => {
  // GIVEN the call is repeated, and finds the address taken by the first one, which is still under way
  world.aws.nextCreation = { polls: 6, end: 'SUCCEEDED' };
  world.aws.fail('CreateAccount', 'TooManyRequestsException', { afterwards: true });

  // WHEN
  const answer = await world.resource.create(PRODUCTION);

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(world.aws.accounts).toMatchObject([{ id: answer.PhysicalResourceId, email: PRODUCTION.Email, tags: TAGS }]);
});

test('one that was made and neither moved nor tagged is moved and tagged', async () => {
  // GIVEN
  const { id } = world.aws.account(PRODUCTION.Email);

  // WHEN
  const answer = await world.resource.create(PRODUCTION);

  // THEN
  expect(answer.PhysicalResourceId).toBe(id);
  expect(world.aws.accounts[0]).toMatchObject({ parent: world.unit, tags: TAGS });
});

test.each(['ConcurrentModificationException', 'DuplicateAccountException'])('a move whose answer was lost is done: %s', async name => {
  // GIVEN
  world.aws.account(PRODUCTION.Email);
  world.aws.fail('MoveAccount', name, { afterwards: true });

  // WHEN
  const answer = await world.resource.create(PRODUCTION);

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(world.aws.inputs('MoveAccount')).toHaveLength(1);
  expect(world.aws.accounts[0].parent).toBe(world.unit);
});

test('somebody else moves it at the same time: it is looked for anew', async () => {
  // GIVEN
  world.aws.account(PRODUCTION.Email);
  world.aws.fail('MoveAccount', 'SourceParentNotFoundException');

  // WHEN
  const answer = await world.resource.create(PRODUCTION);

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(world.aws.accounts[0].parent).toBe(world.unit);
});

test.each([
  ['CreateAccount', 'TooManyRequestsException'], ['CreateAccount', 'FinalizingOrganizationException'],
  ['MoveAccount', 'ConcurrentModificationException'], ['TagResource', 'ConcurrentModificationException'], ['TagResource', 'TooManyRequestsException'],
])('changes side by side are waited for: %s, %s', async (operation, name) => {
  // GIVEN
  if (operation !== 'CreateAccount') world.aws.account(PRODUCTION.Email);
  world.aws.fail(operation, name, { times: 6 });

  // WHEN
  const answer = await world.resource.create(PRODUCTION);

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(world.aws.accounts).toMatchObject([{ parent: world.unit, tags: TAGS }]);
});

test('a new account that is not seen everywhere yet is waited for', async () => {
  // GIVEN
  world.aws.fail('DescribeAccount', 'AccountNotFoundException', { times: 3 });

  // WHEN
  const answer = await world.resource.create(PRODUCTION);

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(world.aws.accounts).toHaveLength(1);
});

test('what does not end before the function does is said, and the next run takes it up', async () => {
  // GIVEN
  world.aws.nextCreation = { polls: 300, end: 'SUCCEEDED' };

  // WHEN
  const first = await world.resource.create(PRODUCTION);
  const second = await world.resource.create(PRODUCTION);

  // THEN
  expect(first.Status).toBe('FAILED');
  expect(first.Reason).toContain('account production: got creation car-00000001 still in progress after 8 minutes, expected its end; deploy again');
  expect(second.Status).toBe('SUCCESS');
  expect(world.aws.inputs('CreateAccount')).toHaveLength(1);
});
