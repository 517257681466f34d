import { execFileSync } from 'child_process';
import conventionalRecommendedBump from 'conventional-recommended-bump';
import { Version } from '../../src/verify/upgrade/version';

/** What the commits since the last release make of it, by the rules of the release itself: commit-and-tag-version asks the same of the same. */
export async function nextVersion(last: Version, cwd = process.cwd()): Promise<Version> {
  const tag = `v${last.join('.')}`;
  const git = (...args: string[]) => execFileSync('git', args, { cwd, encoding: 'utf8', stdio: 'pipe' }).trim();
  if (!git('tag', '--list', tag)) throw new Error(`there is no tag ${tag} in this clone, and what came after it cannot be told: run "git fetch --tags --unshallow"`);
  if (!git('rev-list', '--max-count=1', `${tag}..HEAD`)) return last;
  const [major, minor, patch] = last;
  switch (await recommended(tag, major === 0, cwd)) {
    case 'major': return [major + 1, 0, 0];
    case 'minor': return [major, minor + 1, 0];
    default: return [major, minor, patch + 1];
  }
}

function recommended(from: string, preMajor: boolean, cwd: string): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    conventionalRecommendedBump({ preset: { name: 'conventionalcommits', preMajor }, tagPrefix: 'v', gitRawCommitsOpts: { from }, cwd }, {}, (error: Error | null, { releaseType } = {}) =>
      error ? reject(error) : resolve(releaseType));
  });
}
