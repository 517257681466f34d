import { StackResource } from './fixtures/cloudformation';
import { inRecord, propertiesOf, zones } from './fixtures/shop';
import { CHILD, delegation, FakeZone, FakeZones, ns, PARENT } from './fixtures/zones';

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

test("the name servers are exactly the child's, in the parent's account and by its role", async () => {
  // WHEN
  const answer = await resource.create(propertiesOf(child));

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(delegation(parent, 'shop.acme.com.')).toEqual({ TTL: 172800, servers: inRecord(child) });
  expect(aws.inputs('AssumeRole')).toMatchObject([{ RoleArn: 'arn:aws:iam::111111111111:role/cloud-platform/delegation-shop' }]);
  expect(aws.calls.filter(({ where }) => where === CHILD).map(({ operation }) => operation)).toEqual(['GetHostedZone']);
});

test('names are taken with a dot and in capitals as well', async () => {
  // WHEN
  const answer = await resource.create(propertiesOf(child, { ChildZoneName: 'Shop.acme.com.', ParentZoneName: 'ACME.com.' }));

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(delegation(parent, 'shop.acme.com.')?.servers).toEqual(inRecord(child));
});

test('what leads to the zone already is adopted, without a write', async () => {
  // GIVEN by hand, in another order and in capitals
  parent.records.push(ns('shop.acme.com.', inRecord(child).reverse().map(server => server.toUpperCase())));

  // WHEN
  const answer = await resource.create(propertiesOf(child));

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(aws.writes).toEqual([]);
});

test('a second run changes nothing', async () => {
  // GIVEN
  const made = await resource.create(propertiesOf(child));

  // WHEN
  const answer = await resource.update(propertiesOf(child));

  // THEN
  expect(answer.PhysicalResourceId).toBe(made.PhysicalResourceId);
  expect(aws.writes).toEqual(['ChangeResourceRecordSets']);
});

test('another time to live is written', async () => {
  // GIVEN
  const made = await resource.create(propertiesOf(child));

  // WHEN
  const answer = await resource.update(propertiesOf(child, { Ttl: '300' }));

  // THEN
  expect(answer.PhysicalResourceId).toBe(made.PhysicalResourceId);
  expect(delegation(parent, 'shop.acme.com.')).toEqual({ TTL: 300, servers: inRecord(child) });
});

test('a delegation that was damaged by hand is made whole', async () => {
  // GIVEN
  await resource.create(propertiesOf(child));
  parent.records = parent.records.filter(({ Name, Type }) => Name !== 'shop.acme.com.' || Type !== 'NS');
  parent.records.push(ns('shop.acme.com.', [inRecord(child)[0], 'ns.elsewhere.example.']));

  // WHEN
  await resource.update(propertiesOf(child, { Ttl: '172800' }));

  // THEN
  expect(delegation(parent, 'shop.acme.com.')?.servers).toEqual(inRecord(child));
});

test('changes side by side are waited for', async () => {
  // GIVEN
  aws.fail('ChangeResourceRecordSets', 'PriorRequestNotComplete', { times: 5 });

  // WHEN
  const answer = await resource.create(propertiesOf(child));

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(delegation(parent, 'shop.acme.com.')).toBeDefined();
});

test('a role that was made a moment ago is waited for', async () => {
  // GIVEN
  aws.fail('AssumeRole', 'AccessDenied', { times: 5 });

  // WHEN
  const answer = await resource.create(propertiesOf(child));

  // THEN
  expect(answer.Status).toBe('SUCCESS');
});

test('a role that does not let in is an error after a while', async () => {
  // GIVEN
  aws.fail('AssumeRole', 'AccessDenied', { times: Infinity });

  // WHEN
  const answer = await resource.create(propertiesOf(child));

  // THEN
  expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('AccessDenied') });
});

test("a parent's zone that is not there: got, expected", async () => {
  // WHEN
  const answer = await resource.create(propertiesOf(child, { ParentZoneName: 'acme.org' }));

  // THEN
  expect(answer).toMatchObject({
    Status: 'FAILED', Reason: expect.stringContaining('zone acme.org: got no such public zone in the account of arn:aws:iam::111111111111:role/'),
  });
  expect(aws.writes).toEqual([]);
});

test("two zones of the parent's name: nobody knows which one is asked", async () => {
  // GIVEN
  const other = aws.zone(PARENT, 'acme.com');

  // WHEN
  const answer = await resource.create(propertiesOf(child));

  // THEN
  expect(answer.Reason).toContain(`zone acme.com: got 2 public zones of that name (${parent.id}, ${other.id}), expected one`);
  expect(aws.writes).toEqual([]);
});

test("a child's zone that is not there: got, expected", async () => {
  // GIVEN
  aws.drop(child);

  // WHEN
  const answer = await resource.create(propertiesOf(child));

  // THEN
  expect(answer.Reason).toContain(`zone ${child.id} (shop.acme.com): got no such zone in this account, expected the child's zone`);
});

test('a refusal to read the zone is not taken for a zone that is gone', async () => {
  // GIVEN
  aws.fail('GetHostedZone', 'AccessDenied', { times: Infinity });

  // WHEN
  const answer = await resource.create(propertiesOf(child));

  // THEN
  expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('AccessDenied') });
  expect(aws.writes).toEqual([]);
});

test.each(['2 days', 'P2D', '1.5', '-1', ''])('a time to live that is none is refused before AWS is asked: %j', async Ttl => {
  // WHEN
  const answer = await resource.create(propertiesOf(child, { Ttl }));

  // THEN
  expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining(`Error: property Ttl: got "${Ttl}", expected a whole number`) });
  expect(aws.calls).toEqual([]);
});
