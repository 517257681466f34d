import { App } from 'aws-cdk-lib';
import { ControlTower, ControlTowerVersion, EnvironmentType, LandingZoneProps } from '../../src';
import { Assembly } from '../../src/verify/assembly';
import { landingZone, registered } from '../support/acme';
import { complaintsOf, synthesize } from '../support/assembly';

const HOME = 'Acme/management/eu-west-1';
const LOG_ARCHIVE = '200000000001';
const SECURITY = '200000000002';

const withProps = (props: Partial<LandingZoneProps> = {}, accounts = registered()) => (app: App) => { landingZone(app, accounts, props); };
const managed = (options?: Parameters<typeof ControlTower.managed>[0]) => synthesize(withProps({ controlTower: ControlTower.managed(options) }));
const only = (assembly: Assembly, path: string, type: string) => {
  const found = assembly.resources(path, type);
  expect(found).toHaveLength(1);
  return found[0][1];
};
const before = (assembly: Assembly, path: string) => assembly.stacks.find(stack => stack.path === path)?.dependsOn.slice().sort();

test('by default it is set up: logs in log-archive, Config and audit in security, all regions, access by Identity Center', () => {
  // WHEN
  const { Properties } = only(synthesize(withProps()), `${HOME}-control-tower`, 'AWS::ControlTower::LandingZone');
  // THEN
  expect(Properties).toEqual({
    Version: '4.0',
    RemediationTypes: ['INHERITANCE_DRIFT'],
    Manifest: {
      governedRegions: ['eu-west-1', 'us-east-1'],
      centralizedLogging: {
        accountId: LOG_ARCHIVE,
        enabled: true,
        configurations: { loggingBucket: { retentionDays: 365 }, accessLoggingBucket: { retentionDays: 3650 } },
      },
      config: {
        accountId: SECURITY, enabled: true, configurations: { loggingBucket: { retentionDays: 365 }, accessLoggingBucket: { retentionDays: 3650 } },
      },
      securityRoles: { accountId: SECURITY, enabled: true },
      accessManagement: { enabled: true },
      backup: { enabled: false },
    },
  });
});

test('a landing zone of 3.3 names the units, has no section for Config, and a role for Config\'s aggregator', () => {
  // WHEN
  const assembly = managed({ version: ControlTowerVersion.V3_3, accessManagement: false, logRetentionDays: 90 });
  const { Properties: { Version, Manifest } } = only(assembly, `${HOME}-control-tower`, 'AWS::ControlTower::LandingZone');
  // THEN
  expect(Version).toBe('3.3');
  expect(Object.keys(Manifest).sort()).toEqual(['accessManagement', 'backup', 'centralizedLogging', 'governedRegions', 'organizationStructure', 'securityRoles']);
  expect(Manifest.organizationStructure).toEqual({ security: { name: 'Security' }, sandbox: { name: 'Sandbox' } });
  expect(Manifest.securityRoles).toEqual({ accountId: SECURITY });
  expect(Manifest.centralizedLogging.configurations.loggingBucket).toEqual({ retentionDays: 90 });
  expect(rolesOf(assembly)).toContain('/service-role/AWSControlTowerConfigAggregatorRoleForOrganizations');
});

test('its roles stand where it looks for them, each for the service that works with it, before the landing zone', () => {
  // WHEN
  const assembly = managed();
  const { DependsOn } = only(assembly, `${HOME}-control-tower`, 'AWS::ControlTower::LandingZone');
  // THEN
  expect(rolesOf(assembly)).toEqual([
    '/service-role/AWSControlTowerAdmin', '/service-role/AWSControlTowerCloudTrailRole', '/service-role/AWSControlTowerStackSetRole',
  ]);
  const roles = assembly.resources(`${HOME}-control-tower`, 'AWS::IAM::Role');
  expect(DependsOn).toEqual(roles.map(([id]) => id));
  expect(roles.map(([, { Properties }]) => Properties.AssumeRolePolicyDocument.Statement[0].Principal)).toEqual([
    { Service: 'controltower.amazonaws.com' }, { Service: 'cloudtrail.amazonaws.com' }, { Service: 'cloudformation.amazonaws.com' },
  ]);
});

