import { createHash } from 'crypto';

/** Short, and the same for the same text: versions of what Image Builder cannot change are told apart by it. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
