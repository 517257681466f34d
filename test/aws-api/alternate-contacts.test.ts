import { worldOf } from './fixtures/world';

const SECURITY = { Name: 'Security', Title: 'Security team', EmailAddress: 'security@acme.com', PhoneNumber: '+49 30 1' };
const BILLING = { Name: 'Accounting', Title: 'Accounting', EmailAddress: 'billing@acme.com', PhoneNumber: '+49 30 2' };
const MEMBER = { AccountId: '222222222222', Contacts: { SECURITY, BILLING } };

const world = worldOf('Custom::AlternateContacts');
beforeEach(() => { world.aws.account('aws+production@acme.com'); });

test('each contact that is named is set at the account', async () => {
  // WHEN
  const answer = await world.resource.create(MEMBER);

  // THEN
  expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: '222222222222/alternate-contacts' });
  expect([...world.aws.contacts]).toEqual([
    ['222222222222 SECURITY', { ...SECURITY, AlternateContactType: 'SECURITY' }], ['222222222222 BILLING', { ...BILLING, AlternateContactType: 'BILLING' }],
  ]);
});

test('the management account\'s own are set without an id', async () => {
  // WHEN
  const answer = await world.resource.create({ Contacts: { SECURITY } });

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(world.aws.inputs('PutAlternateContact')).toEqual([{ AlternateContactType: 'SECURITY', ...SECURITY }]);
});

test('a second run changes nothing', async () => {
  // GIVEN
  await world.resource.create(MEMBER);
  const before = world.aws.writes;

  // WHEN
  const answers = [await world.resource.update(MEMBER), await world.resource.create(MEMBER)];

  // THEN
  expect(answers.map(({ Status }) => Status)).toEqual(['SUCCESS', 'SUCCESS']);
  expect(world.aws.writes).toEqual(before);
});

test.each(Object.keys(SECURITY))('another %s is written, and only that contact', async key => {
  // GIVEN
  await world.resource.create(MEMBER);
  const changed = { ...SECURITY, [key]: 'other' };

  // WHEN
  await world.resource.update({ ...MEMBER, Contacts: { SECURITY: changed, BILLING } });

  // THEN
  expect(world.aws.inputs('PutAlternateContact').slice(2)).toEqual([{ AccountId: '222222222222', AlternateContactType: 'SECURITY', ...changed }]);
});

test('a contact that is not named stays', async () => {
  // GIVEN
  await world.resource.create(MEMBER);

  // WHEN
  await world.resource.update({ ...MEMBER, Contacts: { SECURITY } });

  // THEN
  expect(world.aws.contacts.has('222222222222 BILLING')).toBe(true);
});

test.each(['SUSPENDED', 'PENDING_CLOSURE', 'CLOSED'] as const)('an account that is %s is left as it is, and stops nobody', async state => {
  // GIVEN
  world.aws.accounts[0].state = state;

  // WHEN
  const answer = await world.resource.create(MEMBER);

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(world.aws.writes).toEqual([]);
});

test('an account that has left the organization stops nobody', async () => {
  // GIVEN
  world.aws.accounts.pop();

  // WHEN
  const answer = await world.resource.create(MEMBER);

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(world.aws.writes).toEqual([]);
});

test.each([
  ['DescribeAccount', 'AccountNotFoundException'], ['GetAlternateContact', 'AccessDeniedException'], ['PutAlternateContact', 'AccessDeniedException'],
])('a new account is not known everywhere at once: %s, %s', async (operation, name) => {
  // GIVEN
  world.aws.fail(operation, name, { times: 3 });

  // WHEN
  const answer = await world.resource.create(MEMBER);

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(world.aws.contacts.size).toBe(2);
});

test('a run that failed half-way is taken up', async () => {
  // GIVEN
  world.aws.fail('PutAlternateContact', 'ValidationException');
  expect((await world.resource.create(MEMBER)).Status).toBe('FAILED');

  // WHEN
  const answer = await world.resource.create(MEMBER);

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(world.aws.contacts.size).toBe(2);
});

test('a refusal that stays is told', async () => {
  // GIVEN
  world.aws.fail('GetAlternateContact', 'AccessDeniedException', { times: 1000 });

  // WHEN
  const answer = await world.resource.create(MEMBER);

  // THEN
  expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('AccessDeniedException') });
});

test('a contact without all its parts is refused at the edge', async () => {
  // WHEN
  const answer = await world.resource.create({ ...MEMBER, Contacts: { SECURITY: { ...SECURITY, Title: '' } } });

  // THEN
  expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('property Title: got "", expected text') });
  expect(world.aws.calls).toEqual([]);
});

test('delete leaves the contacts', async () => {
  // GIVEN
  await world.resource.create(MEMBER);
  const before = world.aws.calls.length;

  // WHEN
  const answer = await world.resource.delete();

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(world.aws.calls.length).toBe(before);
});
