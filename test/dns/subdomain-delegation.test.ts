import { App, Aws, CfnParameter, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { PublicHostedZone } from 'aws-cdk-lib/aws-route53';
import { AllowDelegationOptions, SubdomainDelegation, SubdomainDelegationProps } from '../../src';

const ROLE = 'arn:aws:iam::111111111111:role/cloud-platform/delegation-shop';

const PARENT_ZONE = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':route53:::hostedzone/', { Ref: 'ZoneA5DE4B68' }]] };

/** Alone: no landing zone anywhere. */
function stackWith(build: (stack: Stack) => void): Template {
  const stack = new Stack(new App(), 'Own', { env: { account: '222222222222', region: 'eu-west-1' } });
  build(stack);
  return Template.fromStack(stack);
}

const child = (stack: Stack, options: Partial<SubdomainDelegationProps> = {}) => new SubdomainDelegation(stack, 'Delegation', {
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

/** What the handler may do beside writing its log, and the path of its role. */
function handlerOf(template: Template): { path: string; statements: any[] } {
  const [{ Properties }] = Object.values(template.findResources('AWS::IAM::Role'));
  const statements = Properties.Policies.flatMap((policy: any) => policy.PolicyDocument.Statement);
  return { path: Properties.Path, statements: statements.filter((one: any) => !/^logs:/.test([one.Action].flat()[0])) };
}

const ZONE = { 'Fn::Join': ['', ['arn:aws:route53:::hostedzone/', { Ref: 'ZoneA5DE4B68' }]] };
const DELEGATE = [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: ROLE }, { Effect: 'Allow', Action: 'route53:GetHostedZone', Resource: ZONE }];

test('its handler may take that role and look at that zone, nothing else', () => {
  expect(handlerOf(stackWith(stack => child(stack)))).toEqual({ path: '/cloud-platform/handlers/', statements: DELEGATE });
});

test('for a chain of trust it may look at the zone\'s keys and records as well', () => {
  // WHEN
  const template = stackWith(stack => child(stack, { chainOfTrust: true }));
  // THEN
  expect(handlerOf(template).statements).toEqual([...DELEGATE, { Effect: 'Allow', Action: ['route53:GetDNSSEC', 'route53:ListResourceRecordSets'], Resource: ZONE }]);
  template.hasResourceProperties('Custom::SubdomainDelegation', { ChainOfTrust: 'true' });
});

test('another prefix is that of the handler\'s role, which the parent\'s half trusts', () => {
  expect(handlerOf(stackWith(stack => child(stack, { prefix: 'acme' }))).path).toBe('/acme/handlers/');
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
  expect(Properties.Policies[0].PolicyDocument.Statement).toEqual([
    { Effect: 'Allow', Action: 'route53:ListHostedZonesByName', Resource: '*' },
    { Effect: 'Allow', Action: 'route53:ListResourceRecordSets', Resource: PARENT_ZONE },
    {
      Effect: 'Allow',
      Action: 'route53:ChangeResourceRecordSets',
      Resource: PARENT_ZONE,
      Condition: {
        'ForAllValues:StringEquals': {
          'route53:ChangeResourceRecordSetsNormalizedRecordNames': ['shop.example.com'],
          'route53:ChangeResourceRecordSetsRecordTypes': ['NS', 'DS'],
          'route53:ChangeResourceRecordSetsActions': ['UPSERT', 'DELETE'],
        },
        'Null': { 'route53:ChangeResourceRecordSetsNormalizedRecordNames': 'false' },
      },
    },
  ]);
});

test('the role that the parent gives back is not changed by whom it is granted to', () => {
  const template = stackWith(stack => {
    const role = SubdomainDelegation.allow(stack, 'AllowShop', {
      hostedZone: new PublicHostedZone(stack, 'Zone', { zoneName: 'example.com' }), zoneName: 'shop.example.com', accountId: '333333333333', roleName: 'delegation-shop',
    });
    role.addToPrincipalPolicy(new PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'] }));
  });
  template.resourceCountIs('AWS::IAM::Policy', 0);
});

test('a name that is known only at deploy is not judged at synth', () => {
  const app = new App();
  const stack = new Stack(app, 'Own');
  const name = new CfnParameter(stack, 'Name').valueAsString;
  SubdomainDelegation.allow(stack, 'Allow', {
    hostedZone: PublicHostedZone.fromHostedZoneAttributes(stack, 'Parent', { hostedZoneId: 'Z1', zoneName: name }), zoneName: 'shop.example.com', accountId: '333333333333', roleName: 'a',
  });
  SubdomainDelegation.allow(stack, 'AllowToo', {
    hostedZone: PublicHostedZone.fromHostedZoneAttributes(stack, 'Other', { hostedZoneId: 'Z2', zoneName: 'example.com' }), zoneName: name, accountId: Aws.ACCOUNT_ID, roleName: 'b',
  });
  expect(() => app.synth()).not.toThrow();
});

test('a child outside its parent is an error at synth', () => {
  const app = new App();
  child(new Stack(app, 'Own'), { parentZoneName: 'other.com' });
  expect(() => app.synth()).toThrow('Own/Delegation: zone name: got "eu.shop.example.com", expected a name below its parent, other.com; write "eu.other.com"');
});

test.each<[Partial<AllowDelegationOptions>, string]>([
  ...['33', '3333333333333', 'x33333333333', '33333333333x', 'a 333333333333'].map((accountId): [object, string] => [
    { accountId }, `accountId: got "${accountId}", expected 12 digits; write "222222222222"`,
  ]),
  [{ zoneName: 'Shop.example.com' }, 'zone name: got "Shop.example.com", expected lower-case letters, digits and hyphens, 1 to 63 between the dots; write "shop.example.com"'],
  [{ zoneName: 'example.com' }, 'zone name: got "example.com", expected a name below its parent, example.com; write "example.example.com"'],
])('%j allowed by a parent is an error at synth', (options, expected) => {
  const app = new App();
  const stack = new Stack(app, 'Own');
  SubdomainDelegation.allow(stack, 'AllowShop', {
    hostedZone: new PublicHostedZone(stack, 'Zone', { zoneName: 'example.com' }), zoneName: 'shop.example.com', accountId: '333333333333', roleName: 'delegation-shop', ...options,
  });
  expect(() => app.synth()).toThrow(`Own/AllowShop: ${expected}`);
});
