import { sideBySide } from '../../../src/aws-api/runtime/side-by-side';

/** Ends when it is told to. */
function works() {
  const ends: (() => void)[] = [];
  return { ends, work: (item: number) => new Promise<number>(resolve => { ends[item] = () => resolve(item * 10); }) };
}
const others = () => new Promise(resolve => setImmediate(resolve));

test('so many at a time, and results in the order of what went in', async () => {
  // GIVEN
  const { ends, work } = works();

  // WHEN
  const all = sideBySide([0, 1, 2, 3], 2, work);
  await others();
  expect(ends.filter(Boolean)).toHaveLength(2);
  ends[1]();
  await others();
  expect(ends.filter(Boolean)).toHaveLength(3);
  ends[2]();
  await others();
  ends[3]();
  ends[0]();

  // THEN
  await expect(all).resolves.toEqual([0, 10, 20, 30]);
});

test('when one fails nothing more is begun, and it is told when all have ended', async () => {
  // GIVEN
  const begun: number[] = [];
  let end!: () => void;
  let told = false;

  // WHEN
  const all = sideBySide([0, 1, 2, 3], 2, async item => {
    begun.push(item);
    if (item === 0) await new Promise<void>(resolve => { end = resolve; });
    if (item === 1) throw new Error('refused');
  }).finally(() => { told = true; }).catch((error: Error) => error.message);
  await others();
  expect(told).toBe(false);
  end();

  // THEN
  expect(await all).toBe('refused');
  expect(begun).toEqual([0, 1]);
});

test('nothing for none', async () => {
  await expect(sideBySide([], 5, async () => 1)).resolves.toEqual([]);
});
