import { App, Stack } from 'aws-cdk-lib';
import { Role } from 'aws-cdk-lib/aws-iam';
import { PublicHostedZone } from 'aws-cdk-lib/aws-route53';
import { Dnssec, EnvironmentAccount, EnvironmentOptions, EnvironmentType, LandingZoneProps, SubdomainDelegation } from '../../src';
import { faultsOf } from '../../src/verify/laws';
import { landingZone, registered } from '../support/acme';
import { complaintsOf, synthesize } from '../support/assembly';

const ROLE = 'arn:aws:iam::200000000010:role/cloud-platform/delegation-eu';

test('an environment may stand several labels below its root domain', () => {
  const assembly = synthesize(app => {
    landingZone(app, registered(['production'])).addEnvironment('production', { environmentType: EnvironmentType.PRODUCTION, subdomain: 'eu.production' });
  });
  const [[, { Properties }]] = assembly.resources('Acme/production/eu-west-1', 'Custom::SubdomainDelegation');
  expect(Properties).toMatchObject({ ChildZoneName: 'eu.production.acme.com', ParentZoneName: 'acme.com' });
  expect(faultsOf(assembly)).toEqual([]);
});

test('an environment delegates further by itself: its own half beside its zone, the other half wherever the child is', () => {
  // WHEN
  const assembly = synthesize(app => {
    const production: EnvironmentAccount = landingZone(app, registered(['production']))
      .addEnvironment('production', { environmentType: EnvironmentType.PRODUCTION });
    SubdomainDelegation.allow(production.stack('eu-west-1'), 'AllowEu', {
      hostedZone: production.hostedZone, zoneName: 'eu.production.acme.com', accountId: '333333333333', roleName: 'delegation-eu',
    });
    const child = new Stack(app, 'Eu', { env: { account: '333333333333', region: 'eu-west-1' } });
    new SubdomainDelegation(child, 'Delegation', {
      hostedZone: new PublicHostedZone(child, 'Zone', { zoneName: 'eu.production.acme.com' }),
      delegationRole: Role.fromRoleArn(child, 'Role', ROLE),
      chainOfTrust: true,
    });
  });

  // THEN the role writes that name into the environment's own zone
  const [zoneId] = assembly.resources('Acme/production/eu-west-1', 'AWS::Route53::HostedZone')[0];
  const [, role] = assembly.resources('Acme/production/eu-west-1', 'AWS::IAM::Role').find(([, { Properties }]) => Properties.RoleName === 'delegation-eu')!;
  const write = role.Properties.Policies[0].PolicyDocument.Statement.find((one: any) => one.Action === 'route53:ChangeResourceRecordSets');
  expect(JSON.stringify(write.Resource)).toContain(zoneId);
  expect(write.Condition['ForAllValues:StringEquals']['route53:ChangeResourceRecordSetsNormalizedRecordNames']).toEqual(['eu.production.acme.com']);
  const [[, { Properties }]] = assembly.resources('Eu', 'Custom::SubdomainDelegation');
  expect(Properties).toMatchObject({ ParentZoneName: 'production.acme.com', RoleArn: ROLE, ChainOfTrust: 'true' });
});

describe('an environment below another one', () => {
  const PRODUCTION = { environmentType: EnvironmentType.PRODUCTION };
  const nested = (more: Partial<EnvironmentOptions> = {}, props: Partial<LandingZoneProps> = {}) => (app: App) => {
    const zone = landingZone(app, registered(['production', 'eu', 'shop']), props);
    const production = zone.addEnvironment('production', PRODUCTION);
    const eu = zone.addEnvironment('eu', { ...PRODUCTION, below: production, ...more });
    zone.addEnvironment('shop', { ...PRODUCTION, below: eu });
  };

  test('is delegated by that one, and deployed after it, however deep', () => {
    const assembly = synthesize(nested({}, { dnssec: Dnssec.CHAIN_OF_TRUST }));
    expect(assembly.plan.dns.map(({ zoneName, parent }) => `${zoneName} ${parent ?? '-'}`)).toEqual([
      'acme.com -', 'production.acme.com acme.com', 'eu.production.acme.com production.acme.com', 'shop.eu.production.acme.com eu.production.acme.com',
    ]);
    expect(assembly.plan.waves.map(({ accounts }) => accounts.filter(name => ['production', 'eu', 'shop'].includes(name)).join())).toEqual(['', '', '', 'production', 'eu', 'shop']);
    expect(assembly.plan.stacks.find(({ path }) => path === 'Acme/eu/eu-west-1')!.dependsOn).toContain('Acme/production/eu-west-1-accounts-0');
    // the role stands where the zone is, and writes that name alone
    const [[, role]] = assembly.resources('Acme/production/eu-west-1-accounts-0', 'AWS::IAM::Role');
    expect(role.Properties.RoleName).toBe('cloud-platform-delegation-eu');
    expect(JSON.stringify(role.Properties.Policies)).toContain('"route53:ChangeResourceRecordSetsNormalizedRecordNames":["eu.production.acme.com"]');
    expect(Object.values<any>(assembly.templates.get('Acme/production/eu-west-1-accounts-0').Parameters).map(({ Default }) => Default)).toContain('/cloud-platform/v1/hosted-zone-id');
    const [[, { Properties }]] = assembly.resources('Acme/eu/eu-west-1', 'Custom::SubdomainDelegation');
    expect(Properties).toMatchObject({
      ChildZoneName: 'eu.production.acme.com',
      ParentZoneName: 'production.acme.com',
      ChainOfTrust: 'true',
      RoleArn: 'arn:aws:iam::200000000010:role/cloud-platform/cloud-platform-delegation-eu',
    });
    // dns has no part in it
    expect(JSON.stringify(assembly.templates.get('Acme/dns/eu-west-1-accounts-0'))).not.toContain('eu.production');
    expect(faultsOf(assembly)).toEqual([]);
  });

  test.each<[string, Partial<EnvironmentOptions>, Partial<LandingZoneProps>, string]>([
    ['a domain of its own', { domainName: 'acme.com' }, {}, 'Acme/eu: domainName: got "acme.com", expected none: its name lies below production.acme.com'],
    ['a chain of trust that the one above lacks', { dnssec: Dnssec.SIGNING }, {}, 'Acme/eu: dnssec: got "signing", expected off, as the zone of production.acme.com above it'],
  ])('%s is an error', (_, more, props, says) => expect(complaintsOf(nested(more, props))).toContain(says));

  test('below a sandbox is an error', () => {
    expect(complaintsOf(app => {
      const zone = landingZone(app, registered());
      const sandbox = zone.addSandbox('try', { expires: '2027-01-15', owner: 'jane@acme.com' });
      zone.addEnvironment('eu', { ...PRODUCTION, below: sandbox });
    })).toContain('Acme/eu: below: got "sandbox-try", expected an environment that stays');
  });
});
