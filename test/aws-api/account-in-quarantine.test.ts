import { accountWorld, PRODUCTION } from './fixtures/production';

const world = accountWorld();
const SANDBOX = { ...PRODUCTION, AccountName: 'sandbox-a', Email: 'aws+sandbox-a@acme.com', OrganizationalUnit: 'Sandbox' };

test('a deploy that changes something else of an account does not let it out of quarantine, and a new date of the code arrives', async () => {
  // GIVEN what the keeper of sandboxes has moved
  world.aws.unit('Sandbox');
  const quarantine = world.aws.unit('Quarantine');
  await world.resource.create(SANDBOX);
  const [account] = world.aws.accounts;
  account.parent = quarantine;
  account.tags['cloud-platform:quarantined'] = 'expired 2027-01-31T00:30:00.000Z';

  // WHEN
  const answer = await world.resource.update({ ...SANDBOX, Tags: { 'cloud-platform:expires': '2027-03-31' } });

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(account.parent).toBe(quarantine);
  expect(account.tags).toMatchObject({ 'cloud-platform:expires': '2027-03-31', 'cloud-platform:quarantined': 'expired 2027-01-31T00:30:00.000Z' });
});

test('one that somebody moved by hand is moved back', async () => {
  // GIVEN
  const unit = world.aws.unit('Sandbox');
  await world.resource.create(SANDBOX);
  world.aws.accounts[0].parent = world.aws.unit('Quarantine');

  // WHEN
  await world.resource.update({ ...SANDBOX, Tags: { team: 'shop' } });

  // THEN
  expect(world.aws.accounts[0].parent).toBe(unit);
});
