import { LandingZone, OwnPackages, PackageSource, Publisher } from '../../src';
import { company, made } from './support/company';
import { complaintsOf } from '../support/assembly';

const STACK = 'Acme/artifacts/eu-west-1-packages';

function packages(add: (zone: LandingZone) => void) {
  const { assembly, of } = made(add);
  return { assembly, of: (type: string) => of('packages', `AWS::CodeArtifact::${type}`).map(({ Properties }) => Properties) };
}

const NPM = { external: [PackageSource.NPM], ownPackages: [OwnPackages.npmScope('@acme')] };

test('a repository asks its upstreams, and last what is kept of public registries, once for all repositories', () => {
  // WHEN
  const { of } = packages(({ artifacts }) => {
    const shared = artifacts.addPackageRepository('shared', { external: [PackageSource.NPM] });
    artifacts.addPackageRepository('web', { upstreams: [shared], external: [PackageSource.NPM, PackageSource.PYPI] });
  });
  // THEN
  const repositories = Object.fromEntries(of('Repository').map(({ RepositoryName, Upstreams, ExternalConnections }) => [RepositoryName, Upstreams ?? ExternalConnections]));
  expect(repositories).toEqual({
    'shared': ['public-npmjs'],
    'web': ['shared', 'public-npmjs', 'public-pypi'],
    'public-npmjs': ['public:npmjs'],
    'public-pypi': ['public:pypi'],
  });
});

test('own packages are published in their repository alone and come from nowhere else; all others come from outside alone', () => {
  // WHEN
  const { of } = packages(({ artifacts }) => artifacts.addPackageRepository('npm', NPM));
  // THEN
  const groups = Object.fromEntries(of('PackageGroup').map(({ Pattern, OriginConfiguration: { Restrictions } }) => [Pattern, Restrictions]));
  expect(groups).toEqual({
    '/npm/acme/*': {
      Publish: { RestrictionMode: 'ALLOW_SPECIFIC_REPOSITORIES', Repositories: ['npm'] }, ExternalUpstream: { RestrictionMode: 'BLOCK' }, InternalUpstream: { RestrictionMode: 'ALLOW' },
    },
    '/npm/*': { Publish: { RestrictionMode: 'BLOCK' }, ExternalUpstream: { RestrictionMode: 'ALLOW' }, InternalUpstream: { RestrictionMode: 'ALLOW' } },
  });
});

test.each([
  [OwnPackages.npmScope('@acme'), '/npm/acme/*', 'npm/acme/*'],
  [OwnPackages.mavenGroup('com.acme'), '/maven/com.acme~', 'maven/com.acme*/*'],
  [OwnPackages.python('acme'), '/pypi//acme~', 'pypi//acme*'],
  [OwnPackages.nuget('Acme'), '/nuget//Acme~', 'nuget//Acme*'],
  [OwnPackages.cargo('acme'), '/cargo//acme~', 'cargo//acme*'],
  [OwnPackages.ruby('acme'), '/ruby//acme~', 'ruby//acme*'],
])('each format names packages as CodeArtifact does, in groups and in rights', (own, pattern, suffix) => {
  // WHEN
  const { assembly, of } = packages(({ artifacts }) => {
    artifacts.addPublisher(Publisher.gitHub('acme/ui'), [artifacts.addPackageRepository('own', { ownPackages: [own] })]);
  });
  // THEN
  expect(of('PackageGroup').map(({ Pattern }) => Pattern)).toEqual([pattern]);
  expect(JSON.stringify(assembly.templates.get('Acme/artifacts/eu-west-1-publishers'))).toContain(`:package/cloud-platform/own/${suffix}"`);
});

test('the whole organization reads, and one more account changes nothing', () => {
  // WHEN
  const { of } = packages(({ artifacts }) => artifacts.addPackageRepository('npm', NPM));
  // THEN
  for (const { PermissionsPolicyDocument } of [...of('Domain'), ...of('Repository')]) {
    expect(PermissionsPolicyDocument.Statement).toHaveLength(1);
    expect(PermissionsPolicyDocument.Statement[0].Condition).toEqual({ StringEquals: { 'aws:PrincipalOrgID': ['o-exampleorgid'] } });
    expect(PermissionsPolicyDocument.Statement[0].Action.join()).not.toMatch(/Publish|Put|Delete|Dispose|Update/);
  }
});

