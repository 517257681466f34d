import { ROOT } from './fixtures/organizations';
import { worldOf } from './fixtures/world';

const world = worldOf('Custom::OrganizationalUnit', { organized: false });

test('it is made below its parent', async () => {
  // GIVEN
  const workloads = world.aws.unit('Workloads');

  // WHEN
  const answer = await world.resource.create({ Path: 'Workloads/Production' });

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(answer.Data).toEqual({ Id: answer.PhysicalResourceId });
  expect(world.aws.units).toEqual([expect.anything(), { id: answer.PhysicalResourceId, name: 'Production', parent: workloads }]);
  expect(world.aws.writes).toEqual(['CreateOrganizationalUnit']);
});

test('its parents are made if they are not there', async () => {
  // WHEN
  const answer = await world.resource.create({ Path: 'Workloads/Production' });

  // THEN
  expect(world.aws.units.map(({ name, parent }) => [name, parent])).toEqual([['Workloads', ROOT], ['Production', world.aws.units[0].id]]);
  expect(answer.PhysicalResourceId).toBe(world.aws.units[1].id);
});

test('one of that name is adopted, wherever it stands among its siblings; one of that name elsewhere is not', async () => {
  // GIVEN
  const workloads = world.aws.unit('Workloads');
  world.aws.unit('Production', world.aws.unit('Old'));
  ['Production-Old', 'Test', 'Staging'].forEach(name => world.aws.unit(name, workloads));
  const production = world.aws.unit('Production', workloads);

  // WHEN
  const answer = await world.resource.create({ Path: 'Workloads/Production' });

  // THEN
  expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: production });
  expect(world.aws.writes).toEqual([]);
});

test('a second run changes nothing', async () => {
  // GIVEN
  const made = await world.resource.create({ Path: 'Sandbox' });

  // WHEN
  const answer = await world.resource.update({ Path: 'Sandbox' });

  // THEN
  expect(answer.PhysicalResourceId).toBe(made.PhysicalResourceId);
  expect(world.aws.writes).toEqual(['CreateOrganizationalUnit']);
});

test('under another path it is another unit, and the old one stays', async () => {
  // GIVEN
  const made = await world.resource.create({ Path: 'Sandbox' });

  // WHEN
  const answer = await world.resource.update({ Path: 'Playground' });

  // THEN
  expect(answer.PhysicalResourceId).not.toBe(made.PhysicalResourceId);
  expect(world.aws.units.map(({ name }) => name)).toEqual(['Sandbox', 'Playground']);
});

test('delete leaves it: accounts may stand in it', async () => {
  // GIVEN
  await world.resource.create({ Path: 'Sandbox' });

  // WHEN
  const answer = await world.resource.delete();

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(world.aws.units).toHaveLength(1);
});

test('one that a call made whose answer was lost is found again', async () => {
  // GIVEN it was not there when it was looked for, and is when it is made
  world.aws.fail('CreateOrganizationalUnit', 'ConcurrentModificationException', { afterwards: true });

  // WHEN
  const answer = await world.resource.create({ Path: 'Sandbox' });

  // THEN
  expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: world.aws.units[0].id });
  expect(world.aws.units).toHaveLength(1);
});

test('changes side by side are waited for', async () => {
  // GIVEN
  world.aws.fail('CreateOrganizationalUnit', 'ConcurrentModificationException', { times: 4 });

  // WHEN
  const answer = await world.resource.create({ Path: 'Sandbox' });

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(world.aws.units).toHaveLength(1);
});

test('what does not pass is an error', async () => {
  // GIVEN
  world.aws.fail('CreateOrganizationalUnit', 'ConstraintViolationException');

  // WHEN
  const answer = await world.resource.create({ Path: 'Sandbox' });

  // THEN
  expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('ConstraintViolationException') });
});

test('a duplicate that nobody finds is an error, not an endless search', async () => {
  // GIVEN
  world.aws.fail('CreateOrganizationalUnit', 'DuplicateOrganizationalUnitException');

  // WHEN
  const answer = await world.resource.create({ Path: 'Sandbox' });

  // THEN
  expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('DuplicateOrganizationalUnitException') });
});
