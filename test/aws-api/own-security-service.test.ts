import { StackResource } from './fixtures/cloudformation';
import { FakeWatchingServices } from './fixtures/watching-services';

let aws: FakeWatchingServices;
let resource: StackResource;
beforeEach(async () => {
  aws = new FakeWatchingServices();
  resource = await aws.resource('Custom::OwnSecurityService');
});
afterEach(async () => resource.stop());

test('GuardDuty is switched on in the account itself, once', async () => {
  // WHEN
  const answers = [await resource.create({ Service: 'guardduty' }), await resource.update({ Service: 'guardduty' })];

  // THEN
  expect(answers.map(({ Status }) => Status)).toEqual(['SUCCESS', 'SUCCESS']);
  expect(aws.detector).toMatchObject({ status: 'ENABLED' });
  expect(aws.writes).toEqual(['CreateDetector']);
});

test('a detector that is there is adopted, and one that is suspended goes on', async () => {
  // GIVEN
  aws.detector = { status: 'DISABLED', frequency: 'ONE_HOUR', plans: new Map([['S3_DATA_EVENTS', 'ENABLED']]) };

  // WHEN
  await resource.create({ Service: 'guardduty' });

  // THEN
  expect(aws.detector).toEqual({ status: 'ENABLED', frequency: 'ONE_HOUR', plans: new Map([['S3_DATA_EVENTS', 'ENABLED']]) });
  expect(aws.writes).toEqual(['UpdateDetector']);
});

test('a detector that comes at the same moment is adopted', async () => {
  // GIVEN
  aws.fail('CreateDetector', 'BadRequestException', { afterwards: true });

  // WHEN
  const answer = await resource.create({ Service: 'guardduty' });

  // THEN
  expect(answer.Status).toBe('SUCCESS');
});

test('Security Hub is switched on without standards of its own, once', async () => {
  // WHEN
  await resource.create({ Service: 'securityhub' });
  await resource.create({ Service: 'securityhub' });

  // THEN
  expect(aws.inputs('EnableSecurityHub')).toEqual([{ EnableDefaultStandards: false }]);
});

test.each([['DescribeHub', 'AccessDeniedException'], ['EnableSecurityHub', 'LimitExceededException'], ['CreateDetector', 'BadRequestException']])(
  'what %s refuses is told: %s', async (operation, name) => {
    // GIVEN
    aws.fail(operation, name);

    // WHEN
    const answer = await resource.create({ Service: operation === 'CreateDetector' ? 'guardduty' : 'securityhub' });

    // THEN
    expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining(name) });
  });

test('delete switches nothing off, also twice', async () => {
  // GIVEN
  await resource.create({ Service: 'securityhub' });

  // WHEN
  const answers = [await resource.delete(), await resource.delete()];

  // THEN
  expect(answers.map(({ Status }) => Status)).toEqual(['SUCCESS', 'SUCCESS']);
  expect(aws.hub).toBe(true);
  expect(aws.writes).toEqual(['EnableSecurityHub']);
});
