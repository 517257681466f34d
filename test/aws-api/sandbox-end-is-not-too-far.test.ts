import { accountWorld } from './fixtures/production';
import { dayOf } from '../../src/aws-api/sandboxes/decision';

const DAY = 86_400_000;
const EXPIRES = 'cloud-platform:expires';
const inDays = (days: number) => dayOf(Date.now() + days * DAY);
const endingOn = (day: string, more: object = {}) => ({
  AccountName: 'sandbox-a', Email: 'aws+sandbox-a@acme.com', OrganizationalUnit: 'Workloads/Production', Slot: '11', Tags: { [EXPIRES]: day }, LongestLife: '60', ...more,
});

const world = accountWorld();

test('a sandbox may be made with the last day that is allowed', async () => {
  // WHEN
  const answer = await world.resource.create(endingOn(inDays(60)));

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(world.aws.accounts[0].tags[EXPIRES]).toBe(inDays(60));
});

test('a day later it is not made: got, expected, and what to write', async () => {
  // WHEN
  const answer = await world.resource.create(endingOn(inDays(61)));

  // THEN
  expect(answer).toMatchObject({
    Status: 'FAILED',
    Reason: expect.stringContaining(
      `sandbox sandbox-a: expires: got ${inDays(61)}, expected at most 60 days from today; write "${inDays(60)}", or another sandboxLongestLife at the LandingZone`),
  });
  expect(world.aws.writes).toEqual([]);
});

test('nor is the day of one that is there changed to such a day, and it rolls back', async () => {
  // GIVEN
  await world.resource.create(endingOn(inDays(10)));
  const before = world.aws.writes;
  const tried = endingOn(inDays(61));

  // WHEN
  const answers = [await world.resource.update(tried), await world.resource.rollBack(tried)];

  // THEN
  expect(answers.map(({ Status }) => Status)).toEqual(['FAILED', 'SUCCESS']);
  expect(world.aws.writes).toEqual(before);
});

test('a day that stands there already is no question, though the rule is another one by now', async () => {
  // GIVEN
  await world.resource.create(endingOn(inDays(60)));

  // WHEN
  const answer = await world.resource.update(endingOn(inDays(60), { LongestLife: '30', Slot: '12' }));

  // THEN
  expect(answer.Status).toBe('SUCCESS');
});

test('an account that is adopted is asked before it is moved', async () => {
  // GIVEN
  world.aws.account('aws+sandbox-a@acme.com');

  // WHEN
  const answer = await world.resource.create(endingOn(inDays(61)));

  // THEN
  expect(answer.Status).toBe('FAILED');
  expect(world.aws.writes).toEqual([]);
});

test('accounts that are no sandboxes have no such rule', async () => {
  expect((await world.resource.create(endingOn(inDays(61), { LongestLife: undefined }))).Status).toBe('SUCCESS');
});
