import { EnvironmentType, LandingZone, LandingZoneProps } from '../../src';
import { movedResources } from '../../src/verify/comparison';
import { environments, idOf, landingZone, registered } from '../support/acme';
import { complaintsOf, synthesize } from '../support/assembly';

/** What the organization may cost, who hears of it, and what the bill can be broken down by. */

const STACK = 'Acme/management/us-east-1-billing';
const MANAGEMENT_EMAIL = 'aws+management@acme.com';

function synthesized(props: Partial<LandingZoneProps> = {}, names: string[] = [], more: (zone: LandingZone) => void = () => {}) {
  return synthesize(app => more(landingZone(app, registered(names), props)));
}

function budgets(assembly: ReturnType<typeof synthesized>, stack: string): any[] {
  return assembly.resources(stack, 'AWS::Budgets::Budget').map(([, { Properties }]) => Properties);
}

test('out of the box there is no budget, and yet the bill is written and broken down', () => {
  const assembly = synthesized();
  expect(budgets(assembly, STACK)).toEqual([]);
  expect(assembly.resources(STACK, 'AWS::BCMDataExports::Export')).toHaveLength(1);
  expect(assembly.resources(STACK, 'AWS::CE::CostCategory')).toHaveLength(1);
});

test('anomalies are told and tags switched on, and the stack says what became of it', () => {
  const billing = { alertEmails: ['finance@acme.com'], anomalyImpact: 250, costAllocationTags: ['Team'] };
  const assembly = synthesized({ billing }, ['production'], zone => {
    zone.addEnvironment('production', { environmentType: EnvironmentType.PRODUCTION });
  });
  const custom = (type: string) => assembly.resources(STACK, type)
    .map(([, { Properties: { ServiceToken, ServiceTimeout, ...properties } }]) => properties);
  // a number that changes when an account comes: then both are asked anew
  const detection = { Name: 'cloud-platform-anomalies', Emails: ['finance@acme.com'], Impact: '250', Accounts: '8' };
  expect(custom('Custom::AnomalyDetection')).toEqual([detection]);
  expect(custom('Custom::CostAllocationTags')).toEqual([{ Keys: ['Team'], Accounts: '8' }]);
  expect(Object.keys(assembly.templates.get(STACK).Outputs)).toHaveLength(2);
});

test('the organization\'s budget tells the management account\'s address at 80 and 100 % spent and at 100 % forecast', () => {
  const [budget, ...others] = budgets(synthesized({ billing: { monthlyBudget: 5000 } }), STACK);
  expect(others).toEqual([]);
  expect(budget.Budget).toMatchObject({ BudgetType: 'COST', TimeUnit: 'MONTHLY', BudgetLimit: { Amount: 5000, Unit: 'USD' } });
  expect(budget.Budget.CostFilters).toBeUndefined();
  const alerts = budget.NotificationsWithSubscribers
    .map(({ Notification: { NotificationType, Threshold }, Subscribers }: any) => [NotificationType, Threshold, Subscribers]);
  expect(alerts).toEqual([
    ['ACTUAL', 80, [{ Address: MANAGEMENT_EMAIL, SubscriptionType: 'EMAIL' }]],
    ['ACTUAL', 100, [{ Address: MANAGEMENT_EMAIL, SubscriptionType: 'EMAIL' }]],
    ['FORECASTED', 100, [{ Address: MANAGEMENT_EMAIL, SubscriptionType: 'EMAIL' }]],
  ]);
});

