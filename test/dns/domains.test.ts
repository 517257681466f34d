import { App } from 'aws-cdk-lib';
import { Dnssec, EnvironmentType, LandingZone, LandingZoneProps } from '../../src';
import { faultsOf } from '../../src/verify/laws';
import { landingZone, registered } from '../support/acme';
import { complaintsOf, synthesize } from '../support/assembly';

const PRODUCTION = { environmentType: EnvironmentType.PRODUCTION };
const SANDBOX = { expires: '2027-01-15', owner: 'jane@acme.com' };
const NAMES = ['production', 'shop', 'sandbox-upgrade'];

/** A landing zone; the accounts that it adds exist. */
const build = (more: (zone: LandingZone) => void, props: Partial<LandingZoneProps> = {}) => (app: App) => {
  const drawn = landingZone(new App(), [], props);
  more(drawn);
  const names = NAMES.map(name => drawn.node.tryFindChild(name) ? name : `nobody-${name}`);
  more(landingZone(app, registered(names).filter(({ name }) => !name.startsWith('nobody')), props));
};
const zonesOf = (more: (zone: LandingZone) => void, props: Partial<LandingZoneProps> = {}) => synthesize(build(more, props)).plan.dns
  .map(({ zoneName, account, parent }) => `${zoneName} ${account}${parent ? ` below ${parent}` : ''}`);

test('several domains, and environments below any of them', () => {
  // WHEN
  const assembly = synthesize(build(zone => {
    zone.dns.addDomain('acme.org');
    zone.addEnvironment('production', PRODUCTION);
    zone.addEnvironment('shop', { ...PRODUCTION, domainName: 'acme.org', subdomain: 'eu.shop' });
  }));
  // THEN
  expect(assembly.plan.dns.map(({ zoneName, parent }) => [zoneName, parent])).toEqual([
    ['acme.com', undefined], ['acme.org', undefined], ['production.acme.com', 'acme.com'], ['eu.shop.acme.org', 'acme.org'],
  ]);
  expect(assembly.resources('Acme/dns/eu-west-1', 'AWS::Route53::HostedZone').map(([, { Properties }]) => Properties.Name)).toEqual(['acme.com.', 'acme.org.']);
  const [[, delegation]] = assembly.resources('Acme/shop/eu-west-1', 'Custom::SubdomainDelegation');
  expect(delegation.Properties).toMatchObject({ ChildZoneName: 'eu.shop.acme.org', ParentZoneName: 'acme.org' });
  expect(faultsOf(assembly)).toEqual([]);
});

test('the role of an environment writes into the zone of its own domain alone', () => {
  const assembly = synthesize(build(zone => {
    zone.dns.addDomain('acme.org');
    zone.addEnvironment('shop', { ...PRODUCTION, domainName: 'acme.org' });
  }));
  const stack = 'Acme/dns/eu-west-1-accounts-0';
  const [[, role]] = assembly.resources(stack, 'AWS::IAM::Role').filter(([, { Properties }]) => Properties.RoleName === 'cloud-platform-delegation-shop');
  const zones = JSON.stringify(role.Properties.Policies).match(/"Ref":"([^"]+)"/g)!.map(ref => assembly.templates.get(stack).Parameters[JSON.parse(`{${ref}}`).Ref].Default);
  expect(new Set(zones)).toEqual(new Set(['/cloud-platform/v1/root-hosted-zone-ids/acme.org']));
  expect(JSON.stringify(role.Properties.Policies)).toContain('"shop.acme.org"');
});

test('a domain comes and goes without a change to the others', () => {
  const dnsOf = (more: (zone: LandingZone) => void) => synthesize(build(more)).resources('Acme/dns/eu-west-1').filter(([id]) => /^RootZone(Id)?[0-9A-F]{8}$|^RootZoneId$/.test(id));
  const alone = dnsOf(() => undefined);
  expect(alone).toHaveLength(2);
  expect(dnsOf(zone => zone.dns.addDomain('acme.org'))).toEqual(alone);
});

