import { ControlTower, LandingZoneProps } from '../../src';
import { landingZone, registered } from '../support/acme';
import { synthesize } from '../support/assembly';
import { callOf, fits, sessionOf } from '../support/event-pattern';

const USER = 'arn:aws:iam::200000000000:user/break-glass-1';
const ROLE = 'arn:aws:iam::200000000000:role/cloud-platform/cloud-platform-break-glass';
const SSO = 'aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Administrator_0123456789abcdef';

const synth = (props: Partial<LandingZoneProps> = {}) => synthesize(app => {
  landingZone(app, registered(), { breakGlass: { principalArns: [USER] }, ...props });
});
const assembly = synth();
const security = assembly.templates.get('Acme/security/eu-west-1-watch')!.Resources;
const management = assembly.templates.get('Acme/management/us-east-1-watch')!.Resources;
const stackSets = Object.fromEntries(assembly.resources('Acme/management/eu-west-1-watch', 'AWS::CloudFormation::StackSet')
  .map(([, { Properties }]) => [Properties.StackSetName, Properties]));

/** Rules of a template by their names, as they stand in that account. */
function rulesOf(resources: any, account = '200000000010'): Record<string, any> {
  const text = JSON.stringify(resources).replace(/\{"Fn::Sub":"([^"]*)"\}/g, (_, value: string) =>
    JSON.stringify(value.replace('${AWS::Partition}', 'aws').replace('${AWS::AccountId}', account)));
  return Object.fromEntries(Object.values<any>(JSON.parse(text)).filter(({ Type }) => Type === 'AWS::Events::Rule').map(({ Properties }) => [Properties.Name, Properties]));
}
const templateOf = (name: string) => JSON.parse(stackSets[name].TemplateBody).Resources;
const everywhere = rulesOf(templateOf('cloud-platform-alarms'));
const byHand = rulesOf(templateOf('cloud-platform-changes-by-hand'))['cloud-platform-changed-by-hand'];
const isSent = (id: string, event: any, rules = everywhere) => fits(rules[`cloud-platform-${id}`].EventPattern, event);

test('every account tells in every region, also one that comes later; production and staging tell of changes by hand as well', () => {
  expect(Object.keys(stackSets).sort()).toEqual(['cloud-platform-alarms', 'cloud-platform-changes-by-hand']);
  for (const { StackInstancesGroup, AutoDeployment } of Object.values<any>(stackSets)) {
    expect(StackInstancesGroup[0].Regions).toEqual(['eu-west-1', 'us-east-1']);
    expect(AutoDeployment.Enabled).toBe(true);
  }
  const targets = (name: string) => stackSets[name].StackInstancesGroup[0].DeploymentTargets.OrganizationalUnitIds
    .map(({ Ref }: any) => assembly.templates.get('Acme/management/eu-west-1-watch')!.Parameters[Ref].Default);
  expect(targets('cloud-platform-alarms')).toEqual(['/cloud-platform/v1/organization-root-id']);
  expect(targets('cloud-platform-changes-by-hand')).toEqual([
    '/cloud-platform/v1/organizational-units/Workloads/Production', '/cloud-platform/v1/organizational-units/Workloads/Staging',
  ]);
});

test('all of it is sent to the security account, which the management account waits for', () => {
  for (const { Targets } of [...Object.values(everywhere), byHand, ...Object.values(rulesOf(management))]) {
    expect(Targets).toEqual([{ Id: 'Security', Arn: expect.stringMatching(/^arn:aws:events:eu-west-1:200000000002:event-bus\/cloud-platform-/), RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] } }]);
  }
  expect(assembly.plan.stacks.find(({ path }) => path === 'Acme/management/us-east-1-watch')!.dependsOn).toContain('Acme/security/eu-west-1-watch');
});

test.each<[string, any, boolean]>([
  ['signs in', { ...callOf('ConsoleLogin', { eventType: 'AwsConsoleSignIn', userIdentity: { type: 'Root' } }), 'detail-type': 'AWS Console Sign In via CloudTrail' }, true],
  ['makes a key', callOf('CreateAccessKey', { userIdentity: { type: 'Root' } }), true],
  ['is named by AWS itself', callOf('RotateKey', { eventType: 'AwsServiceEvent', userIdentity: { type: 'Root' } }), false],
  ['acts by a service of AWS', callOf('PutObject', { userIdentity: { type: 'Root', invokedBy: 'backup.amazonaws.com' } }), false],
  ['is none', callOf('CreateUser', { userIdentity: { type: 'IAMUser' } }), false],
])('a root user who %s', (_, event, sent) => {
  expect(isSent('root-user', event)).toBe(sent);
});