test('an account with a figure has a budget of its own, and one without has none', () => {
  // WHEN
  const assembly = synthesized({ billing: { accountBudgets: { security: 300 } } }, ['production', 'staging', 'sandbox-x'], zone => {
    zone.addEnvironment('production', { environmentType: EnvironmentType.PRODUCTION, monthlyBudget: 2000 });
    zone.addEnvironment('staging', { environmentType: EnvironmentType.STAGING });
    zone.addSandbox('x', { expires: '2027-01-15', owner: 'jane@acme.com', monthlyBudget: 200 });
  });

  // THEN
  const all = budgets(assembly, 'Acme/management/us-east-1-billing-accounts-0');
  expect(all.map(({ Budget }) => [Budget.BudgetName.replace(/-[0-9a-f]{8}$/, ''), Budget.BudgetLimit.Amount, Budget.CostFilters])).toEqual([
    ['cloud-platform-security', 300, { LinkedAccount: [idOf(2)] }],
    ['cloud-platform-production', 2000, { LinkedAccount: [idOf(10)] }],
    ['cloud-platform-sandbox-x', 200, { LinkedAccount: [idOf(12)] }],
  ]);
  // whoever answers for a sandbox hears of it
  expect(all.map(({ NotificationsWithSubscribers: [{ Subscribers }] }) => Subscribers.map(({ Address }: any) => Address))).toEqual([
    [MANAGEMENT_EMAIL], [MANAGEMENT_EMAIL], ['jane@acme.com', MANAGEMENT_EMAIL],
  ]);
});

test('other alerts give a budget another name: CloudFormation replaces it, and AWS takes each name once', () => {
  const named = (billing: LandingZoneProps['billing']) => budgets(synthesized({ billing: { monthlyBudget: 100, ...billing } }), STACK)[0].Budget.BudgetName;
  expect(named({ alertEmails: ['finance@acme.com'] })).not.toBe(named({}));
  expect(named({ actualThresholds: [50] })).not.toBe(named({}));
  // what changes in place keeps it
  expect(named({ monthlyBudget: 200 })).toBe(named({}));
});

test('an account that AWS has not made yet has no budget', () => {
  const assembly = synthesized({}, [], zone => {
    zone.addEnvironment('later', { environmentType: EnvironmentType.STAGING, monthlyBudget: 10 });
  });
  expect(assembly.stacks.filter(({ path }) => path.includes('billing-accounts'))).toEqual([]);
});

test('costs are told by kind of environment, whatever the order in the code', () => {
  // GIVEN
  const rules = (order: string[]) => {
    const assembly = synthesized({}, ['production', 'staging', 'lab'], zone => {
      const types: Record<string, EnvironmentType> = {
        production: EnvironmentType.PRODUCTION, staging: EnvironmentType.STAGING, lab: EnvironmentType.of('lab', { organizationalUnit: 'Labs' }),
      };
      for (const name of order) zone.addEnvironment(name, { environmentType: types[name] });
    });
    const [[, { Properties }]] = assembly.resources(STACK, 'AWS::CE::CostCategory');
    expect(Properties).toMatchObject({ Name: 'cloud-platform-environment-type', DefaultValue: 'other' });
    return JSON.parse(Properties.Rules).map(({ Value, Rule }: any) => [Value, Rule.Dimensions.Key, Rule.Dimensions.Values]);
  };

  // THEN
  expect(rules(['production', 'staging', 'lab'])).toEqual([
    ['platform', 'LINKED_ACCOUNT', [0, 1, 2, 3, 4, 5, 6].map(idOf)],
    ['production', 'LINKED_ACCOUNT', [idOf(10)]],
    ['staging', 'LINKED_ACCOUNT', [idOf(11)]],
    ['lab', 'LINKED_ACCOUNT', [idOf(12)]],
  ]);
  expect(rules(['lab', 'production', 'staging'])).toEqual(rules(['production', 'staging', 'lab']));
});

test('the bill can be written by AWS for this account alone, and is read by its readers over TLS', () => {
  const [[id, { Properties: { PolicyDocument } }]] = synthesized({ billing: { readers: ['finance/*'] } }).resources(STACK, 'AWS::S3::BucketPolicy');
  const by = (sid: string) => PolicyDocument.Statement.find(({ Sid }: any) => Sid === sid);
  expect(id).toBe('BillPolicy');
  expect(by('Delivery')).toMatchObject({
    Effect: 'Allow',
    Principal: { Service: ['bcm-data-exports.amazonaws.com', 'billingreports.amazonaws.com'] },
    Condition: { StringEquals: { 'aws:SourceAccount': idOf(0) }, ArnLike: { 'aws:SourceArn': expect.any(Array) } },
  });
  expect(JSON.stringify(by('NobodyElseReads').Condition.ArnNotLike)).toContain(`${idOf(0)}:role/finance/*`);
  expect(by('OnlyTls')).toMatchObject({ Effect: 'Deny', Action: 's3:*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } });
  expect(PolicyDocument.Statement.filter(({ Effect, Principal }: any) => Effect === 'Allow' && Principal.AWS)).toEqual([]);
});

test('the bill outlives its stack, is encrypted, and can be public by no setting', () => {
  const [[, bucket]] = synthesized().resources(STACK, 'AWS::S3::Bucket');
  expect(bucket).toMatchObject({
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] },
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true },
    },
  });
});

