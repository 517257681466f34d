import { StackResource } from './fixtures/cloudformation';
import { FakeOrganizations, ROOT } from './fixtures/organizations';

let aws: FakeOrganizations;
let resource: StackResource;
beforeEach(async () => {
  aws = new FakeOrganizations();
  resource = await aws.resource('Custom::OrganizationalUnit');
});
afterEach(async () => resource.stop());

test('it is made below its parent', async () => {
  // GIVEN
  const workloads = aws.unit('Workloads');

  // WHEN
  const answer = await resource.create({ Path: 'Workloads/Production' });

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(aws.units).toEqual([expect.anything(), { id: answer.PhysicalResourceId, name: 'Production', parent: workloads }]);
  expect(answer.Data).toEqual({ Id: answer.PhysicalResourceId });
  expect(aws.writes).toEqual(['CreateOrganizationalUnit']);
});

test('its parents are made if they are not there', async () => {
  // WHEN
  const answer = await resource.create({ Path: 'Workloads/Production' });

  // THEN
  expect(aws.units.map(({ name, parent }) => [name, parent])).toEqual([['Workloads', ROOT], ['Production', aws.units[0].id]]);
  expect(answer.PhysicalResourceId).toBe(aws.units[1].id);
});

test('one of that name is adopted, wherever it stands among its siblings; one of that name elsewhere is not', async () => {
  // GIVEN
  const workloads = aws.unit('Workloads');
  aws.unit('Production', aws.unit('Old'));
  ['Production-Old', 'Test', 'Staging'].forEach(name => aws.unit(name, workloads));
  const production = aws.unit('Production', workloads);

  // WHEN
  const answer = await resource.create({ Path: 'Workloads/Production' });

  // THEN
  expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: production });
  expect(aws.writes).toEqual([]);
});

test('a second run changes nothing', async () => {
  // GIVEN
  const made = await resource.create({ Path: 'Sandbox' });

  // WHEN
  const answer = await resource.update({ Path: 'Sandbox' });

  // THEN
  expect(answer.PhysicalResourceId).toBe(made.PhysicalResourceId);
  expect(aws.writes).toEqual(['CreateOrganizationalUnit']);
});

test('under another path it is another unit, and the old one stays', async () => {
  // GIVEN
  const made = await resource.create({ Path: 'Sandbox' });

  // WHEN
  const answer = await resource.update({ Path: 'Playground' });

  // THEN
  expect(answer.PhysicalResourceId).not.toBe(made.PhysicalResourceId);
  expect(aws.units.map(({ name }) => name)).toEqual(['Sandbox', 'Playground']);
});

test('delete leaves it: accounts may stand in it', async () => {
  // GIVEN
  await resource.create({ Path: 'Sandbox' });

  // WHEN
  const answer = await resource.delete();

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(aws.units).toHaveLength(1);
});

test('one that a call made whose answer was lost is found again', async () => {
  // GIVEN it was not there when it was looked for, and is when it is made
  aws.fail('CreateOrganizationalUnit', 'ConcurrentModificationException', { afterwards: true });

  // WHEN
  const answer = await resource.create({ Path: 'Sandbox' });

  // THEN
  expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: aws.units[0].id });
  expect(aws.units).toHaveLength(1);
});

test('changes side by side are waited for', async () => {
  // GIVEN
  aws.fail('CreateOrganizationalUnit', 'ConcurrentModificationException', { times: 4 });

  // WHEN
  const answer = await resource.create({ Path: 'Sandbox' });

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(aws.units).toHaveLength(1);
});

test('what does not pass is an error', async () => {
  // GIVEN
  aws.fail('CreateOrganizationalUnit', 'ConstraintViolationException');

  // WHEN
  const answer = await resource.create({ Path: 'Sandbox' });

  // THEN
  expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('ConstraintViolationException') });
});

test('a duplicate that nobody finds is an error, not an endless search', async () => {
  // GIVEN
  aws.fail('CreateOrganizationalUnit', 'DuplicateOrganizationalUnitException');

  // WHEN
  const answer = await resource.create({ Path: 'Sandbox' });

  // THEN
  expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('DuplicateOrganizationalUnitException') });
});
