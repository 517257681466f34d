import { accountWorld, PRODUCTION, TAGS } from './fixtures/production';

const WITH_TAGS = { ...PRODUCTION, Tags: { 'team': 'shop', 'cost-center': '4711' } };

const world = accountWorld();

test('an account is made with its tags', async () => {
  // WHEN
  await world.resource.create(WITH_TAGS);

  // THEN
  expect(world.aws.accounts[0].tags).toEqual({ ...TAGS, ...WITH_TAGS.Tags });
  expect(world.aws.writes).not.toContain('TagResource');
});

test('an account that is adopted gets them, others of its tags stay, and a second run changes nothing', async () => {
  // GIVEN more tags than a page has, and one with another value
  world.aws.account(PRODUCTION.Email, { tags: { a: '1', b: '2', team: 'old' } });

  // WHEN
  await world.resource.create(WITH_TAGS);
  const before = world.aws.writes;
  await world.resource.update(WITH_TAGS);

  // THEN
  expect(world.aws.accounts[0].tags).toEqual({ a: '1', b: '2', ...TAGS, ...WITH_TAGS.Tags });
  expect(world.aws.writes).toEqual(before);
});

test('another value is written, and a tag that is not named any more stays', async () => {
  // GIVEN
  await world.resource.create(WITH_TAGS);

  // WHEN
  await world.resource.update({ ...PRODUCTION, Tags: { team: 'platform' } });

  // THEN
  expect(world.aws.inputs('TagResource').pop()).toMatchObject({ Tags: [{ Key: 'team', Value: 'platform' }] });
  expect(world.aws.accounts[0].tags).toMatchObject({ 'team': 'platform', 'cost-center': '4711' });
});

test('an account of the stack that has left the organization is nobody\'s, and stops no other', async () => {
  // GIVEN
  const { PhysicalResourceId } = await world.resource.create(PRODUCTION);
  world.aws.accounts.pop();
  const before = world.aws.writes;

  // WHEN
  const answer = await world.resource.update(WITH_TAGS);

  // THEN
  expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId, Data: { Status: 'REMOVED' } });
  expect(world.aws.writes).toEqual(before);
});

test('tags that are no texts are refused at the edge', async () => {
  // WHEN
  const answer = await world.resource.create({ ...PRODUCTION, Tags: { team: ['shop'] } });

  // THEN
  expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('property Tags: got {"team":["shop"]}, expected texts by name') });
});
