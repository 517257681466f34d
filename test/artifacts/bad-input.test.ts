import { Duration } from 'aws-cdk-lib';
import { company } from './support/company';
import { ImageLifecycle, LandingZone, Publisher, PullThroughCache } from '../../src';
import { complaintsOf } from '../support/assembly';

const cases: [string, (zone: LandingZone) => void, string][] = [
  ['a name that ECR refuses', ({ artifacts }) => artifacts.addContainerRepository('Shop_API'),
    'Acme/artifacts: container repository: got "Shop_API", expected lower-case letters, digits, and single ".", "_", "-" and "/" between them, 2 to 256 characters, beginning with a letter; write "shop-api"'],
  ['two repositories with one name', ({ artifacts }) => ['api', 'api'].forEach(name => artifacts.addContainerRepository(name)),
    'Acme/artifacts: container repository: got "api", expected a name that no other container repository has; write "api-2"'],
  ['two stores with one name', ({ artifacts }) => ['site', 'site'].forEach(name => artifacts.addFileStore(name)),
    'Acme/artifacts: file store: got "site", expected a name that no other file store has; write "site-2"'],
  ['a store with a path', ({ artifacts }) => artifacts.addFileStore('a/b'), 'Acme/artifacts: file store: got "a/b", expected lower-case letters, digits and hyphens'],
  ['a rule that deletes everything', ({ artifacts }) => artifacts.addContainerRepository('api', { lifecycle: [ImageLifecycle.taggedMoreThan('*', 10)] }),
    'Acme/artifacts: container repository api: lifecycle: pattern: got "*", expected letters, digits, ".", "_", "-" and at most four "*", and not "*" alone, which would be everything; write "pr-*"'],
  ['a rule that keeps none', ({ artifacts }) => artifacts.addContainerRepository('api', { lifecycle: [ImageLifecycle.taggedMoreThan('pr-*', 0)] }),
    'lifecycle: count: got 0, expected a whole number from 1: with none, the rule would delete everything; write 20'],
  ['a rule of hours', ({ artifacts }) => artifacts.addContainerRepository('api', { lifecycle: [ImageLifecycle.untaggedOlderThan(Duration.hours(5))] }),
    'expected whole days, at least one: younger images may be about to be deployed; write Duration.days(14)'],
  ['a rule about what is kept', ({ artifacts }) => artifacts.addContainerRepository('api', { lifecycle: [ImageLifecycle.taggedMoreThan('v*', 3)] }),
    'lifecycle: got "v*", expected other tags than those that are kept: v*, release-*, deployed-*; write "pr-*"'],
  ['nothing is kept', ({ artifacts }) => artifacts.addContainerRepository('api', { keptTags: [] }),
    'keptTags: got [], expected at least one: a lifecycle rule could delete what production runs; write [\'v*\', \'release-*\', \'deployed-*\']'],
  ['a tag that is kept and moves', ({ artifacts }) => artifacts.addContainerRepository('api', { movingTags: ['v*'] }), 'movingTags: got "v*", expected other tags than those that are kept'],
  ['a repository where a cache is', ({ artifacts }) => {
    artifacts.addPullThroughCache(PullThroughCache.QUAY);
    artifacts.addContainerRepository('quay/nginx');
  }, 'container repository: got "quay/nginx", expected a name apart from quay, below which a public registry is cached; write "own-quay/nginx"'],
  ['a cache where a repository is', ({ artifacts }) => {
    artifacts.addContainerRepository('quay/nginx');
    artifacts.addPullThroughCache(PullThroughCache.QUAY);
  }, 'container repository: got "quay/nginx", expected a name apart from quay'],
  ['a cache twice', ({ artifacts }) => [1, 2].forEach(() => artifacts.addPullThroughCache(PullThroughCache.QUAY)),
    'Acme/artifacts: addPullThroughCache: got "quay", expected each registry once; write one of the two'],
  ['a publisher with a wildcard', ({ artifacts }) => artifacts.addPublisher(Publisher.gitHub('acme/api', { branch: '*' }), [artifacts.addContainerRepository('api')]),
    'Acme/artifacts: gitHub: branch: got "*", expected one name, without *, ? and spaces; write "main"'],
  ['a publisher of all repositories', ({ artifacts }) => artifacts.addPublisher(Publisher.gitHub('acme/*'), [artifacts.addContainerRepository('api')]),
    'gitHub: repository: got "*", expected the name of a repository, without its organization; write "platform"'],
  ['a publisher without an organization', ({ artifacts }) => artifacts.addPublisher(Publisher.gitHub('api'), [artifacts.addContainerRepository('api')]),
    'gitHub: repository: got "", expected the name of a repository'],
  ['a publisher with no subject', ({ artifacts }) => artifacts.addPublisher(
    Publisher.openIdConnect({ name: 'ci', issuer: 'https://ci.example.com', audience: 'aws', subject: '' }), [artifacts.addContainerRepository('api')]),
  'openIdConnect: subject: got "", expected the whole subject of one job, without *, ? and $; write "job:acme/api:main"'],
  ['a publisher of nothing', ({ artifacts }) => artifacts.addPublisher(Publisher.gitHub('acme/api'), []),
    'addPublisher: got [], expected what it may publish; write [artifacts.addContainerRepository(\'api\')]'],
  ['two subjects of one name', ({ artifacts }) => {
    const api = artifacts.addContainerRepository('api');
    for (const branch of ['main', 'next']) artifacts.addPublisher(Publisher.gitHub('acme/api', { branch }), [api]);
  }, 'expected what cloud-platform-publish-acme-api trusts already: repo:acme/api:ref:refs/heads/main of token.actions.githubusercontent.com; write another "name" in the options of the publisher'],
  ['a branch and an environment', ({ artifacts }) => artifacts.addPublisher(
    Publisher.gitHub('acme/api', { branch: 'main', environment: 'release' }), [artifacts.addContainerRepository('api')]),
  'expected a branch or an environment: a token says one of them; write { environment: \'release\' }'],
];

test('each gets an error at synth that says what to write instead, all at once, and nothing is written', () => {
  // what claims a name for itself stands in a landing zone of its own
  for (const [what, add, expected] of cases) {
    expect([what, complaintsOf(company(add, { additionalRegions: [] }, []))]).toEqual([what, expect.stringContaining(expected)]);
  }
});
