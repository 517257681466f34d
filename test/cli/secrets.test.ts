import { Project } from './fixtures/project';
import { behave, runningPlatform } from './fixtures/running-platform';

let project: Project;
beforeEach(async () => { project = await runningPlatform(); });
afterEach(async () => project.remove());

test('credentials are never shown and never logged', async () => {
  // GIVEN a cdk that prints them, and fails so that its output is shown
  behave(project, { dns: { fails: true, echo: true } });

  // WHEN
  const run = await project.deploy('--verbose');

  // THEN
  const shown = run.stdout + run.stderr + project.files().filter(file => file.endsWith('.log')).map(file => project.read(file)).join();
  expect(shown).toContain('token *** secret ***');
  expect(shown).not.toContain('very-secret');
  expect(shown).not.toContain('token-of-');
});
