import { EnvironmentType, FindingSeverity, FindingTarget, LandingZone, Targets } from '../../src';
import { checkSuppressions } from '../../src/cli/deploy-checks';
import { CliError } from '../../src/cli/errors';
import { idOf, landingZone, registered } from '../support/acme';
import { complaintsOf, synthesize } from '../support/assembly';
import { fits } from '../support/event-pattern';

const HOME = 'Acme/security/eu-west-1';

function build(more: (zone: LandingZone) => void) {
  return (app: any) => {
    const zone = landingZone(app, registered(['shop', 'beta', 'sandbox-try']), { additionalRegions: [] });
    more(zone);
    // accounts that come after the lines that speak of them
    zone.addEnvironment('shop', { environmentType: EnvironmentType.PRODUCTION });
    zone.addEnvironment('beta', { environmentType: EnvironmentType.STAGING });
    zone.addSandbox('try', { expires: '2027-01-15', owner: 'jane@acme.com' });
  };
}

const assembly = synthesize(build(zone => {
  zone.security.addFindingRoute('all', { to: [FindingTarget.email('soc@acme.com', 'ciso@acme.com')] });
  zone.security.addFindingRoute('on-call', {
    to: [FindingTarget.email('on-call@acme.com'), FindingTarget.slack({ workspaceId: 'T0123ABCDEF', channelId: 'C0123ABCDEF' })],
    minimumSeverity: FindingSeverity.CRITICAL,
    accounts: Targets.environmentType(EnvironmentType.PRODUCTION),
  });
  zone.security.addFindingRoute('tickets', {
    to: [
      FindingTarget.https({ url: 'https://tickets.acme.com/api', secretVersion: '1234abcd-12ab-34cd-56ef-1234567890ab', headerName: 'X-Key', findingsPerSecond: 2 }),
      FindingTarget.https({ url: 'https://pager.acme.com' }),
    ],
    minimumSeverity: FindingSeverity.LOW,
    products: ['GuardDuty'],
  });
  zone.security.suppressFindings('website', {
    controls: ['S3.8'], resources: ['arn:aws:s3:::www.acme.com'], reason: 'It is the website.', expires: '2027-02-28',
  });
}));
const of = (part: string, type: string) => assembly.resources(`${HOME}-${part}`, type).map(([, { Properties }]) => Properties);
const ruleOf = (name: string) => of('finding-routes', 'AWS::Events::Rule').find(({ Name }) => Name === `cloud-platform-findings-${name}`)!;

const finding = (more: object = {}) => ({
  'source': 'aws.securityhub',
  'detail-type': 'Security Hub Findings - Imported',
  'detail': {
    findings: [{ RecordState: 'ACTIVE', Workflow: { Status: 'NEW' }, Severity: { Label: 'CRITICAL' }, ProductName: 'GuardDuty', AwsAccountId: idOf(10), ...more }],
  },
});
const goes = (name: string, more?: object) => fits(ruleOf(name).EventPattern, finding(more));

