import { App } from 'aws-cdk-lib';
import { Dnssec, EnvironmentType, LandingZone, LandingZoneProps, SandboxOptions } from '../../src';
import type { Assembly } from '../../src/verify/assembly';
import { landingZone, registered, registryFile } from '../support/acme';
import { complaintsOf, synthesize } from '../support/assembly';

const OPTIONS: SandboxOptions = { expires: '2027-01-31', owner: 'jane@acme.com' };

function zone(add: (zone: LandingZone) => void, props: Partial<LandingZoneProps> = {}): (app: App) => void {
  return app => add(landingZone(app, registered(['sandbox-a', 'sandbox-b']), props));
}

const propertiesOf = (assembly: Assembly, path: string, type: string): any[] =>
  assembly.resources(path, type).map(([, { Properties }]) => Properties);

describe('two sandboxes', () => {
  let assembly: Assembly;
  beforeAll(() => {
    assembly = synthesize(zone(one => {
      one.addSandbox('a', OPTIONS);
      one.addSandbox('b', { ...OPTIONS, owner: 'lee@acme.com', subdomain: 'special' });
    }, { sandboxGracePeriod: 7, sandboxLongestLife: 60 }));
  });

  test('each account is tagged with all that ends it, whatever becomes of the code', () => {
    const tags = assembly.stacks.flatMap(({ path }) => propertiesOf(assembly, path, 'Custom::Account')).filter(({ AccountName }) => AccountName.startsWith('sandbox-')).map(({ Tags }) => Tags);
    expect(tags).toEqual([
      { 'cloud-platform:expires': '2027-01-31', 'cloud-platform:owner': 'jane@acme.com', 'cloud-platform:zone': 'a.sandbox.acme.com', 'cloud-platform:parent-zone': 'acme.com' },
      { 'cloud-platform:expires': '2027-01-31', 'cloud-platform:owner': 'lee@acme.com', 'cloud-platform:zone': 'special.acme.com', 'cloud-platform:parent-zone': 'acme.com' },
    ]);
  });

  test('a function runs each hour, knows its rules, and its failures are told', () => {
    const path = 'Acme/management/eu-west-1-sandboxes';
    const [{ Environment }] = propertiesOf(assembly, path, 'AWS::Lambda::Function');
    expect(JSON.parse(Environment.Variables.SETTINGS)).toMatchObject({
      sandboxUnit: 'Sandbox',
      quarantineUnit: 'Quarantine',
      gracePeriod: 7,
      longestLife: 60,
      budgets: true,
      doorArn: 'arn:aws:iam::200000000005:role/cloud-platform/cloud-platform-sandboxes-management',
      topicArn: 'arn:aws:sns:eu-west-1:200000000000:cloud-platform-sandboxes',
    });
    expect(propertiesOf(assembly, path, 'AWS::Events::Rule')).toMatchObject([{ ScheduleExpression: 'rate(1 hour)' }]);
    expect(propertiesOf(assembly, path, 'AWS::CloudWatch::Alarm')).toMatchObject([{ MetricName: 'Errors', EvaluationPeriods: 3 }]);
  });

  test('its owner, and nobody else, reads the topic of a sandbox', () => {
    const topics = assembly.stacks.flatMap(({ path }) => propertiesOf(assembly, path, 'AWS::SNS::Topic'));
    const readers = topics.map(({ TopicName, Subscription }) => [TopicName, Subscription.map(({ Endpoint }: any) => Endpoint)]);
    expect(readers).toEqual(expect.arrayContaining([
      ['cloud-platform-sandbox-a', ['jane@acme.com']], ['cloud-platform-sandbox-b', ['lee@acme.com']],
    ]));
  });

  test('behind its door in dns it has the names of sandboxes and no others', () => {
    const [role] = propertiesOf(assembly, 'Acme/dns/eu-west-1-accounts-0', 'AWS::IAM::Role').filter(({ RoleName }) => RoleName === 'cloud-platform-sandboxes-management');
    const names = role.Policies[0].PolicyDocument.Statement.map(({ Condition }: any) => Condition?.['ForAllValues:StringLike']?.['route53:ChangeResourceRecordSetsNormalizedRecordNames']).filter(Boolean);
    expect(names).toEqual([['*.sandbox.acme.com', 'special.acme.com']]);
  });

  test('the account says how far away its end may be; others do not', () => {
    const [sandboxes, others] = [true, false].map(are => assembly.resources('Acme/management/eu-west-1-accounts-0', 'Custom::Account')
      .filter(([, { Properties }]) => Properties.AccountName.startsWith('sandbox-') === are).map(([, { Properties }]) => Properties.LongestLife));
    expect(new Set(sandboxes)).toEqual(new Set(['60']));
    expect(new Set(others)).toEqual(new Set([undefined]));
  });

  test('the plan says how they end, and how many more there may be', () => {
    expect(assembly.plan.sandboxes).toEqual({ gracePeriod: 7, longestLife: 60, quarantineUnit: 'Quarantine', left: 1 });
  });
});

