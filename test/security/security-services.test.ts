import { App } from 'aws-cdk-lib';
import {
  ControlTower, EnvironmentType, InspectorScan, LandingZoneProps, ProtectionPlan, SecurityService, SecurityServicesOptions, SecurityStandard,
} from '../../src';
import { changedTemplates } from '../../src/verify/comparison';
import { landingZone, registered, withEnvironments } from '../support/acme';
import { complaintsOf, synthesize } from '../support/assembly';

const REGIONS = ['eu-west-1', 'us-east-1'];

function zone(securityServices?: SecurityServicesOptions, props: Partial<LandingZoneProps> = {}) {
  return (app: App) => void landingZone(app, registered(), { ...securityServices && { securityServices }, ...props });
}

type Assembly = ReturnType<typeof synthesize>;

function propertiesOf(assembly: Assembly, path: string, type: string): any[] {
  return assembly.resources(path, type).map(([, { Properties }]) => Properties);
}

function paths(assembly: Assembly): string[] {
  return assembly.plan.stacks.map(({ path }: { path: string }) => path).filter((path: string) => /security-services|security-hub|config-aggregation/.test(path));
}

describe('what nobody has asked for', () => {
  let assembly: Assembly;
  beforeAll(() => { assembly = synthesize(zone()); });

  test('each governed region has its part in both accounts, deployed side by side', () => {
    expect(paths(assembly)).toEqual([
      ...REGIONS.map(region => `Acme/management/${region}-security-services`), 'Acme/security/eu-west-1-security-hub',
      ...REGIONS.map(region => `Acme/security/${region}-security-services`),
    ]);
    for (const region of REGIONS) {
      const { dependsOn } = assembly.stacks.find(({ path }) => path === `Acme/security/${region}-security-services`)!;
      expect(dependsOn.filter((path: string) => path.includes('security-services'))).toEqual([`Acme/management/${region}-security-services`]);
    }
  });

  test('the management account says in each region that security administers, and is on itself', () => {
    for (const region of REGIONS) {
      const of = (type: string) => propertiesOf(assembly, `Acme/management/${region}-security-services`, type);
      expect(of('Custom::SecurityAdministrator').map(({ Service, AccountId }) => [Service, AccountId])).toEqual([
        ['guardduty', '200000000002'], ['inspector2', '200000000002'],
      ]);
      expect(of('AWS::SecurityHub::DelegatedAdmin')).toEqual([{ AdminAccountId: '200000000002' }]);
      expect(of('Custom::OwnSecurityService').map(({ Service }) => Service)).toEqual(['guardduty', 'securityhub']);
    }
  });

  test('one policy at the root measures every account by AWS\'s own standard, in the home region and those that are linked', () => {
    const of = (type: string) => propertiesOf(assembly, 'Acme/security/eu-west-1-security-hub', `AWS::SecurityHub::${type}`);
    expect(of('FindingAggregator')).toEqual([{ RegionLinkingMode: 'SPECIFIED_REGIONS', Regions: ['us-east-1'] }]);
    expect(of('OrganizationConfiguration')).toEqual([{ AutoEnable: false, AutoEnableStandards: 'NONE', ConfigurationType: 'CENTRAL' }]);
    expect(of('ConfigurationPolicy')[0].ConfigurationPolicy.SecurityHub).toEqual({
      ServiceEnabled: true,
      EnabledStandardIdentifiers: ['arn:aws:securityhub:eu-west-1::standards/aws-foundational-security-best-practices/v/1.0.0'],
      SecurityControlsConfiguration: { DisabledSecurityControlIdentifiers: [] },
    });
    expect(of('PolicyAssociation')).toMatchObject([{ TargetId: 'r-exam', TargetType: 'ROOT' }]);
  });

  test('GuardDuty has all plans but the one with an agent, Inspector scans what most have', () => {
    for (const region of REGIONS) {
      const of = (type: string) => propertiesOf(assembly, `Acme/security/${region}-security-services`, type);
      expect(of('Custom::GuardDutyOrganization')).toMatchObject([{
        AccountId: '200000000002',
        Frequency: 'FIFTEEN_MINUTES',
        Plans: ['S3_DATA_EVENTS', 'EKS_AUDIT_LOGS', 'EBS_MALWARE_PROTECTION', 'RDS_LOGIN_EVENTS', 'LAMBDA_NETWORK_LOGS'],
      }]);
      expect(of('Custom::InspectorOrganization')).toMatchObject([{ AccountId: '200000000002', Scans: ['EC2', 'ECR', 'LAMBDA'] }]);
    }
  });

  test('access from outside is looked for in every region, access that nobody uses once', () => {
    const types = REGIONS.map(region => propertiesOf(assembly, `Acme/security/${region}-security-services`, 'AWS::AccessAnalyzer::Analyzer').map(({ Type }) => Type));
    expect(types).toEqual([['ORGANIZATION', 'ORGANIZATION_UNUSED_ACCESS'], ['ORGANIZATION']]);
  });

  test('nothing of it goes with a stack, or with a line of code', () => {
    for (const path of paths(assembly)) {
      for (const [id, { Type, DeletionPolicy }] of assembly.resources(path)) {
        if (/^AWS::(SecurityHub|AccessAnalyzer|Detective|Config)::/.test(Type)) expect([path, id, DeletionPolicy]).toEqual([path, id, expect.stringMatching(/^Retain/)]);
      }
    }
  });
});

