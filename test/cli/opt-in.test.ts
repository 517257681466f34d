import { Project, until } from './fixtures/project';
import { deployed, runningPlatform } from './fixtures/running-platform';

const REGION = 'eu-south-1';
const IDS = ['111111111111', '222222222222', '333333333333', '444444444444'];

let project: Project;
beforeEach(async () => {
  project = await runningPlatform();
  project.app = { ...JSON.parse(project.read('app.json')), regions: ['eu-west-1', REGION], optIn: [REGION] };
  for (const id of IDS) {
    project.aws.optIns.set(`${id}/${REGION}`, 'closed');
    project.aws.bootstrapped.add(`${id}/${REGION}`);
  }
});
afterEach(async () => project.remove());

const enabled = () => project.aws.calls.filter(({ action }) => action === 'EnableRegion').map(({ input }) => input.AccountId);
const deployedStacks = () => project.cdkLog().filter(({ command, args }) => command === 'deploy' && args).map(({ args }) => args.slice(0, args.indexOf('--exclusively')));

test('every account is opted in once, the management account without its id, and the registry remembers it', async () => {
  // WHEN
  const run = await project.deploy();
  const before = project.aws.calls.length;
  const again = await project.deploy();

  // THEN
  expect(run.exitCode).toBe(0);
  expect(enabled().sort()).toEqual([...IDS.slice(1), undefined]);
  expect(project.registry.accounts.map(({ optedIn }) => optedIn)).toEqual([[REGION], [REGION], [REGION], [REGION]]);
  expect(run.stderr).toContain('AWS is asked to open regions: management (eu-south-1)');
  expect(again.exitCode).toBe(0);
  expect(project.aws.calls.slice(before).map(({ action }) => action)).not.toContain('GetRegionOptStatus');
});

test('what needs no region that is still closed goes on; then exactly what needs it is deployed', async () => {
  // GIVEN an AWS that opens nothing for production but when it is told to
  project.aws.looksUntilOpen = 1;
  project.aws.optIns.set(`${IDS[2]}/${REGION}`, 1_000_000);

  // WHEN
  const { ended } = project.start('deploy', '--cdk', project.cdk);
  await until(() => deployed(project).filter(name => name === 'staging').length >= 1 && deployed(project).filter(name => name === 'production').length === 1);
  const first = deployedStacks().filter(([path]) => path.includes('/production/'));
  project.aws.optIns.set(`${IDS[2]}/${REGION}`, 0);
  const run = await ended;

  // THEN
  expect(first).toEqual([['Acme/production/eu-west-1']]);
  expect(run.exitCode).toBe(0);
  expect(deployedStacks().filter(([path]) => path.includes('/production/'))).toEqual([['Acme/production/eu-west-1'], [`Acme/production/${REGION}`]]);
});

test('a run that AWS opens no region for in time says so with exit code 3, and the next one goes on', async () => {
  // GIVEN
  project.aws.looksUntilOpen = 1_000_000;

  // WHEN
  const run = await project.deploy('--opt-in-timeout', '1s');
  IDS.forEach(id => project.aws.optIns.set(`${id}/${REGION}`, 0));
  const again = await project.deploy();

  // THEN
  expect(run).toMatchObject({ exitCode: 3, stdout: expect.stringContaining('production: pending, AWS still opens eu-south-1 for it') });
  expect(run.stdout).toContain('run the same command again: it goes on');
  expect(again.exitCode).toBe(0);
  expect(enabled()).toHaveLength(4);
});

test('a StackSet instance that failed or is missing because the region was closed is asked for again', async () => {
  // GIVEN
  project.registry = { ...project.registry, organization: { id: 'o-example0000', rootId: 'r-abcd', managementAccountId: IDS[0] } };
  const [PLATFORM, APPLICATION] = ['platform', 'application'].map(kind => `cloud-platform-bootstrap-${kind}`);
  project.app = { ...JSON.parse(project.read('app.json')), stackSets: [PLATFORM, APPLICATION].map(name => ({ name, regions: [REGION] })) };
  const instance = (account: string, status = 'SUCCEEDED') => ({ account, region: REGION, status });
  project.aws.stackInstances.set(PLATFORM, [instance(IDS[1], 'FAILED'), instance(IDS[2]), instance(IDS[3])]);
  project.aws.stackInstances.set(APPLICATION, [instance(IDS[1]), instance(IDS[3])]);

  // WHEN
  const run = await project.deploy();

  // THEN
  expect(run.exitCode).toBe(0);
  const asked = project.aws.calls.filter(({ action }) => /^(Update|Create)StackInstances$/.test(action));
  expect(asked.map(({ action, input }) => [action, input.StackSetName, input['DeploymentTargets.Accounts.member.1'], input['DeploymentTargets.AccountFilterType']]))
    .toEqual([
      ['UpdateStackInstances', 'cloud-platform-bootstrap-platform', IDS[1], 'INTERSECTION'],
      ['CreateStackInstances', 'cloud-platform-bootstrap-application', IDS[2], 'INTERSECTION'],
    ]);
  const instances = [...project.aws.stackInstances.values()].flat();
  expect(instances.map(({ status }) => status)).toEqual(Array(6).fill('SUCCEEDED'));
});

