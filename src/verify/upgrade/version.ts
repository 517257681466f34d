import { Change, needsNote } from './verdict';
import type { Version } from '../../private/version';

export { compareVersions, parseVersion, type Version } from '../../private/version';

/**
 * Changes that a release may not make, whatever a note says: a patch makes, replaces and removes nothing, a minor adds, a major may do all.
 * Below 1.0.0 a minor is as free as a major, as semver has it.
 */
export function tooMuch(from: Version, to: Version, changes: readonly Change[]): Change[] {
  const major = from[0] !== to[0] || (to[0] === 0 && from[1] !== to[1]);
  if (major) return [];
  const minor = from[1] !== to[1];
  return changes.filter(change => needsNote(change) || (!minor && change.effect === 'adds'));
}
