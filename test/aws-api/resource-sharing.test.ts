import { worldOf } from './fixtures/world';

const ROLE = 'AWSServiceRoleForResourceAccessManager';

const world = worldOf('Custom::ResourceSharing');

test('sharing with the organization is switched on by the service\'s own call', async () => {
  // WHEN
  const answer = await world.resource.create({});

  // THEN
  expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'resource-sharing' });
  expect(world.aws.writes).toEqual(['EnableSharingWithAwsOrganization']);
});

test.each([
  ['trusted in Organizations, and has no role to look with', ['ram.amazonaws.com'], []],
  ['not trusted any more, and has its role still', [], [ROLE]],
])('half of it is no sharing: it is %s', async (_, trusted, roles) => {
  // GIVEN
  trusted.forEach(service => world.aws.trusted.add(service));
  roles.forEach(role => world.aws.roles.add(role));

  // WHEN
  const answer = await world.resource.create({});

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(world.aws.trusted).toContain('ram.amazonaws.com');
  expect(world.aws.roles).toContain(ROLE);
});

test('what is on is adopted, and a second run changes nothing', async () => {
  // GIVEN more services than a page has
  ['a.amazonaws.com', 'b.amazonaws.com', 'ram.amazonaws.com'].forEach(service => world.aws.trusted.add(service));
  world.aws.roles.add(ROLE);

  // WHEN
  const answers = [await world.resource.create({}), await world.resource.update({})];

  // THEN
  expect(answers.map(({ Status }) => Status)).toEqual(['SUCCESS', 'SUCCESS']);
  expect(world.aws.writes).toEqual([]);
});

test.each(['OperationNotPermittedException', 'ServerInternalException', 'ServiceUnavailableException'])('a new organization is waited for: %s', async name => {
  // GIVEN
  world.aws.fail('EnableSharingWithAwsOrganization', name, { times: 3 });

  // WHEN
  const answer = await world.resource.create({});

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(world.aws.roles).toContain(ROLE);
});

test('a refusal without a reason is no success', async () => {
  // GIVEN
  world.aws.sharing.refused = true;

  // WHEN
  const answer = await world.resource.create({});

  // THEN
  expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('sharing with the organization: got a refusal of RAM') });
});

test('a role that may not be looked at is no role that is missing', async () => {
  // GIVEN
  world.aws.trusted.add('ram.amazonaws.com');
  world.aws.fail('GetRole', 'ServiceFailureException');

  // WHEN
  const answer = await world.resource.create({});

  // THEN
  expect(answer.Status).toBe('FAILED');
  expect(world.aws.writes).toEqual([]);
});

test('delete leaves what is shared', async () => {
  // GIVEN
  await world.resource.create({});
  const before = world.aws.calls.length;

  // WHEN
  const answer = await world.resource.delete();

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(world.aws.calls.length).toBe(before);
});
