import { CfnResource } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { AccountRole, EnvironmentType, LandingZone, PlatformAccount } from '../../src';
import type { Assembly } from '../../src/verify/assembly';
import { openTrust } from '../../src/verify/laws';
import { landingZone, registered, withEnvironments } from '../support/acme';
import { complaintsOf, synthesize } from '../support/assembly';

const LIST = () => [new iam.PolicyStatement({ actions: ['route53:ListHostedZones'], resources: ['*'] })];

test('the doors of the plan are the roles that stand in the owners\' templates', () => {
  const assembly = synthesize(withEnvironments(['production', 'staging']));
  const roles = ['dns', 'email'].flatMap(owner => assembly.resources(`Acme/${owner}/eu-west-1-accounts-0`, 'AWS::IAM::Role').map(([, role]) => role.Properties.RoleName)).sort();
  expect(assembly.plan.doors.map(door => door.roleName).sort()).toEqual(roles);
  expect(roles).toEqual([
    'cloud-platform-delegation-production', 'cloud-platform-delegation-staging', 'cloud-platform-mail-dns', 'cloud-platform-mail-production', 'cloud-platform-mail-staging',
  ]);
});

test('trust names the guest\'s account and, by condition, only the platform\'s own roles there', () => {
  const assembly = synthesize(withEnvironments(['production']));
  const [[, role]] = assembly.resources('Acme/dns/eu-west-1-accounts-0', 'AWS::IAM::Role');
  expect(role.Properties.AssumeRolePolicyDocument.Statement).toEqual([{
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    Principal: { AWS: 'arn:aws:iam::200000000010:root' },
    Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::200000000010:role/cloud-platform/handlers/*' } },
  }]);
  expect(openTrust(assembly)).toEqual([]);
});

test('an environment writes the NS and DS records of exactly its own name, in exactly the root domain\'s zone', () => {
  const assembly = synthesize(withEnvironments(['production']));
  const [[, role]] = assembly.resources('Acme/dns/eu-west-1-accounts-0', 'AWS::IAM::Role');
  const write = role.Properties.Policies[0].PolicyDocument.Statement.find((statement: any) => statement.Action === 'route53:ChangeResourceRecordSets');
  expect(JSON.stringify(write.Resource)).not.toContain('*');
  expect(write.Condition['ForAllValues:StringEquals']).toEqual({
    'route53:ChangeResourceRecordSetsNormalizedRecordNames': ['production.acme.com'],
    'route53:ChangeResourceRecordSetsRecordTypes': ['NS', 'DS'],
    'route53:ChangeResourceRecordSetsActions': ['UPSERT', 'DELETE'],
  });
});

test('one object makes both halves, and neither reads the other', () => {
  const assembly = synthesize(app => {
    const zone = landingZone(app, registered(['production']));
    const production = zone.addEnvironment('production', { environmentType: EnvironmentType.PRODUCTION });
    const stack = production.stack('eu-west-1', 'reports');
    const reporter = new iam.Role(stack, 'Reporter', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    const door = new AccountRole({ owner: zone.dns, guest: production, purpose: 'list-zones', statements: LIST(), guestRoles: ['*'] });
    door.grantAssume(reporter);
    new CfnResource(stack, 'Uses', { type: 'AWS::SNS::Topic', properties: { DisplayName: door.roleIn(stack).roleArn } });
  });
  const arn = 'arn:aws:iam::200000000005:role/cloud-platform/cloud-platform-list-zones-production';
  const [[, policy]] = assembly.resources('Acme/production/eu-west-1-reports', 'AWS::IAM::Policy');
  expect(policy.Properties.PolicyDocument.Statement).toEqual([{ Action: 'sts:AssumeRole', Effect: 'Allow', Resource: arn }]);
  const roles = assembly.resources('Acme/dns/eu-west-1-accounts-0', 'AWS::IAM::Role').map(([, role]) => role.Properties);
  const own = roles.find(role => role.RoleName === 'cloud-platform-list-zones-production');
  expect(own.AssumeRolePolicyDocument.Statement[0].Condition).toEqual({ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::200000000010:role/*' } });
  expect(own.Policies[0].PolicyDocument.Statement).toEqual([{ Action: 'route53:ListHostedZones', Effect: 'Allow', Resource: '*' }]);
});

/** A door from production into an account, used by a role of production. */
function doorTo(
  owner: (zone: LandingZone) => PlatformAccount, use = (door: AccountRole, task: iam.Role): void => { door.grantAssume(task); },
): Assembly {
  return synthesize(app => {
    const zone = landingZone(app, registered(['production']));
    const production = zone.addEnvironment('production', { environmentType: EnvironmentType.PRODUCTION });
    const task = new iam.Role(production.stack('eu-west-1', 'reports'), 'Reporter', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    use(new AccountRole({ owner: owner(zone), guest: production, purpose: 'list-zones', statements: LIST() }), task);
  });
}

test('unless roles are said, only the platform\'s own come in, with no session tags', () => {
  const roles = doorTo(zone => zone.dns).resources('Acme/dns/eu-west-1-accounts-0', 'AWS::IAM::Role').map(([, { Properties }]) => Properties);
  expect(roles.find(({ RoleName }) => RoleName === 'cloud-platform-list-zones-production').AssumeRolePolicyDocument.Statement).toEqual([{
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    Principal: { AWS: 'arn:aws:iam::200000000010:root' },
    Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::200000000010:role/cloud-platform/*' } },
  }]);
});

test('as long as the owner is pending nobody is granted anything, since there is no account to name', () => {
  const assembly = doorTo(zone => zone.addSandbox('x', { expires: '2027-01-15', owner: 'jane@acme.com' }));
  expect(assembly.resources('Acme/production/eu-west-1-reports', 'AWS::IAM::Policy')).toEqual([]);
  expect(assembly.plan.doors.find(({ purpose }) => purpose === 'list-zones')).toEqual({
    purpose: 'list-zones', owner: 'sandbox-x', guest: 'production', roleName: 'cloud-platform-list-zones-production', open: false,
  });
});

test('what is granted to the owner\'s role from the guest\'s account changes nothing there', () => {
  const assembly = doorTo(zone => zone.dns, (door, task) => {
    door.roleIn(task.stack).addToPrincipalPolicy(new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'] }));
    expect(door.roleIn(task.stack)).toBe(door.roleIn(task.stack));
  });
  expect(assembly.resources('Acme/production/eu-west-1-reports', 'AWS::IAM::Policy')).toEqual([]);
});

test('while one side is pending the door is closed, and whoever uses it needs no if', () => {
  const assembly = synthesize(app => {
    const zone = landingZone(app, registered());
    const production = zone.addEnvironment('production', { environmentType: EnvironmentType.PRODUCTION });
    const stack = production.stack('eu-west-1', 'reports');
    const door = new AccountRole({ owner: zone.dns, guest: production, purpose: 'list-zones', statements: LIST() });
    door.grantAssume(new iam.Role(stack, 'Reporter', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') }));
    expect(door.isOpen).toBe(false);
  });
  expect(assembly.plan.doors.filter(({ guest }) => guest === 'production').map(door => door.open)).toEqual([false, false, false]);
  expect(JSON.stringify([...assembly.templates])).not.toContain('list-zones');
});

test('two doors of one purpose, and a name that is too long, are errors', () => {
  const complaints = complaintsOf(withEnvironments(['production'], zone => {
    const production = zone.node.findChild('production') as ReturnType<typeof zone.addEnvironment>;
    const props = { owner: zone.dns, guest: production, statements: LIST() };
    new AccountRole({ ...props, purpose: 'delegation' });
    new AccountRole({ ...props, purpose: 'x'.repeat(50) });
  }));
  expect(complaints).toContain('Acme/production: door to dns: got "delegation", expected a purpose of its own between these two accounts');
  expect(complaints).toContain('expected at most 64 characters; write a shorter prefix, purpose or account name');
});

test('a reference between accounts, and one between regions, is an error that says what to write', () => {
  const [accounts, regions] = [['staging', 'eu-west-1'], ['production', 'us-east-1']].map(([reader, region]) =>
    complaintsOf(withEnvironments(['production', 'staging'], zone => {
      const [production, other] = ['production', reader].map(name => zone.node.findChild(name) as ReturnType<typeof zone.addEnvironment>);
      new CfnResource(other.stack(region, 'reader'), 'Reads', { type: 'AWS::SNS::Topic', properties: { DisplayName: production.hostedZone.hostedZoneId } });
    })));
  for (const complaint of [accounts, regions]) {
    expect(complaint).toContain('Acme/production/eu-west-1: reference to a resource of this stack: got "one from another account or region"');
    expect(complaint).toContain('EnvironmentAccount.current(stack).hostedZone');
  }
});
