import { StackResource } from './fixtures/cloudformation';
import { inRecord, propertiesOf, ROLE, zones } from './fixtures/shop';
import { CHILD, delegation, FakeZone, FakeZones, PARENT } from './fixtures/zones';

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

test("a child's zone that was replaced: the delegation leads to the new one, and stays when the old one goes", async () => {
  // GIVEN
  await resource.create(propertiesOf(child));
  const replacement = aws.zone(CHILD, 'shop.acme.com');

  // WHEN
  const answer = await resource.update(propertiesOf(replacement));

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(delegation(parent, 'shop.acme.com.')?.servers).toEqual(inRecord(replacement));
});

test('and back, when CloudFormation rolls back', async () => {
  // GIVEN
  await resource.create(propertiesOf(child));
  const replacement = aws.zone(CHILD, 'shop.acme.com');
  await resource.update(propertiesOf(replacement));

  // WHEN
  const answer = await resource.update(propertiesOf(child));

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(delegation(parent, 'shop.acme.com.')?.servers).toEqual(inRecord(child));
});

test("a child's zone that was replaced and is gone by now", async () => {
  // GIVEN
  await resource.create(propertiesOf(child));
  aws.drop(child);
  const replacement = aws.zone(CHILD, 'shop.acme.com');

  // WHEN
  const answer = await resource.update(propertiesOf(replacement));

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(delegation(parent, 'shop.acme.com.')?.servers).toEqual(inRecord(replacement));
});

test('another name: the new one is delegated and the old one no more', async () => {
  // GIVEN
  await resource.create(propertiesOf(child));
  const store = aws.zone(CHILD, 'store.acme.com');

  // WHEN
  const answer = await resource.update(propertiesOf(store));

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(delegation(parent, 'store.acme.com.')?.servers).toEqual(inRecord(store));
  expect(delegation(parent, 'shop.acme.com.')).toBeUndefined();
});

test.each([
  ['another account', '333333333333', 'acme.com'], ['another zone of the account', PARENT, 'com'],
])('the parent moved to %s: delegated there, and no more where it was', async (_, account, name) => {
  // GIVEN
  await resource.create(propertiesOf(child));
  const moved = aws.zone(account, name);

  // WHEN
  const answer = await resource.update(propertiesOf(child, { ParentZoneName: name, RoleArn: `arn:aws:iam::${account}:role/cloud-platform/delegation-shop` }));

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(delegation(moved, 'shop.acme.com.')?.servers).toEqual(inRecord(child));
  expect(delegation(parent, 'shop.acme.com.')).toBeUndefined();
});

test('under another role it is the same record, and it stays', async () => {
  // GIVEN
  const made = await resource.create(propertiesOf(child));

  // WHEN
  const answer = await resource.update(propertiesOf(child, { RoleArn: `${ROLE}-2` }));

  // THEN
  expect(answer.PhysicalResourceId).toBe(made.PhysicalResourceId);
  expect(delegation(parent, 'shop.acme.com.')?.servers).toEqual(inRecord(child));
});
