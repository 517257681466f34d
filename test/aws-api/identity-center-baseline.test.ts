import { StackResource } from './fixtures/cloudformation';
import { FakeControlTower, IDENTITY_CENTER } from './fixtures/control-tower';

const PROPERTIES = { LandingZoneVersion: '4.0' };
const ARN = 'arn:aws:controltower:eu-west-1:111111111111:enabledbaseline/XA1';

let aws: FakeControlTower;
let resource: StackResource;
beforeEach(async () => {
  aws = await FakeControlTower.start();
  resource = await aws.resource();
});
afterEach(async () => {
  await resource.stop();
  await aws.stop();
});

test('it is found by the id that AWS gives its baseline, in a signed call', async () => {
  // GIVEN
  aws.add('XO2', 'SUCCEEDED', 'arn:aws:controltower:eu-west-1::baseline/17BSJV3IGJ2QSGA2');
  aws.add('XA1', 'SUCCEEDED');

  // WHEN
  const answer = await resource.create(PROPERTIES);

  // THEN
  expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: ARN, Data: { EnabledBaselineArn: ARN } });
  const [{ url, body, headers }] = aws.calls;
  expect([url, body]).toEqual(['/list-enabled-baselines', { filter: { baselineIdentifiers: [IDENTITY_CENTER] } }]);
  expect(headers.authorization).toMatch(/^AWS4-HMAC-SHA256 Credential=111111111111\/\d{8}\/eu-west-1\/controltower\/aws4_request, SignedHeaders=content-type;host;/);
  expect(headers['x-amz-security-token']).toBe('session');
});

test('one that is on is found behind one that failed, on a later page', async () => {
  // GIVEN
  aws.add('XA0', 'FAILED');
  aws.add('XA1', 'SUCCEEDED');

  // WHEN THEN
  expect(await resource.create(PROPERTIES)).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: ARN });
  expect(aws.calls.map(({ body }) => body.nextToken)).toEqual([undefined, '1']);
});

test('one that is on its way is waited for', async () => {
  // GIVEN
  aws.add('XA1', 'UNDER_CHANGE');
  aws.settlesAfter = 4;

  // WHEN THEN
  expect(await resource.create(PROPERTIES)).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: ARN });
  expect(aws.calls.length).toBe(4);
});

test('one that stays on its way is an error in time', async () => {
  // GIVEN
  aws.add('XA1', 'UNDER_CHANGE');

  // WHEN
  const { Status, Reason } = await resource.create(PROPERTIES);

  // THEN
  expect([Status, Reason]).toEqual(['FAILED', expect.stringContaining('got UNDER_CHANGE, expected one that is enabled')]);
});

test.each([[[], 'none that is enabled'], [['FAILED'], 'FAILED']])('where it is not on (%j) the error says what to write', async (statuses, got) => {
  // GIVEN
  statuses.forEach(status => aws.add('XA1', status));

  // WHEN
  const { Status, Reason } = await resource.create(PROPERTIES);

  // THEN
  expect([Status, Reason]).toEqual(['FAILED', expect.stringContaining(`got ${got}, expected one that is enabled; write accessManagement: false`)]);
});

test('a second run, and another version of the landing zone, look again and change nothing', async () => {
  // GIVEN
  aws.add('XA1', 'SUCCEEDED');
  await resource.create(PROPERTIES);

  // WHEN THEN
  expect(await resource.update(PROPERTIES)).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: ARN });
  expect(await resource.update({ LandingZoneVersion: '4.1' })).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: ARN });
  expect(new Set(aws.calls.map(({ url }) => url))).toEqual(new Set(['/list-enabled-baselines']));
});

test('throttling and faults of AWS pass', async () => {
  // GIVEN
  aws.add('XA1', 'SUCCEEDED');
  aws.refusals.push([429, 'ThrottlingException'], [500, 'InternalServerException'], [503, 'ServiceUnavailable']);

  // WHEN THEN
  expect(await resource.create(PROPERTIES)).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: ARN });
});

test('what does not pass is told as AWS said it, and what could be made later is made by the next try', async () => {
  // GIVEN
  aws.add('XA1', 'SUCCEEDED');
  aws.refusals.push([403, 'AccessDeniedException']);

  // WHEN
  const failed = await resource.create(PROPERTIES);

  // THEN
  expect([failed.Status, failed.Reason]).toEqual(['FAILED', expect.stringContaining('AccessDeniedException')]);
  expect(aws.calls.length).toBe(1);
  expect((await resource.delete()).Status).toBe('SUCCESS');
  expect((await resource.create(PROPERTIES)).Status).toBe('SUCCESS');
});

test('throttling without end is an error', async () => {
  // GIVEN
  aws.refusals.push(...Array.from({ length: 6 }, (): [number, string] => [429, 'ThrottlingException']));

  // WHEN THEN
  expect((await resource.create(PROPERTIES)).Reason).toContain('ThrottlingException');
});

test('it goes without a call, twice', async () => {
  // GIVEN
  aws.add('XA1', 'SUCCEEDED');
  await resource.create(PROPERTIES);
  const calls = aws.calls.length;

  // WHEN THEN
  expect([(await resource.delete()).Status, (await resource.delete()).Status]).toEqual(['SUCCESS', 'SUCCESS']);
  expect(aws.calls.length).toBe(calls);
});
