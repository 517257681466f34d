import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { CfnResource, Stack } from 'aws-cdk-lib';
import { PublicHostedZone } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { AccountEmail, AccountRegistry, EnvironmentType, LandingZone, LandingZoneProps, SubdomainDelegation } from '../../src';
import { landingZone, registered } from '../support/acme';
import { complaintsOf } from '../support/assembly';

const STAGING = { environmentType: EnvironmentType.STAGING };
const SANDBOX = { expires: '2027-01-15', owner: 'jane@acme.com' };

const CONTACT = { name: 'Security', title: 'Security team', email: 'security@acme.com', phone: '+49 30 123456' };

function tags(count: number, key = 'key'): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`${key}-${index}`, 'x']));
}

/** What complaints a landing zone with this difference gets. */
function complaints(props: Partial<LandingZoneProps>, more: (zone: LandingZone) => void = () => undefined): string {
  return complaintsOf(app => more(landingZone(app, registered(), props)));
}

function withFile(text: string): string {
  const dir = mkdtempSync(join(tmpdir(), 'registry-'));
  const file = join(dir, 'accounts.json');
  writeFileSync(file, text);
  const said = complaints({ accounts: AccountRegistry.fromFile(file) });
  rmSync(dir, { recursive: true });
  return said.replaceAll(file, 'accounts.json');
}

