import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { ARecord, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { EnvironmentAccount, FakeEnvironmentOptions, IEnvironmentAccount } from '../../src';
import { CONTRACT_VERSION, WHOLE_CONTRACT } from '../../src/environments/contract';
import { FakeContract } from '../../src/environments/fake-contract';

/** An application that knows nothing of tests. */
class Shop extends Stack {
  public constructor(app: App, use: (environment: IEnvironmentAccount, stack: Stack) => void) {
    super(app, 'Shop');
    use(EnvironmentAccount.current(this), this);
  }
}

function faked(use: (environment: IEnvironmentAccount, stack: Stack) => void, options?: FakeEnvironmentOptions) {
  const app = new App();
  EnvironmentAccount.fake(app, options);
  return new Shop(app, use);
}

test('an application below a fake has values that can be read, and reads no account', () => {
  // WHEN
  const template = Template.fromStack(faked((environment, stack) => {
    new ARecord(stack, 'Record', { zone: environment.hostedZone, recordName: 'api', target: RecordTarget.fromIpAddresses('192.0.2.1') });
    new LogGroup(stack, 'Log', { retention: environment.logRetentionIn(stack) });
    new Vpc(stack, 'Vpc', { ipAddresses: environment.ipAddressesIn(stack) });
    const orders = new Role(stack, 'Orders', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    environment.email.grantSend(orders, { fromAddresses: ['orders'] });
    environment.artifacts.packageRepository('npm').grantRead(orders);
  }));

  // THEN
  template.hasResourceProperties('AWS::Route53::RecordSet', { Name: 'api.production.example.com.', HostedZoneId: 'Z00000000000000000000' });
  template.hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 365 });
  template.hasResourceProperties('AWS::EC2::VPC', { CidrBlock: '10.0.0.0/16' });
  template.hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: Match.arrayWith([Match.objectLike({
        Action: ['sts:AssumeRole', 'sts:TagSession'],
        Resource: 'arn:aws:iam::333333333333:role/cloud-platform/cloud-platform-mail-production',
        Condition: { StringEquals: { 'aws:RequestTag/mail-from': ['orders@production.example.com'] } },
      })]),
    },
  });
  expect(Object.values<any>(template.toJSON().Parameters).map(({ Default }) => Default)).toEqual(['/cdk-bootstrap/hnb659fds/version']);
});

test('roles have the boundary that they have in an account', () => {
  const template = Template.fromStack(faked((_, stack) => new Role(stack, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') })));
  template.hasResourceProperties('AWS::IAM::Role', { PermissionsBoundary: Match.anyValue() });
});

test('it is what its options say', () => {
  // GIVEN
  const options = {
    environmentName: 'load', environmentTypeName: 'load-test', zoneName: 'load.acme.com', homeRegion: 'sa-east-1', logRetention: 30, network: '10.8.0.0/20',
  };

  // THEN
  faked((environment, stack) => {
    expect([environment.environmentName, environment.environmentTypeName, environment.hostedZone.zoneName]).toEqual(['load', 'load-test', 'load.acme.com']);
    expect([environment.email.region, environment.logRetentionIn(stack)]).toEqual(['sa-east-1', 30]);
    expect(environment.ipAddressesIn(stack).allocateVpcCidr().cidrBlock).toBe('10.8.0.0/20');
  }, options);
});

test('a stack that is for one environment gets a fake of that one', () => {
  const app = new App();
  EnvironmentAccount.fake(app);
  for (const name of ['staging', 'production']) {
    const { hostedZone, environmentTypeName } = EnvironmentAccount.named(new Stack(app, name), name);
    expect([hostedZone.zoneName, environmentTypeName]).toEqual([`${name}.example.com`, name]);
  }
});

test.each<[FakeEnvironmentOptions, (environment: IEnvironmentAccount, stack: Stack) => unknown, string]>([
  [{ certificate: false }, (environment, stack) => environment.certificateArnIn(stack), 'Shop: certificate-arn: got an environment that has none, expected one with certificate: true; '
    + 'write that at EnvironmentAccount.fake if your environments have it, or do not ask for it: such a stack cannot be deployed'],
  [{ addressPlan: false }, (environment, stack) => environment.ipAddressesIn(stack), 'network-cidr: got an environment that has none, expected one with an addressPlan of its landing zone'],
  [{ sendsMail: false }, environment => environment.email.settings(), 'mail-role-arn: got an environment that has none, expected one with sendsMail, which a sandbox has not'],
  [{ privateZones: false }, (environment, stack) => environment.associatePrivateZone('internal.acme.com', Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['a'] })),
    'private-zones-topic-arn: got an environment that has none, expected one with a private zone that dns.addPrivateZone shares with it'],
])('with %j it throws where a deploy would fail', (options, use, expected) => {
  expect(() => faked((environment, stack) => void use(environment, stack), options)).toThrow(expected);
});

test.each<[string, (app: App) => void, string]>([
  ['a name that is none', app => EnvironmentAccount.fake(app, { environmentName: 'Staging' }),
    'app: EnvironmentAccount.fake: name: got "Staging", expected 2 to 30 lower-case letters, digits and single hyphens, beginning with a letter; write "staging"'],
  ['a network that is none', app => EnvironmentAccount.fake(app, { network: '10.0.0.0' }),
    'app: EnvironmentAccount.fake: network: got "10.0.0.0", expected IPv4 addresses in CIDR notation that begin at the first one; write "10.0.0.0/16"'],
  ['a fake that comes too late', app => {
    new Shop(app, () => {});
    EnvironmentAccount.fake(app);
  }, 'app: EnvironmentAccount.fake: scope: got "Shop/EnvironmentAccount-cloud-platform", expected nobody below it who has asked for an environment before; '
    + 'write this line before the stacks are made'],
])('%s is an error that says what to write', (_, build, expected) => {
  expect(() => build(new App())).toThrow(expected);
});

test('a stack with a fake is refused by cdk', () => {
  Annotations.fromStack(faked(() => {})).hasError('*', Match.stringLikeRegexp('EnvironmentAccount.fake is for tests'));
});

test('a fake above one stack is none above another', () => {
  // GIVEN
  const app = new App();
  const [tried, real] = ['Tried', 'Real'].map(id => new Stack(app, id));

  // WHEN
  EnvironmentAccount.fake(tried);

  // THEN
  expect(EnvironmentAccount.current(tried).environmentName).toBe('production');
  expect(EnvironmentAccount.current(real).environmentName).toMatch(/TOKEN/);
});

test('the whole contract is faked, by values of the form that it promises', () => {
  const contract = new FakeContract('cloud-platform', {}, {});
  const stack = new Stack(new App(), 'Shop');
  for (const parameter of WHOLE_CONTRACT) expect(contract.read(parameter, stack)).toMatch(parameter.format);
  expect(WHOLE_CONTRACT.map(parameter => contract.read(parameter, stack))).toContain(CONTRACT_VERSION);
});