test('an account that comes changes no template of security, and none of what the management account says about it', () => {
  // GIVEN
  const before = synthesize(withEnvironments(['production']));
  const after = synthesize(withEnvironments(['production', 'staging']));
  // WHEN
  const changed = changedTemplates(before, after);
  // THEN
  expect(changed.filter(path => /security|baseline/.test(path))).toEqual([]);
});

test('an account of security that is still pending, or suspended, has none of it', () => {
  const pending = synthesize(app => void landingZone(app, registered([], ['management', 'log-archive'])));
  expect(paths(pending)).toEqual([]);
});

test('Macie and Detective come by being asked for', () => {
  // WHEN
  const assembly = synthesize(zone({ macie: true, detective: true }));
  // THEN
  for (const region of REGIONS) {
    const management = `Acme/management/${region}-security-services`;
    expect(propertiesOf(assembly, management, 'Custom::SecurityAdministrator').map(({ Service }) => Service)).toEqual(['guardduty', 'inspector2', 'macie2']);
    expect(propertiesOf(assembly, management, 'AWS::Detective::OrganizationAdmin')).toEqual([{ AccountId: '200000000002' }]);
    const types = assembly.resources(`Acme/security/${region}-security-services`).map(([, { Type }]) => Type);
    expect(types).toEqual(expect.arrayContaining(['Custom::MacieOrganization', 'Custom::DetectiveOrganization']));
  }
});

test('a region that has no Detective is left out, under a name that can be acknowledged; all else is there', () => {
  // WHEN
  const assembly = synthesize(zone({ detective: true }, { additionalRegions: ['eu-south-2'] }));
  // THEN
  const types = (region: string) => assembly.resources(`Acme/security/${region}-security-services`).map(([, { Type }]) => Type);
  expect(types('eu-west-1')).toContain('Custom::DetectiveOrganization');
  expect(types('eu-south-2')).not.toContain('Custom::DetectiveOrganization');
  expect(types('eu-south-2')).toEqual(expect.arrayContaining(['Custom::GuardDutyOrganization', 'Custom::InspectorOrganization']));
  const messages = [...assembly.files.values()].join();
  expect(messages).toContain('@astradot/cloud-platform:detective-eu-south-2');
  expect(messages).toContain('eu-south-2 has no Detective: it is left out there.');
});

