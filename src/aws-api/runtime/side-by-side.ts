import { allEnded } from './all-ended';

/**
 * The same for each, so many at a time, since AWS counts calls. What comes back has the order of what went in. When one fails nothing more is begun, and the failure is told when
 * all have ended.
 */
export async function sideBySide<T, R>(items: readonly T[], lanes: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  let failed = false;
  const lane = async (): Promise<void> => {
    while (next < items.length && !failed) {
      const index = next++;
      try {
        results[index] = await work(items[index]);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  await allEnded(Array.from({ length: Math.min(lanes, items.length) }, lane));
  return results;
}
