import { StackResource } from './fixtures/cloudformation';
import { inRecord, propertiesOf, zones } from './fixtures/shop';
import { CHILD, delegation, FakeZone, FakeZones, ns } from './fixtures/zones';

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

/** Somebody else's, under the child's name. */
function foreign(): void {
  parent.records = parent.records.filter(({ Name, Type }) => Name !== 'shop.acme.com.' || Type !== 'NS');
  parent.records.push(ns('shop.acme.com.', ['ns-1.elsewhere.example.', 'ns-2.elsewhere.example.'], 60));
}

test('a name that leads elsewhere is not taken: got, expected, what to do', async () => {
  // GIVEN
  foreign();

  // WHEN
  const answer = await resource.create(propertiesOf(child));

  // THEN
  expect(answer.Status).toBe('FAILED');
  expect(answer.Reason).toContain('shop.acme.com in zone acme.com: got a delegation to other name servers (ns-1.elsewhere.example, ns-2.elsewhere.example), '
    + `expected none or one to zone ${child.id} (${inRecord(child).map(server => server.slice(0, -1)).join(', ')}); if nobody uses it, delete that NS record`);
  expect(aws.writes).toEqual([]);
});

test('two children cannot take one name: the first one keeps it, also when the second one is rolled back', async () => {
  // GIVEN
  await resource.create(propertiesOf(child));
  const second = await aws.resource();
  const other = aws.zone(CHILD, 'shop.acme.com');

  // WHEN
  const taken = await second.create(propertiesOf(other));
  const rolledBack = await second.delete();
  await second.stop();

  // THEN
  expect(taken.Status).toBe('FAILED');
  expect(rolledBack.Status).toBe('SUCCESS');
  expect(delegation(parent, 'shop.acme.com.')?.servers).toEqual(inRecord(child));
});

test('one that was turned elsewhere by hand is not turned back by an update', async () => {
  // GIVEN
  const { PhysicalResourceId } = await resource.create(propertiesOf(child));
  foreign();

  // WHEN
  const answer = await resource.update(propertiesOf(child, { Ttl: '300' }));

  // THEN
  expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId });
  expect(delegation(parent, 'shop.acme.com.')?.TTL).toBe(60);
});

test('one that leads elsewhere by now stays when the child goes, and the log says so', async () => {
  // GIVEN
  await resource.create(propertiesOf(child));
  foreign();

  // WHEN
  const answer = await resource.delete();

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(delegation(parent, 'shop.acme.com.')).toBeDefined();
  expect(jest.mocked(console.log).mock.calls.flat().join()).toContain('"left":"shop.acme.com"');
});

test('the records of other names and types are never touched', async () => {
  // GIVEN
  const before = structuredClone(parent.records);

  // WHEN
  await resource.create(propertiesOf(child));
  await resource.delete();

  // THEN
  expect(parent.records).toEqual(before);
});
