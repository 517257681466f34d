import { StackResource } from './fixtures/cloudformation';
import { FakeCostExplorer } from './fixtures/cost-explorer';

const PROPERTIES = { Keys: ['Team', 'aws:createdBy'], Accounts: '7' };

let aws: FakeCostExplorer;
let resource: StackResource;
beforeEach(async () => {
  aws = new FakeCostExplorer();
  resource = await aws.resource('Custom::CostAllocationTags');
});
afterEach(async () => resource.stop());

test('tags that AWS has seen are switched on, and no others', async () => {
  // GIVEN more than one page has
  for (const key of ['Other', 'Another', 'Team', 'aws:createdBy']) aws.tags.set(key, 'Inactive');

  // WHEN
  const answer = await resource.create(PROPERTIES);

  // THEN
  expect(answer).toMatchObject({ Status: 'SUCCESS', Data: { State: 'on' } });
  expect([...aws.tags]).toEqual([['Other', 'Inactive'], ['Another', 'Inactive'], ['Team', 'Active'], ['aws:createdBy', 'Active']]);
});

test('a second run changes nothing, and what somebody switched on beside stays', async () => {
  // GIVEN
  for (const key of ['Team', 'aws:createdBy']) aws.tags.set(key, 'Inactive');
  aws.tags.set('Other', 'Active');
  await resource.create(PROPERTIES);
  const before = aws.writes;

  // WHEN
  await resource.update({ ...PROPERTIES, Accounts: '8' });
  await resource.create(PROPERTIES);

  // THEN
  expect(before).toEqual(['UpdateCostAllocationTagsStatus']);
  expect(aws.writes).toEqual(before);
  expect(aws.tags.get('Other')).toBe('Active');
});

test('a tag that was never seen is told and waited for without a failure, and switched on the next time', async () => {
  // GIVEN
  aws.tags.set('aws:createdBy', 'Inactive');

  // WHEN
  const waiting = await resource.create(PROPERTIES);
  aws.tags.set('Team', 'Inactive');
  const done = await resource.update({ ...PROPERTIES, Accounts: '8' });

  // THEN
  expect(waiting).toMatchObject({ Status: 'SUCCESS', Data: { State: 'on, but for Team (never seen); it is tried again when the next account comes' } });
  expect(done).toMatchObject({ Status: 'SUCCESS', Data: { State: 'on' } });
  expect(aws.tags.get('Team')).toBe('Active');
});

test('one that AWS does not take is told with its reason', async () => {
  // GIVEN
  for (const key of PROPERTIES.Keys) aws.tags.set(key, 'Inactive');
  aws.refused.set('Team', 'Tag key not found');

  // WHEN
  const answer = await resource.create(PROPERTIES);

  // THEN
  expect(answer).toMatchObject({ Status: 'SUCCESS', Data: { State: expect.stringContaining('Team (ValidationException: Tag key not found)') } });
  expect(aws.tags.get('aws:createdBy')).toBe('Active');
});

test('more than a call takes are several calls', async () => {
  // GIVEN
  const Keys = Array.from({ length: 45 }, (_, at) => `Key${at}`);
  for (const key of Keys) aws.tags.set(key, 'Inactive');

  // WHEN
  await resource.create({ ...PROPERTIES, Keys });

  // THEN
  expect(aws.inputs('UpdateCostAllocationTagsStatus').map(({ CostAllocationTagsStatus }) => CostAllocationTagsStatus.length)).toEqual([20, 20, 5]);
  expect([...aws.tags.values()].every(status => status === 'Active')).toBe(true);
});

test('where Cost Explorer was never opened it says so and goes on', async () => {
  // GIVEN
  aws.isOpened = false;

  // THEN
  expect(await resource.create(PROPERTIES)).toMatchObject({ Status: 'SUCCESS', Data: { State: expect.stringContaining('waits for Cost Explorer') } });
});

test('a call that was cut off is made up for', async () => {
  // GIVEN
  for (const key of PROPERTIES.Keys) aws.tags.set(key, 'Inactive');
  aws.fail('ListCostAllocationTags', 'LimitExceededException', { times: 2 });
  aws.fail('UpdateCostAllocationTagsStatus', 'TimeoutError', { afterwards: true });

  // WHEN
  const [failed, answer] = [await resource.create(PROPERTIES), await resource.create(PROPERTIES)];

  // THEN
  expect([failed.Status, answer.Status, answer.Data]).toEqual(['FAILED', 'SUCCESS', { State: 'on' }]);
});

test('tags stay on when the stack goes, and when they are named no longer', async () => {
  // GIVEN
  for (const key of PROPERTIES.Keys) aws.tags.set(key, 'Inactive');
  await resource.create(PROPERTIES);
  const before = aws.writes;

  // WHEN
  await resource.update({ ...PROPERTIES, Keys: ['aws:createdBy'] });
  await resource.delete();
  await resource.delete();

  // THEN
  expect(aws.writes).toEqual(before);
  expect(aws.tags.get('Team')).toBe('Active');
});

test.each(['ListCostAllocationTags', 'UpdateCostAllocationTagsStatus'])('a refusal is not swallowed: %s', async operation => {
  // GIVEN
  for (const key of PROPERTIES.Keys) aws.tags.set(key, 'Inactive');
  aws.fail(operation, 'AccessDeniedException');

  // THEN
  expect(await resource.create(PROPERTIES)).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('AccessDeniedException') });
});

test('keys that are no list are refused before AWS is asked', async () => {
  expect(await resource.create({ ...PROPERTIES, Keys: 'Team' })).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('property Keys: got "Team"') });
  expect(aws.calls).toEqual([]);
});
