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
  expect(run.stderr).toContain('dns: waits for its bootstrap stack in eu-west-1');
});

test('an account that does not become deployable in time fails with what is missing, where, and what to do', async () => {
  // GIVEN
  project.aws.bootstrapped.delete('222222222222/eu-west-1');

  // WHEN
  const run = await project.deploy('--timeout', '1s');

  // THEN
  expect(run.exitCode).toBe(1);
  expect(run.stdout).toContain('account dns (222222222222) did not become deployable');
  expect(run.stdout).toContain('/cdk-bootstrap/platform/version in eu-west-1');
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