test.each<[string, any, boolean]>([
  ['the trail stops', callOf('StopLogging', { source: 'aws.cloudtrail', userIdentity: sessionOf(SSO) }), true],
  ['a user takes GuardDuty away', callOf('DeleteDetector', { source: 'aws.guardduty', userIdentity: { type: 'IAMUser' } }), true],
  ['a root user takes Security Hub away', callOf('DisableSecurityHub', { source: 'aws.securityhub', userIdentity: { type: 'Root' } }), true],
  ['it was refused', callOf('StopConfigurationRecorder', { source: 'aws.config', errorCode: 'AccessDenied', userIdentity: sessionOf(SSO) }), true],
  ['a rule that tells is taken away', callOf('DisableRule', { source: 'aws.events', requestParameters: { name: 'cloud-platform-root-user' }, userIdentity: sessionOf(SSO) }), true],
  ['its target is taken away', callOf('RemoveTargets', { source: 'aws.events', requestParameters: { rule: 'cloud-platform-root-user' }, userIdentity: sessionOf(SSO) }), true],
  ['the archive is opened', callOf('PutBucketPolicy', { source: 'aws.s3', requestParameters: { bucketName: 'cloud-platform-trail-1' }, userIdentity: sessionOf(SSO) }), true],
  ['another bucket is opened', callOf('PutBucketPolicy', { source: 'aws.s3', requestParameters: { bucketName: 'website' }, userIdentity: sessionOf(SSO) }), false],
  ['an application takes a rule of its own away', callOf('DeleteRule', { source: 'aws.events', requestParameters: { name: 'nightly' }, userIdentity: sessionOf(SSO) }), false],
  ['the platform deploys', callOf('UpdateDetector', { source: 'aws.guardduty', userIdentity: sessionOf('cdk-cloudplat-cfn-exec-role-200000000010-eu-west-1') }), false],
  ['the platform of another account does', callOf('UpdateDetector', { source: 'aws.guardduty', userIdentity: sessionOf('cdk-cloudplat-cfn-exec-role-1', {}, '300000000000') }), true],
])('logs and watchers: %s', (_, event, sent) => {
  expect(isSent('logging-off', event)).toBe(sent);
});

test.each<[string, any, boolean]>([
  ['weakened by hand', callOf('DetachPolicy', { source: 'aws.organizations', userIdentity: sessionOf(SSO) }), true],
  ['weakened by a deployment', callOf('UpdatePolicy', { source: 'aws.organizations', userIdentity: sessionOf('cdk-cloudplat-cfn-exec-role-200000000010-eu-west-1') }), true],
  ['left behind by an account that is moved', callOf('MoveAccount', { source: 'aws.organizations', userIdentity: sessionOf(SSO) }), true],
  ['put over an account by the platform', callOf('MoveAccount', { source: 'aws.organizations', userIdentity: sessionOf('cloud-platform/handlers/x') }), false],
])('a guardrail %s', (_, event, sent) => {
  expect(isSent('guardrail-changed', event)).toBe(sent);
});

test('the role for emergencies: each use and each attempt, in the management account alone, though AWS calls it a read', () => {
  const rules = rulesOf(management);
  expect(isSent('break-glass', callOf('AssumeRole', { source: 'aws.sts', readOnly: true, requestParameters: { roleArn: ROLE } }), rules)).toBe(true);
  expect(isSent('break-glass', callOf('AssumeRole', { source: 'aws.sts', readOnly: true, requestParameters: { roleArn: `${ROLE}2` } }), rules)).toBe(false);
  const { State } = rules['cloud-platform-break-glass'];
  expect([State, rulesOf(security)['cloud-platform-break-glass'].State]).toEqual(Array(2).fill('ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS'));
  expect(Object.keys(everywhere)).not.toContain('cloud-platform-break-glass');
});