test('with a budget for each of 1,000 accounts no stack has more than 40, and the next account moves none', () => {
  // GIVEN
  const withBudgets = (count: number) => synthesize(app => {
    const zone = landingZone(app, registered(environments(count)));
    for (const name of environments(count)) zone.addEnvironment(name, { environmentType: EnvironmentType.STAGING, monthlyBudget: 100 });
  }, { 'cloud-platform:only': 'management' });

  // WHEN
  const [before, after] = [993, 994].map(withBudgets);

  // THEN
  const parts = before.stacks.filter(({ path }) => path.includes('billing-accounts-'));
  expect(parts.map(({ path }) => budgets(before, path).length).reduce((sum, one) => sum + one)).toBe(993);
  expect(Math.max(...parts.map(({ path }) => budgets(before, path).length))).toBe(40);
  expect(movedResources(before, after)).toEqual([]);
  // the category has a rule for each part, and AWS takes 500
  const [[, { Properties: { Rules } }]] = before.resources(STACK, 'AWS::CE::CostCategory');
  expect(JSON.parse(Rules).length).toBeLessThan(50);
});

test.each<[string, LandingZoneProps['billing'], string]>([
  ['a budget of nothing', { monthlyBudget: 0 }, 'billing.monthlyBudget: got 0, expected US dollars, more than 0'],
  ['a budget without an end', { monthlyBudget: Infinity }, 'billing.monthlyBudget: got null, expected US dollars, more than 0'],
  ['a core account that there is not', { accountBudgets: { securty: 5 } }, 'billing.accountBudgets: got "securty", expected names of core accounts; an environment says monthlyBudget where it is added; write "security"'],
  ['a core account\'s budget below nothing', { accountBudgets: { security: -5 } }, 'billing.accountBudgets.security: got -5, expected US dollars'],
  ['nobody who hears', { alertEmails: [] }, 'billing.alertEmails: got [], expected 1 to 9 addresses, each once'],
  ['somebody who hears twice', { alertEmails: ['a@acme.com', 'a@acme.com'] }, 'billing.alertEmails: got ["a@acme.com","a@acme.com"], expected 1 to 9 addresses, each once'],
  ['an address that is none', { alertEmails: ['finance'] }, 'billing.alertEmails: got "finance", expected an e-mail address'],
  ['a threshold of nothing', { actualThresholds: [0] }, 'forecastThresholds: got [0,100], expected 1 to 5 percentages'],
  ['more thresholds than AWS takes', { actualThresholds: [10, 20, 30, 40, 50] }, 'expected 1 to 5 percentages'],
  ['a tag twice', { costAllocationTags: ['Team', 'Team'] }, 'billing.costAllocationTags: got ["Team","Team"], expected keys of 1 to 128 characters, each once'],
  ['everybody as a reader', { readers: ['*'] }, 'billing.readers: got ["*"], expected names of roles'],
  ['an anomaly of nothing', { anomalyImpact: 0 }, 'billing.anomalyImpact: got 0, expected US dollars, more than 0'],
])('%s is told at synth', (_, billing, says) => {
  expect(complaintsOf(app => { landingZone(app, registered(), { billing }); })).toContain(says);
});

test('where AWS bills by other means there is no stack for it, the plan says so, and asking for one is an error', () => {
  const china = { homeRegion: 'cn-north-1', additionalRegions: [] };
  const { stacks, plan } = synthesized(china);
  expect(stacks.filter(({ path }) => path.includes('billing'))).toEqual([]);
  expect(plan.manualSteps.map(({ id }) => id)).toContain('billing');
  expect(complaintsOf(app => { landingZone(app, registered(), { ...china, billing: { monthlyBudget: 5 } }); })).toContain('billing: got "aws-cn", expected the partition aws');
});