test('each domain may stand there already, and be signed or not', () => {
  const assembly = synthesize(build(zone => {
    zone.dns.addDomain('acme.org', { hostedZoneId: 'Z0123456789', dnssec: Dnssec.OFF });
    zone.dns.addDomain('acme.net');
    zone.addEnvironment('production', PRODUCTION);
    zone.addEnvironment('shop', { ...PRODUCTION, domainName: 'acme.org' });
  }, { dnssec: Dnssec.SIGNING }));
  expect(assembly.plan.dns.map(({ zoneName, dnssec }) => `${zoneName} ${dnssec}`)).toEqual([
    'acme.com signing', 'acme.org undefined', 'acme.net signing', 'production.acme.com signing', 'shop.acme.org undefined',
  ]);
  expect(assembly.resources('Acme/dns/eu-west-1', 'AWS::Route53::DNSSEC')).toHaveLength(2);
  // one key signs for all zones of an account
  expect(assembly.resources('Acme/dns/us-east-1-dnssec-key', 'AWS::KMS::Key')).toHaveLength(1);
  expect(assembly.resources('Acme/dns/eu-west-1', 'AWS::SSM::Parameter').map(([, { Properties }]) => [Properties.Name, Properties.Value]))
    .toContainEqual(['/cloud-platform/v1/root-hosted-zone-ids/acme.org', 'Z0123456789']);
});

test('the registrar of each domain is a step of its own', () => {
  const { manualSteps } = synthesize(build(zone => zone.dns.addDomain('acme.org'))).plan;
  expect(manualSteps.filter(({ id }) => id.startsWith('registrar')).map(({ id, title }) => `${id}: ${title}`)).toEqual([
    'registrar: Set the name servers of acme.com at its registrar', 'registrar-acme.org: Set the name servers of acme.org at its registrar',
  ]);
});

test('a domain of its own for sandboxes', () => {
  const sandbox = (zone: LandingZone) => zone.addSandbox('upgrade', SANDBOX);
  expect(zonesOf(sandbox)).toContain('upgrade.sandbox.acme.com sandbox-upgrade below acme.com');
  expect(zonesOf(sandbox, { sandboxDomainName: 'acme-sandbox.com' })).toContain('upgrade.acme-sandbox.com sandbox-upgrade below acme-sandbox.com');
  expect(zonesOf(zone => zone.addSandbox('upgrade', { ...SANDBOX, domainName: 'acme.com' }), { sandboxDomainName: 'acme-sandbox.com' }))
    .toContain('upgrade.sandbox.acme.com sandbox-upgrade below acme.com');
});

test('a name of another script is converted, and shown both ways', () => {
  const assembly = synthesize(build(zone => zone.addEnvironment('shop', { ...PRODUCTION, subdomain: 'küche' }), { domainName: 'bücher.example' }));
  expect(assembly.plan.dns.map(({ zoneName, unicodeName }) => [zoneName, unicodeName])).toEqual([
    ['xn--bcher-kva.example', 'bücher.example'], ['xn--kche-0ra.xn--bcher-kva.example', 'küche.bücher.example'],
  ]);
  expect(assembly.resources('Acme/shop/eu-west-1', 'AWS::Route53::HostedZone')[0][1].Properties.Name).toBe('xn--kche-0ra.xn--bcher-kva.example.');
  expect(assembly.plan.manualSteps.find(({ id }) => id === 'registrar')!.title).toContain('xn--bcher-kva.example (bücher.example)');
});

test('one name in two scripts is one domain', () => {
  expect(zonesOf(zone => {
    zone.dns.addDomain('bücher.example');
    zone.addEnvironment('shop', { ...PRODUCTION, domainName: 'xn--bcher-kva.example' });
  })).toContain('shop.xn--bcher-kva.example shop below xn--bcher-kva.example');
});

