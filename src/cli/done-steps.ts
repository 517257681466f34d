import type { RegistryStore } from './registry-store';
import type { DoneStep } from '../accounts/registry-file';

/** A step by hand, and whether a look-up found it done. */
export interface SeenStep extends DoneStep {
  readonly done: boolean;
}

/** Writes down which steps by hand are done, so that the plan ceases to name them, and which are no longer. @returns whether the file changed */
export async function rememberSteps(store: RegistryStore, seen: readonly SeenStep[]): Promise<boolean> {
  const { file, text } = await store.read();
  // without a registry nothing is deployed, and nobody reads it
  if (text === undefined) return false;
  const others = (file.doneSteps ?? []).filter(one => !seen.some(({ step, of }) => step === one.step && of === one.of));
  return store.write({ ...file, doneSteps: [...others, ...seen.filter(({ done }) => done).map(({ step, of }) => ({ step, of }))] });
}
