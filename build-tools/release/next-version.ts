import { execFileSync } from 'child_process';
// what commit-and-tag-version itself makes versions of, and is installed with it
import conventionalCommits from 'conventional-changelog-conventionalcommits';
import withoutReverted from 'conventional-commits-filter';
import { sync as parse } from 'conventional-commits-parser';
import type { Version } from '../../src/verify/upgrade/version';

/** What the commits since the last release make of it, by the rules by which the release itself is numbered. */
export async function nextVersion(last: Version, cwd = process.cwd()): Promise<Version> {
  const tag = `v${last.join('.')}`;
  const git = (...args: string[]) => execFileSync('git', args, { cwd, encoding: 'utf8', stdio: 'pipe', maxBuffer: 1e8 });
  if (!git('tag', '--list', tag).trim()) throw new Error(`there is no tag ${tag} in this clone, and what came after it cannot be told: run "git fetch --tags --unshallow"`);
  const messages = git('log', '-z', '--format=%B%n-hash-%n%H', `${tag}..HEAD`).split('\0').filter(message => message.trim());
  if (!messages.length) return last;
  const [major, minor, patch] = last;
  const { parserOpts, recommendedBumpOpts } = await conventionalCommits({ preMajor: major === 0 });
  const { level } = recommendedBumpOpts.whatBump(withoutReverted(messages.map(message => parse(message, parserOpts))));
  return ([[major + 1, 0, 0], [major, minor + 1, 0], [major, minor, patch + 1]] as const)[level];
}
