import { createHash } from 'crypto';

/** Short, and the same for the same text: versions of what Image Builder cannot change are told apart by it. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}

/** A version that says what is in it: nothing of a recipe can be changed, and one that says something else needs another version. They are in no order. */
export function versionOf(content: string): string {
  // Image Builder's numbers end at 2^30
  return `1.0.${parseInt(createHash('sha256').update(content).digest('hex').slice(0, 7), 16)}`;
}
