import { Change, needsNote } from './verdict';

/** Major, minor, patch. */
export type Version = readonly [number, number, number];

export function parseVersion(text: string): Version | undefined {
  const found = /^(\d+)\.(\d+)\.(\d+)$/.exec(text);
  return found ? [Number(found[1]), Number(found[2]), Number(found[3])] : undefined;
}

/** Below zero if the first comes before the second. */
export function compareVersions(one: Version, other: Version): number {
  return one[0] - other[0] || one[1] - other[1] || one[2] - other[2];
}

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
