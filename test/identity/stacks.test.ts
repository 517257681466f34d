import { Duration } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { AccountRegistry, ControlTower, Directory, EnvironmentType, IdentityAccount, PermissionSet, Targets } from '../../src';
import { landingZone, registered } from '../support/acme';
import { synthesize } from '../support/assembly';
import { IDENTITY_CENTER, peopleZone, registryWithPeople } from '../support/people';

const JANE = { email: 'jane@acme.com', givenName: 'Jane', familyName: 'Doe' };
const STAGING = { environmentType: EnvironmentType.STAGING };

function assignments(template: any): [string, any][] {
  return Object.entries<any>(template?.Resources ?? {}).filter(([, { Type }]) => Type === 'AWS::SSO::Assignment');
}

test('while Identity Center is not switched on nothing is deployed, and the plan keeps what was said', () => {
  const assembly = synthesize(app => {
    const zone = landingZone(app, registered(['qa']), { controlTower: ControlTower.none() });
    zone.identity.addGroup('engineers', { members: [zone.identity.addUser('jane', JANE)] }).assign(PermissionSet.READ_ONLY, zone.addEnvironment('qa', STAGING));
  });
  expect(assembly.stacks.filter(({ path }) => path.startsWith('Acme/identity/'))).toEqual([]);
  expect(assembly.plan.access.assignments).toMatchObject([{ group: 'engineers', permissionSet: 'ReadOnly', accounts: ['qa'] }]);
  expect(assembly.plan.manualSteps.map(({ id }) => id)).toContain('identity-center');
});

test('an account that is pending is kept in the plan and not in a template', () => {
  const assembly = synthesize(app => {
    const zone = peopleZone(app, []);
    zone.identity.addGroup('engineers').assign(PermissionSet.READ_ONLY, zone.addEnvironment('qa', STAGING));
  });
  expect(assembly.plan.access.assignments[0].accounts).toEqual(['qa']);
  expect(assembly.plan.accounts.find(({ name }) => name === 'qa')!.status).toBe('pending');
  expect(assembly.stacks.map(({ path }) => path).filter(path => path.startsWith('Acme/identity/'))).toEqual(['Acme/identity/eu-west-1-directory']);
});

test('what is provisioned in the management account stands in a stack of its own there, with a permission set of its own', () => {
  const assembly = synthesize(app => {
    const zone = peopleZone(app, []);
    zone.identity.addGroup('auditors').assign(PermissionSet.SECURITY_AUDIT, Targets.everywhere());
  });
  const management = assembly.templates.get('Acme/management/eu-west-1-identity')!;
  expect(assignments(management)).toHaveLength(1);
  const names = (template: any) => Object.values<any>(template.Resources).filter(({ Type }) => Type === 'AWS::SSO::PermissionSet').map(({ Properties }) => Properties.Name);
  expect(names(management)).toEqual(['SecurityAudit-management']);
  expect(names(assembly.templates.get('Acme/identity/eu-west-1-permission-sets'))).toEqual(['SecurityAudit']);
  const targets = assignments(assembly.templates.get('Acme/identity/eu-west-1-accounts-0')).map(([, { Properties }]) => Properties.TargetId);
  expect(targets).not.toContain('200000000000');
  expect(targets).toHaveLength(6);
});

test('nothing stands in the identity account before it administers Identity Center', () => {
  const assembly = synthesize(app => {
    const zone = peopleZone(app, []);
    zone.identity.addGroup('auditors').assign(PermissionSet.SECURITY_AUDIT, zone.dns);
  });
  const before = (part: string) => assembly.plan.stacks.find(({ path }) => path === `Acme/identity/eu-west-1-${part}`)!.dependsOn;
  for (const part of ['directory', 'permission-sets']) expect(before(part)).toContain('Acme/management/eu-west-1-services');
  expect(before('accounts-0')).toEqual(expect.arrayContaining(['Acme/identity/eu-west-1-directory', 'Acme/identity/eu-west-1-permission-sets']));
});

test('one more environment changes one stack of identity, and moves nothing', () => {
  const build = (environments: string[]) => synthesize(app => {
    const zone = peopleZone(app, environments);
    zone.identity.addGroup('engineers').assign(PermissionSet.READ_ONLY, Targets.everywhere());
    environments.forEach(name => zone.addEnvironment(name, STAGING));
  });
  const many = Array.from({ length: 60 }, (_, index) => `env-${index}`);
  const [before, after] = [build(many), build([...many, 'one-more'])];
  const ours = (assembly: typeof before) => [...assembly.templates].filter(([path]) => path.startsWith('Acme/identity/'));
  const changed = ours(after).filter(([path, template]) => JSON.stringify(template) !== JSON.stringify(before.templates.get(path)));
  expect(changed.map(([path]) => path)).toEqual(['Acme/identity/eu-west-1-accounts-1']);
  const [old, now] = [before, after].map(assembly => assembly.templates.get('Acme/identity/eu-west-1-accounts-1')!.Resources);
  expect(Object.entries(old).filter(([id, resource]) => JSON.stringify(now[id]) !== JSON.stringify(resource))).toEqual([]);
});

