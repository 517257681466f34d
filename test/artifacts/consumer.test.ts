import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { LaunchTemplate } from 'aws-cdk-lib/aws-ec2';
import { ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { company, made } from './support/company';
import { CentralArtifacts, EnvironmentAccount, IArtifacts, LandingZone } from '../../src';
import { synthesize } from '../support/assembly';

const SHA = 'a'.repeat(64);
const ACCOUNT = { Ref: 'SsmParameterValuecloudplatformv1artifactsaccountidC96584B6F00A464EAD1953AFF4B05118Parameter' };
const PACKAGES = { Ref: 'SsmParameterValuecloudplatformv1packagesregionC96584B6F00A464EAD1953AFF4B05118Parameter' };
const [PARTITION, REGION, SUFFIX] = ['AWS::Partition', 'AWS::Region', 'AWS::URLSuffix'].map(Ref => ({ Ref }));

/** A stack of an application with one role. */
function application(use: (artifacts: IArtifacts, role: Role, stack: Stack) => void, props: object = {}) {
  const stack = new Stack(new App(), 'Shop', props);
  const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
  use(EnvironmentAccount.current(stack).artifacts, role, stack);
  const template = Template.fromStack(stack).toJSON();
  const read = Object.values<any>(template.Parameters).map(({ Default }) => Default).filter(name => name.startsWith('/cloud-platform/') && !name.endsWith('/contract-version'));
  const policies: any[] = Object.values<any>(template.Resources).filter(({ Type }) => Type === 'AWS::IAM::Policy');
  return { template, read, allowed: policies.flatMap(({ Properties }) => Properties.PolicyDocument.Statement) };
}

const joined = (...parts: unknown[]) => ({ 'Fn::Join': ['', parts] });

test('an image is pulled from the replica in the stack\'s own region, by an account that the contract says', () => {
  // WHEN
  let name: unknown;
  const { read, allowed } = application((artifacts, role, stack) => {
    const repository = artifacts.containerRepository('charts/shop');
    repository.grantPull(role);
    name = stack.resolve(ContainerImage.fromEcrRepository(repository, `sha256:${SHA}`).bind(stack, { taskDefinition: { obtainExecutionRole: () => role } } as never).imageName);
  });
  // THEN
  expect(name).toEqual(joined(ACCOUNT, '.dkr.ecr.', REGION, '.', SUFFIX, `/charts/shop@sha256:${SHA}`));
  expect(allowed).toContainEqual({
    Effect: 'Allow',
    Action: ['ecr:BatchCheckLayerAvailability', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchGetImage'],
    Resource: joined('arn:', PARTITION, ':ecr:', REGION, ':', ACCOUNT, ':repository/charts/shop'),
  });
  expect(read).toEqual(['/cloud-platform/v1/artifacts-account-id']);
});

test('a file is read from the bucket in the stack\'s own region, and no other file with it', () => {
  const { allowed, read } = application((artifacts, role) => artifacts.file('site', `${SHA}.zip`).grantRead(role));
  expect(allowed).toEqual([{
    Effect: 'Allow', Action: 's3:GetObject', Resource: joined('arn:', PARTITION, ':s3:::cloud-platform-artifacts-', ACCOUNT, '-', REGION, `/site/${SHA}.zip`),
  }]);
  expect(read).toEqual(['/cloud-platform/v1/artifacts-account-id']);
});

test('packages are read where they are kept, with a token of STS for this service alone', () => {
  // WHEN
  let login: unknown;
  const { allowed, read } = application((artifacts, role, stack) => {
    const npm = artifacts.packageRepository('npm');
    npm.grantRead(role);
    login = stack.resolve(npm.loginCommand('npm'));
  });
  // THEN
  expect(login).toEqual(joined('aws codeartifact login --tool npm --domain cloud-platform --domain-owner ', ACCOUNT, ' --repository npm --region ', PACKAGES));
  expect(allowed).toContainEqual(expect.objectContaining({
    Action: 'sts:GetServiceBearerToken', Condition: { StringEquals: { 'sts:AWSServiceName': 'codeartifact.amazonaws.com' } },
  }));
  expect(allowed).toContainEqual(expect.objectContaining({
    Action: 'codeartifact:GetAuthorizationToken', Resource: joined('arn:', PARTITION, ':codeartifact:', PACKAGES, ':', ACCOUNT, ':domain/cloud-platform'),
  }));
  expect(read.sort()).toEqual(['/cloud-platform/v1/artifacts-account-id', '/cloud-platform/v1/packages-region']);
});

test('a machine image is the newest one when an instance is started', () => {
  const { template } = application((artifacts, _, stack) => new LaunchTemplate(stack, 'Workers', { machineImage: artifacts.machineImage('base') }));
  const [{ Properties }]: any[] = Object.values<any>(template.Resources).filter(({ Type }) => Type === 'AWS::EC2::LaunchTemplate');
  expect(Properties.LaunchTemplateData.ImageId)
    .toEqual(joined('resolve:ssm:arn:', PARTITION, ':ssm:', REGION, ':', ACCOUNT, ':parameter/cloud-platform/v1/machine-images/base'));
});

test('a repository that is asked for twice is one', () => {
  application(artifacts => expect(artifacts.containerRepository('shop')).toBe(artifacts.containerRepository('shop')));
});

test('one template fits every environment: what differs is what the contract says there', () => {
  const all = (artifacts: IArtifacts, role: Role) => {
    artifacts.containerRepository('shop').grantPull(role);
    artifacts.file('site', `${SHA}.zip`).grantRead(role);
    artifacts.packageRepository('npm').grantRead(role);
  };
  const [production, staging] = ['888888888888', '999999999999'].map(account => application(all, { env: { account, region: 'eu-west-1' } }).template);
  expect(JSON.stringify(production).replaceAll('888888888888', '999999999999')).toEqual(JSON.stringify(staging));
});

test.each(['latest.zip', '../x', `${SHA}.zip.exe.sh`, SHA.toUpperCase()])('a file that is called %s is an error: what has such a name may be overwritten', name => {
  expect(() => application(artifacts => artifacts.file('site', name))).toThrow(/file of site: got .*, expected the SHA-256 of what is in it and its ending/);
});

test('each environment publishes in each region where artifacts are', () => {
  const { assembly } = made(() => {});
  for (const region of ['eu-west-1', 'us-east-1']) {
    const published = Object.fromEntries(assembly.resources(`Acme/production/${region}`, 'AWS::SSM::Parameter').map(([, { Properties }]) => [Properties.Name, Properties.Value]));
    expect(published).toMatchObject({ '/cloud-platform/v1/artifacts-account-id': '200000000004', '/cloud-platform/v1/packages-region': 'eu-west-1' });
  }
});

test('packages are kept in the first governed region that has the service; where none has, no region is published', () => {
  const regionOf = (homeRegion: string, additionalRegions: string[]) => synthesize(company(() => {}, { homeRegion, additionalRegions }))
    .resources(`Acme/production/${homeRegion}`, 'AWS::SSM::Parameter').map(([, { Properties }]) => Properties)
    .find(({ Name }) => Name === '/cloud-platform/v1/packages-region')?.Value;
  expect([regionOf('sa-east-1', ['us-east-1']), regionOf('sa-east-1', [])]).toEqual(['us-east-1', undefined]);
});

test('the platform team has the same in its own code, at home', () => {
  let image: unknown;
  made(({ node }: LandingZone) => {
    const production = node.findChild('production') as EnvironmentAccount;
    const stack = production.stack('eu-west-1', 'network');
    const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
    production.artifacts.containerRepository('shop').grantPull(role);
    image = stack.resolve(production.artifacts.containerRepository('shop').repositoryUri);
  });
  expect(image).toEqual(joined('200000000004.dkr.ecr.eu-west-1.', SUFFIX, '/shop'));
});

test('without a landing zone the account is said', () => {
  const stack = new Stack(new App(), 'Shop');
  const artifacts = CentralArtifacts.fromAccount(stack, 'Artifacts', { accountId: '444444444444', prefix: 'acme', packagesRegion: 'eu-north-1' });
  expect(stack.resolve(artifacts.containerRepository('shop').repositoryArn)).toEqual(joined('arn:', PARTITION, ':ecr:', REGION, ':444444444444:repository/shop'));
  expect(artifacts.packageRepository('npm').loginCommand('pip'))
    .toBe('aws codeartifact login --tool pip --domain acme --domain-owner 444444444444 --repository npm --region eu-north-1');
});