test('by severity: high and critical unless the route says otherwise', () => {
  const told = (name: string) => ['INFORMATIONAL', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'].filter(Label => goes(name, { Severity: { Label } }));
  expect(['all-1', 'on-call-1', 'tickets-1'].map(told)).toEqual([['HIGH', 'CRITICAL'], ['CRITICAL'], ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL']]);
});

test('by type of account, also of accounts that come later, and of what the platform itself was told about one', () => {
  const [production, staging] = [idOf(10), idOf(11)];
  expect([production, staging].map(AwsAccountId => goes('on-call-1', { AwsAccountId }))).toEqual([true, false]);
  const own = (account: string) => ({ AwsAccountId: idOf(2), ProductFields: { 'cloud-platform/account': account } });
  expect([production, staging].map(account => goes('on-call-1', own(account)))).toEqual([true, false]);
  expect([production, staging, '999999999999'].map(AwsAccountId => goes('all-1', { AwsAccountId }))).toEqual([true, true, true]);
});

test('by product', () => {
  expect(['GuardDuty', 'Inspector'].map(ProductName => goes('tickets-1', { ProductName }))).toEqual([true, false]);
});

test('what is suppressed, resolved or archived is told to nobody', () => {
  expect([{ Workflow: { Status: 'SUPPRESSED' } }, { Workflow: { Status: 'RESOLVED' } }, { RecordState: 'ARCHIVED' }].map(more => goes('all-1', more))).toEqual([false, false, false]);
});

test('mail: each address of a route subscribes, and only rules of this account write', () => {
  const topics = of('finding-routes', 'AWS::SNS::Topic');
  expect(topics[0].Subscription).toEqual([{ Protocol: 'email', Endpoint: 'soc@acme.com' }, { Protocol: 'email', Endpoint: 'ciso@acme.com' }]);
  const [{ PolicyDocument: { Statement } }] = of('finding-routes', 'AWS::SNS::TopicPolicy');
  expect(Statement[0].Condition.ArnLike['aws:SourceArn']).toEqual([`arn:aws:events:eu-west-1:${idOf(2)}:rule/cloud-platform-findings-all-1*`]);
});

test('chat: a channel that hears, and from which nobody does anything', () => {
  const [channel] = of('finding-routes', 'AWS::Chatbot::SlackChannelConfiguration');
  expect(channel).toMatchObject({ SlackWorkspaceId: 'T0123ABCDEF', SlackChannelId: 'C0123ABCDEF', GuardrailPolicies: ['arn:aws:iam::aws:policy/AWSDenyAll'] });
  const role = of('finding-routes', 'AWS::IAM::Role').find(({ Description }) => Description === 'A channel hears of findings')!;
  expect([role.Policies, role.ManagedPolicyArns]).toEqual([undefined, undefined]);
  // as Security Hub tells it
  expect(ruleOf('on-call-2').Targets[0].InputTransformer).toBeUndefined();
});

test('tickets: posted with a key that stands in no template, and what is not taken is kept', () => {
  const [connection] = of('finding-routes', 'AWS::Events::Connection');
  expect(connection.AuthParameters.ApiKeyAuthParameters).toEqual({
    ApiKeyName: 'X-Key', ApiKeyValue: '{{resolve:secretsmanager:cloud-platform/findings/tickets-1:SecretString:::1234abcd-12ab-34cd-56ef-1234567890ab}}',
  });
  expect(of('finding-routes', 'AWS::Events::ApiDestination')).toMatchObject([{ HttpMethod: 'POST', InvocationEndpoint: 'https://tickets.acme.com/api', InvocationRateLimitPerSecond: 2 }]);
  const [target] = ruleOf('tickets-1').Targets;
  expect(JSON.parse(target.InputTransformer.InputTemplate)).toMatchObject({ title: '<title>', severity: '<severity>', account: '<account>', id: '<id>' });
  expect(target.DeadLetterConfig.Arn).toEqual({ 'Fn::GetAtt': ['Undeliveredtickets1', 'Arn'] });
});

test('without its key nothing is posted yet: the secret is there, and the plan says what is left to do', () => {
  expect(of('finding-routes', 'AWS::SecretsManager::Secret').map(({ Name }) => Name)).toEqual(['cloud-platform/findings/tickets-1', 'cloud-platform/findings/tickets-2']);
  expect(ruleOf('tickets-2')).toBeUndefined();
  const steps = Object.fromEntries(assembly.plan.manualSteps.map(({ id, detail }) => [id, detail]));
  expect(steps['finding-route-tickets-2']).toContain('--secret-id cloud-platform/findings/tickets-2');
  expect(Object.keys(steps)).toContain('finding-route-slack');
  expect(Object.keys(steps)).not.toContain('finding-route-tickets-1');
});

/** Whether an automation rule is about a finding that is seen at that time. */
function isAbout({ UpdatedAt: [{ Start, End }], ...criteria }: any, seen: string, status: string, by?: string): boolean {
  const [{ Value }] = criteria.WorkflowStatus;
  const noted = criteria.NoteUpdatedBy?.[0].Value;
  return Date.parse(Start) <= Date.parse(seen) && Date.parse(seen) <= Date.parse(End) && Value === status && (noted === undefined || noted === by);
}

test('a suppression ends by itself: what is seen on its last day is suppressed, what is seen the day after is new again', () => {
  const [suppress, restore] = of('suppressions', 'AWS::SecurityHub::AutomationRule');
  expect(suppress.Criteria).toMatchObject({
    ComplianceSecurityControlId: [{ Comparison: 'EQUALS', Value: 'S3.8' }], ResourceId: [{ Comparison: 'PREFIX', Value: 'arn:aws:s3:::www.acme.com' }],
  });
  expect(suppress.Actions[0].FindingFieldsUpdate).toEqual({
    Workflow: { Status: 'SUPPRESSED' }, Note: { Text: 'It is the website. Until 2027-02-28.', UpdatedBy: 'cloud-platform/website' },
  });
  expect(restore.Actions[0].FindingFieldsUpdate.Workflow).toEqual({ Status: 'NEW' });
  const days = ['2026-12-01T00:00:00Z', '2027-02-28T23:59:59Z', '2027-03-01T00:00:00Z', '2030-01-01T00:00:00Z'];
  expect(days.map(day => isAbout(suppress.Criteria, day, 'NEW'))).toEqual([true, true, false, false]);
  expect(days.map(day => isAbout(restore.Criteria, day, 'SUPPRESSED', 'cloud-platform/website'))).toEqual([false, false, true, true]);
  // what somebody suppressed by hand stays
  expect(isAbout(restore.Criteria, days[2], 'SUPPRESSED', 'jane')).toBe(false);
});

test('a last day that is over is refused by the tool, before anything is deployed; synth reads no clock', () => {
  const { plan } = assembly;
  expect(plan.suppressions).toEqual([{ name: 'website', reason: 'It is the website.', expires: '2027-02-28', path: 'Acme/security/website' }]);
  const refused = (today: string, only?: string[]) => {
    try {
      checkSuppressions(plan, today, only);
    } catch (error) {
      return (error as CliError).problem.what;
    }
    return undefined;
  };
  expect(['2027-02-28', '2027-03-01'].map(today => refused(today))).toEqual([undefined, 'the suppression "website" has ended; nothing was deployed']);
  // an urgent fix elsewhere waits for nobody
  expect([['production'], ['security']].map(only => refused('2027-03-01', only) !== undefined)).toEqual([false, true]);
});

const route = (options: object, name = 'r') => complaintsOf(build(zone => zone.security.addFindingRoute(name, { to: [FindingTarget.email('a@acme.com')], ...options })));
const suppression = (options: object, name = 's') => complaintsOf(build(zone => zone.security.suppressFindings(name, {
  controls: ['S3.8'], reason: 'x', expires: '2027-01-31', ...options,
})));

test.each<[string, () => string, string]>([
  ['a name', () => route({}, 'On call'), 'name of a route: got "On call"'],
  ['nobody', () => route({ to: [] }), 'to: got [], expected at least one target'],
  ['no address', () => route({ to: [FindingTarget.email('jane')] }), 'e-mail: got "jane"'],
  ['a channel\'s name', () => route({ to: [FindingTarget.slack({ workspaceId: 'acme', channelId: '#alerts' })] }), 'channelId: got "#alerts"'],
  ['no https', () => route({ to: [FindingTarget.https({ url: 'http://tickets.acme.com' })] }), 'url: got "http://tickets.acme.com"'],
  ['the secret itself', () => route({ to: [FindingTarget.https({ url: 'https://t.acme.com', secretVersion: 'hunter2' })] }), 'secretVersion: got "(not shown'],
  ['a severity', () => route({ minimumSeverity: 'SEVERE' }), 'minimumSeverity: got "SEVERE"'],
  ['a product', () => route({ products: ['Amazon GuardDuty'] }), 'products: got "Amazon GuardDuty", expected the name that Security Hub has for it; write "GuardDuty"'],
  ['no account', () => route({ accounts: Targets.environmentType(EnvironmentType.of('qa', { organizationalUnit: 'QA' })) }), 'expected a target that holds an account'],
  ['twice', () => complaintsOf(build(zone => [1, 2].forEach(() => zone.security.addFindingRoute('r', { to: [FindingTarget.email('a@acme.com')] })))), 'that no other route has'],
  ['no reason', () => suppression({ reason: ' ' }), 'reason: got " "'],
  ['a day that is none', () => suppression({ expires: '2027-02-30' }), 'expires: got "2027-02-30", expected a day'],
  ['everything', () => suppression({ controls: undefined }), 'or all findings are suppressed'],
  ['all of a product\'s accounts', () => suppression({ controls: undefined, accounts: [] }), 'or all findings are suppressed'],
  ['a control', () => suppression({ controls: ['s3.8'] }), 'controls: got "s3.8"'],
  ['too many', () => complaintsOf(build(zone => Array.from({ length: 51 }, (_, index) => zone.security.suppressFindings(`s${index}`, {
    controls: ['S3.8'], reason: 'x', expires: '2027-01-31',
  })))), 'at most 50'],
])('bad input: %s', (_, complaints, expected) => {
  expect(complaints()).toContain(expected);
});
