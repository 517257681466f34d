import { Project, Run, until } from './fixtures/project';

const APP = {
  accounts: [
    { name: 'management', wave: 0 },
    { name: 'dns', wave: 1 },
    { name: 'production', wave: 2, milliseconds: 300 },
    { name: 'staging', wave: 2, milliseconds: 300 },
  ],
  regions: ['eu-west-1', 'ap-southeast-2'],
};

describe('from an account that is in no organization, and an app that was never synthesised', () => {
  let project: Project;
  let run: Run;
  beforeAll(async () => {
    // GIVEN
    project = await Project.create(APP);
    project.aws.bootstrapped.add('111111111111/us-east-1');
    project.env = { AWS_PROFILE: '' };
    // WHEN
    run = await project.deploy('--json', '--concurrency', '3');
  });
  afterAll(async () => project.remove());

  test('one command takes it to a platform', async () => {
    // THEN
    expect(run.exitCode).toBe(0);
    expect(project.registry).toEqual({
      version: 1,
      organization: { id: 'o-example0000', rootId: 'r-abcd', managementAccountId: '111111111111' },
      organizationalUnits: [],
      platform: { prefix: 'cloud-platform', homeRegion: 'eu-west-1', regions: ['ap-southeast-2', 'eu-west-1'] },
      accounts: [
        { name: 'dns', id: '222222222222', email: 'aws+dns@acme.com', status: 'ACTIVE', slot: 1 },
        { name: 'management', id: '111111111111', email: 'aws@acme.com', status: 'ACTIVE', slot: 0 },
        { name: 'production', id: '333333333333', email: 'aws+production@acme.com', status: 'ACTIVE', slot: 2 },
        { name: 'staging', id: '444444444444', email: 'aws+staging@acme.com', status: 'ACTIVE', slot: 3 },
      ],
    });
  });

  test('waves come one after the other, and accounts of a wave side by side', async () => {
    // THEN
    const log = project.cdkLog().filter(({ command, account }) => command === 'deploy' && account !== 'management');
    expect(log.map(({ account, ended }) => `${account} ${ended ? 'ends' : 'starts'}`).slice(0, 2)).toEqual(['dns starts', 'dns ends']);
    const rest = log.slice(2);
    expect(rest.map(({ ended }) => !!ended)).toEqual([false, false, true, true]);
    expect(rest.map(({ account }) => account).sort()).toEqual(['production', 'production', 'staging', 'staging']);
  });

  test('management comes up again for the stacks that the new accounts changed, and for no other', async () => {
    // THEN its first stack holds the accounts, the other region's does not
    const deploys = project.cdkCalls('deploy').map(({ args }) => args.slice(0, args.indexOf('--exclusively')));
    expect(deploys.slice(0, 2)).toEqual([['Acme/management/*'], ['Acme/management/eu-west-1']]);
    expect(deploys.slice(2).flat().sort()).toEqual(['Acme/dns/*', 'Acme/production/*', 'Acme/staging/*']);
  });

  test('cdk gets what it needs to deploy exactly one account of this assembly', async () => {
    // THEN
    const production = project.cdkCalls('deploy').find(({ account }) => account === 'production')!;
    expect(production.args).toEqual([
      'Acme/production/*', '--exclusively', '--app', 'cdk.out', '--require-approval', 'never', '--progress', 'events', '--concurrency', '3',
    ]);
    expect(production.env).toEqual({ AWS_ACCESS_KEY_ID: 'ASIA333333333333', AWS_REGION: 'eu-west-1', AWS_ENDPOINT_URL: project.aws.url });
    expect(project.aws.calls.filter(({ action }) => action === 'AssumeRole').map(({ account, input }) => `${account}: ${input.RoleArn}`))
      .toContain('111111111111: arn:aws:iam::333333333333:role/OrganizationAccountAccessRole');
  });

  test('the management account is bootstrapped first, where the platform needs it and it is not yet', async () => {
    // THEN
    const commands = project.cdkCalls().map(({ command }) => command);
    expect(commands.slice(0, 4)).toEqual(['synth', 'synth', 'bootstrap', 'deploy']);
    expect(project.cdkCalls('bootstrap').map(({ args }) => args)).toEqual([[
      'aws://111111111111/eu-west-1', 'aws://111111111111/ap-southeast-2', '--qualifier', 'platform',
      '--toolkit-stack-name', 'CDKToolkit-platform', '--app', '',
    ]]);
  });

  test('--json gives the result on stdout and the progress on stderr', async () => {
    // THEN
    expect(JSON.parse(run.stdout)).toEqual({
      landingZone: 'Acme',
      caller: '111111111111',
      seconds: expect.any(Number),
      stacks: { deployed: 8, unchanged: 0 },
      accounts: ['management', 'dns', 'production', 'staging'].map((name, index) => ({
        name,
        id: String(index + 1).repeat(12),
        wave: Math.min(index, 2),
        outcome: 'deployed',
        deployed: [`Acme/${name}/eu-west-1`, `Acme/${name}/ap-southeast-2`],
        unchanged: [],
        seconds: expect.any(Number),
        log: `.cloud-platform/logs/${name}.log`,
      })),
    });
    expect(run.stderr).toContain('wave 2: production, staging');
  });

  test('a second deployment changes nothing and says so', async () => {
    // GIVEN
    const registry = project.read('accounts.json');
    const before = project.cdkCalls().length;
    project.app = { ...APP, accounts: APP.accounts.map(account => ({ ...account, unchanged: true })) };

    // WHEN
    const second = await project.deploy();

    // THEN
    expect(second.exitCode).toBe(0);
    expect(second.stdout).toContain('Acme: 0 stacks deployed, 8 unchanged');
    expect(project.read('accounts.json')).toBe(registry);
    expect(project.cdkCalls().slice(before).map(({ command, account }) => account ?? command).sort())
      .toEqual(['dns', 'management', 'production', 'staging', 'synth']);
  });
});

