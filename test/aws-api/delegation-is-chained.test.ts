import { waited } from './fixtures/clock';
import { StackResource } from './fixtures/cloudformation';
import { inRecord, propertiesOf, zones } from './fixtures/shop';
import { chain, CHILD, delegation, FakeZone, FakeZones, ns } from './fixtures/zones';

const DS = '12345 13 2 8A5D1C3C0F2E4B6A798812345678901234567890ABCDEF0123456789ABCDEF01';
const OTHER_DS = '54321 13 2 0000000000000000000000000000000000000000000000000000000000000001';
const DAY = 86_400_000;

let aws: FakeZones;
let resource: StackResource;
let parent: FakeZone;
let child: FakeZone;
const chained = (zone = child, more: object = {}) => propertiesOf(zone, { ChainOfTrust: 'true', ...more });
const signedSince = (ago: number) => [{ ds: DS, created: new Date(Date.now() - ago) }];

beforeEach(async () => {
  aws = new FakeZones();
  ({ parent, child } = zones(aws));
  child.records.push(ns('shop.acme.com.', inRecord(child)));
  resource = await aws.resource();
});
afterEach(async () => resource.stop());

test('a new zone is delegated and chained at once, and nobody waits', async () => {
  // GIVEN
  child.keys = signedSince(0);
  const before = waited();

  // WHEN
  const answer = await resource.create(chained());

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(delegation(parent, 'shop.acme.com.')?.servers).toEqual(inRecord(child));
  expect(chain(parent, 'shop.acme.com.')).toEqual({ TTL: 300, ds: [DS] });
  expect(aws.writes).toEqual(['ChangeResourceRecordSets']);
  expect(waited()).toBe(before);
});

test('a second run changes nothing, however the DS is written there', async () => {
  child.keys = signedSince(0);
  await resource.create(chained());
  const record = parent.records.find(({ Type }) => Type === 'DS')!;
  record.ResourceRecords = [{ Value: DS.toLowerCase().replace(' 2 ', '  2 ') }];
  const before = aws.writes.length;

  // WHEN
  const answer = await resource.update(chained());

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(aws.writes).toHaveLength(before);
});

test('a zone that is not signed is not chained: every name in it would fail', async () => {
  // WHEN
  const answer = await resource.create(chained());

  // THEN
  expect(answer.Status).toBe('FAILED');
  expect(answer.Reason).toContain('got NOT_SIGNING with 0 active keys, expected a signed zone');
  expect(parent.records.filter(({ Name, Type }) => Name === 'shop.acme.com.' && Type !== 'TXT')).toEqual([]);
});

test('a key that is not active is not told', async () => {
  // GIVEN
  child.keys = [...signedSince(0), { ds: OTHER_DS, status: 'INACTIVE' }];

  // WHEN
  await resource.create(chained());

  // THEN
  expect(chain(parent, 'shop.acme.com.')?.ds).toEqual([DS]);
});

test('a zone in use that was signed a moment ago: the deploy fails, says when, and has touched nothing', async () => {
  // GIVEN
  await resource.create(propertiesOf(child));
  child.keys = signedSince(0);
  const before = aws.writes.length;

  // WHEN
  const answer = await resource.update(chained());

  // THEN
  expect(answer.Status).toBe('FAILED');
  expect(answer.Reason).toMatch(/got a chain of trust now, expected it after \d{4}-\d\d-\d\dT/);
  expect(answer.Reason).toContain('write Dnssec.SIGNING, deploy, and Dnssec.CHAIN_OF_TRUST after that time');
  expect(aws.writes).toHaveLength(before);
  expect((await resource.rollBack(chained())).Status).toBe('SUCCESS');
});

test('a zone in use that has been signed for longer than its longest TTL, wherever in its pages that stands', async () => {
  // GIVEN
  await resource.create(propertiesOf(child));
  child.records.push({ Name: 'z.shop.acme.com.', Type: 'A', TTL: 5 * 86_400, ResourceRecords: [{ Value: '192.0.2.1' }] });
  for (const name of ['a', 'b', 'c']) {
    child.records.push({ Name: `${name}.shop.acme.com.`, Type: 'A', TTL: 60, ResourceRecords: [{ Value: '192.0.2.1' }] });
  }
  child.keys = signedSince(3 * DAY);

  // WHEN, THEN
  expect((await resource.update(chained())).Status).toBe('FAILED');
  child.keys = signedSince(6 * DAY);
  expect((await resource.update(chained())).Status).toBe('SUCCESS');
  expect(chain(parent, 'shop.acme.com.')?.ds).toEqual([DS]);
});