test('ten groups in forty accounts fit a stack; two assignments of it are made at a time', () => {
  const names = Array.from({ length: 40 }, (_, index) => `env-${index}`);
  const assembly = synthesize(app => {
    const zone = peopleZone(app, names);
    for (let index = 0; index < 10; index++) zone.identity.addGroup(`group-${index}`).assign(PermissionSet.READ_ONLY, Targets.environmentType(EnvironmentType.STAGING));
    names.forEach(name => zone.addEnvironment(name, STAGING));
  });
  const part = assembly.templates.get('Acme/identity/eu-west-1-accounts-0')!;
  expect(assignments(part)).toHaveLength(300);
  expect(assignments(assembly.templates.get('Acme/identity/eu-west-1-accounts-1'))).toHaveLength(100);
  expect(assignments(part).filter(([, { DependsOn }]) => !DependsOn)).toHaveLength(2);
  const waitedFor = assignments(part).flatMap(([, { DependsOn }]) => DependsOn ?? []);
  expect(new Set(waitedFor).size).toBe(waitedFor.length);
});

test('more than fits a stack is an error, and a part of a group\'s own is the way out', () => {
  const names = Array.from({ length: 30 }, (_, index) => `env-${index}`);
  const build = (part?: string) => synthesize(app => {
    const zone = peopleZone(app, names);
    for (let index = 0; index < 17; index++) {
      zone.identity.addGroup(`group-${index}`, { part: index > 10 ? part : undefined }).assign(PermissionSet.READ_ONLY, Targets.environmentType(EnvironmentType.STAGING));
    }
    names.forEach(name => zone.addEnvironment(name, STAGING));
  });
  expect(() => build()).toThrow(/assignments in the stack accounts-0: got "510 of 18 groups and permission sets", expected at most 480.*write { part: 'teams' }/s);
  expect(build('teams').stacks.map(({ path }) => path)).toEqual(expect.arrayContaining(['Acme/identity/eu-west-1-accounts-0', 'Acme/identity/eu-west-1-accounts-0-teams']));
});

test('a permission set of one\'s own has all that Identity Center knows', () => {
  const network = PermissionSet.of('Network', {
    description: 'Looks after the network',
    managedPolicies: ['job-function/NetworkAdministrator'],
    customerManagedPolicies: [{ name: 'NetworkExtras', path: '/network/' }],
    statements: [new iam.PolicyStatement({ actions: ['ec2:CreateTags'], resources: ['*'] })],
    permissionsBoundary: { managedPolicy: 'PowerUserAccess' },
    sessionLength: Duration.hours(2),
    relayState: 'https://eu-west-1.console.aws.amazon.com/vpc',
  });
  const assembly = synthesize(app => {
    const zone = peopleZone(app, []);
    zone.identity.addGroup('network').assign(network, zone.dns);
  });
  const [set] = Object.values<any>(assembly.templates.get('Acme/identity/eu-west-1-permission-sets')!.Resources).filter(({ Type }) => Type === 'AWS::SSO::PermissionSet');
  expect(set.Properties).toEqual({
    InstanceArn: IDENTITY_CENTER.instanceArn,
    Name: 'Network',
    Description: 'Looks after the network',
    ManagedPolicies: ['arn:aws:iam::aws:policy/job-function/NetworkAdministrator'],
    CustomerManagedPolicyReferences: [{ Name: 'NetworkExtras', Path: '/network/' }],
    InlinePolicy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'ec2:CreateTags', Resource: '*' }] },
    PermissionsBoundary: { ManagedPolicyArn: 'arn:aws:iam::aws:policy/PowerUserAccess' },
    SessionDuration: 'PT2H',
    RelayStateType: 'https://eu-west-1.console.aws.amazon.com/vpc',
  });
});

test('with an external directory groups are looked up, and nobody is made', () => {
  const assembly = synthesize(app => {
    const zone = peopleZone(app, [], { directory: Directory.external() });
    zone.identity.addGroup('Platform Engineers').assign(PermissionSet.READ_ONLY, Targets.everywhere());
  });
  const types = ['Acme/identity/eu-west-1-directory', 'Acme/management/eu-west-1-identity'].map(path => Object.values<any>(assembly.templates.get(path)!.Resources)
    .filter(({ Type }) => Type.startsWith('Custom::')).map(({ Type, Properties }) => [Type, Properties.Make]));
  expect(types).toEqual([[['Custom::DirectoryGroupReference', 'false']], [['Custom::DirectoryGroupReference', 'false']]]);
  const [role] = Object.values<any>(assembly.templates.get('Acme/identity/eu-west-1-directory')!.Resources).filter(({ Type }) => Type === 'AWS::IAM::Role');
  expect(JSON.stringify(role)).not.toMatch(/identitystore:(Create|Update|Delete)/);
});

test('a user whose access is taken away is kept without memberships', () => {
  let identity: IdentityAccount | undefined;
  const assembly = synthesize(app => {
    ({ identity } = peopleZone(app, []));
    identity.addGroup('engineers', { members: [identity.addUser('jane', { ...JANE, revoked: true })] });
  });
  expect(identity!.revokedUsers).toEqual(['jane']);
  expect(assembly.plan.access.users).toMatchObject([{ name: 'jane', groups: [], revoked: true }]);
  expect(JSON.stringify(assembly.templates.get('Acme/identity/eu-west-1-directory'))).toContain('"Members":[]');
});

test('an instance in another region has its stacks there', () => {
  const accounts = AccountRegistry.of({
    accounts: registered(), organizationId: 'o-exampleorgid', rootId: 'r-exam', identityCenter: { ...IDENTITY_CENTER, region: 'us-east-1' },
  });
  const assembly = synthesize(app => {
    const zone = landingZone(app, [], { accounts, controlTower: ControlTower.none() });
    zone.identity.addGroup('auditors').assign(PermissionSet.READ_ONLY, Targets.everywhere());
  });
  expect(assembly.stacks.filter(({ path }) => /identity/.test(path)).map(({ region }) => region)).toEqual(Array(4).fill('us-east-1'));
  expect(registryWithPeople(registered()).identityCenter).toEqual(IDENTITY_CENTER);
});
