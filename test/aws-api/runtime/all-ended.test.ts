import { allEnded } from '../../../src/aws-api/runtime/all-ended';

test('a failure is told when nothing runs any more', async () => {
  // GIVEN one that fails at once, and one that takes its time
  let end!: () => void;
  const told: string[] = [];
  const slow = new Promise<void>(resolve => { end = resolve; }).then(() => { told.push('slow'); });

  // WHEN
  const all = allEnded([Promise.reject(new Error('refused')), slow]).catch((error: Error) => { told.push(error.message); });
  await new Promise(resolve => setImmediate(resolve));
  expect(told).toEqual([]);
  end();
  await all;

  // THEN
  expect(told).toEqual(['slow', 'refused']);
});

test('without a failure it ends when all have ended', async () => {
  await expect(allEnded([Promise.resolve(), Promise.resolve()])).resolves.toBeUndefined();
});