const label = 'a'.repeat(63);
test.each<[string, (zone: LandingZone) => void, string]>([
  ['a domain that is none', zone => zone.dns.addDomain('acme'), 'Acme/dns: domain: got "acme", expected a domain name with a dot; write "example.org"'],
  ['a domain twice', zone => zone.dns.addDomain('acme.com'), 'Acme/dns: domain: got "acme.com", expected each domain once'],
  ['a domain below another', zone => zone.dns.addDomain('eu.acme.com'), 'domain: got "eu.acme.com", expected a domain that is neither below nor above another one, acme.com'],
  ['a zone id that is none', zone => zone.dns.addDomain('acme.org', { hostedZoneId: 'x' }), 'Acme/dns: hostedZoneId: got "x", expected the id of a hosted zone'],
  ['a domain that nobody added', zone => zone.addEnvironment('shop', { ...PRODUCTION, domainName: 'other.net' }),
    "Acme/shop: domainName: got \"other.net\", expected one of acme.com; write landingZone.dns.addDomain('other.net') before it"],
  ['a domain that is mistyped', zone => {
    zone.dns.addDomain('acme.org');
    zone.addEnvironment('shop', { ...PRODUCTION, domainName: 'acme.ogr' });
  }, 'Acme/shop: domainName: got "acme.ogr", expected one of acme.com, acme.org; write "acme.org"'],
  ['a label over 63 octets', zone => zone.addEnvironment('shop', { ...PRODUCTION, subdomain: `${label}a` }), 'Acme/shop: subdomain: got'],
  ['a name over 255 octets', zone => zone.addEnvironment('shop', { ...PRODUCTION, subdomain: [label, label, label, label].join('.') }),
    'expected at most 253 characters, 255 octets on the wire, and not 264; write a shorter subdomain'],
  ['a name over 63 octets once it is converted', zone => zone.addEnvironment('shop', { ...PRODUCTION, subdomain: 'ü'.repeat(60) }), 'Acme/shop: subdomain: got'],
  ['two environments with one subdomain', zone => {
    zone.addEnvironment('production', PRODUCTION);
    zone.addEnvironment('shop', { ...PRODUCTION, subdomain: 'production' });
  }, 'Acme/shop: zone name: got "production.acme.com", expected one of its own: Acme/production has it; write another subdomain'],
])('%s is an error at synth that says what to write', (_, more, message) => {
  expect(complaintsOf(build(more))).toContain(message);
});

test('a domain for sandboxes that is none is an error at synth', () => {
  expect(complaintsOf(build(() => undefined, { sandboxDomainName: 'sandbox' }))).toContain('Acme/dns: domain: got "sandbox", expected a domain name with a dot');
});

test.each([[`${label}a.com`, 'expected at most 63 characters between the dots, and not 64'], [`${'a.'.repeat(130)}com`, 'expected at most 253 characters, 255 octets on the wire, and not 263']])(
  'a root domain that is too long is one error among others', (domainName, expected) => {
    const complaints = complaintsOf(build(() => undefined, { domainName, prefix: 'X' }));
    expect(complaints).toContain(`Acme: domainName: got "${domainName}", ${expected}`);
    expect(complaints).toContain('Acme: prefix: got "X"');
  });

test('one subdomain below two domains is two names', () => {
  expect(complaintsOf(build(zone => {
    zone.dns.addDomain('acme.org');
    zone.addEnvironment('production', { ...PRODUCTION, subdomain: 'shop' });
    zone.addEnvironment('shop', { ...PRODUCTION, domainName: 'acme.org' });
  }))).toBe('');
});

test('nothing of it depends on who is synthesised', () => {
  const more = build(zone => {
    zone.dns.addDomain('acme.org');
    zone.addEnvironment('shop', { ...PRODUCTION, domainName: 'acme.org' });
  }, { dnssec: Dnssec.CHAIN_OF_TRUST });
  const [all, alone] = [synthesize(more), synthesize(more, { 'cloud-platform:only': 'shop' })];
  expect(alone.plan).toEqual(all.plan);
  expect(alone.templates.get('Acme/shop/eu-west-1')).toEqual(all.templates.get('Acme/shop/eu-west-1'));
});
