import { StackResource } from './fixtures/cloudformation';
import { FakeOrganizations } from './fixtures/organizations';
import { PRODUCTION, units } from './fixtures/production';

let aws: FakeOrganizations;
let resource: StackResource;
beforeEach(async () => {
  aws = new FakeOrganizations();
  units(aws);
  resource = await aws.resource('Custom::Account');
});
afterEach(async () => resource.stop());

test.each(['SUSPENDED', 'PENDING_CLOSURE', 'CLOSED', 'PENDING_ACTIVATION'] as const)('one that is %s is never adopted: the error says what to write instead', async state => {
  // GIVEN
  const { id, parent } = aws.account(PRODUCTION.Email, { state });

  // WHEN
  const answer = await resource.create(PRODUCTION);

  // THEN
  expect(answer.Status).toBe('FAILED');
  expect(answer.Reason).toContain(`account production: got account ${id} with the address aws+production@acme.com, which is ${state}, expected an active one or none`);
  expect(answer.Reason).toContain('generation: 2');
  expect(answer.Reason).toContain("AccountEmail.explicit({ 'production': ... })");
  expect(aws.writes).toEqual([]);
  expect(aws.accounts).toEqual([{ id, email: PRODUCTION.Email, state, parent, tags: {} }]);
});

test.each(['SUSPENDED', 'PENDING_CLOSURE', 'CLOSED'] as const)('one of the stack that is %s by now is left as it is, whatever the code says', async state => {
  // GIVEN
  const { PhysicalResourceId } = await resource.create(PRODUCTION);
  aws.accounts[0].state = state;
  const account = structuredClone(aws.accounts[0]);
  const before = aws.writes;

  // WHEN
  const answer = await resource.update({ ...PRODUCTION, OrganizationalUnit: 'Quarantine', Email: 'other@acme.com' });

  // THEN
  expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId, Data: { Status: state } });
  expect(aws.writes).toEqual(before);
  expect(aws.accounts).toEqual([account]);
});

test('the next generation of a sandbox is another account, by another address', async () => {
  // GIVEN
  aws.account('aws+sandbox-upgrade@acme.com', { state: 'SUSPENDED' });

  // WHEN
  const answer = await resource.create({ ...PRODUCTION, AccountName: 'sandbox-upgrade', Email: 'aws+sandbox-upgrade-2@acme.com' });

  // THEN
  expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: aws.accounts[1].id });
  expect(aws.accounts.map(({ email, state }) => [email, state])).toEqual([
    ['aws+sandbox-upgrade@acme.com', 'SUSPENDED'], ['aws+sandbox-upgrade-2@acme.com', 'ACTIVE'],
  ]);
});
