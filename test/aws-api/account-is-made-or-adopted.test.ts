import { StackResource } from './fixtures/cloudformation';
import { FakeOrganizations } from './fixtures/organizations';
import { PRODUCTION, TAGS, units } from './fixtures/production';

let aws: FakeOrganizations;
let resource: StackResource;
let unit: string;
beforeEach(async () => {
  aws = new FakeOrganizations();
  unit = units(aws);
  resource = await aws.resource('Custom::Account');
});
afterEach(async () => resource.stop());

test('it is made with its tags, waited for, and moved into its unit', async () => {
  // GIVEN
  aws.nextCreation = { polls: 5, end: 'SUCCEEDED' };

  // WHEN
  const answer = await resource.create(PRODUCTION);

  // THEN
  const [{ id }] = aws.accounts;
  expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: id, Data: { AccountId: id, Status: 'ACTIVE' } });
  expect(aws.accounts).toEqual([{ id, email: 'aws+production@acme.com', state: 'ACTIVE', parent: unit, tags: TAGS }]);
  expect(aws.inputs('CreateAccount')).toEqual([{
    AccountName: 'production',
    Email: 'aws+production@acme.com',
    IamUserAccessToBilling: 'ALLOW',
    Tags: [{ Key: 'cloud-platform:name', Value: 'production' }, { Key: 'cloud-platform:slot', Value: '7' }],
  }]);
  expect(aws.writes).toEqual(['CreateAccount', 'MoveAccount']);
});

test('one that has the address is adopted, on whatever page and in whatever case; its other tags stay', async () => {
  // GIVEN
  ['a', 'b', 'c'].forEach(name => aws.account(`${name}@acme.com`));
  const { id } = aws.account('AWS+Production@acme.com', { tags: { team: 'shop' } });

  // WHEN
  const answer = await resource.create(PRODUCTION);

  // THEN
  expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: id });
  expect(aws.accounts[3]).toMatchObject({ parent: unit, tags: { team: 'shop', ...TAGS } });
  expect(aws.writes).toEqual(['MoveAccount', 'TagResource']);
});

test('a slot was given once: what stands on the account is right, also behind other tags', async () => {
  // GIVEN
  const tags = { 'a': '1', 'b': '2', 'cloud-platform:slot': '3' };
  aws.account(PRODUCTION.Email, { tags, parent: unit });

  // WHEN
  await resource.create(PRODUCTION);

  // THEN
  expect(aws.accounts[0].tags['cloud-platform:slot']).toBe('3');
  expect(aws.inputs('TagResource')).toMatchObject([{ Tags: [{ Key: 'cloud-platform:name', Value: 'production' }] }]);
});

test('a second run changes nothing', async () => {
  // GIVEN
  const made = await resource.create(PRODUCTION);
  const before = aws.writes;

  // WHEN
  const answer = await resource.update(PRODUCTION);
  const fromNothing = await resource.create(PRODUCTION);

  // THEN
  expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: made.PhysicalResourceId });
  expect(fromNothing.PhysicalResourceId).toBe(made.PhysicalResourceId);
  expect(aws.writes).toEqual(before);
});

test('it follows its unit', async () => {
  // GIVEN
  await resource.create(PRODUCTION);
  const quarantine = aws.unit('Quarantine');

  // WHEN
  const answer = await resource.update({ ...PRODUCTION, OrganizationalUnit: 'Quarantine' });

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(aws.accounts[0].parent).toBe(quarantine);
  expect(aws.inputs('MoveAccount').pop()).toEqual({ AccountId: aws.accounts[0].id, SourceParentId: unit, DestinationParentId: quarantine });
});

test('a unit that is not there is named', async () => {
  // WHEN
  const answer = await resource.create({ ...PRODUCTION, OrganizationalUnit: 'Workloads/Test' });

  // THEN
  expect(answer.Status).toBe('FAILED');
  expect(answer.Reason).toContain('organizational unit Workloads/Test: there is no "Test" under ou-abcd-00000001; deploy the stack of the organization first');
});

test('delete closes nothing and touches nothing', async () => {
  // GIVEN
  await resource.create(PRODUCTION);
  const before = aws.calls.length;

  // WHEN
  const answer = await resource.delete();

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(aws.calls.length).toBe(before);
});
