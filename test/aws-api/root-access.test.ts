import { worldOf } from './fixtures/world';

const world = worldOf('Custom::RootAccess');
beforeEach(() => world.aws.trusted.add('iam.amazonaws.com'));

test('credentials of root users are managed from one place, and so are sessions', async () => {
  // WHEN
  const answer = await world.resource.create({});

  // THEN
  expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'root-access' });
  expect([...world.aws.features]).toEqual(['RootCredentialsManagement', 'RootSessions']);
});

test('what is on is left on and not asked for', async () => {
  // GIVEN
  world.aws.features.add('RootSessions');

  // WHEN
  await world.resource.create({});

  // THEN
  expect(world.aws.writes).toEqual(['EnableOrganizationsRootCredentialsManagement']);
});

test('a second run changes nothing', async () => {
  // GIVEN
  await world.resource.create({});
  const before = world.aws.writes;

  // WHEN
  const answers = [await world.resource.update({}), await world.resource.create({})];

  // THEN
  expect(answers.map(({ Status }) => Status)).toEqual(['SUCCESS', 'SUCCESS']);
  expect(world.aws.writes).toEqual(before);
});

test('a run that failed half-way is taken up', async () => {
  // GIVEN
  world.aws.fail('EnableOrganizationsRootSessions', 'AccountNotManagementOrDelegatedAdministratorException');
  expect((await world.resource.create({})).Status).toBe('FAILED');

  // WHEN
  const answer = await world.resource.create({});

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect([...world.aws.features]).toEqual(['RootCredentialsManagement', 'RootSessions']);
  expect(world.aws.inputs('EnableOrganizationsRootCredentialsManagement')).toHaveLength(1);
});

test.each(['ListOrganizationsFeatures', 'EnableOrganizationsRootCredentialsManagement', 'EnableOrganizationsRootSessions'])(
  'trust that has only just been given is waited for: %s', async operation => {
    // GIVEN
    world.aws.fail(operation, 'ServiceAccessNotEnabledException', { times: 3 });

    // WHEN
    const answer = await world.resource.create({});

    // THEN
    expect(answer.Status).toBe('SUCCESS');
    expect(world.aws.features.size).toBe(2);
  });

test('delete gives no root user its credentials back', async () => {
  // GIVEN
  await world.resource.create({});
  const before = world.aws.calls.length;

  // WHEN
  const answer = await world.resource.delete();

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(world.aws.calls.length).toBe(before);
});
