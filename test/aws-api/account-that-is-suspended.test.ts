import { accountWorld, PRODUCTION } from './fixtures/production';

const world = accountWorld();

test.each(['SUSPENDED', 'PENDING_CLOSURE', 'CLOSED', 'PENDING_ACTIVATION'] as const)('one that is %s is never adopted: the error says what to write instead', async state => {
  // GIVEN
  const { id, parent } = world.aws.account(PRODUCTION.Email, { state });

  // WHEN
  const answer = await world.resource.create(PRODUCTION);

  // THEN
  expect(answer.Status).toBe('FAILED');
  expect(answer.Reason).toContain(`account production: got account ${id} with the address aws+production@acme.com, which is ${state}, expected an active one or none`);
  expect(answer.Reason).toContain('generation: 2');
  expect(answer.Reason).toContain("AccountEmail.explicit({ 'production': ... })");
  expect(world.aws.writes).toEqual([]);
  expect(world.aws.accounts).toEqual([{ id, email: PRODUCTION.Email, state, parent, tags: {} }]);
});

test.each(['SUSPENDED', 'PENDING_CLOSURE', 'CLOSED'] as const)('one of the stack that is %s by now is left as it is, whatever the code says', async state => {
  // GIVEN
  const { PhysicalResourceId } = await world.resource.create(PRODUCTION);
  world.aws.accounts[0].state = state;
  const account = structuredClone(world.aws.accounts[0]);
  const before = world.aws.writes;

  // WHEN
  const answer = await world.resource.update({ ...PRODUCTION, OrganizationalUnit: 'Quarantine', Email: 'other@acme.com' });

  // THEN
  expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId, Data: { Status: state } });
  expect(world.aws.writes).toEqual(before);
  expect(world.aws.accounts).toEqual([account]);
});

test('the next generation of a sandbox is another account, by another address', async () => {
  // GIVEN
  world.aws.account('aws+sandbox-upgrade@acme.com', { state: 'SUSPENDED' });

  // WHEN
  const answer = await world.resource.create({ ...PRODUCTION, AccountName: 'sandbox-upgrade', Email: 'aws+sandbox-upgrade-2@acme.com' });

  // THEN
  expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: world.aws.accounts[1].id });
  expect(world.aws.accounts.map(({ email, state }) => [email, state])).toEqual([
    ['aws+sandbox-upgrade@acme.com', 'SUSPENDED'], ['aws+sandbox-upgrade-2@acme.com', 'ACTIVE'],
  ]);
});
