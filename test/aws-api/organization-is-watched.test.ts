import { StackResource } from './fixtures/cloudformation';
import { FakeWatchingServices, SECURITY } from './fixtures/watching-services';

const MEMBERS = ['111111111111', '222222222222', '444444444444', '555555555555'];
const PLANS = ['S3_DATA_EVENTS', 'EKS_AUDIT_LOGS', 'RDS_LOGIN_EVENTS'];
const SCANS = ['EC2', 'ECR', 'LAMBDA'];

/** What each service is told; what was written the first time, in order. */
const SERVICES: Record<string, { readonly type: string; readonly properties: object; readonly writes: string[] }> = {
  guardduty: {
    type: 'Custom::GuardDutyOrganization',
    properties: { AccountId: SECURITY, Plans: PLANS, Frequency: 'FIFTEEN_MINUTES' },
    writes: ['CreateDetector', 'UpdateDetector', 'UpdateOrganizationConfiguration', 'CreateMembers'],
  },
  inspector2: {
    type: 'Custom::InspectorOrganization',
    properties: { AccountId: SECURITY, Scans: SCANS },
    writes: ['UpdateOrganizationConfiguration', ...Array(4).fill('AssociateMember'), 'Enable'],
  },
  macie2: {
    type: 'Custom::MacieOrganization',
    properties: { AccountId: SECURITY },
    writes: ['EnableMacie', 'UpdateOrganizationConfiguration', ...Array(4).fill('CreateMember')],
  },
  detective: { type: 'Custom::DetectiveOrganization', properties: { AccountId: SECURITY }, writes: ['UpdateOrganizationConfiguration', 'CreateMembers'] },
};

let aws: FakeWatchingServices;
let resource: StackResource;
afterEach(async () => resource.stop());

describe.each(Object.entries(SERVICES))('%s', (service, { type, properties, writes }) => {
  beforeEach(async () => {
    aws = new FakeWatchingServices();
    resource = await aws.resource(type);
  });

  test('every active account is a member, and the administrator is none; a second run only looks', async () => {
    // GIVEN an account that is closed
    aws.accounts.push({ Id: '666666666666', Email: 'closed@acme.com', State: 'SUSPENDED' });

    // WHEN
    const answers = [await resource.create(properties), await resource.update(properties), await resource.create(properties)];

    // THEN
    expect(answers.map(({ Status }) => Status)).toEqual(['SUCCESS', 'SUCCESS', 'SUCCESS']);
    expect([...aws.members[service]].sort()).toEqual(MEMBERS);
    expect(aws.writes).toEqual(writes);
  });

  test('accounts that are members already stay, and only the others are added', async () => {
    // GIVEN
    MEMBERS.slice(0, 3).forEach(id => aws.members[service].add(id));

    // WHEN
    await resource.create(properties);

    // THEN
    const added = JSON.stringify(aws.calls.filter(({ operation }) => /^(CreateMember|AssociateMember)/.test(operation)).map(({ input }) => input));
    expect(MEMBERS.filter(id => added.includes(id))).toEqual(['555555555555']);
  });

  test('an account that it does not take is named, and all others are members', async () => {
    // GIVEN
    aws.refused.add('444444444444');

    // WHEN
    const answer = await resource.create(properties);

    // THEN
    expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('got 1 account that it did not take: 444444444444') });
    expect([...aws.members[service]].sort()).toEqual(MEMBERS.filter(id => id !== '444444444444'));
    // WHEN it has become possible
    aws.refused.clear();
    // THEN a second try goes on where the first one ended
    expect((await resource.create(properties)).Status).toBe('SUCCESS');
    expect([...aws.members[service]].sort()).toEqual(MEMBERS);
  });

  test('an account that the service has taken by itself meanwhile is no error', async () => {
    // GIVEN
    aws.takenMeanwhile.add('111111111111');

    // WHEN
    const answer = await resource.create(properties);

    // THEN
    expect(answer.Status).toBe('SUCCESS');
    expect([...aws.members[service]].sort()).toEqual(MEMBERS);
  });

  test('it became the administrator a moment ago: that is waited for', async () => {
    // GIVEN
    aws.fail('DescribeOrganizationConfiguration', 'AccessDeniedException', { times: 3 });

    // WHEN
    const answer = await resource.create(properties);

    // THEN
    expect(answer.Status).toBe('SUCCESS');
  });

  test('a try that is cut off after each of its calls is gone on with', async () => {
    for (const operation of new Set(writes)) {
      aws = new FakeWatchingServices();
      aws.fail(operation, 'ServiceUnavailable', { afterwards: true });
      const other = await aws.resource(type);
      // WHEN
      await other.create(properties);
      const answer = await other.create(properties);
      await other.stop();
      // THEN
      expect([operation, answer.Status]).toEqual([operation, 'SUCCESS']);
      expect([...aws.members[service]].sort()).toEqual(MEMBERS);
    }
  });

  test('delete switches nothing off, also twice', async () => {
    // GIVEN
    await resource.create(properties);

    // WHEN
    const answers = [await resource.delete(), await resource.delete()];

    // THEN
    expect(answers.map(({ Status }) => Status)).toEqual(['SUCCESS', 'SUCCESS']);
    expect(aws.writes).toEqual(writes);
  });
});

