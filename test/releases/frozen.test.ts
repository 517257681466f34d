import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { freeze, FROZEN, frozenReleases, PREVIEW, unfreeze } from '../../build-tools/release/frozen';
import { Assembly } from '../../src/verify/assembly';

const PROJECT = process.cwd();
let directory: string;
beforeEach(() => directory = mkdtempSync(join(tmpdir(), 'frozen-')));
afterEach(() => {
  process.chdir(PROJECT);
  rmSync(directory, { recursive: true });
});

function examples(): void {
  for (const example of ['platform', 'application']) {
    const assembly = join(directory, 'examples', example, 'cdk.out');
    mkdirSync(assembly, { recursive: true });
    for (const file of ['manifest.json', 'tree.json', 'a.template.json']) writeFileSync(join(assembly, file), '{}');
  }
  process.chdir(directory);
}

test('each kept release is an assembly of the landing zone and one of the application', () => {
  const kept = frozenReleases();
  expect(kept).not.toEqual([]);
  for (const release of kept) {
    // WHEN
    unfreeze(release, join(directory, release));
    // THEN
    const [platform, application] = ['platform', 'application'].map(name => new Assembly(join(directory, release, name)));
    expect([platform.isPlatform, application.isPlatform]).toEqual([true, false]);
    expect(platform.plan.landingZone).toBe('Acme');
  }
});

test('a release is kept once, and takes the place of what was kept before the first', () => {
  // GIVEN
  examples();
  freeze(PREVIEW);
  expect(frozenReleases()).toEqual([PREVIEW]);
  // WHEN
  for (const version of ['0.10.0', '0.2.0']) freeze(version);
  // THEN
  expect(frozenReleases()).toEqual(['0.2.0', '0.10.0']);
  expect(() => freeze('0.2.0')).toThrow('test/releases/0.2.0.tar.gz is there already, and stays as it is');
  unfreeze('0.2.0', 'out');
  expect(readdirSync('out/platform').sort()).toEqual(['a.template.json', 'manifest.json']);
});

test('without assemblies nothing is kept, and what to do is said', () => {
  process.chdir(directory);
  expect(() => freeze('0.1.0')).toThrow('examples/platform/cdk.out: got no manifest.json, expected an assembly: run "npx projen synth:examples"');
  expect(existsSync(FROZEN)).toBe(false);
});

test('a name that is no version is told', () => {
  process.chdir(directory);
  mkdirSync(FROZEN, { recursive: true });
  writeFileSync(join(FROZEN, 'latest.tar.gz'), '');
  expect(() => frozenReleases()).toThrow('test/releases: got latest, expected versions such as 1.2.3');
});
