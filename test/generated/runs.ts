import * as fc from 'fast-check';
import { removeFolders } from './build';

const SHRINKING = 30_000;
const USUAL_SEED = '20261125';

/**
 * A property that fails prints the configuration it shrank to, with a seed and a path. The same case again, alone:
 *
 *     FC_SEED=<seed> FC_PATH=<path> npx jest test/generated -t '<name of the test>'
 *
 * The test command draws the same ones each time, so that it is not another's change that turns it red. More of them, and others each time:
 * `npx projen generated`, or FC_RUNS=<how many times the usual number> npx jest test/generated.
 */
export function holds<T>(arbitrary: fc.Arbitrary<T>, runs: number, property: (value: T) => void): void {
  const { FC_PATH, FC_RUNS = '1' } = process.env;
  const FC_SEED = process.env.FC_SEED ?? (process.env.FC_RUNS === undefined ? USUAL_SEED : undefined);
  let failed: number | undefined;
  fc.assert(fc.property(arbitrary, value => {
    // shrinking ends after half a minute: what the case has come to by then is printed
    if (failed !== undefined && Date.now() - failed > SHRINKING) return;
    try {
      property(value);
    } catch (error) {
      failed ??= Date.now();
      throw error;
    } finally {
      removeFolders();
    }
  }), {
    numRuns: Math.ceil(runs * Number(FC_RUNS)),
    ...FC_SEED === undefined ? {} : { seed: Number(FC_SEED) },
    ...FC_PATH === undefined ? {} : { path: FC_PATH },
    // what is printed is the configuration itself: as JSON it can be pasted into a test
    reporter: ({ failed: hasFailed, counterexample, seed, counterexamplePath, numRuns, numShrinks, errorInstance }) => {
      if (!hasFailed) return;
      const why = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
      throw new Error(`after ${numRuns} runs and ${numShrinks} shrinks: ${why}\n\nFC_SEED=${seed} FC_PATH=${counterexamplePath}\n${JSON.stringify(counterexample?.[0], undefined, 1)}`);
    },
  });
}
