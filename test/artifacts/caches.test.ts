import { made, ORGANIZATION } from './support/company';
import { PullThroughCache } from '../../src';

const REGIONS = ['eu-west-1', 'us-east-1'];

let built: ReturnType<typeof made>;
beforeAll(() => {
  built = made(({ artifacts }) => {
    artifacts.addContainerRepository('shop');
    artifacts.addPullThroughCache(PullThroughCache.DOCKER_HUB);
    artifacts.addPullThroughCache(PullThroughCache.ECR_PUBLIC);
  });
});

test('each region caches by itself, and replication leaves caches alone', () => {
  for (const region of REGIONS) {
    expect(built.of('containers', 'AWS::ECR::PullThroughCacheRule', region).map(({ Properties }) => [Properties.EcrRepositoryPrefix, Properties.UpstreamRegistryUrl]))
      .toEqual([['docker-hub', 'registry-1.docker.io'], ['ecr-public', 'public.ecr.aws']]);
  }
  const [{ Properties: { ReplicationConfiguration: { Rules } } }] = built.of('containers', 'AWS::ECR::ReplicationConfiguration');
  expect(Rules.flatMap(({ RepositoryFilters }: any) => RepositoryFilters).map(({ Filter }: any) => Filter)).toEqual(['shop']);
});

test('a registry that wants an account has a secret that ECR may read, retained, and a step in the plan', () => {
  for (const region of REGIONS) {
    expect(built.of('containers', 'AWS::SecretsManager::Secret', region)).toEqual([expect.objectContaining({
      DeletionPolicy: 'Retain', Properties: expect.objectContaining({ Name: 'ecr-pullthroughcache/cloud-platform-docker-hub' }),
    })]);
  }
  expect(built.assembly.plan.manualSteps.filter(({ account }) => account === 'artifacts')).toEqual([expect.objectContaining({
    id: 'cache-docker-hub', detail: expect.stringContaining('in eu-west-1, us-east-1: put {"username": ..., "accessToken": ...} into ecr-pullthroughcache/cloud-platform-docker-hub'),
  })]);
});

test('what the first pull makes is read by environments like all else; its tags move with those of the registry', () => {
  const templates = built.of('containers', 'AWS::ECR::RepositoryCreationTemplate').map(({ Properties }) => Properties);
  expect(templates.map(({ Prefix, AppliedFor, ImageTagMutability }) => [Prefix, AppliedFor, ImageTagMutability])).toEqual([
    ['docker-hub', ['PULL_THROUGH_CACHE'], 'MUTABLE'], ['ecr-public', ['PULL_THROUGH_CACHE'], 'MUTABLE'],
  ]);
  const [environments] = JSON.parse(templates[0].RepositoryPolicy).Statement;
  expect(environments.Action).toContain('ecr:BatchImportUpstreamImage');
  expect(environments.Condition['ForAnyValue:StringLike']['aws:PrincipalOrgPaths']).toContain(`${ORGANIZATION}/ou-exam-sandbox0/*`);
});

test('environments make repositories below the prefixes of caches, in that region, and nowhere else', () => {
  for (const region of REGIONS) {
    const [{ Properties: { PolicyText: { Statement } } }] = built.of('containers', 'AWS::ECR::RegistryPolicy', region);
    expect(Statement).toEqual([expect.objectContaining({
      Action: ['ecr:BatchImportUpstreamImage', 'ecr:CreateRepository'],
      Resource: ['docker-hub', 'ecr-public'].map(prefix => `arn:aws:ecr:${region}:200000000004:repository/${prefix}/*`),
    })]);
  }
});
