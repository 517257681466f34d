import { execFileSync } from 'child_process';
import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { nextVersion } from '../../build-tools/release/next-version';
import { freedom, parseVersion } from '../../src/verify/upgrade/version';

let repository: string;
const git = (...args: string[]) => execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@acme.com', '-c', 'commit.gpgsign=false', ...args], { cwd: repository, stdio: 'pipe' });
beforeEach(() => {
  repository = mkdtempSync(join(tmpdir(), 'next-version-'));
  git('init', '--quiet');
  git('commit', '--quiet', '--allow-empty', '-m', 'feat: all of it');
});
afterEach(() => rmSync(repository, { recursive: true }));

test.each<[string, string[], string, string]>([
  ['1.2.3', ['fix: a', 'docs: b'], '1.2.4', 'changes'],
  ['1.2.3', ['fix: a', 'feat: b'], '1.3.0', 'adds'],
  ['1.2.3', ['feat: b', 'feat!: c'], '2.0.0', 'replaces'],
  ['1.2.3', ['fix: a\n\nBREAKING CHANGE: b'], '2.0.0', 'replaces'],
  ['1.2.3', [], '1.2.3', 'changes'],
  // before 1.0.0 each counts as the next higher
  ['0.2.3', ['feat: a'], '0.2.4', 'adds'],
  ['0.2.3', ['fix!: a'], '0.3.0', 'replaces'],
])('after %s the commits %j make %s, which %s', async (last, commits, next, free) => {
  // GIVEN
  git('tag', `v${last}`);
  for (const message of commits) git('commit', '--quiet', '--allow-empty', '-m', message);
  // WHEN
  const version = await nextVersion(parseVersion(last)!, repository);
  // THEN
  expect([version.join('.'), freedom(parseVersion(last)!, version)]).toEqual([next, free]);
});

test('what came before the last release counts no more', async () => {
  git('commit', '--quiet', '--allow-empty', '-m', 'feat!: b');
  git('tag', 'v1.0.0');
  git('commit', '--quiet', '--allow-empty', '-m', 'fix: c');
  expect(await nextVersion([1, 0, 0], repository)).toEqual([1, 0, 1]);
});

test('a clone without the tag of the last release is told how to get it', async () => {
  await expect(nextVersion([1, 0, 0], repository)).rejects.toThrow('there is no tag v1.0.0 in this clone, and what came after it cannot be told: run "git fetch --tags --unshallow"');
});
