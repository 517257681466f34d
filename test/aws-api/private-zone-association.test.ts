import { StackResource } from './fixtures/cloudformation';
import { DNS, FakePrivateZone, FakePrivateZones, SHOP } from './fixtures/private-zones';

const INTERNAL = { ZoneName: 'internal.acme.com', VpcId: 'vpc-shop' };

let aws: FakePrivateZones;
let resource: StackResource;
/** In another stack. */
let another: StackResource;
let internal: FakePrivateZone;
beforeEach(async () => {
  aws = new FakePrivateZones();
  aws.vpcs.set('vpc-shop', SHOP).set('vpc-other', SHOP).set('vpc-foreign', '333333333333');
  aws.zone('internal.acme.com', { isPrivate: false });
  aws.zone('a.acme.com');
  internal = aws.zone('internal.acme.com');
  [resource, another] = await Promise.all([aws.resource(), aws.resource()]);
});
afterEach(async () => Promise.all([resource.stop(), another.stop()]));

const vpcs = (zone = internal) => [...zone.vpcs].filter(id => id !== 'vpc-anchor');

test('the zone\'s account authorises, the VPC\'s account associates, and no authorization is left', async () => {
  // WHEN
  const answer = await resource.create(INTERNAL);

  // THEN
  expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: `vpc-shop|${internal.id}` });
  expect(vpcs()).toEqual(['vpc-shop']);
  expect(internal.authorized.size).toBe(0);
  expect(aws.calls.filter(({ operation }) => aws.writes.includes(operation)).map(({ operation, where }) => [operation, where])).toEqual([
    ['CreateVPCAssociationAuthorization', DNS], ['AssociateVPCWithHostedZone', SHOP], ['DeleteVPCAssociationAuthorization', DNS],
  ]);
});

test('a second run, and a second resource, change nothing', async () => {
  // GIVEN
  await resource.create(INTERNAL);
  const before = aws.writes.length;

  // WHEN
  const again = await resource.update(INTERNAL);
  const other = await another.create({ ...INTERNAL, ZoneName: 'Internal.acme.com.' });

  // THEN
  expect([again.Status, other.Status]).toEqual(['SUCCESS', 'SUCCESS']);
  expect(other.PhysicalResourceId).toBe(again.PhysicalResourceId);
  expect(aws.writes).toHaveLength(before);
});

test('an association beside many others is found, on whatever page', async () => {
  // GIVEN
  for (const name of ['b', 'c', 'd', 'e']) aws.zone(`${name}.acme.com`).vpcs.add('vpc-shop');
  const corp = aws.zone('corp.acme.com');
  corp.vpcs.add('vpc-shop');

  // WHEN
  const answer = await resource.create({ ...INTERNAL, ZoneName: 'corp.acme.com' });

  // THEN
  expect(answer.PhysicalResourceId).toBe(`vpc-shop|${corp.id}`);
  expect(aws.writes).toEqual([]);
});

test.each([
  ['VPC', { VpcId: 'vpc-other' }, ['vpc-other']],
  ['zone', { ZoneName: 'corp.acme.com' }, []],
])('another %s: the new one is associated, and the old one no more', async (_, change, left) => {
  // GIVEN
  const corp = aws.zone('corp.acme.com');
  await resource.create(INTERNAL);

  // WHEN
  const answer = await resource.update({ ...INTERNAL, ...change });

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(vpcs()).toEqual(left);
  expect(vpcs(corp)).toEqual(left.length ? [] : ['vpc-shop']);
});

test('an update that fails is taken back, and the old association stays', async () => {
  // GIVEN
  await resource.create(INTERNAL);
  const tried = { ...INTERNAL, VpcId: 'vpc-gone' };
  expect((await resource.update(tried)).Status).toBe('FAILED');

  // WHEN
  const answer = await resource.rollBack(tried);

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(vpcs()).toEqual(['vpc-shop']);
});

test.each([
  ['VPC', { VpcId: 'vpc-other' }],
  ['zone', { ZoneName: 'corp.acme.com' }],
])('an update to another %s that failed half-way is taken back: that one is associated no more', async (_, change) => {
  // GIVEN
  const corp = aws.zone('corp.acme.com');
  await resource.create(INTERNAL);
  aws.fail('DeleteVPCAssociationAuthorization', 'InvalidInput', { times: 1 });
  expect((await resource.update({ ...INTERNAL, ...change })).Status).toBe('FAILED');
  const before = [...vpcs(), ...vpcs(corp)];

  // WHEN
  const answer = await resource.rollBack({ ...INTERNAL, ...change });

  // THEN
  expect(before).toHaveLength(2);
  expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: `vpc-shop|${internal.id}` });
  expect([vpcs(), vpcs(corp)]).toEqual([['vpc-shop'], []]);
});

test('an update that failed since the VPC asks a zone of that name of its own is taken back, and that one stays', async () => {
  // GIVEN
  const own = aws.zone('corp.acme.com', { account: SHOP, vpcs: new Set(['vpc-shop']) });
  await resource.create(INTERNAL);
  const tried = { ...INTERNAL, ZoneName: 'corp.acme.com' };
  expect((await resource.update(tried)).Status).toBe('FAILED');

  // WHEN
  const answer = await resource.rollBack(tried);

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect([...own.vpcs]).toEqual(['vpc-shop']);
  expect(vpcs()).toEqual(['vpc-shop']);
});