test.each<[string, () => string, string]>([
  ['no domain', () => complaints({ domainName: 'acme' }), 'Acme: domainName: got "acme", expected a domain name with a dot; write "example.com"'],
  ['an unknown region', () => complaints({ homeRegion: 'eu-west-9' }), 'Acme: homeRegion: got "eu-west-9", expected the name of an AWS region; write "eu-west-'],
  ['a mistyped region', () => complaints({ additionalRegions: ['us-esat-1'] }), 'additionalRegions: got "us-esat-1", expected the name of an AWS region; write "us-east-1"'],
  ['a region twice', () => complaints({ additionalRegions: ['eu-west-1'] }), 'additionalRegions: got "eu-west-1", expected each region once'],
  ['another partition', () => complaints({ additionalRegions: ['cn-north-1'] }), 'got "cn-north-1", expected a region of the home region\'s partition, aws'],
  ['a prefix with capitals', () => complaints({ prefix: 'Acme' }), 'Acme: prefix: got "Acme", expected 2 to 20 lower-case letters'],
  ['a long qualifier', () => complaints({ bootstrapQualifier: 'x'.repeat(11) }), 'bootstrapQualifier: got "xxxxxxxxxxx", expected 1 to 10'],
  ['a zone id that is none', () => complaints({ hostedZoneId: '/hostedzone/Z1' }), 'hostedZoneId: got "/hostedzone/Z1", expected the id of a hosted zone'],
  ['an unknown unit', () => complaints({ organizationalUnits: { Prod: 'x' } }), 'organizationalUnits: got "Prod", expected one of Security, Infrastructure'],
  [
    'a unit too deep', () => complaints({ organizationalUnits: { Sandbox: 'a/b/c/d/e/f' } }),
    'organizational unit: got "a/b/c/d/e/f", expected at most 5 levels below the root, which is AWS\'s limit',
  ],
  [
    'a unit of one\'s own that is too deep',
    () => complaints({}, zone => zone.addEnvironment('qa', { environmentType: EnvironmentType.of('qa', { organizationalUnit: 'a/b/c/d/e/f' }) })),
    'Acme: organizational unit: got "a/b/c/d/e/f", expected at most 5 levels below the root, which is AWS\'s limit; write "a/b/c/d/e"',
  ],
  ['a unit without a name', () => complaints({ organizationalUnits: { Sandbox: 'a//b' } }), 'organizational unit: got "a//b", expected names of 1 to 128 characters between the slashes'],
  ['a unit with a long name', () => complaints({ organizationalUnits: { Sandbox: 'x'.repeat(129) } }), 'expected names of 1 to 128 characters between the slashes'],
  [
    'the id of a unit that the registry does not know', () => complaints({ organizationalUnits: { Sandbox: 'ou-abcd-11111111' } }),
    'Acme: organizational unit: got "ou-abcd-11111111", expected an id that the registry knows: it knows none; run "cloud-platform accounts sync", or write the unit\'s path',
  ],
  ...([
    ['name', ' ', '1 to 64 characters'], ['title', 'x'.repeat(51), '1 to 50 characters'], ['email', 'security', 'an e-mail address of at most 254 characters'],
    ['phone', '0800-HELP', 'at most 25 digits, spaces, brackets, + and -'],
  ] as const).map(([key, value, expected]): [string, () => string, string] => [
    `a contact with a bad ${key}`, () => complaints({ alternateContacts: { security: { ...CONTACT, [key]: value } } }),
    `Acme: alternateContacts.security.${key}: got "${value}", expected ${expected}; write "`,
  ]),
  [
    'a tag that is the platform\'s', () => complaints({ accountTags: { 'cloud-platform:slot': '1' } }),
    'Acme: key in accountTags: got "cloud-platform:slot", expected a key that begins neither with aws: nor with cloud-platform:; write "acme:slot"',
  ],
  ['a tag without a key', () => complaints({ accountTags: { '': '1' } }), 'Acme: key in accountTags: got "", expected 1 to 128 letters, digits, spaces and _.:/=+-@'],
  [
    'a long value of a tag', () => complaints({}, zone => zone.addEnvironment('qa', { ...STAGING, accountTags: { team: 'x'.repeat(257) } })),
    'Acme/qa: accountTags[\'team\']: got "xxx',
  ],
  [
    'more tags than AWS allows', () => complaints({ accountTags: tags(40) }, zone => zone.addEnvironment('qa', { ...STAGING, accountTags: tags(9, 'more') })),
    'Acme/qa: accountTags: got "49 tags", expected at most 48; write fewer',
  ],
  ['a bad name', () => complaints({}, zone => zone.addEnvironment('Prod_EU', STAGING)), 'Acme/Prod_EU: name: got "Prod_EU", expected 2 to 30 lower-case letters'],
  [
    'a name twice', () => complaints({}, zone => ['qa', 'qa'].forEach(name => zone.addEnvironment(name, STAGING))),
    'Acme/qa: name: got "qa", expected a name that no other account has; write "qa-2"',
  ],
  [
    'the name of a core account', () => complaints({}, zone => zone.addEnvironment('security', STAGING)),
    'Acme/security: name: got "security", expected a name that no core account has',
  ],
  [
    'a zone twice', () => complaints({}, zone => ['a1', 'a2'].forEach(name => zone.addEnvironment(name, { ...STAGING, subdomain: 'shop' }))),
    'Acme/a2: zone name: got "shop.acme.com", expected one of its own: Acme/a1 has it',
  ],
  [
    'a bad subdomain', () => complaints({}, zone => zone.addEnvironment('qa', { ...STAGING, subdomain: 'q_a' })),
    'Acme/qa: subdomain: got "q_a", expected lower-case letters, digits and hyphens',
  ],
  [
    'a long e-mail', () => complaints({ accountEmail: AccountEmail.plusAddress(`${'x'.repeat(50)}@acme.com`) }),
    'expected at most 64 characters, which is AWS\'s limit; write AccountEmail.explicit(',
  ],
  ...['a b@acme.com', 'aws@acme.com, b', 'aws', 'aws@acme', 'a@b@acme.com'].map((address): [string, () => string, string] => [
    `an e-mail that is none, ${address}`, () => complaints({ accountEmail: AccountEmail.explicit({ dns: address }, AccountEmail.plusAddress('aws@acme.com')) }),
    `Acme/dns: e-mail: got "${address}", expected an e-mail address; write`,
  ]),
  ['an e-mail twice', () => complaints({ accountEmail: AccountEmail.pattern('aws@acme.com') }), 'Acme/dns: e-mail: got "aws@acme.com", expected one of its own: Acme/management has it'],
  ['no e-mail', () => complaints({ accountEmail: AccountEmail.explicit({}) }), 'Acme/security: e-mail: got "", expected an e-mail address for this account'],
  [
    'a day that is none', () => complaints({}, zone => zone.addSandbox('x', { ...SANDBOX, expires: '2027-02-30' })),
    'Acme/sandbox-x: expires: got "2027-02-30", expected a date, YYYY-MM-DD; write "2027-01-31"',
  ],
  ['an owner that is none', () => complaints({}, zone => zone.addSandbox('x', { ...SANDBOX, owner: 'jane' })), 'owner: got "jane", expected an e-mail address'],
  ['a budget below nothing', () => complaints({}, zone => zone.addSandbox('x', { ...SANDBOX, monthlyBudget: -1 })), 'monthlyBudget: got -1, expected US dollars, more than 0'],
  ['generation zero', () => complaints({}, zone => zone.addSandbox('x', { ...SANDBOX, generation: 0 })), 'generation: got 0, expected a whole number from 1'],
  [
    'a stack in a region that is not governed', () => complaints({}, zone => zone.dns.stack('eu-central-1')),
    'Acme/dns: region of a stack: got "eu-central-1", expected one of eu-west-1, us-east-1; write additionalRegions: [\'eu-central-1\'] at the LandingZone',
  ],
  ['a mistyped region of a stack', () => complaints({}, zone => zone.dns.stack('eu-west1')), 'region of a stack: got "eu-west1", expected one of eu-west-1, us-east-1; write "eu-west-1"'],
  ['a bad part', () => complaints({}, zone => zone.dns.stack('eu-west-1', 'a/b')), 'Acme/dns: part of the stack: got "a/b", expected letters, digits and hyphens'],
  [
    'a second landing zone', () => complaintsOf(app => ['One', 'Two'].forEach(id => landingZone(app, registered(), {}, id))),
    'Two: landing zones of this app: got ["One","Two"], expected one; write a second app for Two',
  ],
  ['a registry that is missing', () => complaints({ accounts: AccountRegistry.fromFile('no/such.json') }), 'no/such.json: registry: got "ENOENT", expected a file that can be read; run "cloud-platform accounts sync"'],
  ['a registry that is no JSON', () => withFile('{'), 'expected JSON; run "cloud-platform accounts sync"'],
  ['a registry of another shape', () => withFile('[]'), 'accounts.json: registry: got [], expected an object with "version" and "accounts"'],
  [
    'a registry from a newer version', () => withFile('{"version": 99, "accounts": []}'),
    'version of the registry: got 99, expected 1; write a newer @astradot/cloud-platform in package.json: the file was written by one',
  ],
  [
    'opt-ins that are no list',
    () => withFile('{"version": 1, "accounts": [{"name": "management", "optedIn": "eu-south-1"}]}'),
    'registry: account management: optedIn: got "eu-south-1", expected a list of regions',
  ],
  [
    'closed regions that are no list',
    () => withFile('{"version": 1, "platform": {"prefix": "acme", "homeRegion": "eu-west-1", "regions": [], "closedRegions": 1}, "accounts": []}'),
    'expected an object with "prefix", "homeRegion" and "regions"',
  ],
  ['a platform of another shape', () => withFile('{"version": 1, "platform": 1, "accounts": []}'), 'registry: platform: got 1, expected an object with "prefix", "homeRegion" and "regions"'],
  ['an id that is none', () => complaints({ accounts: AccountRegistry.of({ accounts: [{ name: 'management', accountId: '12' }] }) }), 'account management: id: got "12", expected 12 digits'],
  ...[11, 13].map((digits): [string, () => string, string] => [
    `an id of ${digits} digits`, () => withFile(JSON.stringify({ version: 1, accounts: [{ name: 'management', id: '1'.repeat(digits) }] })),
    `accounts.json: registry: account management: id: got "${'1'.repeat(digits)}", expected 12 digits, as a string; run "cloud-platform accounts sync"`,
  ]),
  ...(['name', 'id', 'email'] as const).map((key): [string, () => string, string] => [
    `an account whose ${key} another one has`, () => {
      const [one, other] = ['1', '2'].map(digit => ({ name: `a${digit}`, id: digit.repeat(12), email: `aws+${digit}@acme.com` }));
      return withFile(JSON.stringify({ version: 1, accounts: [one, { ...other, [key]: one[key] }] }));
    },
    `${key}: got "${{ name: 'a1', id: '111111111111', email: 'aws+1@acme.com' }[key]}", expected a ${key} of its own: account a1 has it; write one of the two, or run`,
  ]),
  ['a slot twice', () => withFile(JSON.stringify({
    version: 1, accounts: [{ name: 'a', id: '111111111111', slot: 3 }, { name: 'b', id: '222222222222', slot: 3 }],
  })), 'registry: account b: slot: got 3, expected a slot of its own: account a has it'],
  [
    'a registry that contradicts the code',
    () => complaints({ accounts: AccountRegistry.of({ accounts: [...registered().slice(0, 6), { name: 'email', accountId: '200000000006', email: 'ses@acme.com' }] }) }),
    'Acme/email: e-mail: got "aws+email@acme.com", expected ses@acme.com, which the account has in AccountRegistry; write AccountEmail.explicit({ \'email\': \'ses@acme.com\' }, ...)',
  ],
  ['no management account', () => complaints({ accounts: AccountRegistry.of({ accounts: [] }) }), 'account management: got nothing, expected the account that the organization is managed from'],
  [
    'a child outside its parent', () => complaintsOf(app => {
      const stack = new Stack(app, 'Root');
      SubdomainDelegation.allow(stack, 'Shop', {
        hostedZone: new PublicHostedZone(stack, 'Zone', { zoneName: 'acme.com' }), zoneName: 'shop.other.com', accountId: '222222222222', roleName: 'shop',
      });
    }), 'Root/Shop: zone name: got "shop.other.com", expected a name below its parent, acme.com; write "shop.acme.com"',
  ],
])('%s: where, what, got, expected, what to write instead, and nothing is written', (_, complain, expected) => {
  expect(complain()).toContain(expected);
});

