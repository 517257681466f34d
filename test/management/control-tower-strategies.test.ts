import { App } from 'aws-cdk-lib';
import { AccountRegistry, Control, ControlTower, Controls, LandingZoneProps } from '../../src';
import { Assembly } from '../../src/verify/assembly';
import { landingZone, registered } from '../support/acme';
import { complaintsOf, synthesize } from '../support/assembly';

const HOME = 'Acme/management/eu-west-1';

const withProps = (props: Partial<LandingZoneProps>, accounts = registered()) => (app: App) => { landingZone(app, accounts, props); };
const zoneWith = (controlTower: ControlTower) => synthesize(withProps({ controlTower }));
const parts = (assembly: Assembly) => assembly.stacks.map(({ path }) => path).filter(path => /management|log-archive/.test(path)).map(path => path.slice('Acme/'.length));
const trusted = (assembly: Assembly): string[] => assembly.resources(`${HOME}-organization`, 'Custom::Organization')[0][1].Properties.TrustedServices;
const targets = (assembly: Assembly, part: string, type: string) => assembly.resources(`${HOME}-${part}`, type).map(([, { Properties }]) => {
  const [, ref] = /"Ref":"([^"]+)"\}\]/.exec(JSON.stringify(Properties.TargetIdentifier))!;
  return [Properties.ControlIdentifier ?? Properties.BaselineIdentifier, assembly.templates.get(`${HOME}-${part}`)!.Parameters[ref].Default.split('/organizational-units/')[1]];
});

test('one that was set up before stays as it is: nothing is made, and the other accounts do not wait', () => {
  // WHEN
  const assembly = zoneWith(ControlTower.adopted());
  // THEN
  expect(parts(assembly).filter(path => /control-tower|baselines|controls|trail|config|logs/.test(path))).toEqual([]);
  expect([...assembly.templates.values()].flatMap(template => Object.values<any>(template.Resources)).filter(({ Type }) => /ControlTower|CloudTrail|Config::/.test(Type))).toEqual([]);
  expect(assembly.plan.controlTower).toEqual({
    strategy: 'adopted', landingZoneVersion: '4.0', baselineVersion: '5.0', accessManagement: true, waitsFor: [], registeredUnits: [], controls: [],
  });
  expect(trusted(assembly)).not.toContain('cloudtrail.amazonaws.com');
});

test('one that was set up before takes units and controls, and a trail of the platform\'s own', () => {
  // WHEN
  const assembly = zoneWith(ControlTower.adopted({
    registeredUnits: ['Sandbox', 'Workloads/Staging'], controls: [Controls.RESTRICTED_SSH.boundAt('Sandbox')], organizationTrail: true,
  }));
  // THEN
  expect(targets(assembly, 'baselines', 'AWS::ControlTower::EnabledBaseline').map(([, unit]) => unit)).toEqual(['Sandbox', 'Workloads/Staging']);
  expect(targets(assembly, 'controls', 'AWS::ControlTower::EnabledControl')).toEqual([['arn:aws:controltower:eu-west-1::control/AWS-GR_RESTRICTED_SSH', 'Sandbox']]);
  expect(parts(assembly)).toEqual(expect.arrayContaining(['management/eu-west-1-trail', 'log-archive/eu-west-1-logs']));
  expect(assembly.stacks.find(({ path }) => path === `${HOME}-controls`)!.dependsOn).toEqual([`${HOME}-baselines`]);
});

test('without Control Tower CloudTrail and Config are trusted, since nobody else switches them on; with it they are left to it', () => {
  expect(trusted(zoneWith(ControlTower.none()))).toEqual(expect.arrayContaining(['cloudtrail.amazonaws.com', 'config.amazonaws.com']));
  const left = trusted(zoneWith(ControlTower.managed()));
  expect(left.filter(service => ['cloudtrail.amazonaws.com', 'config.amazonaws.com'].includes(service))).toEqual([]);
});

test('without Control Tower Config records in every account and governed region, what is global once, into the archive', () => {
  // WHEN
  const assembly = zoneWith(ControlTower.none());
  const [[, { Properties }]] = assembly.resources(`${HOME}-config`, 'AWS::CloudFormation::StackSet');
  // THEN in the members
  expect(Properties).toMatchObject({
    StackSetName: 'cloud-platform-config', PermissionModel: 'SERVICE_MANAGED', AutoDeployment: { Enabled: true }, Capabilities: ['CAPABILITY_IAM'],
  });
  expect(Properties.StackInstancesGroup[0].Regions).toEqual(['eu-west-1', 'us-east-1']);
  const { Resources, Conditions } = JSON.parse(Properties.TemplateBody);
  expect(Conditions).toEqual({ AtHome: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] } });
  expect(Resources.Recorder.Properties.RecordingGroup).toEqual({ AllSupported: true, IncludeGlobalResourceTypes: { 'Fn::If': ['AtHome', true, false] } });
  expect(Resources.DeliveryChannel.Properties.S3BucketName).toBe('cloud-platform-config-200000000001-eu-west-1');
  // AND in the management account, which StackSets do not reach
  for (const region of ['eu-west-1', 'us-east-1']) {
    expect(assembly.resources(`Acme/management/${region}-config`).map(([, { Type }]) => Type)).toEqual(expect.arrayContaining([
      'AWS::IAM::Role', 'AWS::Config::ConfigurationRecorder', 'AWS::Config::DeliveryChannel',
    ]));
  }
  expect(assembly.plan.stacks.filter(({ part }) => part === 'config').map(({ wave, dependsOn }) => [wave, dependsOn])).toEqual(
    Array(2).fill([3, ['Acme/log-archive/eu-west-1-logs', `${HOME}-organization`]]));
});

