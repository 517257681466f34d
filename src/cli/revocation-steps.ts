import { Interrupted, known } from './errors';

/** Waits, unless the tool is interrupted. */
export type Sleep = (milliseconds: number) => Promise<void>;

/** One thing that is not as it has to be, and what makes it so. */
export interface Change {
  readonly what: string;
  readonly apply: () => Promise<unknown>;
}

/** What is looked at first, and changed only where it has to be. */
export interface Part {
  readonly title: string;
  readonly observe: () => Promise<Change[]>;
}

/** What became of a part. */
export interface Step {
  readonly title: string;
  readonly state: 'as it was' | 'done' | 'to do' | 'failed';
  readonly changes: string[];
  readonly failure?: string;
}

/** Part after part. One that fails keeps none of the others: whatever access can be taken away is. */
export async function takeSteps(parts: readonly Part[], dryRun: boolean, tell: (line: string) => void): Promise<Step[]> {
  const steps: Step[] = [];
  for (const { title, observe } of parts) {
    const changes: string[] = [];
    try {
      for (const { what, apply } of await observe()) {
        changes.push(what);
        if (dryRun) continue;
        tell(what);
        await apply();
      }
      steps.push({ title, state: !changes.length ? 'as it was' : dryRun ? 'to do' : 'done', changes });
    } catch (error) {
      if (error instanceof Interrupted) throw error;
      steps.push({ title, state: 'failed', changes, failure: known(error).render() });
    }
  }
  return steps;
}
