import { pause } from './pause';

/** What a retry is good for, beside the throttling and the 5xx that the SDK repeats by itself. */
export interface RetryOptions {
  /** Names of the errors that pass. */
  readonly on: string[];
  /** In all, in milliseconds. */
  readonly for: number;
  /** Before the first repetition, in milliseconds; grows from one to the next. */
  readonly pause?: number;
}

/** Repeats a call while it fails with an error that passes. */
export async function retry<T>(options: RetryOptions, call: () => Promise<T>): Promise<T> {
  const until = Date.now() + options.for;
  for (let wait = options.pause ?? 1000; ; wait = Math.min(wait * 1.5, 15_000)) {
    try {
      return await call();
    } catch (error) {
      if (!options.on.includes((error as Error).name) || Date.now() + wait > until) throw error;
      await pause(wait * (0.5 + Math.random()));
    }
  }
}