describe('GuardDuty', () => {
  const { type, properties } = SERVICES.guardduty;
  beforeEach(async () => {
    aws = new FakeWatchingServices();
    resource = await aws.resource(type);
  });

  test('plans are on for the administrator itself and for everybody, present and future', async () => {
    // WHEN
    await resource.create(properties);

    // THEN
    expect(aws.detector).toEqual({ status: 'ENABLED', frequency: 'FIFTEEN_MINUTES', plans: new Map(PLANS.map(plan => [plan, 'ENABLED'])) });
    expect(aws.threats).toEqual({ auto: 'ALL', plans: new Map(PLANS.map(plan => [plan, 'ALL'])), agents: [] });
  });

  test('a plan that is taken out of the code stays on; one that comes is added alone', async () => {
    // GIVEN
    await resource.create(properties);

    // WHEN
    await resource.update({ ...properties, Plans: ['S3_DATA_EVENTS', 'LAMBDA_NETWORK_LOGS'] });

    // THEN
    expect([...aws.threats.plans.keys()]).toEqual([...PLANS, 'LAMBDA_NETWORK_LOGS']);
    expect([...aws.threats.plans.values()]).toEqual(Array(4).fill('ALL'));
    expect(aws.inputs('UpdateOrganizationConfiguration')[1].Features).toEqual([{ Name: 'LAMBDA_NETWORK_LOGS', AutoEnable: 'ALL' }]);
  });

  test('runtime monitoring comes with the agents', async () => {
    // WHEN
    await resource.create({ ...properties, Plans: ['RUNTIME_MONITORING'] });

    // THEN
    expect(aws.threats.agents).toEqual(['EKS_ADDON_MANAGEMENT', 'ECS_FARGATE_AGENT_MANAGEMENT', 'EC2_AGENT_MANAGEMENT'].map(Name => ({ Name, AutoEnable: 'ALL' })));
  });
});

describe('Inspector', () => {
  const { type, properties } = SERVICES.inspector2;
  beforeEach(async () => {
    aws = new FakeWatchingServices();
    resource = await aws.resource(type);
  });

  test('what is scanned is the same in every account, and what is on beside it stays on', async () => {
    // GIVEN
    aws.scans = { ec2: false, ecr: false, lambdaCode: true };

    // WHEN
    await resource.create(properties);

    // THEN
    expect(aws.scans).toEqual({ ec2: true, ecr: true, lambda: true, lambdaCode: true });
    for (const id of [SECURITY, ...MEMBERS]) expect([...aws.scanned.get(id)!]).toEqual(SCANS);
  });

  test('only accounts that lack a scan are told', async () => {
    // GIVEN
    MEMBERS.slice(1).forEach(id => aws.scanned.set(id, new Set(SCANS)));

    // WHEN
    await resource.create(properties);

    // THEN
    expect(aws.inputs('Enable')).toEqual([{ accountIds: [SECURITY, MEMBERS[0]], resourceTypes: SCANS }]);
  });

  test('a scan that is none is an error', async () => {
    expect((await resource.create({ ...properties, Scans: ['EC3'] })).Reason).toContain('property Scans: got EC3, expected some of EC2, ECR');
  });
});

test('Detective makes the graph of its administrator within a moment: that is waited for, and told if it does not come', async () => {
  aws = new FakeWatchingServices();
  resource = await aws.resource('Custom::DetectiveOrganization');
  const { graphs } = aws;
  // GIVEN
  aws.graphs = [];
  // WHEN
  const answer = await resource.create({ AccountId: SECURITY });
  // THEN
  expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('got no behavior graph in this account') });
  expect(aws.inputs('ListGraphs').length).toBeGreaterThan(5);
  // WHEN
  aws.graphs = graphs;
  // THEN
  expect((await resource.create({ AccountId: SECURITY })).Status).toBe('SUCCESS');
});