test('minutes that are left are waited for', async () => {
  // GIVEN
  await resource.create(propertiesOf(child));
  child.keys = signedSince(2 * DAY - 300_000);
  const before = waited();

  // WHEN
  const answer = await resource.update(chained());

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(waited() - before).toBeGreaterThan(290_000);
});

test('off again: the DS goes, its time to live is waited for, and the delegation stays', async () => {
  // GIVEN
  child.keys = signedSince(0);
  await resource.create(chained());
  const before = waited();

  // WHEN
  const answer = await resource.update(propertiesOf(child));

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(chain(parent, 'shop.acme.com.')).toBeUndefined();
  expect(delegation(parent, 'shop.acme.com.')?.servers).toEqual(inRecord(child));
  expect(waited() - before).toBeGreaterThanOrEqual(360_000);
});

test('off again, and the answer to the deletion was lost', async () => {
  child.keys = signedSince(0);
  await resource.create(chained());
  aws.fail('ChangeResourceRecordSets', 'InvalidChangeBatch', { afterwards: true });
  expect((await resource.update(propertiesOf(child))).Status).toBe('SUCCESS');
  expect(chain(parent, 'shop.acme.com.')).toBeUndefined();
});

test('a DS that somebody gave a long time to live cannot be waited for: nothing is touched', async () => {
  // GIVEN
  child.keys = signedSince(0);
  await resource.create(chained());
  parent.records.find(({ Type }) => Type === 'DS')!.TTL = 86_400;

  // WHEN
  const answer = await resource.update(propertiesOf(child));

  // THEN
  expect(answer.Reason).toContain('got a time to live of 86400 s, expected at most 600 s');
  expect(chain(parent, 'shop.acme.com.')).toBeDefined();
});

test('a DS that somebody else wrote is not taken away by a delegation that never wrote one', async () => {
  await resource.create(propertiesOf(child));
  parent.records.push({ Name: 'shop.acme.com.', Type: 'DS', TTL: 300, ResourceRecords: [{ Value: OTHER_DS }] });
  await resource.update(propertiesOf(child, { Ttl: '300' }));
  expect(chain(parent, 'shop.acme.com.')?.ds).toEqual([OTHER_DS]);
});

test('another zone under a chain of trust: refused before anything is touched, and said how', async () => {
  // GIVEN
  child.keys = signedSince(0);
  await resource.create(chained());
  const replacement = aws.zone(CHILD, 'shop.acme.com', { keys: [{ ds: OTHER_DS }] });
  const before = aws.writes.length;

  // WHEN
  const answer = await resource.update(chained(replacement));

  // THEN
  expect(answer.Status).toBe('FAILED');
  expect(answer.Reason).toContain(`got a DS of other keys in the parent (${DS}), expected none or one of ${OTHER_DS}`);
  expect(aws.writes).toHaveLength(before);
});

test('another zone without one: the old DS is forgotten before the name servers change', async () => {
  // GIVEN
  child.keys = signedSince(0);
  await resource.create(chained());
  const replacement = aws.zone(CHILD, 'shop.acme.com');
  const before = waited();

  // WHEN
  const answer = await resource.update(propertiesOf(replacement));

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(aws.inputs('ChangeResourceRecordSets').slice(1).map(({ ChangeBatch }) => ChangeBatch.Changes.map((one: any) => `${one.Action} ${one.ResourceRecordSet.Type}`)))
    .toEqual([['DELETE DS'], ['UPSERT NS']]);
  expect(waited() - before).toBeGreaterThanOrEqual(360_000);
});

test('it goes with the child, both records at once, and a second time', async () => {
  // GIVEN
  child.keys = signedSince(0);
  await resource.create(chained());

  // WHEN
  const answers = [await resource.delete(), await resource.delete()];

  // THEN
  expect(answers.map(({ Status }) => Status)).toEqual(['SUCCESS', 'SUCCESS']);
  expect(chain(parent, 'shop.acme.com.')).toBeUndefined();
  expect(delegation(parent, 'shop.acme.com.')).toBeUndefined();
  expect(aws.writes).toHaveLength(2);
});

test('a name that was taken over by somebody else keeps its DS when the child goes', async () => {
  child.keys = signedSince(0);
  await resource.create(chained());
  parent.records = parent.records.filter(({ Name, Type }) => Name !== 'shop.acme.com.' || Type === 'TXT');
  parent.records.push(ns('shop.acme.com.', ['ns.elsewhere.example.']), { Name: 'shop.acme.com.', Type: 'DS', TTL: 300, ResourceRecords: [{ Value: OTHER_DS }] });
  await resource.delete();
  expect(chain(parent, 'shop.acme.com.')?.ds).toEqual([OTHER_DS]);
});