test('the landing zone outlives its stack, and one that could not be made is not in the way of the next try', () => {
  const { DeletionPolicy, UpdateReplacePolicy } = only(managed(), `${HOME}-control-tower`, 'AWS::ControlTower::LandingZone');
  expect([DeletionPolicy, UpdateReplacePolicy]).toEqual(['RetainExceptOnCreate', 'Retain']);
});

test('an upgrade changes the landing zone and the baselines, and no other stack', () => {
  // GIVEN
  const [old, later] = [ControlTowerVersion.V4_0, ControlTowerVersion.of('4.1', '5.1')].map(version => managed({ version }));
  // WHEN
  const template = (assembly: Assembly, path: string) => JSON.stringify(assembly.templates.get(path));
  const changed = [...old.templates.keys()].filter(path => template(old, path) !== template(later, path)).sort();
  // THEN
  expect(changed).toEqual([`${HOME}-baselines`, `${HOME}-control-tower`]);
  const logicalIds = (assembly: Assembly) => Object.keys(assembly.templates.get(`${HOME}-baselines`)!.Resources);
  expect(logicalIds(later)).toEqual(logicalIds(old));
  expect(baselinesOf(later).map(({ version }) => version)).toEqual(Array(6).fill('5.1'));
});

test('a new environment changes nothing of Control Tower', () => {
  const templates = (environments: string[]) => {
    const assembly = synthesize(app => {
      const zone = landingZone(app, registered(environments));
      environments.forEach(name => zone.addEnvironment(name, { environmentType: EnvironmentType.STAGING }));
    });
    return ['control-tower', 'baselines', 'trail'].map(part => assembly.templates.get(`${HOME}-${part}`));
  };
  expect(templates(['one', 'two'])).toEqual(templates(['one']));
});

test('first the accounts for logs and audit, then the landing zone, then the baselines, then the other accounts', () => {
  const assembly = managed();
  expect(before(assembly, `${HOME}-control-tower`)).toEqual([`${HOME}-organization`]);
  expect(before(assembly, `${HOME}-baselines`)).toEqual([`${HOME}-control-tower`]);
  expect(before(assembly, `${HOME}-accounts-0`)).toEqual([`${HOME}-baselines`, `${HOME}-bootstrap`]);
  const made = (part: string) => assembly.resources(`${HOME}-${part}`, 'Custom::Account').map(([, { Properties }]) => Properties.AccountName);
  expect(made('organization')).toEqual(['log-archive', 'security']);
  expect(made('accounts-0')).toEqual(['identity', 'artifacts', 'dns', 'email']);
});

test('units are registered one after the other, parents first, but for the one of Control Tower\'s own accounts', () => {
  // WHEN
  const assembly = synthesize(app => {
    const zone = landingZone(app, registered(['lab']));
    zone.addEnvironment('lab', { environmentType: EnvironmentType.of('lab', { organizationalUnit: 'Labs/Wet' }) });
  });
  // THEN
  const units = ['Infrastructure', 'Quarantine', 'Sandbox', 'Workloads', 'Workloads/Production', 'Workloads/Staging', 'Labs', 'Labs/Wet'];
  expect(baselinesOf(assembly).map(({ unit }) => unit)).toEqual(units);
  expect([...assembly.plan.controlTower.registeredUnits].sort()).toEqual([...units].sort());
  const ids = baselinesOf(assembly).map(({ id }) => id);
  expect(baselinesOf(assembly).map(({ after }) => after)).toEqual([undefined, ...ids.slice(0, -1)]);
  expect(baselinesOf(assembly)[0].arn).toBe('arn:aws:controltower:eu-west-1::baseline/17BSJV3IGJ2QSGA2');
});

test('units whose names differ in other letters than A to Z are registered each', () => {
  const assembly = synthesize(app => {
    const zone = landingZone(app, registered(['a1', 'a2']));
    ['Ä', 'Ö'].forEach((organizationalUnit, index) => zone.addEnvironment(`a${index + 1}`, { environmentType: EnvironmentType.of(`t${index}`, { organizationalUnit }) }));
  });
  expect(baselinesOf(assembly)).toHaveLength(8);
});

