import { company, made, ORGANIZATION } from './support/company';
import { LandingZone } from '../../src';
import { registered, registryOf } from '../support/acme';
import { synthesize } from '../support/assembly';

const PATHS = ['ou-exam-sandbox0', 'ou-exam-workload/ou-exam-producti', 'ou-exam-workload/ou-exam-staging0'].map(unit => `${ORGANIZATION}/${unit}/*`);
const REGIONS = ['eu-west-1', 'us-east-1'];

let built: ReturnType<typeof made>;
beforeAll(() => {
  built = made(({ artifacts }) => {
    artifacts.addContainerRepository('shop');
    artifacts.addContainerRepository('charts/shop', { movingTags: ['cache-*'] });
  });
});

test('each region has each repository with the same settings: replication carries none of them', () => {
  const [home, other] = REGIONS.map(region => built.of('containers', 'AWS::ECR::Repository', region));
  expect(home.map(({ Properties }) => Properties.RepositoryName)).toEqual(['shop', 'charts/shop']);
  expect(other).toEqual(home);
});

test('tags are for good but for those that may move, images are scanned when they are pushed, and no stack takes them away', () => {
  const [shop, charts] = built.of('containers', 'AWS::ECR::Repository');
  expect(shop.Properties).toMatchObject({
    ImageTagMutability: 'IMMUTABLE', ImageScanningConfiguration: { ScanOnPush: true }, EncryptionConfiguration: { EncryptionType: 'AES256' },
  });
  expect(shop).toMatchObject({ DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
  expect(charts.Properties).toMatchObject({
    ImageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
    ImageTagMutabilityExclusionFilters: [{ ImageTagMutabilityExclusionFilterType: 'WILDCARD', ImageTagMutabilityExclusionFilterValue: 'cache-*' }],
  });
});

test('what is pushed at home is copied to each other region, once the repositories stand there', () => {
  const [{ Properties }] = built.of('containers', 'AWS::ECR::ReplicationConfiguration');
  expect(Properties.ReplicationConfiguration.Rules).toEqual([{
    Destinations: [{ Region: 'us-east-1', RegistryId: '200000000004' }],
    RepositoryFilters: [{ Filter: 'charts/shop', FilterType: 'PREFIX_MATCH' }, { Filter: 'shop', FilterType: 'PREFIX_MATCH' }],
  }]);
  expect(built.of('containers', 'AWS::ECR::ReplicationConfiguration', 'us-east-1')).toEqual([]);
  expect(built.assembly.stacks.find(({ path }) => path === 'Acme/artifacts/eu-west-1-containers')!.dependsOn).toContain('Acme/artifacts/us-east-1-containers');
});

test('a replica that ECR makes by itself is like one that we make', () => {
  const [{ Properties }] = built.of('containers', 'AWS::ECR::RepositoryCreationTemplate', 'us-east-1');
  const [shop] = built.of('containers', 'AWS::ECR::Repository');
  expect(Properties).toMatchObject({ Prefix: 'ROOT', AppliedFor: ['REPLICATION'], ImageTagMutability: 'IMMUTABLE' });
  expect(JSON.parse(Properties.RepositoryPolicy)).toEqual(shop.Properties.RepositoryPolicyText);
});

test('those who pull are named by their place in the organization, Lambda by the place of the function', () => {
  const [{ Properties: { RepositoryPolicyText: { Statement: [people, lambda] } } }] = built.of('containers', 'AWS::ECR::Repository');
  expect(people.Condition).toEqual({ 'StringEquals': { 'aws:PrincipalOrgID': ['o-exampleorgid'] }, 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': PATHS } });
  expect(lambda).toMatchObject({ Principal: { Service: 'lambda.amazonaws.com' }, Condition: { 'ForAnyValue:StringLike': { 'aws:SourceOrgPaths': PATHS } } });
});

test('another environment changes no template of the account', () => {
  const more = ({ artifacts }: LandingZone) => {
    artifacts.addContainerRepository('shop');
    artifacts.addFileStore('site');
  };
  const [before, after] = [['production'], ['production', 'second']].map(names => synthesize(company(more, {}, names)));
  const ours = (assembly: typeof before) => [...assembly.templates].filter(([path]) => path.startsWith('Acme/artifacts/'));
  expect(ours(before)).toHaveLength(4);
  expect(ours(after)).toEqual(ours(before));
});

test('a registry that knows no units lets nobody in', () => {
  const { of } = made(({ artifacts }) => artifacts.addContainerRepository('shop'), { accounts: registryOf(registered(['production'])) });
  expect(of('containers', 'AWS::ECR::Repository')[0].Properties.RepositoryPolicyText).toBeUndefined();
});