test('exceptions stand in the template with their reasons, standards as they are asked for', () => {
  // WHEN
  const assembly = synthesize(zone({
    securityHub: {
      standards: [SecurityStandard.AWS_FOUNDATIONAL, SecurityStandard.CIS_1_2, SecurityStandard.NIST_800_53],
      exceptions: [{ control: 'S3.9', reason: 'The trail has it' }, { control: 'IAM.6', reason: 'Root users have no credentials' }],
    },
  }));
  // THEN
  const [[, policy]] = assembly.resources('Acme/security/eu-west-1-security-hub', 'AWS::SecurityHub::ConfigurationPolicy');
  const { EnabledStandardIdentifiers, SecurityControlsConfiguration } = policy.Properties.ConfigurationPolicy.SecurityHub;
  expect(EnabledStandardIdentifiers).toEqual([
    'arn:aws:securityhub:eu-west-1::standards/aws-foundational-security-best-practices/v/1.0.0', 'arn:aws:securityhub:::ruleset/cis-aws-foundations-benchmark/v/1.2.0',
    'arn:aws:securityhub:eu-west-1::standards/nist-800-53/v/5.0.0',
  ]);
  expect(SecurityControlsConfiguration).toEqual({ DisabledSecurityControlIdentifiers: ['IAM.6', 'S3.9'] });
  expect(policy.Metadata).toMatchObject({ 'IAM.6': 'Root users have no credentials', 'S3.9': 'The trail has it' });
});

test('a service that is left alone is not touched anywhere', () => {
  // WHEN
  const assembly = synthesize(zone({ without: [SecurityService.SECURITY_HUB, SecurityService.INSPECTOR] }));
  // THEN
  expect(paths(assembly)).not.toContain('Acme/security/eu-west-1-security-hub');
  const types = paths(assembly).flatMap(path => assembly.resources(path).map(([, { Type }]) => Type));
  expect(types.filter(type => /SecurityHub|Inspector/.test(type))).toEqual([]);
  // WHEN
  const none = synthesize(zone({ without: Object.values(SecurityService) }));
  // THEN
  expect(paths(none)).toEqual([]);
});

test('with one region alone nothing is linked to it', () => {
  const assembly = synthesize(zone(undefined, { additionalRegions: [] }));
  const [{ RegionLinkingMode, Regions }] = propertiesOf(assembly, 'Acme/security/eu-west-1-security-hub', 'AWS::SecurityHub::FindingAggregator');
  expect(RegionLinkingMode).toBe('ALL_REGIONS_EXCEPT_SPECIFIED');
  expect(Regions).toEqual(expect.arrayContaining(['us-east-1', 'eu-central-1', 'af-south-1']));
  expect(Regions).not.toContain('eu-west-1');
  expect(Regions).not.toContain('cn-north-1');
});

test('findings come together elsewhere where the home region cannot take them', () => {
  const assembly = synthesize(zone({ securityHub: { aggregationRegion: 'eu-central-1' } }, { homeRegion: 'eu-south-1', additionalRegions: ['eu-central-1'] }));
  expect(propertiesOf(assembly, 'Acme/security/eu-central-1-security-hub', 'AWS::SecurityHub::FindingAggregator'))
    .toEqual([{ RegionLinkingMode: 'SPECIFIED_REGIONS', Regions: ['eu-south-1'] }]);
});

test('whoever gives a service to another account has no part of security for it', () => {
  const assembly = synthesize(zone(undefined, { delegatedAdministrators: { 'access-analyzer.amazonaws.com': 'management' } }));
  expect(REGIONS.flatMap(region => propertiesOf(assembly, `Acme/security/${region}-security-services`, 'AWS::AccessAnalyzer::Analyzer'))).toEqual([]);
});

