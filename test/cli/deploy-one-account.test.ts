import { Project } from './fixtures/project';

let project: Project;
beforeEach(async () => {
  project = await Project.create({ accounts: [{ name: 'management', wave: 0 }, { name: 'production', wave: 1 }, { name: 'staging', wave: 1 }] });
  project.registry = {
    version: 1,
    organization: { id: 'o-example0000', rootId: 'r-abcd', managementAccountId: '111111111111' },
    accounts: [
      { name: 'management', id: '111111111111', slot: 0, status: 'ACTIVE' },
      { name: 'production', id: '333333333333', slot: 1, status: 'ACTIVE' },
      { name: 'staging', slot: 2 },
    ],
  };
  ['111111111111', '333333333333'].forEach(id => project.aws.bootstrapped.add(`${id}/eu-west-1`).add(`${id}/us-east-1`));
});
afterEach(async () => project.remove());

test('builds and deploys that account alone, without a look at the organization', async () => {
  // GIVEN
  const registry = project.read('accounts.json');

  // WHEN
  const run = await project.deploy('production');

  // THEN
  expect(run.exitCode).toBe(0);
  expect(project.cdkCalls().map(({ args }) => args.slice(0, 5))).toEqual([
    ['--quiet', '--output', 'cdk.out', '--context', 'cloud-platform:only=production'],
    ['Acme/production/*', '--exclusively', '--app', 'cdk.out', '--require-approval'],
  ]);
  expect([...new Set(project.aws.actions())]).toEqual(['GetCallerIdentity', 'AssumeRole', 'DescribeStacks', 'GetParameter']);
  expect(project.read('accounts.json')).toBe(registry);
});

test("the account's own identity deploys it as it is: no role is assumed", async () => {
  // GIVEN
  project.caller = '333333333333';

  // WHEN
  const run = await project.deploy('production');

  // THEN
  expect(run.exitCode).toBe(0);
  expect(project.aws.actions()).not.toContain('AssumeRole');
  expect(project.cdkCalls('deploy')[0].env.AWS_ACCESS_KEY_ID).toBe('333333333333');
});

test('--assume-role takes another role, --no-assume-role none', async () => {
  // WHEN
  await project.deploy('production', '--assume-role', 'AWSControlTowerExecution');
  await project.deploy('production', '--no-assume-role');

  // THEN
  expect(project.aws.calls.filter(({ action }) => action === 'AssumeRole').map(({ input }) => input.RoleArn))
    .toEqual(['arn:aws:iam::333333333333:role/AWSControlTowerExecution']);
  expect(project.cdkCalls('deploy').map(({ env }) => env.AWS_ACCESS_KEY_ID)).toEqual(['ASIA333333333333', '111111111111']);
});

test.each([
  ['an unknown name', ['prodution'], 2, ['there is no account "prodution"', 'did you mean "production"?']],
  ['a pending account', ['staging'], 3, ['account "staging" does not exist yet', '"cloud-platform deploy" without names makes it']],
])('%s is an error that says the way out', async (_, names, exitCode, texts) => {
  // WHEN
  const run = await project.deploy(...names);

  // THEN
  expect(run.exitCode).toBe(exitCode);
  texts.forEach(text => expect(run.stderr).toContain(text));
  expect(project.cdkCalls('deploy')).toEqual([]);
});

test("another account's credentials are refused: got, expected, and what to do", async () => {
  // GIVEN
  project.caller = '999999999999';

  // WHEN
  const run = await project.deploy('production');

  // THEN
  expect(run.exitCode).toBe(2);
  expect(run.stderr).toContain('got:      999999999999 (arn:aws:sts::999999999999:assumed-role/Admin/jane)');
  expect(run.stderr).toContain('expected: 333333333333 (production) or 111111111111 (management)');
  expect(run.stderr).toContain('AWS_PROFILE');
  expect(project.cdkCalls()).toEqual([]);
});

test('a role that stays closed is an error that names it', async () => {
  // GIVEN
  project.aws.fail('AssumeRole', 'AccessDenied');

  // WHEN
  const run = await project.deploy('production', '--timeout', '1s');

  // THEN
  expect(run.exitCode).toBe(1);
  expect(run.stdout).toContain('account production (333333333333) cannot be entered');
  expect(run.stdout).toContain('arn:aws:iam::333333333333:role/OrganizationAccountAccessRole');
  expect(run.stdout).toContain('--assume-role');
});
