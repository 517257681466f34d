import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { alone, ORGANIZATION } from './support/company';
import { CentralArtifacts, Publisher, PullThroughCache } from '../../src';

const types = (template: any) => Object.values<any>(template.Resources).map(({ Type }) => Type).sort();
const find = (template: any, type: string) => Object.values<any>(template.Resources).find(({ Type }) => Type === type)!.Properties;

test('in somebody\'s own stacks it has the same: repositories and files in each region, publishers at home', () => {
  // WHEN
  const { home, other, dependsOn } = alone(artifacts => {
    const api = artifacts.addContainerRepository('api');
    artifacts.addPullThroughCache(PullThroughCache.ECR_PUBLIC);
    artifacts.addPublisher(Publisher.gitHub('acme/api'), [api, artifacts.addFileStore('site')]);
  });
  // THEN
  const everywhere = [
    'AWS::ECR::PullThroughCacheRule', 'AWS::ECR::RegistryPolicy', 'AWS::ECR::Repository', 'AWS::ECR::RepositoryCreationTemplate', 'AWS::S3::Bucket', 'AWS::S3::BucketPolicy',
  ];
  expect(types(home)).toEqual([...everywhere, 'AWS::ECR::ReplicationConfiguration', 'AWS::IAM::OIDCProvider', 'AWS::IAM::Role', 'AWS::IAM::Role'].sort());
  expect(types(other)).toEqual([...everywhere, 'AWS::ECR::RepositoryCreationTemplate'].sort());
  expect(find(home, 'AWS::ECR::Repository').RepositoryPolicyText.Statement[0].Condition['ForAnyValue:StringLike']).toEqual({ 'aws:PrincipalOrgPaths': [`${ORGANIZATION}/*`] });
  expect(find(other, 'AWS::S3::Bucket').BucketName).toBe('cloud-platform-artifacts-444444444444-us-east-1');
  expect(dependsOn.map(({ node }) => node.path)).toEqual(['Other']);
});

test('it fits a stack that says neither account nor region', () => {
  const app = new App();
  const stack = new Stack(app, 'Home');
  const artifacts = new CentralArtifacts(stack, 'Artifacts', { existingIdentityProviders: ['token.actions.githubusercontent.com'], prefix: 'acme' });
  const arn = artifacts.addPublisher(Publisher.gitHub('acme/api'), [artifacts.addContainerRepository('api'), artifacts.addFileStore('site')]);
  const template = Template.fromStack(stack).toJSON();
  expect(types(template)).toEqual(['AWS::ECR::Repository', 'AWS::IAM::Role', 'AWS::S3::Bucket', 'AWS::S3::BucketPolicy']);
  expect(find(template, 'AWS::S3::Bucket').BucketName).toEqual({ 'Fn::Join': ['', ['acme-artifacts-', { Ref: 'AWS::AccountId' }, '-', { Ref: 'AWS::Region' }]] });
  expect(stack.resolve(arn)).toEqual({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::', { Ref: 'AWS::AccountId' }, ':role/acme-publish-acme-api']] });
});

test.each<[string, Parameters<typeof alone>[1], string]>([
  ['everybody', { organizationPaths: ['*'] }, 'Home/Artifacts: organizationPaths: got "*", expected a path from the organization down'],
  ['every organization', { organizationPaths: ['o-*/r-exam/*'] }, 'organizationPaths: got "o-*/r-exam/*"'],
  ['a prefix of aws', { prefix: 'aws-x' }, 'Home/Artifacts: prefix: got "aws-x"'],
])('%s is an error', (_, props, expected) => {
  expect(() => alone(artifacts => artifacts.addContainerRepository('api'), props)).toThrow(expected);
});

test('a region twice, or none, is an error', () => {
  const app = new App();
  const [home, same, none] = ['eu-west-1', 'eu-west-1', undefined].map((region, index) => new Stack(app, `Stack${index}`, { env: { account: '444444444444', region } }));
  new CentralArtifacts(home, 'Twice', { additionalStacks: [same] });
  new CentralArtifacts(home, 'Token', { additionalStacks: [none] });
  expect(() => app.synth()).toThrow(/Stack0\/Twice: additionalStacks: got \["eu-west-1"\], expected one stack for each further region[^]*Stack0\/Token: additionalStacks: got/);
});