let project: Project;
beforeEach(async () => { project = await Project.create(APP); });
afterEach(async () => project.remove());

test('--concurrency 1 deploys one account after the other', async () => {
  // GIVEN
  project.app = { accounts: APP.accounts.map(({ name, wave }) => ({ name, wave })) };

  // WHEN
  await project.deploy('--concurrency', '1');

  // THEN
  expect(project.cdkLog().filter(({ command }) => command === 'deploy').map(({ ended }) => !!ended))
    .toEqual([false, true, false, true, false, true, false, true, false, true]);
});

test('places of accounts are in accounts.json before the accounts are made', async () => {
  // GIVEN
  project.app = { accounts: [{ name: 'management', wave: 0, fails: true }, { name: 'dns', wave: 1 }] };

  // WHEN
  await project.deploy();

  // THEN
  expect(project.registry.accounts).toContainEqual({ name: 'dns', email: 'aws+dns@acme.com', slot: 1 });
});

test('an account that AWS does not make stays pending: said, with the reason, and exit code 3', async () => {
  // GIVEN
  project.app = { accounts: [{ name: 'management', wave: 0 }, { name: 'dns', wave: 1 }, { name: 'production', wave: 2, never: true }] };
  project.aws.creations.push({ AccountName: 'production', State: 'FAILED', FailureReason: 'ACCOUNT_LIMIT_EXCEEDED', RequestedTimestamp: 1_700_000_000 });

  // WHEN
  const run = await project.deploy();

  // THEN
  expect(run.exitCode).toBe(3);
  expect(run.stdout).toContain('production: pending, AWS refused it on 2023-11-14: ACCOUNT_LIMIT_EXCEEDED');
  expect(project.cdkCalls('deploy').map(({ account }) => account)).toContain('dns');
});

test('an account that AWS still makes is waited for', async () => {
  // GIVEN a management stack that has started the creation, and AWS takes its time
  project.app = { accounts: [{ name: 'management', wave: 0 }, { name: 'dns', wave: 1, never: true }] };
  project.aws.creations.push({ AccountName: 'dns', State: 'IN_PROGRESS', RequestedTimestamp: 1_700_000_000 });
  const { ended } = project.start('deploy', '--cdk', project.cdk);
  await until(() => project.aws.actions().includes('ListCreateAccountStatus'));

  // WHEN
  project.aws.creations.pop();
  project.aws.accounts.push({ id: '222222222222', name: 'dns', email: 'aws+dns@acme.com' });
  project.aws.bootstrapped.add('222222222222/eu-west-1');
  const run = await ended;

  // THEN
  expect(run).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('AWS still makes dns') });
  expect(project.cdkCalls('deploy').map(({ account }) => account)).toContain('dns');
});