test('with Control Tower Config is left to it: a rule of it is all that there is', () => {
  const assembly = zoneWith(ControlTower.managed());
  const types = JSON.stringify([...assembly.templates.values()]).match(/AWS::Config::\w+/g)!;
  expect([...new Set(types)]).toEqual(['AWS::Config::ConfigRule']);
  expect(parts(assembly)).toContain('management/eu-west-1-trail');
});

test('what keeps logs waits for the account that keeps them', () => {
  const assembly = synthesize(withProps({ controlTower: ControlTower.none() }, registered([], ['management', 'dns'])));
  expect(parts(assembly).filter(path => /trail|config|logs/.test(path))).toEqual([]);
});

test('a control without units is on wherever Control Tower governs, one with units there, one by its ARN as it is; one after the other', () => {
  // WHEN
  const arn = 'arn:aws:controlcatalog:::control/7mo7a2h2ebsq71l8k6uzr96ou';
  const assembly = zoneWith(ControlTower.managed({ controls: [Controls.ENCRYPTED_VOLUMES, Control.of(arn).boundAt('Security'), Control.of('AWS-GR_RESTRICTED_SSH').boundAt('Sandbox')] }));
  // THEN
  const volumes = 'arn:aws:controltower:eu-west-1::control/AWS-GR_ENCRYPTED_VOLUMES';
  expect(targets(assembly, 'controls', 'AWS::ControlTower::EnabledControl')).toEqual([
    [volumes, 'Infrastructure'], [volumes, 'Quarantine'], [volumes, 'Sandbox'], ['arn:aws:controltower:eu-west-1::control/AWS-GR_RESTRICTED_SSH', 'Sandbox'], [arn, 'Security'],
    [volumes, 'Workloads'], [volumes, 'Workloads/Production'], [volumes, 'Workloads/Staging'],
  ]);
  const resources = assembly.resources(`${HOME}-controls`, 'AWS::ControlTower::EnabledControl');
  expect(resources.map(([, { DependsOn }]) => DependsOn?.[0])).toEqual([undefined, ...resources.map(([id]) => id).slice(0, -1)]);
  expect(assembly.plan.controlTower.controls[2]).toEqual({ identifier: 'AWS-GR_RESTRICTED_SSH', organizationalUnits: ['Sandbox'] });
});

test('the catalogue has AWS\'s own names, each once', () => {
  const names = Controls._names;
  expect(names.length).toBeGreaterThanOrEqual(10);
  expect(new Set(names).size).toBe(names.length);
  expect(Object.keys(Controls).filter(name => `AWS-GR_${name}` !== (Controls as any)[name].identifier)).toEqual([]);
});

test('unknown controls and units are errors that offer the nearest, all in one run', () => {
  const said = complaintsOf(withProps({
    controlTower: ControlTower.managed({ controls: [Control.of('AWS-GR_RESTRICTED_SHH'), Control.of('arn:aws:s3:::x'), Controls.RESTRICTED_SSH.boundAt('Workload/Production')] }),
  }));
  expect(said).toContain('Acme: control: got "AWS-GR_RESTRICTED_SHH", expected a name of Controls, or the ARN of a control; write Controls.RESTRICTED_SSH');
  expect(said).toContain('control: got "arn:aws:s3:::x"');
  expect(said).toContain('controlTower: control AWS-GR_RESTRICTED_SSH: organizational unit: got "Workload/Production", expected one of');
  expect(said).toContain('write "Workloads/Production"');
  expect(complaintsOf(withProps({ controlTower: ControlTower.adopted({ registeredUnits: ['Sandboxes'] }) }))).toContain(
    'Acme: controlTower: registeredUnits: got "Sandboxes", expected one of Infrastructure, Quarantine, Sandbox');
});

test('Identity Center in another region than the home region is an error where Control Tower is to manage access', () => {
  const identityCenter = { instanceArn: 'arn:aws:sso:::instance/ssoins-1234567890abcdef', identityStoreId: 'd-1234567890', region: 'us-east-1' };
  const said = (accessManagement: boolean) => complaintsOf(app => {
    landingZone(app, [], { accounts: AccountRegistry.of({ accounts: registered(), organizationId: 'o-exampleorgid', rootId: 'r-exam', identityCenter }), controlTower: ControlTower.managed({ accessManagement }) });
  });
  expect(said(true)).toContain('Acme: controlTower: region of IAM Identity Center: got "us-east-1", expected eu-west-1, the home region; write accessManagement: false');
  expect(said(false)).toBe('');
});
