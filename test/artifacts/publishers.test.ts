import { made } from './support/company';
import { DeployIdentity, LandingZone, Publisher } from '../../src';

const GITHUB = 'token.actions.githubusercontent.com';

function roles(more: (zone: LandingZone) => void, props = {}) {
  const { assembly, of } = made(more, props);
  const byName = Object.fromEntries(of('publishers', 'AWS::IAM::Role').map(({ Properties }) => [Properties.RoleName, Properties]));
  return { plan: assembly.plan, byName, providers: of('publishers', 'AWS::IAM::OIDCProvider').map(({ Properties }) => Properties.Url) };
}

test('a job publishes what it is named for and nothing else', () => {
  // WHEN
  const { byName } = roles(({ artifacts }) => {
    const api = artifacts.addContainerRepository('api');
    artifacts.addContainerRepository('other');
    artifacts.addPublisher(Publisher.gitHub('acme/api'), [api, artifacts.addFileStore('site')]);
  });
  // THEN
  const { Policies: [{ PolicyDocument: { Statement } }], AssumeRolePolicyDocument } = byName['cloud-platform-publish-acme-api'];
  expect(Statement.map(({ Resource }: any) => Resource)).toEqual([
    '*', 'arn:aws:ecr:eu-west-1:200000000004:repository/api', 'arn:aws:s3:::cloud-platform-artifacts-200000000004-eu-west-1/site/*',
  ]);
  expect(Statement[0].Action).toBe('ecr:GetAuthorizationToken');
  expect(Statement.flatMap(({ Action }: any) => Action).filter((action: string) => /Delete|Policy|\*/.test(action))).toEqual([]);
  expect(AssumeRolePolicyDocument.Statement).toEqual([expect.objectContaining({
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: { StringEquals: { [`${GITHUB}:aud`]: 'sts.amazonaws.com', [`${GITHUB}:sub`]: 'repo:acme/api:ref:refs/heads/main' } },
  })]);
});

test('guardrails bind it: it is on no path of the platform', () => {
  const { byName } = roles(({ artifacts }) => artifacts.addPublisher(Publisher.gitHub('acme/api'), [artifacts.addContainerRepository('api')]));
  expect(byName['cloud-platform-publish-acme-api'].Path).toBeUndefined();
});

test('whatever CI it is, one subject comes in, and each provider is made once', () => {
  // WHEN
  const { byName, plan, providers } = roles(({ artifacts }) => {
    const api = artifacts.addContainerRepository('api');
    artifacts.addPublisher(Publisher.gitHub('acme/api', { environment: 'release', name: 'release' }), [api]);
    artifacts.addPublisher(Publisher.gitHub('acme/api', { branch: 'next' }), [api]);
    artifacts.addPublisher(Publisher.gitLab('acme/shop/api'), [api]);
    artifacts.addPublisher(Publisher.openIdConnect({ name: 'ci', issuer: 'https://ci.example.com', audience: 'aws', subject: 'job:api' }), [api]);
  });
  // THEN
  expect(plan.deployRoles!.map(({ account, role, deploys, subject }) => [account, role, deploys, subject])).toEqual([
    ['artifacts', 'cloud-platform-publish-release', 'artifacts', 'repo:acme/api:environment:release'],
    ['artifacts', 'cloud-platform-publish-acme-api', 'artifacts', 'repo:acme/api:ref:refs/heads/next'],
    ['artifacts', 'cloud-platform-publish-acme-shop-api', 'artifacts', 'project_path:acme/shop/api:ref_type:branch:ref:main'],
    ['artifacts', 'cloud-platform-publish-ci', 'artifacts', 'job:api'],
  ]);
  expect(Object.keys(byName)).toHaveLength(4);
  expect(providers.sort()).toEqual(['https://ci.example.com', 'https://gitlab.com', `https://${GITHUB}`]);
  expect(plan.artifacts).toEqual([{
    kind: 'container repository', name: 'api', account: 'artifacts', arn: 'arn:aws:ecr:eu-west-1:200000000004:repository/api', publishers: Object.keys(byName),
  }]);
});

test('a provider that the bootstrap has brought is not made again', () => {
  const { providers } = roles(({ artifacts }) => artifacts.addPublisher(Publisher.gitHub('acme/api'), [artifacts.addContainerRepository('api')]), {
    deployIdentity: DeployIdentity.gitHub({ organization: 'acme', repository: 'platform' }),
  });
  expect(providers).toEqual([]);
});

test('what is said of one publisher in two places is one role', () => {
  const { byName } = roles(({ artifacts }) => {
    const [api, web] = ['api', 'web'].map(name => artifacts.addContainerRepository(name));
    artifacts.addPublisher(Publisher.gitHub('acme/shop'), [api]);
    artifacts.addPublisher(Publisher.gitHub('acme/shop'), [api, web]);
  });
  const { Policies: [{ PolicyDocument: { Statement } }] } = byName['cloud-platform-publish-acme-shop'];
  expect(Statement.map(({ Resource }: any) => Resource)).toEqual(['*', ...['api', 'web'].map(name => `arn:aws:ecr:eu-west-1:200000000004:repository/${name}`)]);
});

test('images of a repository that signs are signed with the rights of whoever pushes', () => {
  // WHEN
  const { of } = made(({ artifacts }) => {
    artifacts.addPublisher(Publisher.gitHub('acme/api'), [artifacts.addContainerRepository('api', { signed: true })]);
    artifacts.addContainerRepository('web');
  });
  // THEN
  const profile = 'arn:aws:signer:eu-west-1:200000000004:/signing-profiles/cloud_platform_images';
  expect(of('containers', 'AWS::ECR::SigningConfiguration').map(({ Properties }) => Properties.Rules)).toEqual([[
    { SigningProfileArn: profile, RepositoryFilters: [{ Filter: 'api', FilterType: 'WILDCARD_MATCH' }] },
  ]]);
  expect(of('containers', 'AWS::Signer::SigningProfile')).toEqual([expect.objectContaining({
    DeletionPolicy: 'Retain', Properties: expect.objectContaining({ ProfileName: 'cloud_platform_images', PlatformId: 'Notation-OCI-SHA384-ECDSA' }),
  })]);
  const [{ Properties: { Policies: [{ PolicyDocument: { Statement } }] } }] = of('publishers', 'AWS::IAM::Role');
  expect(Statement).toContainEqual({ Effect: 'Allow', Action: ['signer:GetSigningProfile', 'signer:SignPayload'], Resource: profile });
});
