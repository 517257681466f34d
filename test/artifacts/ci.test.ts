import { company, made } from './support/company';
import { CiMachineSize, LandingZone, MachineArchitecture, RunnerOptions, SourceProvider } from '../../src';
import { complaintsOf } from '../support/assembly';

function gitHub({ artifacts }: LandingZone, authorized = true) {
  return artifacts.addSourceConnection('github', { provider: SourceProvider.GITHUB, authorized });
}

function runner(options: Partial<RunnerOptions>, provider = SourceProvider.GITHUB) {
  const { of } = made(({ artifacts }) => {
    artifacts.addRunner('api', { connection: artifacts.addSourceConnection('code', { provider, authorized: true }), repository: 'acme/api', ...options });
  });
  return { of, project: of('ci', 'AWS::CodeBuild::Project')[0].Properties };
}

test('a runner has a fresh machine for each job of its repository, and jobs ask for it by its label', () => {
  // WHEN
  let label = '';
  const { of } = made(zone => {
    ({ label } = zone.artifacts.addRunner('api', { connection: gitHub(zone), repository: 'acme/api' }));
  });
  const [{ Properties: project }] = of('ci', 'AWS::CodeBuild::Project');
  // THEN
  expect(label).toBe(`codebuild-${project.Name}`);
  expect(project.Source).toMatchObject({ Type: 'GITHUB', Location: 'https://github.com/acme/api.git', Auth: { Type: 'CODECONNECTIONS' } });
  expect(project.Triggers).toEqual({ Webhook: true, FilterGroups: [[{ Type: 'EVENT', Pattern: 'WORKFLOW_JOB_QUEUED' }]] });
  expect(project.Environment).toMatchObject({ Type: 'ARM_CONTAINER', ComputeType: 'BUILD_GENERAL1_SMALL', PrivilegedMode: false });
  expect(project.Environment.Fleet).toBeUndefined();
  expect(project.VpcConfig).toBeUndefined();
});

test.each<[string, Partial<RunnerOptions>, SourceProvider, object]>([
  ['an organization of GitHub', { repository: undefined, owner: 'acme' }, SourceProvider.GITHUB, {
    Source: { Type: 'GITHUB', Location: 'CODEBUILD_DEFAULT_WEBHOOK_SOURCE_LOCATION' }, Triggers: { ScopeConfiguration: { Name: 'acme', Scope: 'GITHUB_ORGANIZATION' } },
  }],
  ['a project of GitLab', { repository: 'acme/shop/api' }, SourceProvider.GITLAB, { Source: { Type: 'GITLAB', Location: 'https://gitlab.com/acme/shop/api.git' } }],
  ['a group of GitLab', { repository: undefined, owner: 'acme/shop' }, SourceProvider.GITLAB, { Triggers: { ScopeConfiguration: { Name: 'acme/shop', Scope: 'GITLAB_GROUP' } } }],
  ['x86 with Docker', { architecture: MachineArchitecture.X86_64, docker: true, size: CiMachineSize.LARGE }, SourceProvider.GITHUB, {
    Environment: { Type: 'LINUX_CONTAINER', Image: 'aws/codebuild/amazonlinux-x86_64-standard:5.0', PrivilegedMode: true, ComputeType: 'BUILD_GENERAL1_LARGE' },
  }],
  ['a fleet of machines', { fleet: { baseCapacity: 1, maxCapacity: 4, virtualMachine: true } }, SourceProvider.GITHUB, { Environment: { Type: 'ARM_EC2' } }],
])('a runner serves %s', (_, options, provider, expected) => {
  const { of, project } = runner(options, provider);
  expect(project).toMatchObject(expected);
  expect(of('ci', 'AWS::CodeBuild::Fleet').map(({ Properties }) => Properties)).toEqual(options.fleet ? [{
    Name: 'cloud-platform-api',
    EnvironmentType: 'ARM_EC2',
    ComputeType: 'BUILD_GENERAL1_SMALL',
    BaseCapacity: 1,
    OverflowBehavior: 'QUEUE',
    ScalingConfiguration: { MaxCapacity: 4, ScalingType: 'TARGET_TRACKING_SCALING', TargetTrackingScalingConfigs: [{ MetricType: 'FLEET_UTILIZATION_RATE', TargetValue: 0.8 }] },
  }] : []);
});

