import { Project, until } from './fixtures/project';
import { behave, runningPlatform } from './fixtures/running-platform';

let project: Project;
beforeEach(async () => { project = await runningPlatform(); });
afterEach(async () => project.remove());

describe('Ctrl-C', () => {
  test('once: cdk is told once and waited for, nothing new starts, and the way on is said', async () => {
    // GIVEN
    behave(project, { dns: { hangs: true }, production: { hangs: true } });
    const { process: tool, ended } = project.start('deploy', '--cdk', project.cdk);
    await until(() => project.cdkCalls('deploy').length === 3);

    // WHEN
    tool.kill('SIGINT');
    const run = await ended;

    // THEN
    expect(run.exitCode).toBe(130);
    expect(project.cdkLog().filter(({ signal }) => signal).map(({ account }) => account).sort()).toEqual(['dns', 'production']);
    expect(project.cdkCalls('deploy').map(({ account }) => account)).not.toContain('staging');
    expect(run.stdout).toContain('run the same command again: it goes on');
    expect(JSON.stringify(project.registry)).toContain('444444444444');
    expect(project.files().filter(file => /accounts\.json\./.test(file))).toEqual([]);
  });

  test('while an account is waited for: what was done is told', async () => {
    // GIVEN
    project.aws.bootstrapped.delete('222222222222/eu-west-1');
    behave(project, { production: { noStacks: true } });
    const { process: tool, ended } = project.start('deploy', '--cdk', project.cdk);
    await until(() => project.aws.calls.some(({ action, account }) => action === 'GetParameter' && account === '222222222222'));

    // WHEN
    tool.kill('SIGINT');
    const run = await ended;

    // THEN
    expect(run.exitCode).toBe(130);
    expect(run.stdout).toMatch(/management +111111111111 +0 +deployed/);
    expect(run.stdout).toMatch(/dns +222222222222 +1 +interrupted/);
  });

  test('twice: cdk is ended at once, and no process is left', async () => {
    // GIVEN a cdk that does not listen
    project.app = { ignoreSignals: true, accounts: [{ name: 'management', wave: 0, hangs: true }] };
    const { process: tool, ended } = project.start('deploy', '--cdk', project.cdk);
    await until(() => project.cdkCalls('deploy').length === 1);

    // WHEN
    tool.kill('SIGINT');
    await until(() => project.cdkLog().some(({ signal }) => signal));
    tool.kill('SIGINT');
    const run = await ended;

    // THEN
    expect(run.exitCode).toBe(130);
    const { pid } = project.cdkLog().find(({ command, args }) => command === 'deploy' && args)!;
    await until(() => !isRunning(pid));
  });
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