test('deleted, twice: the VPC no longer asks the zone', async () => {
  // GIVEN
  await resource.create(INTERNAL);

  // WHEN
  const answers = [await resource.delete(), await resource.delete()];

  // THEN
  expect(answers.map(({ Status }) => Status)).toEqual(['SUCCESS', 'SUCCESS']);
  expect(vpcs()).toEqual([]);
});

test.each([
  ['the zone is gone', () => { aws.zones.length = 0; }],
  ['the VPC is gone', () => { aws.vpcs.delete('vpc-shop'); }],
  ['the zone is shared no more', () => { aws.fail('AssumeRole', 'AccessDenied', { times: Infinity }); }],
])('deleted when %s', async (_, happen) => {
  // GIVEN
  await resource.create(INTERNAL);
  happen();

  // WHEN THEN
  expect((await resource.delete()).Status).toBe('SUCCESS');
});

test.each([
  ['CreateVPCAssociationAuthorization', 'ConcurrentModification'],
  ['AssociateVPCWithHostedZone', 'PriorRequestNotComplete'],
  ['AssociateVPCWithHostedZone', 'NotAuthorizedException'],
  ['DeleteVPCAssociationAuthorization', 'ConcurrentModification'],
  ['AssumeRole', 'AccessDenied'],
])('%s is repeated while it says %s', async (operation, error) => {
  // GIVEN
  aws.fail(operation, error, { times: 4 });

  // WHEN
  const answer = await resource.create(INTERNAL);

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(vpcs()).toEqual(['vpc-shop']);
  expect(internal.authorized.size).toBe(0);
});

test('an association whose answer was lost is found done', async () => {
  // GIVEN
  aws.fail('AssociateVPCWithHostedZone', 'PriorRequestNotComplete', { afterwards: true });

  // WHEN
  const answer = await resource.create(INTERNAL);

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(internal.authorized.size).toBe(0);
});

test.each([
  ['AssociateVPCWithHostedZone', 'LimitsExceeded'], ['DeleteVPCAssociationAuthorization', 'InvalidInput'],
])('when %s fails half-way, what was begun is taken back', async (operation, error) => {
  // GIVEN
  aws.fail(operation, error, { times: 1 });
  expect(await resource.create(INTERNAL)).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining(error) });

  // WHEN CloudFormation rolls back, and somebody deploys again
  await resource.delete();
  const left = vpcs();
  const answer = await another.create(INTERNAL);

  // THEN
  expect(left).toEqual([]);
  expect(answer.Status).toBe('SUCCESS');
  expect(internal.authorized.size).toBe(0);
});

test.each([
  ['of another account', 'vpc-foreign', 'VPC vpc-foreign: got one of 333333333333, expected a VPC of 222222222222 in eu-west-1'],
  ['that there is not', 'vpc-none', 'VPC vpc-none: got none of that id, expected a VPC of 222222222222 in eu-west-1'],
])('a VPC %s is never authorised', async (_, VpcId, reason) => {
  // WHEN
  const answer = await resource.create({ ...INTERNAL, VpcId });

  // THEN
  expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining(reason) });
  expect(aws.writes).toEqual([]);
  expect(aws.inputs('AssumeRole')).toEqual([]);
});

test.each([
  ['that is not shared with this account', { ZoneName: 'a.acme.com' }, 'expected one of internal.acme.com, corp.acme.com'],
  ['that the dns account does not have yet', { ZoneName: 'corp.acme.com' }, 'got 0 of that name in the dns account, expected one; deploy the dns account'],
])('a zone %s: got, expected', async (_, change, reason) => {
  expect(await resource.create({ ...INTERNAL, ...change })).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining(reason) });
  expect(aws.writes).toEqual([]);
});

test('two zones of one name: nobody knows which one is meant', async () => {
  aws.zone('internal.acme.com');
  expect((await resource.create(INTERNAL)).Reason).toContain('private zone internal.acme.com: got 2 of that name in the dns account');
  expect(aws.writes).toEqual([]);
});

test('a zone of that name that is the application\'s own stays', async () => {
  // GIVEN
  const own = aws.zone('internal.acme.com', { account: SHOP, vpcs: new Set(['vpc-shop']) });

  // WHEN
  const answer = await resource.create(INTERNAL);

  // THEN
  expect(answer.Reason).toContain(`VPC vpc-shop: got another zone internal.acme.com (${own.id} of ${SHOP}), expected none of that name beside the platform's`);
  expect([...own.vpcs]).toEqual(['vpc-shop']);
  expect(aws.writes).toEqual([]);
});

test('without a name it is refused before AWS is asked', async () => {
  expect((await resource.create({ VpcId: 'vpc-shop' })).Reason).toMatch(/^Error: property ZoneName: got undefined, expected text\s/);
  expect(aws.calls).toEqual([]);
});