test('a baseline is told where Identity Center is on, as AWS demands, if Control Tower manages access', () => {
  // WHEN
  const [on, off] = [true, false].map(accessManagement => managed({ accessManagement }));
  // THEN
  const [[lookup]] = on.resources(`${HOME}-baselines`, 'Custom::IdentityCenterBaseline');
  const parameters = on.resources(`${HOME}-baselines`, 'AWS::ControlTower::EnabledBaseline').map(([, { Properties }]) => Properties.Parameters);
  expect(parameters).toEqual(Array(6).fill([{ Key: 'IdentityCenterEnabledBaselineArn', Value: { 'Fn::GetAtt': [lookup, 'EnabledBaselineArn'] } }]));
  expect(Object.values(off.templates.get(`${HOME}-baselines`)!.Resources).map(({ Type }: any) => Type)).toEqual(Array(6).fill('AWS::ControlTower::EnabledBaseline'));
});

test('as long as AWS has not made the accounts that it needs, it is pending, and so are the stacks that come after it', () => {
  // WHEN
  const assembly = synthesize(withProps({}, registered([], ['management'])));
  // THEN
  const later = ['control-tower', 'baselines', 'controls', 'trail', 'accounts-0'].map(part => `${HOME}-${part}`);
  expect(assembly.plan.stacks.map(({ path }) => path).filter(path => later.includes(path))).toEqual([]);
  expect(assembly.plan.controlTower).toMatchObject({ strategy: 'managed', madeBy: `${HOME}-control-tower`, waitsFor: ['log-archive', 'security'] });
  expect(['log-archive', 'dns'].map(name => assembly.account(name).createdBy)).toEqual([`${HOME}-organization`, `${HOME}-accounts-0`]);
});

test('an account that exists already is deployed while Control Tower is pending', () => {
  const assembly = synthesize(withProps({}, registered([], ['management', 'dns', 'security'])));
  expect(before(assembly, 'Acme/dns/eu-west-1')).toEqual([`${HOME}-bootstrap`]);
  expect(assembly.plan.controlTower.waitsFor).toEqual(['log-archive']);
});

test('the trail waits with Control Tower, though its archive is there', () => {
  const paths = synthesize(withProps({}, registered([], ['management', 'log-archive']))).stacks.map(({ path }) => path);
  expect(paths).toContain('Acme/log-archive/eu-west-1-logs');
  expect(paths.filter(path => /trail|control-tower|baselines|accounts/.test(path))).toEqual([]);
});

test('Control Tower switches Identity Center on: it is a step by hand only without its access management', () => {
  const steps = (assembly: Assembly) => assembly.plan.manualSteps.map(({ id }) => id);
  expect(steps(managed())).not.toContain('identity-center');
  expect(steps(managed({ accessManagement: false }))).toContain('identity-center');
  expect(steps(synthesize(withProps({ controlTower: ControlTower.none() })))).toContain('identity-center');
});

test('what Control Tower would refuse is said before it is asked, all of it', () => {
  const said = complaintsOf(withProps({
    organizationalUnits: { Security: 'Core/Security' },
    controlTower: ControlTower.managed({ logRetentionDays: 0, accessLogRetentionDays: 1.5, kmsKeyArn: 'alias/logs' }),
  }));
  expect(said).toContain('Acme: controlTower: logRetentionDays: got 0, expected a whole number of days, 1 to 36500; write 365');
  expect(said).toContain('controlTower: accessLogRetentionDays: got 1.5');
  expect(said).toContain('controlTower: kmsKeyArn: got "alias/logs", expected the ARN of a KMS key');
  expect(said).toContain('controlTower: unit of log-archive and security: got "Core/Security", expected a unit directly below the root; write organizationalUnits: { Security: \'Core\' }');
});

function rolesOf(assembly: Assembly): string[] {
  return assembly.resources(`${HOME}-control-tower`, 'AWS::IAM::Role').map(([, { Properties }]) => `${Properties.Path}${Properties.RoleName}`);
}

function baselinesOf(assembly: Assembly) {
  const path = `${HOME}-baselines`;
  const { Parameters } = assembly.templates.get(path)!;
  return assembly.resources(path, 'AWS::ControlTower::EnabledBaseline').map(([id, { Properties, DependsOn }]) => {
    const [, parts] = Properties.TargetIdentifier['Fn::Join'];
    const name: string = Parameters[parts.at(-1).Ref].Default;
    return {
      id, unit: name.split('/organizational-units/')[1], version: Properties.BaselineVersion, arn: Properties.BaselineIdentifier, after: DependsOn?.[0] as string | undefined,
    };
  });
}