test.each<[string, any, boolean]>([
  ['somebody of Identity Center', callOf('AuthorizeSecurityGroupIngress', { userIdentity: sessionOf(SSO) }), true],
  ['a user with a key', callOf('RunInstances', { userIdentity: { type: 'IAMUser' } }), true],
  ['a root user', callOf('DeleteBucket', { userIdentity: { type: 'Root' } }), true],
  ['the console, with a role that deploys', callOf('UpdateStack', { sessionCredentialFromConsole: 'true', userIdentity: sessionOf('cdk-hnb659fds-deploy-role-1') }), true],
  ['the role of Organizations', callOf('CreateRole', { userIdentity: sessionOf('OrganizationAccountAccessRole') }), true],
  ['a role that somebody made', callOf('CreateRole', { userIdentity: sessionOf('terraform') }), true],
  ['a role of another account', callOf('CreateRole', { userIdentity: sessionOf('cdk-hnb659fds-deploy-role-1', {}, '300000000000') }), true],
  ['the application\'s deployment', callOf('RunInstances', { userIdentity: sessionOf('cdk-hnb659fds-cfn-exec-role-200000000010-eu-west-1') }), false],
  ['the platform\'s deployment', callOf('RunInstances', { userIdentity: sessionOf('cdk-cloudplat-cfn-exec-role-200000000010-eu-west-1') }), false],
  ['the pipeline', callOf('CreateChangeSet', { userIdentity: sessionOf('cloud-platform-deploy-shop') }), false],
  ['a StackSet', callOf('CreateRole', { userIdentity: sessionOf('stacksets-exec-0123') }), false],
  ['a service of AWS', callOf('RunInstances', { userIdentity: sessionOf('aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling') }), false],
  ['a service for somebody', callOf('RunInstances', { userIdentity: { ...sessionOf(SSO), invokedBy: 'cloudformation.amazonaws.com' } }), false],
  ['a function', callOf('PutRule', { userIdentity: { ...sessionOf('shop-worker'), inScopeOf: { issuerType: 'AWS::Lambda::Function' } } }), false],
  ['a machine', callOf('CreateTags', { userIdentity: sessionOf('node', { ec2RoleDelivery: '2.0' }) }), false],
  ['a pod', callOf('CreateTags', { userIdentity: sessionOf('pod', { webIdFederationData: { federatedProvider: 'arn:aws:iam::1:oidc-provider/oidc.eks' } }) }), false],
  ['somebody who looks', callOf('DescribeInstances', { readOnly: true, userIdentity: sessionOf(SSO) }), false],
  ['somebody who may not', callOf('RunInstances', { errorCode: 'Client.UnauthorizedOperation', userIdentity: sessionOf(SSO) }), false],
])('a change by hand: %s', (_, event, sent) => {
  expect(fits(byHand.EventPattern, event)).toBe(sent);
});

test('every stack is looked at once a day, in every account and governed region, and in the management account where the platform records it', () => {
  const { Rule, Role } = JSON.parse(assembly.resources('Acme/management/eu-west-1-drift', 'AWS::CloudFormation::StackSet')[0][1].Properties.TemplateBody).Resources;
  expect(Rule.Properties).toMatchObject({
    Source: { Owner: 'AWS', SourceIdentifier: 'CLOUDFORMATION_STACK_DRIFT_DETECTION_CHECK' },
    InputParameters: { cloudformationRoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] } },
    MaximumExecutionFrequency: 'TwentyFour_Hours',
  });
  expect(Role.Properties.Policies[0].PolicyDocument.Statement.map(({ Effect }: any) => Effect)).toEqual(['Allow', 'Deny']);
  const own = synth({ controlTower: ControlTower.none() });
  const rules = (from: typeof own) => from.stacks.flatMap(({ path }) => from.resources(path, 'AWS::Config::ConfigRule').map(() => path));
  expect([rules(assembly), rules(own)]).toEqual([[], ['Acme/management/eu-west-1-drift', 'Acme/management/us-east-1-drift']]);
});

test('what is sent is told: each alarm by mail and as a finding, a change by hand as a finding', () => {
  const rules = rulesOf(security);
  const targets = (id: string) => rules[`cloud-platform-${id}`].Targets.map(({ Id }: any) => Id);
  expect(['root-user', 'logging-off', 'guardrail-changed', 'break-glass'].map(targets)).toEqual(Array(4).fill(['Mail', 'Finding']));
  expect(targets('changed-by-hand')).toEqual(['Finding']);
  // rules that send let through less than those that tell
  for (const [id, event] of [
    ['root-user', callOf('CreateAccessKey', { userIdentity: { type: 'Root' } })],
    ['logging-off', callOf('StopLogging', { source: 'aws.cloudtrail', userIdentity: sessionOf(SSO) })],
    ['guardrail-changed', callOf('MoveAccount', { source: 'aws.organizations', userIdentity: sessionOf(SSO) })],
  ] as const) {
    expect([id, fits(rules[`cloud-platform-${id}`].EventPattern, event)]).toEqual([id, true]);
  }
});

