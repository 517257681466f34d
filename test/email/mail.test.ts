import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { AccountRole, EnvironmentAccount, EnvironmentType, LandingZone } from '../../src';
import { Assembly } from '../../src/verify/assembly';
import { faultsOf } from '../../src/verify/laws';
import { landingZone, registered } from '../support/acme';
import { appIn, synthesize } from '../support/assembly';

const EMAIL = 'Acme/email/eu-west-1';
const SENDERS = `${EMAIL}-accounts-0`;
const SENDER_ROLE = 'arn:aws:iam::200000000006:role/cloud-platform/cloud-platform-mail-production';

let assembly: Assembly;
let zone: LandingZone;
beforeAll(() => {
  assembly = synthesize((app: App) => {
    zone = landingZone(app, registered(['production', 'staging', 'quiet', 'sandbox-try']));
    const production = zone.addEnvironment('production', { environmentType: EnvironmentType.PRODUCTION, sendsAsRootDomain: true });
    zone.addEnvironment('staging', { environmentType: EnvironmentType.STAGING });
    zone.addEnvironment('quiet', { environmentType: EnvironmentType.STAGING, sendsMail: false });
    zone.addSandbox('try', { expires: '2027-01-15', owner: 'jane@acme.com' });
    const stack = production.stack('eu-west-1', 'shop');
    const roleOf = (id: string) => new iam.Role(stack, id, { assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') });
    production.email.grantSend(roleOf('Anything'));
    production.email.grantSend(roleOf('Orders'), { fromAddresses: ['orders', 'invoices@acme.com'] });
  });
});

const only = (path: string, type: string, name = '') => {
  const found = assembly.resources(path, type).filter(([, resource]) => JSON.stringify(resource).includes(name));
  expect(found).toHaveLength(1);
  return found[0][1].Properties;
};
const grantOf = (id: string) => assembly.resources('Acme/production/eu-west-1-shop', 'AWS::IAM::Policy')
  .find(([name]) => name.startsWith(id))![1].Properties.PolicyDocument.Statement[0];

test('each environment has an identity, a configuration set, a tenant and alarms of its own in the email account', () => {
  expect(assembly.resources(SENDERS, 'AWS::SES::EmailIdentity').map(([, { Properties }]) => Properties.EmailIdentity)).toEqual(['production.acme.com', 'staging.acme.com']);
  const identity = only(SENDERS, 'AWS::SES::EmailIdentity', 'production.acme.com');
  expect(identity).toMatchObject({
    DkimSigningAttributes: { NextSigningKeyLength: 'RSA_2048_BIT' }, MailFromAttributes: { MailFromDomain: 'bounces.production.acme.com' },
  });
  const [[set]] = assembly.resources(SENDERS, 'AWS::SES::ConfigurationSet').filter(([, { Properties }]) => Properties.Name === 'cloud-platform-production');
  // left out, the configuration set is its own all the same
  expect(identity.ConfigurationSetAttributes.ConfigurationSetName).toEqual({ Ref: set });
  expect(only(SENDERS, 'AWS::SES::Tenant', 'cloud-platform-production').ResourceAssociations.map(({ ResourceArn }: any) => ResourceArn.split(':').pop())).toEqual([
    'configuration-set/cloud-platform-production', 'identity/production.acme.com', 'identity/acme.com',
  ]);
  expect(assembly.resources(SENDERS, 'AWS::CloudWatch::Alarm').filter(([, { Properties }]) => Properties.Dimensions[0].Value === 'cloud-platform-production')
    .map(([, { Properties }]) => `${Properties.MetricName} ${Properties.Threshold}`)).toEqual([
    'Reputation.BounceRate 0.05', 'Reputation.BounceRate 0.1', 'Reputation.ComplaintRate 0.001', 'Reputation.ComplaintRate 0.005',
  ]);
});

test('the root domain\'s own configuration set sends nothing: whoever sends as it names another one', () => {
  const [[unnamed]] = assembly.resources(EMAIL, 'AWS::SES::ConfigurationSet');
  expect(only(EMAIL, 'AWS::SES::ConfigurationSet').SendingOptions).toEqual({ SendingEnabled: false });
  expect(only(EMAIL, 'AWS::SES::EmailIdentity')).toMatchObject({ EmailIdentity: 'acme.com', ConfigurationSetAttributes: { ConfigurationSetName: { Ref: unnamed } } });
});

test.each([
  ['Acme/production/eu-west-1', 'production.acme.com', SENDER_ROLE],
  ['Acme/dns/eu-west-1-mail', 'acme.com', 'arn:aws:iam::200000000006:role/cloud-platform/cloud-platform-mail-dns'],
])('%s reads in the email account what SES wants to find at %s, and writes it itself', (path, domain, RoleArn) => {
  const [[identity]] = assembly.resources(path, 'Custom::MailIdentity');
  expect(only(path, 'Custom::MailIdentity')).toMatchObject({ DomainName: domain, Region: 'eu-west-1', RoleArn });
  const attribute = (name: string) => ({ 'Fn::GetAtt': [identity, name] });
  const records = assembly.resources(path, 'AWS::Route53::RecordSet').map(([, { Properties }]) => Properties);
  expect(records.filter(({ Type }) => Type === 'CNAME').map(({ Name, ResourceRecords }) => [Name, ResourceRecords])).toEqual([1, 2, 3].map(number => [
    { 'Fn::Join': ['', [attribute(`Token${number}`), `._domainkey.${domain}.`]] }, [{ 'Fn::Join': ['', [attribute(`Target${number}`), '.']] }],
  ]));
  expect(records.filter(({ Name }) => Name === `bounces.${domain}.`).map(({ Type, ResourceRecords }) => [Type, ...ResourceRecords])).toEqual([
    ['MX', '10 feedback-smtp.eu-west-1.amazonses.com.'], ['TXT', '"v=spf1 include:amazonses.com -all"'],
  ]);
});

test('the zone of dns waits for email with this alone, and environments for what email keeps for them', () => {
  const after = (path: string) => assembly.plan.stacks.find(stack => stack.path === path)!.dependsOn.filter(other => !other.startsWith('Acme/management/'));
  expect(after('Acme/dns/eu-west-1-mail')).toEqual(['Acme/dns/eu-west-1', SENDERS, EMAIL].sort());
  expect(after('Acme/dns/eu-west-1')).toEqual([]);
  expect(after('Acme/production/eu-west-1')).toContain(SENDERS);
});

test('what becomes of mail is told to the environment that sent it', () => {
  const destination = only(SENDERS, 'AWS::SES::ConfigurationSetEventDestination', 'Mailproduction').EventDestination;
  expect(destination.MatchingEventTypes).toEqual(expect.arrayContaining(['bounce', 'complaint', 'delivery']));
  const rule = only(SENDERS, 'AWS::Events::Rule', 'cloud-platform-production');
  expect(rule.Targets).toEqual([{
    Id: 'Environment', Arn: 'arn:aws:events:eu-west-1:200000000010:event-bus/cloud-platform-mail', RoleArn: 'arn:aws:iam::200000000006:role/cloud-platform/cloud-platform-mail_events',
  }]);
  expect(only('Acme/production/eu-west-1', 'AWS::Events::EventBus')).toMatchObject({ Name: 'cloud-platform-mail' });
  expect(JSON.stringify(only('Acme/production/eu-west-1', 'AWS::Events::EventBus').Policy)).toContain('cloud-platform-mail_events');
});

test('an environment\'s role may come in for any of its addresses, or for those alone that were said', () => {
  expect(grantOf('Anything')).toEqual({ Effect: 'Allow', Action: ['sts:AssumeRole', 'sts:TagSession'], Resource: SENDER_ROLE });
  expect(grantOf('Orders').Condition).toEqual({ StringEquals: { 'aws:RequestTag/mail-from': ['orders@production.acme.com', 'invoices@acme.com'] } });
});

test('who sends no mail has nothing of it', () => {
  for (const account of ['quiet', 'sandbox-try']) {
    expect(assembly.plan.doors.filter(({ guest, purpose }) => guest === account && purpose === 'mail')).toEqual([]);
    expect(assembly.resources(`Acme/${account}/eu-west-1`, 'AWS::Events::EventBus')).toEqual([]);
    expect(JSON.stringify(assembly.templates.get(`Acme/${account}/eu-west-1`))).not.toContain('mail-role-arn');
  }
});

test('the plan says who sends as whom, and what AWS\'s people have to be asked', () => {
  expect(assembly.plan.mail).toEqual({
    account: 'email',
    region: 'eu-west-1',
    rootDomains: ['acme.com'],
    senders: [
      { environment: 'production', domainName: 'production.acme.com', rootDomain: 'acme.com', configurationSet: 'cloud-platform-production' },
      { environment: 'staging', domainName: 'staging.acme.com', configurationSet: 'cloud-platform-staging' },
    ],
  });
  const step = assembly.plan.manualSteps.find(({ id }) => id === 'mail-production-access')!;
  expect(step.detail).toContain('aws sesv2 put-account-details --region eu-west-1');
  expect(step.detail).toContain('(production.acme.com, acme.com, staging.acme.com)');
});

test('all laws hold', () => expect(faultsOf(assembly)).toEqual([]));

test('while the email account is pending nothing waits for it, and nobody is granted a role that is not there', () => {
  // GIVEN
  const pending = synthesize(app => {
    const accounts = registered(['production']).filter(({ name }) => name !== 'email');
    const production = landingZone(app, accounts).addEnvironment('production', { environmentType: EnvironmentType.PRODUCTION });
    const role = new iam.Role(production.stack('eu-west-1', 'shop'), 'Role', { assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') });
    // WHEN
    production.email.grantSend(role);
    expect(production.email.settings()).toEqual({});
  });
  // THEN
  expect(pending.resources('Acme/production/eu-west-1-shop', 'AWS::IAM::Policy')).toEqual([]);
  expect(pending.resources('Acme/production/eu-west-1', 'Custom::MailIdentity')).toEqual([]);
  expect(pending.plan.stacks.map(({ path }) => path)).not.toContain('Acme/dns/eu-west-1-mail');
});

test('an application needs no knowledge of accounts', () => {
  // GIVEN
  const app = appIn();
  const stack = new Stack(app, 'Shop');
  const { email } = EnvironmentAccount.current(stack);
  // WHEN
  email.grantSend(new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') }), { fromAddresses: ['orders'] });
  const settings = stack.resolve(email.settings('orders'));
  // THEN
  const template = JSON.stringify(app.synth().getStackByName('Shop').template);
  expect(template).toContain('/cloud-platform/v1/mail-role-arn');
  expect(template).not.toMatch(/\d{12}/);
  expect(Object.keys(settings)).toEqual(['CLOUD_PLATFORM_MAIL_ROLE', 'CLOUD_PLATFORM_MAIL_REGION', 'CLOUD_PLATFORM_MAIL_CONFIGURATION_SET', 'CLOUD_PLATFORM_MAIL_FROM']);
  expect(JSON.stringify(settings.CLOUD_PLATFORM_MAIL_FROM)).toMatch(/"orders@",\{"Ref":"[^"]*hostedzonename/);
});

test('a door of one\'s own may take session tags', () => {
  const trust = synthesize(app => {
    const other = landingZone(app, registered(['production']));
    const production = other.addEnvironment('production', { environmentType: EnvironmentType.PRODUCTION });
    new AccountRole({ owner: other.dns, guest: production, purpose: 'audit', statements: [new iam.PolicyStatement({ actions: ['route53:ListHostedZones'], resources: ['*'] })], sessionTags: ['team'] });
  }).resources('Acme/dns/eu-west-1-accounts-0', 'AWS::IAM::Role').find(([, { Properties }]) => Properties.RoleName === 'cloud-platform-audit-production')![1].Properties.AssumeRolePolicyDocument;
  expect(trust.Statement.map(({ Action, Condition }: any) => [Action, Condition['ForAllValues:StringEquals']])).toEqual([
    ['sts:AssumeRole', undefined], ['sts:TagSession', { 'aws:TagKeys': ['team'] }],
  ]);
});

test('under another name with the same domain an environment keeps its identity', () => {
  const identities = ['production', 'prod'].map(name => synthesize(app => {
    landingZone(app, registered([name])).addEnvironment(name, { environmentType: EnvironmentType.PRODUCTION, subdomain: 'shop' });
  }).resources(SENDERS, 'AWS::SES::EmailIdentity').map(([id, { Properties }]) => [id, Properties.EmailIdentity]));
  expect(identities[1]).toEqual(identities[0]);
});

test('names that differ in a dot or a hyphen alone stand side by side', () => {
  const both = synthesize(app => {
    const other = landingZone(app, registered(['eu1', 'eu-1']), { queryLogging: true });
    other.addEnvironment('eu1', { environmentType: EnvironmentType.PRODUCTION, subdomain: 'eu.shop' });
    other.addEnvironment('eu-1', { environmentType: EnvironmentType.PRODUCTION, subdomain: 'eu-shop' });
  });
  expect(both.resources(SENDERS, 'AWS::SES::EmailIdentity').map(([, { Properties }]) => Properties.EmailIdentity)).toEqual(['eu.shop.acme.com', 'eu-shop.acme.com']);
});
