import { worldOf } from './fixtures/world';

const SERVICE = 'access-analyzer.amazonaws.com';
const PROPERTIES = { ServicePrincipal: SERVICE, AccountId: '222222222222', AccountName: 'security' };

const world = worldOf('Custom::DelegatedAdministrator');
beforeEach(() => {
  world.aws.trusted.add(SERVICE);
  ['security@acme.com', 'other@acme.com', 'audit@acme.com'].forEach(email => world.aws.account(email));
});

test('the account is registered for the service', async () => {
  // WHEN
  const answer = await world.resource.create(PROPERTIES);

  // THEN
  expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'access-analyzer.amazonaws.com/222222222222' });
  expect(world.aws.administrators).toEqual(new Map([[SERVICE, ['222222222222']]]));
  expect(world.aws.inputs('RegisterDelegatedAdministrator')).toEqual([{ ServicePrincipal: SERVICE, AccountId: '222222222222' }]);
});

test('one that is registered is adopted, on whatever page it stands, and a second run changes nothing', async () => {
  // GIVEN a service that lets several accounts administer it
  world.aws.administrators.set(SERVICE, ['444444444444', '333333333333', '222222222222']);

  // WHEN
  const answers = [await world.resource.create(PROPERTIES), await world.resource.update(PROPERTIES)];

  // THEN
  expect(answers.map(({ Status }) => Status)).toEqual(['SUCCESS', 'SUCCESS']);
  expect(world.aws.writes).toEqual([]);
});

test('another account that administers it already is left alone: the error says what to write', async () => {
  // GIVEN
  world.aws.administrators.set(SERVICE, ['333333333333']);

  // WHEN
  const answer = await world.resource.create(PROPERTIES);

  // THEN
  expect(answer.Status).toBe('FAILED');
  expect(answer.Reason).toContain(
    'service access-analyzer.amazonaws.com: got account 333333333333 as its delegated administrator, expected security (222222222222); '
    + "write delegatedAdministrators: { 'access-analyzer.amazonaws.com': ... } with the name that accounts.json has for 333333333333");
  expect(answer.Reason).toContain('deregister-delegated-administrator --service-principal access-analyzer.amazonaws.com --account-id 333333333333');
  expect(world.aws.writes).toEqual([]);
});

test('another account in the code does not take the service away from the one before', async () => {
  // GIVEN
  await world.resource.create(PROPERTIES);
  const { PhysicalResourceId } = await world.resource.update(PROPERTIES);

  // WHEN
  const answer = await world.resource.update({ ...PROPERTIES, AccountId: '333333333333', AccountName: 'other' });

  // THEN the resource stays what it was
  expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId });
  expect(world.aws.administrators.get(SERVICE)).toEqual(['222222222222']);
});

test('a service that the organization does not trust is named, with the way to switch it on', async () => {
  // GIVEN
  world.aws.trusted.clear();

  // WHEN
  const answer = await world.resource.create({ ...PROPERTIES, ServicePrincipal: 'sso.amazonaws.com', AccountName: 'identity' });

  // THEN
  expect(answer.Status).toBe('FAILED');
  expect(answer.Reason).toContain('service sso.amazonaws.com: got no trusted access to the organization, expected it before account identity (222222222222)');
});

test('a constraint that is another one is told as AWS tells it', async () => {
  // GIVEN
  world.aws.fail('RegisterDelegatedAdministrator', 'ConstraintViolationException', { Reason: 'MAX_DELEGATED_ADMINISTRATORS_FOR_SERVICE_LIMIT_EXCEEDED' });

  // WHEN
  const answer = await world.resource.create(PROPERTIES);

  // THEN
  expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('ConstraintViolationException') });
});

test.each(['ConcurrentModificationException', 'TooManyRequestsException', 'AccountNotFoundException'])('what passes is waited for: %s', async name => {
  // GIVEN
  world.aws.fail('RegisterDelegatedAdministrator', name, { times: 4 });

  // WHEN
  const answer = await world.resource.create(PROPERTIES);

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(world.aws.administrators.get(SERVICE)).toEqual(['222222222222']);
});

test('a call whose answer was lost has done it', async () => {
  // GIVEN
  world.aws.fail('RegisterDelegatedAdministrator', 'ConcurrentModificationException', { afterwards: true });

  // WHEN
  const answer = await world.resource.create(PROPERTIES);

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(world.aws.administrators.get(SERVICE)).toEqual(['222222222222']);
});

test('delete takes nothing away, also twice', async () => {
  // GIVEN
  await world.resource.create(PROPERTIES);
  const before = world.aws.calls.length;

  // WHEN
  const answers = [await world.resource.delete(), await world.resource.delete()];

  // THEN
  expect(answers.map(({ Status }) => Status)).toEqual(['SUCCESS', 'SUCCESS']);
  expect(world.aws.calls.length).toBe(before);
  expect(world.aws.administrators.get(SERVICE)).toEqual(['222222222222']);
});