test('a stack of one\'s own with nothing in it is named, and one whose constructs are partly empty is not', () => {
  const said = complaints({}, ({ dns, email }) => {
    new Construct(dns.stack('eu-west-1', 'nothing'), 'Empty');
    const stack = email.stack('eu-west-1', 'something');
    new Construct(stack, 'Empty');
    new CfnResource(new Construct(stack, 'Full'), 'X', { type: 'AWS::SNS::Topic' });
  });
  expect(said.match(/got "no resources"/g)).toHaveLength(1);
  expect(said).toContain('Acme/dns/eu-west-1-nothing: stack: got "no resources", expected at least one; write something into it, or leave out stack(\'eu-west-1\', ...)');
});

test('all problems are told in one run', () => {
  // WHEN
  const said = complaints({ domainName: 'acme', prefix: 'A', additionalRegions: ['us-esat-1'] }, zone => {
    zone.addEnvironment('Prod', STAGING);
    zone.addEnvironment('Prod', STAGING);
    zone.addSandbox('x', { ...SANDBOX, expires: 'soon' });
    new CfnResource(zone.dns.stack('eu-west-7'), 'X', { type: 'AWS::SNS::Topic' });
  });
  // THEN
  for (const what of ['domainName: got "acme"', 'prefix: got "A"', 'got "us-esat-1"', 'name: got "Prod"', 'expires: got "soon"', 'got "eu-west-7"']) expect(said).toContain(what);
});
