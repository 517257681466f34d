import { Project } from './fixtures/project';
import { behave, deployed, runningPlatform } from './fixtures/running-platform';

let project: Project;
beforeEach(async () => { project = await runningPlatform(); });
afterEach(async () => project.remove());

test('a failed account stops no other of its wave, and no later wave starts; the same command goes on', async () => {
  // GIVEN
  behave(project, { dns: { fails: true }, production: { milliseconds: 500 } });

  // WHEN
  const run = await project.deploy();

  // THEN
  expect(run.exitCode).toBe(1);
  expect(deployed(project)).toEqual(['management', 'production']);
  expect(run.stdout).toMatch(/dns +222222222222 +1 +failed/);
  expect(run.stdout).toContain('❌  Acme/dns/eu-west-1 failed: the bucket exists already');
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