test('domain and repositories are kept whatever happens to their stack', () => {
  const { assembly } = packages(({ artifacts }) => artifacts.addPackageRepository('npm', NPM));
  for (const type of ['Domain', 'Repository']) {
    for (const [, resource] of assembly.resources(STACK, `AWS::CodeArtifact::${type}`)) expect(resource).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  }
});

test('packages are kept in the first governed region that has CodeArtifact, and environments know which', () => {
  // WHEN the home region has none
  const { assembly } = made(({ artifacts }) => artifacts.addPackageRepository('npm', NPM), {
    homeRegion: 'eu-central-2', additionalRegions: ['eu-central-1'], securityServices: { securityHub: { aggregationRegion: 'eu-central-1' } },
  });
  // THEN
  expect(assembly.resources('Acme/artifacts/eu-central-1-packages', 'AWS::CodeArtifact::Domain')).toHaveLength(1);
  const published = assembly.resources('Acme/production/eu-central-2', 'AWS::SSM::Parameter').map(([, { Properties }]) => [Properties.Name, Properties.Value]);
  expect(published).toContainEqual(['/cloud-platform/v1/packages-region', 'eu-central-1']);
});

test('a landing zone without a region that has CodeArtifact is told which one to govern', () => {
  const complaints = complaintsOf(company(({ artifacts }) => artifacts.addPackageRepository('npm', NPM), { homeRegion: 'eu-central-2', additionalRegions: [] }));
  expect(complaints).toContain('package repository npm: region: got ["eu-central-2"], expected at least one with CodeArtifact, which not every region has; '
    + 'write additionalRegions: [\'eu-west-1\'] at the LandingZone');
});

test.each<[string, (zone: LandingZone) => void, string]>([
  ['a name that AWS refuses', ({ artifacts }) => artifacts.addPackageRepository('my packages'), 'package repository: got "my packages", expected 2 to 100 letters'],
  ['a name of the platform\'s', ({ artifacts }) => artifacts.addPackageRepository('public-npmjs'), 'not beginning with public-'],
  ['one name twice', ({ artifacts }) => ['npm', 'npm'].forEach(name => artifacts.addPackageRepository(name)), 'package repository: got "npm", expected a name that no other package repository has; write "npm-2"'],
  ['own packages of two repositories', ({ artifacts }) => ['a1', 'b1'].forEach(name => artifacts.addPackageRepository(name, { ownPackages: [OwnPackages.npmScope('@acme')] })),
    'package repository b1: own packages: got "/npm/acme/*", expected packages that no other repository has as its own, as a1 has; write them at a1 alone, and a1 as its upstream'],
  ['a scope with a wildcard', ({ artifacts }) => artifacts.addPackageRepository('npm', { ownPackages: [OwnPackages.npmScope('@*')] }), 'own packages, npm: got "@*", expected a scope of npm, lower case; write "@acme"'],
  ['a group that is everybody\'s', ({ artifacts }) => artifacts.addPackageRepository('mvn', { ownPackages: [OwnPackages.mavenGroup('com')] }), 'expected a group of Maven with at least one dot'],
  ['too many upstreams', ({ artifacts }) => {
    const upstreams = Array.from({ length: 11 }, (_, index) => artifacts.addPackageRepository(`up-${index}`));
    artifacts.addPackageRepository('all', { upstreams });
  }, 'package repository all: upstreams and external: got 11, expected at most 10 together'],
  ['a publisher of a repository in which nobody publishes', ({ artifacts }) => {
    artifacts.addPublisher(Publisher.gitHub('acme/ui'), [artifacts.addPackageRepository('npm', { external: [PackageSource.NPM] })]);
  }, 'package repository npm: ownPackages: got nothing, expected what publishers may publish in it; write ownPackages: [OwnPackages.npmScope(\'@acme\')]'],
])('%s is an error that says what to write', (_, add, expected) => {
  expect(complaintsOf(company(add))).toContain(expected);
});
