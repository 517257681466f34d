import { accountWorld, PRODUCTION } from './fixtures/production';

const world = accountWorld();

test.each([
  ['EMAIL_ALREADY_EXISTS', 'belongs to an account outside this organization: invite that account, or take another address in accountEmail'],
  ['ACCOUNT_LIMIT_EXCEEDED', 'ask for a higher quota of accounts in Service Quotas'],
  ['INVALID_EMAIL', 'take another address in accountEmail'],
  ['GOVCLOUD_ACCOUNT_ALREADY_EXISTS', 'take another address in accountEmail'],
  ['MISSING_PAYMENT_INSTRUMENT', 'give the management account a way to pay'],
  ['INTERNAL_FAILURE', 'deploy again'],
  ['CONCURRENT_ACCOUNT_MODIFICATION', 'deploy again'],
  ['UNKNOWN_BUSINESS_VALIDATION', 'deploy again, or ask AWS Support'],
])('a creation that ends in %s says the way out', async (end, advice) => {
  // GIVEN
  world.aws.nextCreation = { polls: 1, end };

  // WHEN
  const answer = await world.resource.create(PRODUCTION);

  // THEN
  expect(answer.Status).toBe('FAILED');
  expect(answer.Reason).toContain(`account production: got ${end} for the address aws+production@acme.com, expected a new account; `);
  expect(answer.Reason).toContain(advice);
  expect(world.aws.accounts).toEqual([]);
});

test('the quota is said as well when AWS refuses at once', async () => {
  // GIVEN
  world.aws.fail('CreateAccount', 'ConstraintViolationException', { Reason: 'ACCOUNT_NUMBER_LIMIT_EXCEEDED' });

  // WHEN
  const answer = await world.resource.create(PRODUCTION);

  // THEN
  expect(answer.Status).toBe('FAILED');
  expect(answer.Reason).toContain('account production: got ACCOUNT_NUMBER_LIMIT_EXCEEDED for the address aws+production@acme.com');
  expect(answer.Reason).toContain('Service Quotas');
});

test('another refusal is given on as it is', async () => {
  // GIVEN
  world.aws.fail('CreateAccount', 'InvalidInputException', { Reason: 'INVALID_PATTERN' });

  // WHEN
  const answer = await world.resource.create(PRODUCTION);

  // THEN
  expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('InvalidInputException: said the test (InvalidInputException)') });
});

test('waiting has an end', async () => {
  // GIVEN
  world.aws.fail('CreateAccount', 'TooManyRequestsException', { times: Infinity });

  // WHEN
  const answer = await world.resource.create(PRODUCTION);

  // THEN
  expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('TooManyRequestsException') });
});

test.each([
  ['AccountName', undefined, 'got undefined, expected text'],
  ['Email', '', 'got "", expected text'],
  ['OrganizationalUnit', ['Workloads'], 'got ["Workloads"], expected text'],
  ['Slot', 'undefined', 'got "undefined", expected a whole number'],
])('property %s: %j is refused before AWS is asked', async (name, value, expected) => {
  // WHEN
  const answer = await world.resource.create({ ...PRODUCTION, [name]: value });

  // THEN
  expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining(`Error: property ${name}: ${expected}`) });
  expect(world.aws.calls).toEqual([]);
});