test('a project builds its branch when somebody pushes to it, and no other one', () => {
  const { of } = made(zone => zone.artifacts.addBuildProject('site', { connection: gitHub(zone), repository: 'acme/site', branch: 'release/1.x' }));
  expect(of('ci', 'AWS::CodeBuild::Project')[0].Properties.Triggers.FilterGroups).toEqual([
    [{ Type: 'EVENT', Pattern: 'PUSH' }, { Type: 'HEAD_REF', Pattern: '^refs/heads/release/1\\.x$' }],
  ]);
});

test('what waits for somebody to authorise its connection is not built, and the plan says what to do', () => {
  // WHEN
  const waiting = (authorized: boolean) => made(zone => zone.artifacts.addRunner('api', { connection: gitHub(zone, authorized), repository: 'acme/api' })).assembly.plan;
  const parts = (authorized: boolean) => waiting(authorized).stacks.filter(({ account }) => account === 'artifacts').map(({ part }) => part);
  // THEN
  expect(parts(false)).toEqual(['connections']);
  expect(parts(true)).toEqual(['ci', 'connections']);
  const steps = (authorized: boolean) => waiting(authorized).manualSteps.filter(({ id }) => id === 'source-connection-github');
  expect(steps(true)).toEqual([]);
  expect(steps(false)).toMatchObject([{ account: 'artifacts', title: 'Authorise the connection github' }]);
});

test('its role has a boundary, is taken for this project alone, and publishes what it is named for', () => {
  // WHEN
  const { of } = made(zone => {
    const shop = zone.artifacts.addContainerRepository('shop');
    zone.artifacts.addRunner('api', { connection: gitHub(zone), repository: 'acme/api', publishes: [shop] });
  });
  const [{ Properties: role }] = of('ci', 'AWS::IAM::Role');
  // THEN
  expect(role.PermissionsBoundary).toEqual({ Ref: 'Boundary' });
  expect(role.Path).toBeUndefined();
  expect(role.AssumeRolePolicyDocument.Statement[0].Condition).toEqual({ StringEquals: { 'aws:SourceArn': 'arn:aws:codebuild:eu-west-1:200000000004:project/cloud-platform-api' } });
  const push = role.Policies[0].PolicyDocument.Statement.filter(({ Action }: any) => [Action].flat().includes('ecr:PutImage'));
  expect(push.map(({ Resource }: any) => Resource)).toEqual(['arn:aws:ecr:eu-west-1:200000000004:repository/shop']);
});

test.each<[string, (zone: LandingZone) => void, string]>([
  ['neither repository nor owner', zone => zone.artifacts.addRunner('api', { connection: gitHub(zone) }), 'runner api: got {}, expected a repository, or an owner of repositories; write repository: \'acme/api\''],
  ['a repository with a wildcard', zone => zone.artifacts.addRunner('api', { connection: gitHub(zone), repository: 'acme/*' }), 'runner api: repository: got "acme/*", expected an owner and a repository, without *'],
  ['one name twice', zone => {
    const connection = gitHub(zone);
    ['api', 'api'].forEach(name => zone.artifacts.addRunner(name, { connection, repository: 'acme/api' }));
  }, 'a name that no other CI project has; write "api-2"'],
  ['a fleet where CodeBuild has none', zone => zone.artifacts.addRunner('api', { connection: gitHub(zone), repository: 'acme/api', fleet: { baseCapacity: 0 } }), 'fleet: baseCapacity: got 0'],
  ['GitLab of one\'s own without a host', ({ artifacts }) => artifacts.addSourceConnection('git', { provider: SourceProvider.GITLAB_SELF_MANAGED }), 'hostArn and hostName: got {}, expected both'],
  ['a timeout that is none', zone => zone.artifacts.addBuildProject('api', { connection: gitHub(zone), repository: 'acme/api', timeoutMinutes: 1 }), 'build project api: timeoutMinutes: got 1'],
])('%s is an error that says what to write', (_, add, expected) => {
  expect(complaintsOf(company(add))).toContain(expected);
});

test('fleets in a region without them are an error', () => {
  const complaints = complaintsOf(company(zone => zone.artifacts.addRunner('api', { connection: gitHub(zone), repository: 'acme/api', fleet: { baseCapacity: 1 } }), { homeRegion: 'eu-north-1' }));
  expect(complaints).toContain('runner api: fleet: got "eu-north-1", expected a home region in which CodeBuild has fleets');
});
