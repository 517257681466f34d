import { ROOT } from './fixtures/organizations';
import { worldOf } from './fixtures/world';

const STACK_SETS = 'member.org.stacksets.cloudformation.amazonaws.com';
const PROPERTIES = { TrustedServices: ['ram.amazonaws.com', STACK_SETS], PolicyTypes: ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] };

const world = worldOf('Custom::Organization', { organized: false });

test('it is made with all features, and trusts the services', async () => {
  // WHEN
  const answer = await world.resource.create(PROPERTIES);

  // THEN
  expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'o-example0000', Data: { Id: 'o-example0000', RootId: ROOT } });
  expect(world.aws.inputs('CreateOrganization')).toEqual([{ FeatureSet: 'ALL' }]);
  expect([...world.aws.trusted].sort()).toEqual([STACK_SETS, 'ram.amazonaws.com']);
  expect(world.aws.inputs('EnablePolicyType')).toEqual(PROPERTIES.PolicyTypes.map(PolicyType => ({ RootId: ROOT, PolicyType })));
});

test('a policy type that is on stays on and is not asked for', async () => {
  // GIVEN
  world.aws.organize();
  world.aws.policyTypes.push({ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }, { Type: 'TAG_POLICY', Status: 'ENABLED' });

  // WHEN
  const answer = await world.resource.create(PROPERTIES);

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(world.aws.inputs('EnablePolicyType')).toEqual([{ RootId: ROOT, PolicyType: 'RESOURCE_CONTROL_POLICY' }]);
  expect(world.aws.policyTypes.map(({ Type }) => Type)).toEqual(['SERVICE_CONTROL_POLICY', 'TAG_POLICY', 'RESOURCE_CONTROL_POLICY']);
});

test('a policy type that is on its way off is switched on again', async () => {
  // GIVEN
  world.aws.organize();
  world.aws.policyTypes.push({ Type: 'RESOURCE_CONTROL_POLICY', Status: 'PENDING_DISABLE' });

  // WHEN
  await world.resource.create(PROPERTIES);

  // THEN
  expect(world.aws.policyTypes).toEqual(PROPERTIES.PolicyTypes.map(Type => ({ Type, Status: 'ENABLED' })));
});

test('a policy type whose switching on was cut off, or is under way, is waited for', async () => {
  // GIVEN
  world.aws.fail('EnablePolicyType', 'PolicyChangesInProgressException', { times: 2 });
  world.aws.fail('EnablePolicyType', 'PolicyTypeAlreadyEnabledException');

  // WHEN
  const answer = await world.resource.create(PROPERTIES);

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(world.aws.inputs('EnablePolicyType').length).toBe(4);
});

test('properties of a version that had no policy types switch none on', async () => {
  const answer = await world.resource.create({ TrustedServices: [] });
  expect([answer.Status, world.aws.policyTypes]).toEqual(['SUCCESS', []]);
});

test('one that exists is adopted, and what it trusts beside stays', async () => {
  // GIVEN more services than one page has
  world.aws.organize();
  ['config.amazonaws.com', 'cloudtrail.amazonaws.com', 'ram.amazonaws.com'].forEach(service => world.aws.trusted.add(service));

  // WHEN
  const answer = await world.resource.create(PROPERTIES);

  // THEN
  expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'o-example0000' });
  expect(world.aws.writes).toEqual(['ActivateOrganizationsAccess', 'EnablePolicyType', 'EnablePolicyType']);
  expect(world.aws.trusted.size).toBe(4);
});

test('a second run changes nothing', async () => {
  // GIVEN
  await world.resource.create(PROPERTIES);
  const before = world.aws.writes;

  // WHEN
  const answer = await world.resource.update(PROPERTIES);

  // THEN
  expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'o-example0000' });
  expect(world.aws.writes).toEqual(before);
});

test('a service that is no longer named stays trusted', async () => {
  // GIVEN
  await world.resource.create(PROPERTIES);

  // WHEN
  await world.resource.update({ TrustedServices: [], PolicyTypes: [] });

  // THEN
  expect(world.aws.trusted).toContain('ram.amazonaws.com');
});

test('delete leaves the organization and everything that is switched on', async () => {
  // GIVEN
  await world.resource.create(PROPERTIES);
  const before = world.aws.calls.length;

  // WHEN
  const answer = await world.resource.delete();

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(world.aws.calls.length).toBe(before);
});

test('one that was made by a call whose answer was lost is taken up', async () => {
  // GIVEN the SDK repeats the call, and AWS says that there is one by now
  world.aws.fail('DescribeOrganization', 'AWSOrganizationsNotInUseException');
  world.aws.organize();

  // WHEN
  const answer = await world.resource.create(PROPERTIES);

  // THEN
  expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'o-example0000' });
});

test('one that has not settled yet is waited for', async () => {
  // GIVEN
  world.aws.fail('CreateOrganization', 'ConcurrentModificationException', { times: 2 });
  world.aws.fail('EnableAWSServiceAccess', 'ConcurrentModificationException', { times: 3 });

  // WHEN
  const answer = await world.resource.create(PROPERTIES);

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(world.aws.trusted.size).toBe(2);
});

test('consolidated billing alone is refused: got, expected, what to do', async () => {
  // GIVEN
  world.aws.organize();
  world.aws.organization = { ...world.aws.organization, FeatureSet: 'CONSOLIDATED_BILLING' };

  // WHEN
  const answer = await world.resource.create(PROPERTIES);

  // THEN
  expect(answer.Status).toBe('FAILED');
  expect(answer.Reason).toContain('organization o-example0000: got feature set CONSOLIDATED_BILLING, expected ALL; enable all features');
  expect(world.aws.writes).toEqual([]);
});

test.each(['AccessDeniedException', 'ServiceException'])('an error that does not pass is not swallowed: %s', async name => {
  // GIVEN
  world.aws.fail('DescribeOrganization', name);

  // WHEN
  const answer = await world.resource.create(PROPERTIES);

  // THEN
  expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining(name) });
  expect(world.aws.writes).toEqual([]);
});

test('a refusal to make one is not swallowed', async () => {
  // GIVEN
  world.aws.fail('CreateOrganization', 'ConstraintViolationException');

  // WHEN
  const answer = await world.resource.create(PROPERTIES);

  // THEN
  expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('ConstraintViolationException') });
});
