import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import {
  EnvironmentAccount, EnvironmentOptions, EnvironmentType, EnvironmentTypeOptions, GrantSendOptions, LandingZone, LandingZoneProps,
} from '../../src';
import { landingZone, registered } from '../support/acme';
import { appIn, complaintsOf } from '../support/assembly';

const PRODUCTION = { environmentType: EnvironmentType.PRODUCTION };

const complaints = (more: (zone: LandingZone) => void, props: Partial<LandingZoneProps> = {}) =>
  complaintsOf((app: App) => more(landingZone(app, registered(['production', 'sandbox-try']), props)));
const roleIn = (environment: EnvironmentAccount, region = 'eu-west-1') =>
  new iam.Role(environment.stack(region, 'shop'), 'Role', { assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') });
const granting = (options: GrantSendOptions, environment: Partial<EnvironmentOptions> = {}) => complaints(zone => {
  const production = zone.addEnvironment('production', { ...PRODUCTION, ...environment });
  production.email.grantSend(roleIn(production), options);
});
const asRootDomain = (type: Partial<EnvironmentTypeOptions>) => complaints(zone => {
  zone.addEnvironment('production', { environmentType: EnvironmentType.of('load', { organizationalUnit: 'Workloads/Staging', ...type }), sendsAsRootDomain: true });
});

test.each<[string, () => string, string]>([
  ['another domain', () => granting({ fromAddresses: ['orders@example.com'] }),
    'grantSend: address: got "orders@example.com", expected an address of production.acme.com; write "orders@production.acme.com"'],
  ['the root domain, which was not said', () => granting({ fromAddresses: ['orders@acme.com'] }),
    'write "orders@production.acme.com", or sendsAsRootDomain: true where production is added'],
  ['a name below the environment\'s', () => granting({ fromAddresses: ['orders@api.production.acme.com'] }), 'expected an address of production.acme.com'],
  ['a pattern', () => granting({ fromAddresses: ['*'] }), 'grantSend: address: got "*", expected 1 to 64 letters, digits and ._+=- before the @'],
  ['no address', () => granting({ fromAddresses: [] }), 'grantSend: fromAddresses: got [], expected at least one address, or none of this option for all'],
  ['who sends no mail', () => granting({}, { sendsMail: false }), 'grantSend: got "production", expected an environment that sends mail'],
  ['a sandbox', () => complaints(zone => {
    const sandbox = zone.addSandbox('try', { expires: '2027-01-15', owner: 'jane@acme.com' });
    sandbox.email.grantSend(roleIn(sandbox));
  }), 'Acme/sandbox-try: grantSend: got "sandbox-try", expected an environment that sends mail, and sandboxes do not'],
  ['settings of another domain', () => complaints(zone => {
    zone.addEnvironment('production', PRODUCTION).email.settings('orders@example.com');
  }), 'settings: address: got "orders@example.com"'],
  ['staging as the root domain', () => complaints(zone => { zone.addEnvironment('production', { environmentType: EnvironmentType.STAGING, sendsAsRootDomain: true }); }),
    'sendsAsRootDomain: got true, expected production: what staging sends by mistake must not come from acme.com; write mail from production.acme.com'],
  ['a type of one\'s own that only tries, as the root domain', () => asRootDomain({}), 'sendsAsRootDomain: got true, expected production: what load sends by mistake'],
  ['the root domain without mail', () => complaints(zone => { zone.addEnvironment('production', { ...PRODUCTION, sendsMail: false, sendsAsRootDomain: true }); }),
    'sendsAsRootDomain: got true, expected an environment that sends mail'],
  ['a name too long for the keys of DKIM', () => complaints(zone => {
    zone.addEnvironment('production', { ...PRODUCTION, subdomain: Array(4).fill('x'.repeat(50)).join('.') });
  }), 'expected at most 209 characters where mail is sent from'],
  ['nobody to tell', () => complaints(() => undefined, { mailAlertEmails: [] }), 'Acme: mailAlertEmails: got [], expected at least one'],
  ['an address that is none', () => complaints(() => undefined, { mailAlertEmails: ['postmaster'] }), 'Acme: mailAlertEmails: got "postmaster"'],
  ['a home region without SES', () => complaints(zone => {
    const production = zone.addEnvironment('production', PRODUCTION);
    production.email.grantSend(roleIn(production, 'eu-south-2'));
  }, { homeRegion: 'eu-south-2', additionalRegions: [] }), 'grantSend: got "eu-south-2", expected a home region with SES'],
  ['a record where bounces come back', () => complaints(zone => zone.dns.rootDomain.addRecords('bounces', 'MX', ['10 mx.example.com.'])),
    'name of a record: got "bounces", expected another name: bounces of mail come back to it; write "www"'],
])('%s is an error that offers the right form', (_, said, expected) => expect(said()).toContain(expected));

test.each([{ critical: true }, { mailAsRootDomain: true }])('a type of one\'s own may send as the root domain where it says %j', type => {
  expect(asRootDomain(type)).toBe('');
});

test('an address in another script is converted', () => {
  expect(complaints(zone => {
    const production = zone.addEnvironment('production', { ...PRODUCTION, subdomain: 'küche' });
    expect(production.email.settings('orders@küche.bücher.example')).toMatchObject({ CLOUD_PLATFORM_MAIL_FROM: 'orders@xn--kche-0ra.xn--bcher-kva.example' });
  }, { domainName: 'bücher.example' })).toBe('');
});

test('an application is told of an address that cannot be one', () => {
  const app = appIn();
  const stack = new Stack(app, 'Shop');
  EnvironmentAccount.current(stack).email.settings('or ders');
  expect(() => app.synth()).toThrow('settings: address: got "or ders", expected 1 to 64 letters');
});
