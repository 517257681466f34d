import { App, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Role } from 'aws-cdk-lib/aws-iam';
import { PublicHostedZone } from 'aws-cdk-lib/aws-route53';
import { SubdomainDelegation } from '../../src';

const ROLE = 'arn:aws:iam::111111111111:role/cloud-platform/delegation-shop';

/** Alone: no landing zone anywhere. */
function stackWith(build: (stack: Stack) => void): Template {
  const stack = new Stack(new App(), 'Own', { env: { account: '222222222222', region: 'eu-west-1' } });
  build(stack);
  return Template.fromStack(stack);
}

const child = (stack: Stack, options: { ttl?: Duration; parentZoneName?: string } = {}) => new SubdomainDelegation(stack, 'Delegation', {
  hostedZone: new PublicHostedZone(stack, 'Zone', { zoneName: 'eu.shop.example.com' }), delegationRole: Role.fromRoleArn(stack, 'Role', ROLE), ...options,
});

test('the child delegates itself: its zone, its parent by name, the role there', () => {
  // WHEN
  const template = stackWith(stack => child(stack));
  // THEN
  template.hasResourceProperties('Custom::SubdomainDelegation', {
    ChildZoneId: { Ref: 'ZoneA5DE4B68' }, ChildZoneName: 'eu.shop.example.com', ParentZoneName: 'shop.example.com', RoleArn: ROLE, Ttl: '172800',
  });
});

test('parent and time to live can be said', () => {
  stackWith(stack => child(stack, { ttl: Duration.minutes(5), parentZoneName: 'example.com' }))
    .hasResourceProperties('Custom::SubdomainDelegation', { ParentZoneName: 'example.com', Ttl: '300' });
});

test('its handler may take that role and look at that zone, nothing else', () => {
  const [role] = Object.values(stackWith(stack => child(stack)).findResources('AWS::IAM::Role'));
  const statements = role.Properties.Policies.flatMap((policy: any) => policy.PolicyDocument.Statement).filter((one: any) => !/^logs:/.test([one.Action].flat()[0]));
  expect(statements).toEqual([
    { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: ROLE },
    { Effect: 'Allow', Action: 'route53:GetHostedZone', Resource: { 'Fn::Join': ['', ['arn:aws:route53:::hostedzone/', { Ref: 'ZoneA5DE4B68' }]] } },
  ]);
});

test('the parent lets the child\'s handler write exactly that name', () => {
  // WHEN
  const template = stackWith(stack => {
    SubdomainDelegation.allow(stack, 'AllowShop', {
      hostedZone: new PublicHostedZone(stack, 'Zone', { zoneName: 'example.com' }), zoneName: 'shop.example.com', accountId: '333333333333', roleName: 'delegation-shop',
    });
  });
  // THEN
  const [{ Properties }] = Object.values(template.findResources('AWS::IAM::Role'));
  expect(Properties).toMatchObject({ RoleName: 'delegation-shop', Path: '/cloud-platform/' });
  expect(JSON.stringify(Properties.AssumeRolePolicyDocument)).toContain(':iam::333333333333:role/cloud-platform/handlers/*');
  const write = Properties.Policies[0].PolicyDocument.Statement.find((one: any) => one.Action === 'route53:ChangeResourceRecordSets');
  expect(write.Condition['ForAllValues:StringEquals']['route53:ChangeResourceRecordSetsNormalizedRecordNames']).toEqual(['shop.example.com']);
});

test.each([
  ['a child outside its parent', { parentZoneName: 'other.com' }, 'expected a name below its parent, other.com'],
])('%s is an error at synth', (_, options, expected) => {
  const app = new App();
  child(new Stack(app, 'Own'), options);
  expect(() => app.synth()).toThrow(expected);
});

test('an account that is none is an error at synth', () => {
  const app = new App();
  const stack = new Stack(app, 'Own');
  SubdomainDelegation.allow(stack, 'AllowShop', {
    hostedZone: new PublicHostedZone(stack, 'Zone', { zoneName: 'example.com' }), zoneName: 'shop.example.com', accountId: '33', roleName: 'delegation-shop',
  });
  expect(() => app.synth()).toThrow('Own/AllowShop: accountId: got "33", expected 12 digits; write "222222222222"');
});
