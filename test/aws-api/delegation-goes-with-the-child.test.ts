import { StackResource } from './fixtures/cloudformation';
import { propertiesOf, zones } from './fixtures/shop';
import { CHILD, delegation, FakeZone, FakeZones } from './fixtures/zones';

let aws: FakeZones;
let resource: StackResource;
let parent: FakeZone;
let child: FakeZone;
beforeEach(async () => {
  aws = new FakeZones();
  ({ parent, child } = zones(aws));
  resource = await aws.resource();
});
afterEach(async () => resource.stop());

test('it goes with the child', async () => {
  // GIVEN
  await resource.create(propertiesOf(child));

  // WHEN
  const answer = await resource.delete();

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(delegation(parent, 'shop.acme.com.')).toBeUndefined();
});

test('it goes when the zone is gone already: what leads nowhere can be answered by somebody else', async () => {
  // GIVEN
  await resource.create(propertiesOf(child));
  aws.drop(child);

  // WHEN
  const answer = await resource.delete();

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(delegation(parent, 'shop.acme.com.')).toBeUndefined();
});

test('a second delete finds nothing and is content', async () => {
  // GIVEN
  await resource.create(propertiesOf(child));
  await resource.delete();
  const before = aws.writes;

  // WHEN
  const answer = await resource.delete();

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(aws.writes).toEqual(before);
});

test('the answer to the deletion was lost, and the SDK asked again: it is gone, and that is no failure', async () => {
  // GIVEN
  await resource.create(propertiesOf(child));
  aws.fail('ChangeResourceRecordSets', 'InvalidChangeBatch', { afterwards: true });

  // WHEN
  const answer = await resource.delete();

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(delegation(parent, 'shop.acme.com.')).toBeUndefined();
});

test('a deletion that Route 53 refuses, with the record still there, is an error', async () => {
  // GIVEN
  await resource.create(propertiesOf(child));
  aws.fail('ChangeResourceRecordSets', 'InvalidChangeBatch');

  // WHEN
  const answer = await resource.delete();

  // THEN
  expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('InvalidChangeBatch') });
});

test("the parent's zone is gone: nothing is left to take away", async () => {
  // GIVEN
  await resource.create(propertiesOf(child));
  aws.drop(parent);

  // WHEN
  const answer = await resource.delete();

  // THEN
  expect(answer.Status).toBe('SUCCESS');
});

test('a role that does not let in any more is an error: the delegation would be left', async () => {
  // GIVEN
  await resource.create(propertiesOf(child));
  aws.fail('AssumeRole', 'AccessDenied', { times: Infinity });

  // WHEN
  const answer = await resource.delete();

  // THEN
  expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('AccessDenied') });
});

test.each([
  ['the answer to its write was lost', undefined],
  ['the function ended without an answer, and CloudFormation gave it an id', 'acme-Row-1ABCDEFGHIJKL'],
])('one that failed on the way is taken back: %s', async (_, physicalId) => {
  // GIVEN
  aws.fail('ChangeResourceRecordSets', 'TimeoutError', { afterwards: true });
  const failed = await resource.create(propertiesOf(child));
  expect(failed.Status).toBe('FAILED');
  expect(delegation(parent, 'shop.acme.com.')).toBeDefined();

  // WHEN CloudFormation rolls back, and the next try has a zone of its own
  resource.physicalId = physicalId ?? failed.PhysicalResourceId;
  await resource.delete();
  aws.drop(child);
  const again = await resource.create(propertiesOf(aws.zone(CHILD, 'shop.acme.com')));

  // THEN
  expect(again.Status).toBe('SUCCESS');
});