test('an instance that CloudFormation has no time for is asked for until it takes it', async () => {
  // GIVEN
  const name = 'cloud-platform-bootstrap-platform';
  project.registry = { ...project.registry, organization: { id: 'o-example0000', rootId: 'r-abcd', managementAccountId: IDS[0] } };
  project.app = { ...JSON.parse(project.read('app.json')), stackSets: [{ name, regions: [REGION] }] };
  project.aws.stackInstances.set(name, IDS.slice(2).map(account => ({ account, region: REGION, status: 'SUCCEEDED' })));
  project.aws.fail('CreateStackInstances', 'OperationInProgressException', 2);

  // WHEN
  const run = await project.deploy();

  // THEN
  expect(run.exitCode).toBe(0);
  expect(project.aws.stackInstances.get(name)!.map(({ account }) => account)).toContain(IDS[1]);
  expect(project.registry.accounts.every(({ optedIn }) => optedIn?.includes(REGION))).toBe(true);
});

test('the management account is bootstrapped in regions that are open to it', async () => {
  // GIVEN
  await project.deploy('--opt-in-timeout', '1s');
  project.aws.bootstrapped.delete(`${IDS[0]}/${REGION}`);
  project.aws.optIns.set(`${IDS[0]}/${REGION}`, 'closed');
  project.aws.bootstrapped.delete(`${IDS[0]}/us-east-1`);

  // WHEN
  const run = await project.run('bootstrap', '--cdk', project.cdk);

  // THEN
  expect(run).toMatchObject({ exitCode: 0, stdout: expect.stringContaining(`${IDS[0]}/us-east-1 bootstrapped`) });
  expect(run.stdout).toContain(`${IDS[0]}/eu-south-1 is not open yet: "cloud-platform deploy" opts the account in`);
});

test('who may not opt an account in is told what it takes, and what could be deployed was', async () => {
  // GIVEN
  project.aws.fail('EnableRegion', 'AccessDeniedException', Infinity);

  // WHEN
  const run = await project.deploy();

  // THEN
  expect(run.exitCode).toBe(1);
  expect(deployedStacks().flat().sort()).toEqual(['dns', 'management', 'production', 'staging'].map(name => `Acme/${name}/eu-west-1`));
  expect(run.stdout + run.stderr).toContain('an account could not be opted in to a region');
  expect(run.stdout + run.stderr).toContain('trusted access for account.amazonaws.com');
});

test('more opt-ins than AWS takes at once are asked for again', async () => {
  // GIVEN
  project.aws.fail('EnableRegion', 'TooManyRequestsException', 3);

  // WHEN
  const run = await project.deploy();

  // THEN
  expect(run.exitCode).toBe(0);
  expect(project.registry.accounts.every(({ optedIn }) => optedIn?.includes(REGION))).toBe(true);
});

test('a home region that is closed is opened first, and AWS is asked in a region that is open', async () => {
  // GIVEN
  project.app = { ...JSON.parse(project.read('app.json')), regions: [REGION], optIn: [REGION] };

  // WHEN
  const run = await project.deploy();

  // THEN
  expect(run.exitCode).toBe(0);
  const sts = project.aws.calls.filter(({ action }) => action === 'AssumeRole').map(({ region }) => region);
  expect(new Set(sts)).toEqual(new Set(['us-east-1']));
  const first = project.aws.calls.findIndex(({ action, region }) => action === 'GetParameter' && region === REGION);
  expect(project.aws.calls.slice(0, first).some(({ action, input }) => action === 'GetRegionOptStatus' && !input.AccountId)).toBe(true);
});
