import { Change, needsNote } from './verdict';
import type { Version } from '../../private/version';

export { compareVersions, parseVersion, type Version } from '../../private/version';

/** What a release may do to what is there: change it in place, add to it as well, or also replace and remove, with a migration note. */
export type Freedom = 'changes' | 'adds' | 'replaces';

/**
 * By the number that it counts up. Below 1.0.0 each number stands for the one before it: a minor may replace, a patch may add. So do the tools that make versions of commits.
 */
export function freedom(from: Version, to: Version): Freedom {
  const early = to[0] === 0;
  if (from[0] !== to[0]) return 'replaces';
  if (from[1] !== to[1]) return early ? 'replaces' : 'adds';
  return early && from[2] !== to[2] ? 'adds' : 'changes';
}

/** Changes that a release may not make, whatever a note says. */
export function tooMuch(from: Version, to: Version, changes: readonly Change[]): Change[] {
  const free = freedom(from, to);
  return free === 'replaces' ? [] : changes.filter(change => needsNote(change) || (free === 'changes' && change.effect === 'adds'));
}