test.each<[string, SecurityServicesOptions, Partial<LandingZoneProps>, string]>([
  ['a standard that does not exist', { securityHub: { standards: [SecurityStandard.of('pci-dss')] } }, {},
    'securityServices.securityHub.standards: got "pci-dss", expected what follows the account in the ARN of a standard; write SecurityStandard.of(\'standards/'],
  ['a standard twice', { securityHub: { standards: [SecurityStandard.CIS_5_0, SecurityStandard.CIS_5_0] } }, {}, 'expected each standard once'],
  ['a control of no service', { securityHub: { exceptions: [{ control: 'IAMS.6', reason: 'x' }] } }, {},
    'securityServices.securityHub.exceptions: got "IAMS.6", expected a control that Security Hub has; write "IAM.6"'],
  ['a control that does not exist', { securityHub: { exceptions: [{ control: 'IAM.99', reason: 'x' }] } }, {},
    'got "IAM.99", expected a control that Security Hub has: those of IAM go from 1 to 28; write { control: \'IAM.99\', isNew: true, ... } if AWS has added it since'],
  ['what is no control', { securityHub: { exceptions: [{ control: 'root MFA', reason: 'x' }] } }, {}, 'got "root MFA", expected the id of a control of Security Hub; write "IAM.6"'],
  ['a control twice', { securityHub: { exceptions: [{ control: 'IAM.6', reason: 'x' }, { control: 'IAM.6', reason: 'y' }] } }, {}, 'expected each control once'],
  ['no reason', { securityHub: { exceptions: [{ control: 'IAM.6', reason: ' ' }] } }, {}, "exceptions['IAM.6'].reason: got \" \", expected why no account has to fulfil it"],
  ['a home region that cannot take findings', {}, { homeRegion: 'eu-south-1', additionalRegions: ['eu-central-1'] },
    'region where findings come together: got "eu-south-1", expected one that accounts need not opt in to, which AWS asks for: eu-central-1; '
    + 'write securityServices: { securityHub: { aggregationRegion: \'eu-central-1\' } }'],
  ['no region that can', {}, { homeRegion: 'eu-south-1', additionalRegions: [] }, 'none of the governed regions is one; write a region into additionalRegions'],
  ['a region that nobody governs', { securityHub: { aggregationRegion: 'eu-central-1' } }, {},
    'securityServices.securityHub.aggregationRegion: got "eu-central-1", expected a region that the landing zone governs: eu-west-1, us-east-1'],
  ['a frequency that GuardDuty has not', { guardDuty: { repeatMinutes: 30 } }, {}, 'guardDuty.repeatMinutes: got 30, expected 15, 60 or 360; write 15'],
  ['code without packages', { inspector: { scans: [InspectorScan.LAMBDA_CODE] } }, {}, 'expected LAMBDA beside LAMBDA_CODE'],
  ['a tracking of years', { accessAnalyzer: { unusedAccessDays: 1000 } }, {}, 'unusedAccessDays: got 1000, expected a whole number from 0 to 365'],
  ['options of what is left out', { without: [SecurityService.SECURITY_HUB], securityHub: {} }, {}, 'expected no options of a service that is left out'],
])('bad input: %s', (_, securityServices, props, expected) => {
  expect(complaintsOf(zone(securityServices, props))).toContain(expected);
});

test('a control that AWS has added meanwhile is taken at the word of who says so', () => {
  expect(complaintsOf(zone({ securityHub: { exceptions: [{ control: 'IAM.99', reason: 'x', isNew: true }] } }))).toBe('');
});

test('plans and scans are typed', () => {
  const assembly = synthesize(zone({
    guardDuty: { plans: [ProtectionPlan.RUNTIME], repeatMinutes: 360 },
    inspector: { scans: [InspectorScan.ECR] },
    accessAnalyzer: { unusedAccessDays: 0 },
  }));
  const of = (type: string) => propertiesOf(assembly, 'Acme/security/eu-west-1-security-services', type);
  expect(of('Custom::GuardDutyOrganization')).toMatchObject([{ Plans: ['RUNTIME_MONITORING'], Frequency: 'SIX_HOURS' }]);
  expect(of('Custom::InspectorOrganization')).toMatchObject([{ Scans: ['ECR'] }]);
  expect(of('AWS::AccessAnalyzer::Analyzer')).toMatchObject([{ Type: 'ORGANIZATION' }]);
});

test('without Control Tower security also sees what AWS Config records everywhere', () => {
  const assembly = synthesize(app => void landingZone(app, registered(), { controlTower: ControlTower.none() })
    .addEnvironment('production', { environmentType: EnvironmentType.PRODUCTION }));
  expect(propertiesOf(assembly, 'Acme/security/eu-west-1-config-aggregation', 'AWS::Config::ConfigurationAggregator')).toMatchObject([{
    OrganizationAggregationSource: { AllAwsRegions: true },
  }]);
});
