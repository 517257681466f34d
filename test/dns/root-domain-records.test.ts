import { App } from 'aws-cdk-lib';
import { DmarcPolicy, EnvironmentType, LandingZone, LandingZoneProps, MailPolicy } from '../../src';
import { landingZone, registered, withEnvironments } from '../support/acme';
import { complaintsOf, synthesize } from '../support/assembly';

/** Name and type of each record set in the stack of records, and its values. */
function records(props: Partial<LandingZoneProps> = {}, more: (zone: LandingZone) => void = () => undefined): Record<string, string[]> {
  const assembly = synthesize(app => more(landingZone(app, registered(), props)));
  if (!assembly.plan.stacks.some(({ path }) => path === 'Acme/dns/eu-west-1-records')) return {};
  return Object.fromEntries(assembly.resources('Acme/dns/eu-west-1-records', 'AWS::Route53::RecordSet')
    .map(([, { Properties: { Name, Type, ResourceRecords } }]) => [`${Name} ${Type}`, ResourceRecords]));
}
const complaints = (more: (zone: LandingZone) => void, props: Partial<LandingZoneProps> = {}) =>
  complaintsOf((app: App) => more(landingZone(app, registered(), props)));

test('a new domain sends and receives no mail, and only Amazon certifies it', () => {
  expect(records()).toEqual({
    'acme.com. MX': ['0 .'],
    'acme.com. TXT': ['"v=spf1 -all"'],
    '_dmarc.acme.com. TXT': ['"v=DMARC1; p=reject; sp=reject; adkim=s; aspf=s"'],
    'acme.com. CAA': ['0 issue "amazon.com"'],
  });
});

test('a zone that was there already keeps its own records', () => {
  expect(records({ hostedZoneId: 'Z0123456789' })).toEqual({});
  expect(Object.keys(records({ hostedZoneId: 'Z0123456789', mail: MailPolicy.none() }))).toContain('acme.com. MX');
});

test('a domain with mail: MX, SPF, DMARC with reports, MTA-STS and TLS-RPT', () => {
  const mail = MailPolicy.of({
    servers: [{ host: 'smtp.google.com', priority: 1 }, { host: 'backup.example.com' }],
    senders: ['include:_spf.google.com', 'ip4:192.0.2.0/24'],
    dmarc: DmarcPolicy.QUARANTINE,
    dmarcReports: 'dmarc@acme.com',
    mtaStsId: '20270101',
    tlsReports: 'tls@acme.com',
  });
  expect(records({ mail })).toMatchObject({
    'acme.com. MX': ['1 smtp.google.com.', '10 backup.example.com.'],
    'acme.com. TXT': ['"v=spf1 include:_spf.google.com ip4:192.0.2.0/24 -all"'],
    '_dmarc.acme.com. TXT': ['"v=DMARC1; p=quarantine; sp=quarantine; adkim=s; aspf=s; rua=mailto:dmarc@acme.com"'],
    '_mta-sts.acme.com. TXT': ['"v=STSv1; id=20270101;"'],
    '_smtp._tls.acme.com. TXT': ['"v=TLSRPTv1; rua=mailto:tls@acme.com"'],
  });
});

test('whatever the policy, an environment\'s mail does not pass for the company\'s', () => {
  for (const mail of [MailPolicy.none(), MailPolicy.of({ dmarc: DmarcPolicy.NONE })]) {
    expect(records({ mail })['_dmarc.acme.com. TXT'][0]).toContain('adkim=s; aspf=s');
  }
});

test('texts of one name share one record set, the policy\'s among them', () => {
  const added = records({}, ({ dns }) => {
    dns.rootDomain.addTexts('@', ['google-site-verification=abc']);
    dns.rootDomain.addTexts('@', ['google-site-verification=abc', 'MS=ms1']);
  });
  expect(added['acme.com. TXT']).toEqual(['"v=spf1 -all"', '"google-site-verification=abc"', '"MS=ms1"']);
});

test('addresses of both kinds, names that stand for others, anything else', () => {
  expect(records({}, ({ dns: { rootDomain } }) => {
    rootDomain.addAddresses('www', ['192.0.2.1', '2001:db8::1', '192.0.2.2']);
    rootDomain.addCanonicalName('status', 'acme.statuspage.io');
    rootDomain.addRecords('_sip._tcp', 'SRV', ['0 5 5060 sip.example.com.']);
    rootDomain.addAddresses('*', ['192.0.2.3']);
  })).toMatchObject({
    'www.acme.com. A': ['192.0.2.1', '192.0.2.2'],
    'www.acme.com. AAAA': ['2001:db8::1'],
    'status.acme.com. CNAME': ['acme.statuspage.io.'],
    '_sip._tcp.acme.com. SRV': ['0 5 5060 sip.example.com.'],
    '*.acme.com. A': ['192.0.2.3'],
  });
});

