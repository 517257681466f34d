import { Project } from './fixtures/project';
import { behave, deployed, runningPlatform } from './fixtures/running-platform';

let project: Project;
beforeEach(async () => { project = await runningPlatform(); });
afterEach(async () => project.remove());

test('a failed account stops none but those that come after it; the same command goes on', async () => {
  // GIVEN
  behave(project, { dns: { fails: true }, production: { milliseconds: 500 }, staging: { after: ['dns'] } });

  // WHEN
  const run = await project.deploy();

  // THEN
  expect(run.exitCode).toBe(1);
  expect(deployed(project)).toEqual(['management', 'production']);
  expect(run.stdout).toMatch(/dns +222222222222 +1 +failed/);
  expect(run.stdout).toContain('❌  cloud-platform-dns-eu-west-1 failed to deploy');
  expect(run.stdout).toMatch(/staging +444444444444 +2 +not-started/);
  expect(run.stdout).toContain('run the same command again: it goes on');
  expect(project.read('.cloud-platform/logs/dns.log')).toContain('the bucket exists already');

  // WHEN
  project.write('repaired', 'yes');
  const again = await project.deploy();

  // THEN
  expect(again.exitCode).toBe(0);
  expect(deployed(project).slice(2).sort()).toEqual(['dns', 'management', 'production', 'staging']);
});

test('a stack that fails keeps neither others of its account nor later waves from being deployed, and the exit code says it', async () => {
  // GIVEN two stacks of management, one of which AWS refuses; cdk begins no other then
  project.app = {
    regions: ['eu-west-1', 'us-east-1'],
    accounts: [
      { name: 'management', wave: 0, fails: 'us-east-1' }, { name: 'dns', wave: 1, after: ['management'] }, { name: 'production', wave: 1, after: ['management'] },
      { name: 'staging', wave: 2 },
    ],
  };

  // WHEN
  const run = await project.deploy('--json');

  // THEN
  expect(run.exitCode).toBe(1);
  expect(deployed(project)[0]).toBe('management');
  expect(deployed(project).slice(1).sort()).toEqual(['dns', 'production', 'staging']);
  const { accounts } = JSON.parse(run.stdout);
  expect(accounts.map(({ name, outcome }: any) => [name, outcome])).toEqual([
    ['management', 'failed'], ['dns', 'deployed'], ['production', 'deployed'], ['staging', 'deployed'],
  ]);
  expect(accounts[0].deployed).toEqual(['Acme/management/eu-west-1']);

  // WHEN
  project.write('repaired', 'yes');
  const again = await project.deploy('--json');

  // THEN
  expect(again.exitCode).toBe(0);
  expect(JSON.parse(again.stdout).accounts[0]).toMatchObject({ outcome: 'deployed' });
});

test('suspended and closed accounts are skipped and said, and stop nothing', async () => {
  // GIVEN
  Object.assign(project.aws.accounts[1], { state: 'SUSPENDED' });
  Object.assign(project.aws.accounts[2], { state: 'CLOSED' });

  // WHEN
  const run = await project.deploy();

  // THEN
  expect(run.exitCode).toBe(0);
  expect(deployed(project)).toEqual(['management', 'staging']);
  expect(run.stdout).toContain('dns: skipped, AWS says suspended');
  expect(run.stdout).toContain('production: skipped, AWS says closed');
});