test('like production: the same regions, contract, certificates and keys of DNSSEC; but it sends no mail', () => {
  // GIVEN
  const parts = (name: string) => assembly.stacks.filter(({ path }) => path.startsWith(`Acme/${name}/`))
    .map(({ path }) => [path.replace(`/${name}/`, '/x/'), assembly.resources(path).map(([, { Type }]) => Type).sort()]);
  const assembly = synthesize(app => {
    const accounts = registered(['production', 'sandbox-a', 'sandbox-b']);
    const one = landingZone(app, accounts, { dnssec: Dnssec.CHAIN_OF_TRUST });
    const production = one.addEnvironment('production', { environmentType: EnvironmentType.PRODUCTION, certificate: true, sendsMail: false });
    one.addSandbox('a', { ...OPTIONS, like: production });
    one.addSandbox('b', OPTIONS);
  });

  // THEN
  expect(parts('sandbox-a')).toEqual(parts('production'));
  expect(parts('sandbox-b')).not.toEqual(parts('production'));
  expect(JSON.stringify(parts('sandbox-b'))).not.toContain('AWS::CertificateManager::Certificate');
});

test('a landing zone without sandboxes has nothing that closes accounts', () => {
  const assembly = synthesize(app => { landingZone(app, registered()); });
  expect(assembly.stacks.map(({ path }) => path).filter(path => path.includes('sandboxes'))).toEqual([]);
});

test('what ends sandboxes stays as long as the organization has one, though the code has none any more', () => {
  // WHEN
  const accounts = registryFile(registered(['sandbox-a']), ({ name }) => name === 'sandbox-a' ? { organizationalUnit: 'Quarantine' } : {});
  const assembly = synthesize(app => { landingZone(app, [], { accounts }); });

  // THEN
  expect(assembly.stacks.map(({ path }) => path)).toContain('Acme/management/eu-west-1-sandboxes');
  expect(JSON.stringify(assembly.resources('Acme/dns/eu-west-1-accounts-0'))).toContain('"*.sandbox.acme.com"');
});

test.each<[string, Partial<SandboxOptions>, Partial<LandingZoneProps>, string]>([
  ['a date that is none', { expires: '2027-02-30' }, {}, 'expires: got "2027-02-30", expected a date, YYYY-MM-DD'],
  ['an owner without an address', { owner: 'Jane' }, {}, 'owner: got "Jane", expected an e-mail address'],
  ['more tags than there is room for', { accountTags: Object.fromEntries(Array.from({ length: 38 }, (_, index) => [`t${index}`, 'x'])) }, {},
    'accountTags: got "38 tags", expected at most 37 on a sandbox'],
  ['no grace period', {}, { sandboxGracePeriod: 0 }, 'sandboxGracePeriod: got 0, expected a whole number of days from 1 to 3650; write 14'],
  ['a life of days and hours', {}, { sandboxLongestLife: 1.5 }, 'sandboxLongestLife: got 1.5, expected a whole number of days from 1 to 3650; write 180'],
])('%s is an error that says what to write', (_, options, props, expected) => {
  expect(complaintsOf(zone(one => { one.addSandbox('a', { ...OPTIONS, ...options }); }, props))).toContain(expected);
});
