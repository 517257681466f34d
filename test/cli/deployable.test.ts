import { Project, until } from './fixtures/project';
import { deployed, runningPlatform } from './fixtures/running-platform';

let project: Project;
beforeEach(async () => { project = await runningPlatform(); });
afterEach(async () => project.remove());

test('an account is deployed only when its bootstrap stack is there', async () => {
  // GIVEN
  project.aws.bootstrapped.delete('222222222222/eu-west-1');

  // WHEN
  const { ended } = project.start('deploy', '--cdk', project.cdk);
  await until(() => project.aws.calls.filter(({ action, account }) => action === 'GetParameter' && account === '222222222222').length >= 2);
  expect(project.cdkCalls('deploy').map(({ account }) => account)).not.toContain('dns');
  project.aws.bootstrapped.add('222222222222/eu-west-1');
  const run = await ended;

  // THEN
  expect(run.exitCode).toBe(0);
  expect(deployed(project)).toContain('dns');
  expect(run.stderr).toContain('dns: waits for its bootstrap stack (/cdk-bootstrap/platform/version) in eu-west-1');
});

test('an account that does not become deployable in time fails with what is missing, where, and what to do', async () => {
  // GIVEN
  project.aws.bootstrapped.delete('222222222222/eu-west-1');

  // WHEN
  const run = await project.deploy('--timeout', '1s');

  // THEN
  expect(run.exitCode).toBe(1);
  expect(run.stdout).toContain('account dns (222222222222) did not become deployable');
  expect(run.stdout).toContain('its bootstrap stack (/cdk-bootstrap/platform/version) in eu-west-1');
  expect(deployed(project)).not.toContain('dns');
});

test('a role that AWS does not let in for a moment, as in a new account, is tried again', async () => {
  // GIVEN
  project.aws.fail('AssumeRole', 'AccessDenied', 1);

  // WHEN
  const run = await project.deploy();

  // THEN
  expect(run.exitCode).toBe(0);
  expect(run.stderr).toContain('waits for its role');
});

test('a stack that CloudFormation still works on, after an interrupted run, is waited for', async () => {
  // GIVEN on the second page
  const stacks = ['a', 'b', 'cloud-platform-dns-eu-west-1'].map(name => ({ name, status: 'UPDATE_IN_PROGRESS' }));
  project.aws.stacks.set('222222222222/eu-west-1', stacks);

  // WHEN
  const { ended } = project.start('deploy', '--cdk', project.cdk);
  await until(() => project.aws.calls.filter(({ action, account }) => action === 'DescribeStacks' && account === '222222222222').length >= 4);
  expect(project.cdkCalls('deploy').map(({ account }) => account)).not.toContain('dns');
  stacks[2].status = 'UPDATE_COMPLETE';
  const run = await ended;

  // THEN
  expect(run.exitCode).toBe(0);
  expect(run.stderr).toContain('dns: waits for CloudFormation: cloud-platform-dns-eu-west-1 (UPDATE_IN_PROGRESS)');
});

test('an identity that may only take the roles of cdk deploys as well', async () => {
  // GIVEN
  project.aws.fail('GetParameter', 'AccessDeniedException');
  project.aws.fail('DescribeStacks', 'AccessDenied');

  // WHEN
  const run = await project.deploy('--no-bootstrap');

  // THEN
  expect(run.exitCode).toBe(0);
  expect(deployed(project)).toHaveLength(4);
});

test('a region that the account has not opted in to yet is waited for', async () => {
  // GIVEN
  project.app = { accounts: [{ name: 'management', wave: 0 }], optIn: ['eu-west-1'] };
  project.aws.fail('GetParameter', 'UnrecognizedClientException', 1);

  // WHEN
  const run = await project.deploy('--no-bootstrap');

  // THEN
  expect(run).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('management: waits for its bootstrap stack') });
});