test('a long text is several strings, and what is not plain is written as a number', () => {
  const long = `v=DKIM1; p=${'A'.repeat(400)}`;
  const added = records({}, ({ dns: { rootDomain } }) => {
    rootDomain.addTexts('long', [long]);
    rootDomain.addTexts('odd', ['say "hi" \\ bücher', '']);
  });
  const strings = added['long.acme.com. TXT'][0].split('" "').map(one => one.replace(/^"|"$/g, ''));
  expect(strings.map(({ length }) => length)).toEqual([255, long.length - 255]);
  expect(strings.join('')).toBe(long);
  expect(added['odd.acme.com. TXT']).toEqual(['"say \\"hi\\" \\\\ b\\303\\274cher"', '""']);
});

test('each record finds its zone by parameter: no export ties the stacks together', () => {
  const assembly = synthesize(app => { landingZone(app, registered()).dns.addDomain('acme.org'); });
  const { Parameters } = assembly.templates.get('Acme/dns/eu-west-1-records');
  const zoneOf = (name: string) => assembly.resources('Acme/dns/eu-west-1-records').filter(([, { Properties }]) => Properties.Name === name)
    .map(([, { Properties }]) => Parameters[Properties.HostedZoneId.Ref].Default);
  expect(new Set(zoneOf('acme.com.'))).toEqual(new Set(['/cloud-platform/v1/root-hosted-zone-id']));
  expect(new Set(zoneOf('acme.org.'))).toEqual(new Set(['/cloud-platform/v1/root-hosted-zone-ids/acme.org']));
});

test.each<[string, (zone: LandingZone) => void, string]>([
  ['an address that is none', ({ dns }) => dns.rootDomain.addAddresses('www', ['192.0.2.256']), 'Acme/dns/acme.com: address of www: got "192.0.2.256", expected an IPv4 or IPv6 address'],
  ['a name in full', ({ dns }) => dns.rootDomain.addAddresses('www.acme.com', ['192.0.2.1']), 'name of a record: got "www.acme.com", expected a name relative to acme.com; write "www"'],
  ['a name that is none', ({ dns }) => dns.rootDomain.addAddresses('w w', ['192.0.2.1']), 'name of a record: got "w w", expected labels of 1 to 63'],
  ['a canonical name at the top', ({ dns }) => dns.rootDomain.addCanonicalName('@', 'example.com'), 'expected no canonical name: the domain itself has NS and SOA records'],
  ['a canonical name beside others', ({ dns }) => {
    dns.rootDomain.addTexts('a', ['x']);
    dns.rootDomain.addCanonicalName('a', 'example.com');
  }, 'records of a: got "TXT, CNAME", expected one canonical name and nothing else'],
  ['a canonical name that is none', ({ dns }) => dns.rootDomain.addCanonicalName('a', 'example'), 'canonical name of a: got "example", expected a domain name with a dot'],
  ['a record in the zone of an environment', zone => {
    zone.addEnvironment('production', { environmentType: EnvironmentType.PRODUCTION });
    zone.dns.rootDomain.addAddresses('api.production', ['192.0.2.1']);
  }, 'name of a record: got "api.production.acme.com", expected one that is not in the zone of an environment, where nobody would find it: Acme/production has production.acme.com'],
])('%s is an error at synth', (_, more, message) => {
  expect(complaints(more)).toContain(message);
});

test.each<[string, Partial<LandingZoneProps>, string]>([
  ['a mail server that is none', { mail: MailPolicy.of({ servers: [{ host: 'smtp' }] }) }, 'mail server: got "smtp", expected a domain name with a dot'],
  ['a priority that is none', { mail: MailPolicy.of({ servers: [{ host: 'a.example', priority: -1 }] }) }, 'priority of a mail server: got -1, expected 0 to 65535'],
  ['a whole SPF record as sender', { mail: MailPolicy.of({ senders: ['v=spf1 include:a.example -all'] }) }, 'mail sender: got "v=spf1 include:a.example -all", expected one mechanism'],
  ['all as sender', { mail: MailPolicy.of({ senders: ['+all'] }) }, 'mail sender: got "+all"'],
  ['eleven look-ups', { mail: MailPolicy.of({ senders: [...Array(11).keys()].map(i => `include:s${i}.example`) }) }, 'mail senders: got 11, expected at most ten'],
  ['reports to nobody', { mail: MailPolicy.of({ dmarcReports: 'dmarc' }) }, 'dmarcReports: got "dmarc"'],
  ['MTA-STS without servers', { mail: MailPolicy.of({ mtaStsId: 'a-1' }) }, 'mtaStsId: got "a-1", expected 1 to 32 letters and digits'],
  ['an authority that is none', { certificateAuthorities: ['Amazon'] }, 'certificateAuthorities: got "Amazon"'],
])('%s is an error at synth', (_, props, message) => {
  expect(complaints(() => undefined, props)).toContain(message);
});

test('an empty list of authorities means nobody', () => {
  expect(records({ certificateAuthorities: [] })['acme.com. CAA']).toEqual(['0 issue ";"']);
});

test('a second synth, and one without the dns account, say the same plan', () => {
  const plan = (context: Record<string, unknown>) => synthesize(withEnvironments(['production']), context).plan;
  expect(plan({ 'cloud-platform:only': 'production' })).toEqual(plan({}));
});
