import { App } from 'aws-cdk-lib';
import { Dnssec, EnvironmentType, LandingZone, LandingZoneProps } from '../../src';
import { Assembly } from '../../src/verify/assembly';
import { faultsOf } from '../../src/verify/laws';
import { landingZone, registered, withEnvironments } from '../support/acme';
import { complaintsOf, synthesize } from '../support/assembly';

const SIGNED = { dnssec: Dnssec.CHAIN_OF_TRUST };
const platform = (props: Partial<LandingZoneProps> = SIGNED, more?: (zone: LandingZone) => void) => synthesize(withEnvironments(['production'], more, props));
const only = (assembly: Assembly, stack: string, type: string): [string, any] => {
  const found = assembly.resources(stack, type);
  expect(found).toHaveLength(1);
  return found[0];
};
/** Name of the SSM parameter that a property reads at deploy. */
const read = (assembly: Assembly, stack: string, { Ref }: { Ref: string }) => assembly.templates.get(stack).Parameters[Ref].Default;

test.each([['dns', 'RootZone'], ['production', 'HostedZone']])('%s: its zone is signed by a key of the account in us-east-1', (account, zone) => {
  // WHEN
  const assembly = platform();
  // THEN
  const home = `Acme/${account}/eu-west-1`;
  const [keyId, key] = only(assembly, `Acme/${account}/us-east-1-dnssec-key`, 'AWS::KMS::Key');
  expect(key).toMatchObject({ Properties: { KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' }, DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  const [, carried] = only(assembly, `Acme/${account}/us-east-1-dnssec-key`, 'Custom::RegionalParameter');
  expect(carried.Properties).toMatchObject({ Value: { 'Fn::GetAtt': [keyId, 'Arn'] }, Regions: ['eu-west-1'] });
  const [signerId, signer] = only(assembly, home, 'AWS::Route53::KeySigningKey');
  const [zoneId] = only(assembly, home, 'AWS::Route53::HostedZone');
  expect(signer.Properties).toMatchObject({ HostedZoneId: { Ref: zoneId }, Name: 'cloud_platform', Status: 'ACTIVE' });
  expect(read(assembly, home, signer.Properties.KeyManagementServiceArn)).toBe(carried.Properties.Name);
  expect(only(assembly, home, 'AWS::Route53::DNSSEC')[1]).toMatchObject({ Properties: { HostedZoneId: { Ref: zoneId } }, DependsOn: [signerId] });
  expect(zoneId).toContain(zone);
});

test('Route 53 signs with it for zones of the account alone, and nobody else does', () => {
  const [, { Properties: { KeyPolicy } }] = only(platform(), 'Acme/production/us-east-1-dnssec-key', 'AWS::KMS::Key');
  const [administration, ...service] = KeyPolicy.Statement.filter(({ Effect }: any) => Effect === 'Allow');
  expect(administration.Principal).toEqual({ AWS: 'arn:aws:iam::200000000010:root' });
  expect(service.flatMap(({ Action }: any) => Action).sort()).toEqual(['kms:CreateGrant', 'kms:DescribeKey', 'kms:GetPublicKey', 'kms:Sign']);
  for (const { Principal, Condition } of service) {
    expect(Principal).toEqual({ Service: 'dnssec-route53.amazonaws.com' });
    expect(Condition).toMatchObject({
      StringEquals: { 'aws:SourceAccount': '200000000010' }, ArnLike: { 'aws:SourceArn': 'arn:aws:route53:::hostedzone/*' },
    });
  }
});

test('on, in order: key, zone, signatures, and only then the DS in the parent', () => {
  const assembly = platform();
  const { dependsOn } = assembly.plan.stacks.find(({ path }) => path === 'Acme/production/eu-west-1')!;
  expect(dependsOn).toContain('Acme/production/us-east-1-dnssec-key');
  const [signing] = only(assembly, 'Acme/production/eu-west-1', 'AWS::Route53::DNSSEC');
  const [, delegation] = only(assembly, 'Acme/production/eu-west-1', 'Custom::SubdomainDelegation');
  expect(delegation.Properties.ChainOfTrust).toBe('true');
  // CloudFormation deletes in the reverse order: off, the DS is gone before signatures are
  expect(delegation.DependsOn).toContain(signing);
});

test('the step between: signed, and no parent says so', () => {
  const assembly = platform({ dnssec: Dnssec.SIGNING });
  only(assembly, 'Acme/production/eu-west-1', 'AWS::Route53::DNSSEC');
  expect(only(assembly, 'Acme/production/eu-west-1', 'Custom::SubdomainDelegation')[1].Properties).not.toHaveProperty('ChainOfTrust');
});

test('off, which is the default, nothing of it is there', () => {
  const assembly = platform({});
  expect(assembly.plan.stacks.filter(({ part }) => part === 'dnssec-key')).toEqual([]);
  expect(assembly.resources('Acme/dns/eu-west-1', 'AWS::Route53::DNSSEC')).toEqual([]);
});

test('sandboxes are not signed unless it is said', () => {
  const SANDBOX = { expires: '2027-01-15', owner: 'jane@acme.com' };
  const assembly = synthesize(app => {
    const zone = landingZone(app, registered(['sandbox-one', 'sandbox-two']), SIGNED);
    zone.addSandbox('one', SANDBOX);
    zone.addSandbox('two', { ...SANDBOX, dnssec: Dnssec.CHAIN_OF_TRUST });
  });
  const count = (account: string) => assembly.resources(`Acme/${account}/eu-west-1`, 'AWS::Route53::DNSSEC').length;
  expect([count('sandbox-one'), count('sandbox-two')]).toEqual([0, 1]);
});

test('where us-east-1 is home, no parameter crosses regions', () => {
  const assembly = platform({ ...SIGNED, homeRegion: 'us-east-1', additionalRegions: [] });
  expect(assembly.resources('Acme/production/us-east-1-dnssec-key', 'Custom::RegionalParameter')).toEqual([]);
  const [, { Properties }] = only(assembly, 'Acme/production/us-east-1-dnssec-key', 'AWS::SSM::Parameter');
  const [, signer] = only(assembly, 'Acme/production/us-east-1', 'AWS::Route53::KeySigningKey');
  expect(read(assembly, 'Acme/production/us-east-1', signer.Properties.KeyManagementServiceArn)).toBe(Properties.Name);
});

test('the plan says it of each zone, and names what is left to the registrar', () => {
  const { dns, manualSteps } = platform().plan;
  expect(dns.map(({ zoneName, dnssec }) => [zoneName, dnssec])).toEqual([['acme.com', 'chain-of-trust'], ['production.acme.com', 'chain-of-trust']]);
  expect(manualSteps.map(({ id }) => id)).toContain('registrar-ds');
  expect(platform({ dnssec: Dnssec.SIGNING }).plan.manualSteps.map(({ id }) => id)).not.toContain('registrar-ds');
});

test('a signed platform keeps every law', () => {
  expect(faultsOf(platform())).toEqual([]);
});

test('a signed zone below one that is not is an error at synth that says what to write', () => {
  const build = (app: App) => {
    landingZone(app, registered()).addEnvironment('production', { environmentType: EnvironmentType.PRODUCTION, dnssec: Dnssec.CHAIN_OF_TRUST });
  };
  expect(complaintsOf(build)).toContain(
    'Acme/production: dnssec: got "chain-of-trust", expected off, as the zone of acme.com above it: signatures that no signed parent confirms protect nobody; '
    + 'write dnssec: Dnssec.SIGNING at the LandingZone Acme, or Dnssec.OFF here');
});

test('in a partition without DNSSEC it is refused', () => {
  expect(complaintsOf(app => landingZone(app, registered(), { ...SIGNED, homeRegion: 'cn-north-1', additionalRegions: [] })))
    .toContain('Acme: dnssec: got "chain-of-trust", expected none: Route 53 signs zones in no other partition than aws; write Dnssec.OFF');
});