test('no pattern is longer than EventBridge takes, and no name than AWS takes, whatever the prefix', () => {
  const prefix = 'p'.repeat(20);
  const long = synth({ prefix, homeRegion: 'ap-southeast-1', additionalRegions: ['ap-northeast-1'] });
  const templates = [
    long.templates.get('Acme/security/ap-southeast-1-watch')!.Resources, long.templates.get('Acme/management/ap-northeast-1-watch')!.Resources,
    ...long.resources('Acme/management/ap-southeast-1-watch', 'AWS::CloudFormation::StackSet').map(([, { Properties }]) => JSON.parse(Properties.TemplateBody).Resources),
  ];
  const rules = templates.flatMap(one => Object.values(rulesOf(one)));
  expect(rules.length).toBeGreaterThan(10);
  expect(rules.filter(({ EventPattern }) => JSON.stringify(EventPattern).length > 2048).map(({ Name }) => Name)).toEqual([]);
  const roles = templates.flatMap(one => Object.values<any>(one)).flatMap(({ Properties: { RoleName } }) => RoleName?.['Fn::Sub'] ?? []);
  expect(roles.length).toBeGreaterThan(2);
  expect(roles.map(role => role.replace('${AWS::Region}', 'ap-southeast-1').length).filter(length => length > 64)).toEqual([]);
  const [[, { Properties: { BucketName } }]] = long.resources('Acme/security/ap-southeast-1-investigation', 'AWS::S3::Bucket');
  expect(BucketName.length).toBeLessThanOrEqual(63);
});

test('findings of others are told by mail as well if they are high or critical; what was told already is not told twice', () => {
  const { EventPattern } = rulesOf(security)['cloud-platform-findings'];
  const finding = (more: object) => ({
    'source': 'aws.securityhub',
    'detail-type': 'Security Hub Findings - Imported',
    'detail': { findings: [{ RecordState: 'ACTIVE', Workflow: { Status: 'NEW' }, Severity: { Label: 'HIGH' }, ProductName: 'GuardDuty', ...more }] },
  });
  const told = (more: object) => fits(EventPattern, finding(more));
  expect([{}, { Severity: { Label: 'CRITICAL' } }, { ProductName: 'Cloud Platform', GeneratorId: 'cloud-platform/changed-by-hand' }].map(told)).toEqual([true, true, true]);
  expect([
    { Severity: { Label: 'MEDIUM' } }, { RecordState: 'ARCHIVED' }, { Workflow: { Status: 'SUPPRESSED' } },
    { ProductName: 'Cloud Platform', GeneratorId: 'cloud-platform/root-user' },
  ].map(told)).toEqual([false, false, false, false]);
});

const mailOf = (props: Partial<LandingZoneProps>) =>
  Object.values<any>(synth(props).templates.get('Acme/security/eu-west-1-watch')!.Resources).find(({ Type }) => Type === 'AWS::SNS::Topic').Properties.Subscription;

test('mail goes to whoever is named, else to the security contact, else to the security account\'s own address', () => {
  const security_ = { name: 'Security', title: 'Team', email: 'contact@acme.com', phone: '+49 30 1' };
  const mail = (Endpoint: string) => [{ Protocol: 'email', Endpoint }];
  expect(mailOf({ securityAlarmEmails: ['soc@acme.com'], alternateContacts: { security: security_ } })).toEqual(mail('soc@acme.com'));
  expect(mailOf({ alternateContacts: { security: security_ } })).toEqual(mail('contact@acme.com'));
  expect(mailOf({})).toEqual(mail('aws+security@acme.com'));
});

test('bad input: addresses that are none, and nobody at all', () => {
  expect(() => synth({ securityAlarmEmails: ['jane'] })).toThrow('securityAlarmEmails: got "jane", expected an e-mail address');
  expect(() => synth({ securityAlarmEmails: [] })).toThrow('at least one');
});
