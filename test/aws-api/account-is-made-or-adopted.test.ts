import { accountWorld, PRODUCTION, TAGS } from './fixtures/production';

const world = accountWorld();

test('it is made with its tags, waited for, and moved into its unit', async () => {
  // GIVEN
  world.aws.nextCreation = { polls: 5, end: 'SUCCEEDED' };

  // WHEN
  const answer = await world.resource.create(PRODUCTION);

  // THEN
  const [{ id }] = world.aws.accounts;
  expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: id, Data: { AccountId: id, Status: 'ACTIVE' } });
  expect(world.aws.accounts).toEqual([{ id, email: 'aws+production@acme.com', state: 'ACTIVE', parent: world.unit, tags: TAGS }]);
  expect(world.aws.inputs('CreateAccount')).toEqual([{
    AccountName: 'production',
    Email: 'aws+production@acme.com',
    IamUserAccessToBilling: 'ALLOW',
    Tags: [{ Key: 'cloud-platform:name', Value: 'production' }, { Key: 'cloud-platform:slot', Value: '7' }],
  }]);
  expect(world.aws.writes).toEqual(['CreateAccount', 'MoveAccount']);
});

test('one that has the address is adopted, on whatever page and in whatever case; its other tags stay', async () => {
  // GIVEN
  ['a', 'b', 'c'].forEach(name => world.aws.account(`${name}@acme.com`));
  const { id } = world.aws.account('AWS+Production@acme.com', { tags: { team: 'shop' } });

  // WHEN
  const answer = await world.resource.create(PRODUCTION);

  // THEN
  expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: id });
  expect(world.aws.accounts[3]).toMatchObject({ parent: world.unit, tags: { team: 'shop', ...TAGS } });
  expect(world.aws.writes).toEqual(['MoveAccount', 'TagResource']);
});

test('a slot was given once: what stands on the account is right, also behind other tags', async () => {
  // GIVEN
  const tags = { 'a': '1', 'b': '2', 'cloud-platform:slot': '3' };
  world.aws.account(PRODUCTION.Email, { tags, parent: world.unit });

  // WHEN
  await world.resource.create(PRODUCTION);

  // THEN
  expect(world.aws.accounts[0].tags['cloud-platform:slot']).toBe('3');
  expect(world.aws.inputs('TagResource')).toMatchObject([{ Tags: [{ Key: 'cloud-platform:name', Value: 'production' }] }]);
});

test('a second run changes nothing', async () => {
  // GIVEN
  const made = await world.resource.create(PRODUCTION);
  const before = world.aws.writes;

  // WHEN
  const answer = await world.resource.update(PRODUCTION);
  const fromNothing = await world.resource.create(PRODUCTION);

  // THEN
  expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: made.PhysicalResourceId });
  expect(fromNothing.PhysicalResourceId).toBe(made.PhysicalResourceId);
  expect(world.aws.writes).toEqual(before);
});

test('it follows its unit', async () => {
  // GIVEN
  await world.resource.create(PRODUCTION);
  const quarantine = world.aws.unit('Quarantine');

  // WHEN
  const answer = await world.resource.update({ ...PRODUCTION, OrganizationalUnit: 'Quarantine' });

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(world.aws.accounts[0].parent).toBe(quarantine);
  expect(world.aws.inputs('MoveAccount').pop()).toEqual({ AccountId: world.aws.accounts[0].id, SourceParentId: world.unit, DestinationParentId: quarantine });
});

test('a unit that is not there is named', async () => {
  // WHEN
  const answer = await world.resource.create({ ...PRODUCTION, OrganizationalUnit: 'Workloads/Test' });

  // THEN
  expect(answer.Status).toBe('FAILED');
  expect(answer.Reason).toContain('organizational unit Workloads/Test: there is no "Test" under ou-abcd-00000001; deploy the stack of the organization first');
});

test('delete closes nothing and touches nothing', async () => {
  // GIVEN
  await world.resource.create(PRODUCTION);
  const before = world.aws.calls.length;

  // WHEN
  const answer = await world.resource.delete();

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(world.aws.calls.length).toBe(before);
});
