import { StackResource } from './fixtures/cloudformation';
import { inRecord, propertiesOf, zones } from './fixtures/shop';
import { CHILD, delegation, FakeZone, FakeZones, ns } from './fixtures/zones';

/** An update whose write is done and whose answer is lost: CloudFormation takes it back. */
let aws: FakeZones;
let resource: StackResource;
let parent: FakeZone;
let child: FakeZone;
beforeEach(async () => {
  aws = new FakeZones();
  ({ parent, child } = zones(aws));
  resource = await aws.resource();
  await resource.create(propertiesOf(child));
  aws.fail('ChangeResourceRecordSets', 'TimeoutError', { afterwards: true });
});
afterEach(async () => resource.stop());

test('the name leads to the old zone again, which the failed update led to its own', async () => {
  // GIVEN
  const next = aws.zone(CHILD, 'shop.acme.com');
  expect((await resource.update(propertiesOf(next))).Status).toBe('FAILED');
  expect(delegation(parent, 'shop.acme.com.')?.servers).toEqual(inRecord(next));

  // WHEN
  const answer = await resource.rollBack(propertiesOf(next));

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(delegation(parent, 'shop.acme.com.')?.servers).toEqual(inRecord(child));
});

test('nothing stands under the other name: its zone goes, and what leads nowhere can be answered by somebody else', async () => {
  // GIVEN
  const store = aws.zone(CHILD, 'store.acme.com');
  expect((await resource.update(propertiesOf(store))).Status).toBe('FAILED');
  expect(delegation(parent, 'store.acme.com.')?.servers).toEqual(inRecord(store));

  // WHEN
  const answer = await resource.rollBack(propertiesOf(store));

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(delegation(parent, 'store.acme.com.')).toBeUndefined();
  expect(delegation(parent, 'shop.acme.com.')?.servers).toEqual(inRecord(child));
});

test("somebody else's delegation under the other name stays, and the stack is rolled back all the same", async () => {
  // GIVEN
  const store = aws.zone(CHILD, 'store.acme.com');
  await resource.update(propertiesOf(store));
  parent.records = [...parent.records.filter(({ Name }) => Name !== 'store.acme.com.'), ns('store.acme.com.', ['ns-1.elsewhere.example.'])];

  // WHEN
  const answer = await resource.rollBack(propertiesOf(store));

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(delegation(parent, 'store.acme.com.')?.servers).toEqual(['ns-1.elsewhere.example.']);
});

test('what cannot be taken back does not keep the stack from rolling back', async () => {
  // GIVEN
  const store = aws.zone(CHILD, 'store.acme.com');
  await resource.update(propertiesOf(store));
  aws.fail('ChangeResourceRecordSets', 'AccessDenied');

  // WHEN
  const answer = await resource.rollBack(propertiesOf(store));

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(delegation(parent, 'shop.acme.com.')?.servers).toEqual(inRecord(child));
  expect(jest.mocked(console.error).mock.calls.map(([line]) => JSON.parse(line)))
    .toContainEqual({ left: 'store.acme.com', because: 'AccessDenied: said the test (AccessDenied)' });
});
