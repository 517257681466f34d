import { StackResource } from './fixtures/cloudformation';
import { FakeWatchingServices, SECURITY } from './fixtures/watching-services';

const APPOINT: Record<string, string> = {
  guardduty: 'EnableOrganizationAdminAccount', inspector2: 'EnableDelegatedAdminAccount', macie2: 'EnableOrganizationAdminAccount',
};
/** What they answer while something else is under way. */
const PASSES: Record<string, string[]> = {
  guardduty: ['TooManyRequestsException'], inspector2: ['ConflictException', 'TooManyRequestsException'], macie2: ['ConflictException', 'TooManyRequestsException'],
};
const LOOK: Record<string, string> = { guardduty: 'ListOrganizationAdminAccounts', inspector2: 'ListDelegatedAdminAccounts', macie2: 'ListOrganizationAdminAccounts' };

let aws: FakeWatchingServices;
let resource: StackResource;
beforeEach(async () => {
  aws = new FakeWatchingServices();
  resource = await aws.resource('Custom::SecurityAdministrator');
});
afterEach(async () => resource.stop());

describe.each(Object.keys(APPOINT))('%s', Service => {
  const properties = { Service, AccountId: SECURITY, AccountName: 'security' };

  test('security administers it, and a second run only looks', async () => {
    // WHEN
    const answers = [await resource.create(properties), await resource.update(properties), await resource.create(properties)];

    // THEN
    expect(answers.map(({ Status, PhysicalResourceId }) => [Status, PhysicalResourceId])).toEqual(Array(3).fill(['SUCCESS', `${Service}/${SECURITY}`]));
    expect(aws.administrators[Service]).toEqual([SECURITY]);
    expect(aws.writes).toEqual([APPOINT[Service]]);
  });

  test('another account that administers it is left alone, and named', async () => {
    // GIVEN
    aws.administrators[Service].push('444444444444');

    // WHEN
    const answer = await resource.create(properties);

    // THEN
    expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining(`${Service}: got account 444444444444 as its administrator`) });
    expect(answer.Reason).toContain('expected security (333333333333)');
    expect(aws.writes).toEqual([]);
  });

  test('a call whose answer was lost has done it: CloudFormation tries again and finds it', async () => {
    // GIVEN
    aws.fail(APPOINT[Service], 'ServiceUnavailable', { afterwards: true });

    // WHEN
    const answers = [await resource.create(properties), await resource.create(properties)];

    // THEN
    expect(answers.map(({ Status }) => Status)).toEqual(['FAILED', 'SUCCESS']);
    expect(aws.administrators[Service]).toEqual([SECURITY]);
  });

  test.each(PASSES[Service])('what passes is waited for: %s', async name => {
    // GIVEN
    aws.fail(APPOINT[Service], name, { times: 4 });

    // WHEN
    const answer = await resource.create(properties);

    // THEN
    expect(answer.Status).toBe('SUCCESS');
    expect(aws.administrators[Service]).toEqual([SECURITY]);
  });

  test('delete takes nobody away, also twice', async () => {
    // GIVEN
    await resource.create(properties);

    // WHEN
    const answers = [await resource.delete(), await resource.delete()];

    // THEN
    expect(answers.map(({ Status }) => Status)).toEqual(['SUCCESS', 'SUCCESS']);
    expect(aws.writes).toEqual([APPOINT[Service]]);
  });

  test('who may not look is told', async () => {
    // GIVEN
    aws.fail(LOOK[Service], 'AccessDeniedException');

    // WHEN
    const answer = await resource.create(properties);

    // THEN
    expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('AccessDeniedException') });
  });
});

test('a service that has no such call is an error', async () => {
  const answer = await resource.create({ Service: 'detective', AccountId: SECURITY, AccountName: 'security' });
  expect(answer.Reason).toContain('property Service: got detective, expected one of guardduty, inspector2, macie2');
});
