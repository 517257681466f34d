import { planOf } from './fixtures/plan';
import { Project } from './fixtures/project';
import { runningPlatform } from './fixtures/running-platform';

const REGIONS = ['eu-west-1', 'us-east-1'];
const ACCOUNTS = { management: '111111111111', production: '333333333333', staging: '444444444444' };

let project: Project;
beforeEach(async () => {
  project = await runningPlatform();
  project.write('cdk.out/platform.json', planOf([...Object.entries(ACCOUNTS).map(([name, id]) => ({ name, id })), { name: 'later' }], REGIONS));
  for (const [name, id] of Object.entries(ACCOUNTS)) for (const region of REGIONS) project.aws.drift.stacks.set(`${id}/${region}/cloud-platform-${name}`, {});
});
afterEach(async () => project.remove());

const see = (name: keyof typeof ACCOUNTS, region: string, what: object) => project.aws.drift.stacks.set(`${ACCOUNTS[name]}/${region}/cloud-platform-${name}`, what as never);
const run = (...args: string[]) => project.run('drift', ...args);

test('everything is as it was deployed: every stack of every account was looked at, and nothing was changed', async () => {
  // WHEN
  const { exitCode, stdout, stderr } = await run();
  // THEN
  expect(exitCode).toBe(0);
  expect(stdout).toContain('6 stacks are as they were deployed, 0 have drifted');
  for (const name of Object.keys(ACCOUNTS)) expect(stderr).toContain(`${name}: 2 as deployed`);
  expect([...new Set(project.aws.actions())].sort()).toEqual([
    'AssumeRole', 'DescribeStackDriftDetectionStatus', 'DescribeStackResourceDrifts', 'DetectStackDrift', 'GetCallerIdentity',
  ]);
});

test('what differs is named: account, stack, resource and property, not what it holds; the exit status says so to a CI', async () => {
  // GIVEN more than a page of it
  see('production', 'us-east-1', {
    drifted: [{ logicalId: 'Topic', type: 'AWS::SNS::Topic', properties: ['/DisplayName', '/Tags/0'] }, { logicalId: 'Bucket', type: 'AWS::S3::Bucket' }],
  });
  // WHEN
  const [text, json] = [await run(), await run('--json')];
  // THEN
  expect([text.exitCode, json.exitCode]).toEqual([3, 3]);
  expect(text.stdout).toMatch(/production +us-east-1 +cloud-platform-production +Topic-1 +AWS::SNS::Topic +\/DisplayName, \/Tags\/0/);
  expect(text.stdout).toMatch(/Bucket-1 +AWS::S3::Bucket +is gone/);
  const told = JSON.parse(json.stdout);
  expect(told).toMatchObject({ drifted: 1, inSync: 5, failed: 0, notDeployed: 0 });
  expect(told.stacks.find((stack: any) => stack.status === 'drifted').resources.map(({ logicalId, change }: any) => [logicalId, change])).toEqual([['Bucket', 'DELETED'], ['Topic', 'MODIFIED']]);
  expect(text.stdout + json.stdout).not.toContain('a-secret');
});

test('it is waited for, also where somebody else has it looked at', async () => {
  see('staging', 'eu-west-1', { looks: 2, busy: 1 });
  const { exitCode, stdout } = await run('staging');
  expect([exitCode, stdout.trim()]).toEqual([0, '2 stacks are as they were deployed, 0 have drifted, 0 could not be looked at']);
});

test('throttling is survived', async () => {
  project.aws.fail('DetectStackDrift', 'Throttling', 2);
  expect((await run('staging')).exitCode).toBe(0);
});

test('a stack that is not deployed yet is none that has drifted', async () => {
  project.aws.drift.stacks.delete(`${ACCOUNTS.staging}/us-east-1/cloud-platform-staging`);
  const { exitCode, stdout } = await run();
  expect([exitCode, stdout.includes('1 are not deployed')]).toEqual([0, true]);
});

test('what could not be looked at is said with its reason, and keeps the others from nothing', async () => {
  see('staging', 'eu-west-1', { failed: 'AWS::Custom::Thing is not supported' });
  see('production', 'eu-west-1', { drifted: [{ logicalId: 'Topic', type: 'AWS::SNS::Topic', properties: ['/DisplayName'] }] });
  const [one, all] = [await run('staging'), await run()];
  expect([one.exitCode, all.exitCode]).toEqual([1, 3]);
  expect(one.stdout).toContain('staging eu-west-1 cloud-platform-staging: AWS::Custom::Thing is not supported');
});

test('an account that cannot be entered does not hide what differs in another', async () => {
  project.aws.fail('AssumeRole', 'AccessDenied', 1);
  see('staging', 'eu-west-1', { drifted: [{ logicalId: 'Topic', type: 'AWS::SNS::Topic', properties: ['/DisplayName'] }] });
  const { exitCode, stdout } = await run('--concurrency', '1');
  expect(exitCode).toBe(3);
  expect(stdout).toMatch(/production eu-west-1 cloud-platform-production: account production \(333333333333\) cannot be entered/);
});

test.each([[['produktion'], 'there is no account "produktion"'], [['--assembly', 'nowhere'], 'there is no cloud assembly']])('bad input: %j', async (args, expected) => {
  const { exitCode, stderr } = await run(...args);
  expect([exitCode, stderr.includes(expected)]).toEqual([2, true]);
});
