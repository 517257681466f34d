import { StackResource } from './fixtures/cloudformation';
import { FakeRegions } from './fixtures/regions';

const ZONE = { Name: '/cloud-platform/v1/zone-id', Value: 'Z1', Description: 'The zone', Regions: ['us-east-1', 'ap-southeast-2'] };

let aws: FakeRegions;
let resource: StackResource;
beforeEach(async () => {
  aws = new FakeRegions();
  resource = await aws.resource();
});
afterEach(async () => resource.stop());

test('it stands in each region, with its description', async () => {
  // WHEN
  const answer = await resource.create(ZONE);

  // THEN
  expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: ZONE.Name });
  expect([...aws.parameters].sort()).toEqual([
    ['ap-southeast-2:/cloud-platform/v1/zone-id', { value: 'Z1', description: 'The zone' }],
    ['us-east-1:/cloud-platform/v1/zone-id', { value: 'Z1', description: 'The zone' }],
  ]);
});

test('a second run changes nothing', async () => {
  // GIVEN
  await resource.create(ZONE);
  const before = aws.writes;

  // WHEN
  await resource.update(ZONE);
  await resource.create(ZONE);

  // THEN
  expect(before).toEqual(['PutParameter', 'PutParameter']);
  expect(aws.writes).toEqual(before);
});

test('an update to another name that failed half-way is taken back: nothing stands under that name', async () => {
  // GIVEN
  await resource.create(ZONE);
  const before = aws.values;
  aws.fail('PutParameter', 'TimeoutError', { afterwards: true });
  const failed = await resource.update({ ...ZONE, Name: '/other' });
  expect(failed.Status).toBe('FAILED');

  // WHEN
  const answer = await resource.rollBack({ ...ZONE, Name: '/other' });

  // THEN
  expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: ZONE.Name });
  expect(aws.values).toEqual(before);
});

test('one that failed half-way is written where it is missing', async () => {
  // GIVEN
  aws.parameters.set(`us-east-1:${ZONE.Name}`, { value: 'Z1' });

  // WHEN
  await resource.create(ZONE);

  // THEN
  expect(aws.calls.filter(({ operation }) => operation === 'PutParameter').map(({ where }) => where)).toEqual(['ap-southeast-2']);
});

test('another value and another description are written everywhere', async () => {
  // GIVEN
  await resource.create(ZONE);

  // WHEN
  await resource.update({ ...ZONE, Value: 'Z2' });
  await resource.update({ ...ZONE, Value: 'Z2', Description: 'The new zone' });

  // THEN
  expect([...aws.parameters.values()]).toEqual([{ value: 'Z2', description: 'The new zone' }, { value: 'Z2', description: 'The new zone' }]);
});

test('a region more is written, and a region less is taken away', async () => {
  // GIVEN
  await resource.create(ZONE);

  // WHEN
  const answer = await resource.update({ ...ZONE, Regions: ['us-east-1', 'eu-south-1'] });

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(aws.values).toEqual({ [`us-east-1:${ZONE.Name}`]: 'Z1', [`eu-south-1:${ZONE.Name}`]: 'Z1' });
});

test('a region that was taken away and is switched off does not stop the others', async () => {
  // GIVEN
  await resource.create(ZONE);
  aws.off.add('ap-southeast-2');

  // WHEN
  const answer = await resource.update({ ...ZONE, Value: 'Z2', Regions: ['us-east-1'] });

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(aws.values[`us-east-1:${ZONE.Name}`]).toBe('Z2');
  expect(jest.mocked(console.log).mock.calls.flat().join()).toContain('ap-southeast-2 is switched off for this account');
});

test('a region that is wanted and switched off is an error', async () => {
  // GIVEN
  aws.off.add('ap-southeast-2');

  // WHEN
  const answer = await resource.create(ZONE);

  // THEN
  expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('UnrecognizedClientException') });
});

test('under another name the old one goes, and what has the new name elsewhere stays', async () => {
  // GIVEN
  await resource.create(ZONE);
  aws.parameters.set('ap-southeast-2:/cloud-platform/v1/zone', { value: 'of somebody else' });

  // WHEN
  const answer = await resource.update({ ...ZONE, Name: '/cloud-platform/v1/zone', Regions: ['us-east-1'] });

  // THEN
  expect(answer.PhysicalResourceId).toBe('/cloud-platform/v1/zone');
  expect(aws.values).toEqual({ 'us-east-1:/cloud-platform/v1/zone': 'Z1', 'ap-southeast-2:/cloud-platform/v1/zone': 'of somebody else' });
});

test('it goes with its stack, also where it is gone already', async () => {
  // GIVEN
  await resource.create(ZONE);
  aws.parameters.delete(`us-east-1:${ZONE.Name}`);

  // WHEN
  const answer = await resource.delete();

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(aws.values).toEqual({});
});

test('what could be written in one region only is taken back', async () => {
  // GIVEN
  aws.off.add('ap-southeast-2');
  await resource.create(ZONE);
  expect(aws.values).toEqual({ [`us-east-1:${ZONE.Name}`]: 'Z1' });

  // WHEN
  const answer = await resource.delete();

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(aws.values).toEqual({});
});

test('updates side by side are waited for', async () => {
  // GIVEN
  aws.fail('PutParameter', 'TooManyUpdates', { times: 3 });

  // WHEN
  const answer = await resource.create(ZONE);

  // THEN
  expect(answer.Status).toBe('SUCCESS');
});

test.each(['GetParameter', 'PutParameter', 'DeleteParameter'])('a refusal is not swallowed: %s', async operation => {
  // GIVEN
  if (operation === 'DeleteParameter') await resource.create(ZONE);
  aws.fail(operation, 'AccessDeniedException');

  // WHEN
  const answer = operation === 'DeleteParameter' ? await resource.delete() : await resource.create(ZONE);

  // THEN
  expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('AccessDeniedException') });
});

test.each([
  ['Name', '', 'got "", expected text'],
  ['Regions', 'us-east-1', 'got "us-east-1", expected a list of texts'],
  ['Regions', ['us-east-1', 7], 'got ["us-east-1",7], expected a list of texts'],
])('property %s: %j is refused before AWS is asked', async (name, value, expected) => {
  // WHEN
  const answer = await resource.create({ ...ZONE, [name]: value });

  // THEN
  expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining(`Error: property ${name}: ${expected}`) });
  expect(aws.calls).toEqual([]);
});
