jest.mock('../../../src/aws-api/runtime/pause', () => jest.requireActual('../fixtures/clock'));

import { retry } from '../../../src/aws-api/runtime/retry';
import { waited } from '../fixtures/clock';

/** Fails so often, then gives 7. */
function flaky(name: string, times: number): jest.Mock<Promise<number>> {
  const call = jest.fn(async () => 7);
  for (let time = 0; time < times; time++) call.mockRejectedValueOnce(Object.assign(new Error(`time ${time}`), { name }));
  return call;
}

test('what passes is repeated until it has passed', async () => {
  // GIVEN
  const call = flaky('BusyException', 5);

  // WHEN THEN
  expect(await retry({ on: ['OtherException', 'BusyException'], for: 60_000 }, call)).toBe(7);
  expect(call).toHaveBeenCalledTimes(6);
});

test('what does not pass is thrown at once', async () => {
  // GIVEN
  const call = flaky('DeniedException', 1);

  // WHEN THEN
  await expect(retry({ on: ['BusyException'], for: 60_000 }, call)).rejects.toThrow('time 0');
  expect(call).toHaveBeenCalledTimes(1);
});

test('after its time the last error is thrown, and it has not waited longer', async () => {
  // GIVEN
  const call = flaky('BusyException', 200);
  const before = waited();

  // WHEN THEN
  await expect(retry({ on: ['BusyException'], for: 60_000, pause: 2_000 }, call)).rejects.toMatchObject({ name: 'BusyException' });
  expect(waited() - before).toBeLessThanOrEqual(60_000 + 15_000);
  expect(call.mock.calls.length).toBeGreaterThan(4);
});

test('pauses grow up to a limit, and differ so that many do not come back at once', async () => {
  // GIVEN
  const times: number[] = [];
  jest.spyOn(Math, 'random').mockReturnValue(0.25);
  const call = jest.fn(async () => {
    times.push(waited());
    throw Object.assign(new Error(), { name: 'BusyException' });
  });

  // WHEN
  await retry({ on: ['BusyException'], for: 120_000, pause: 4_000 }, call).catch(() => undefined);

  // THEN
  const pauses = times.slice(1).map((time, index) => Math.round(time - times[index]));
  expect(pauses.slice(0, 6)).toEqual([4_000, 6_000, 9_000, 13_500, 15_000, 15_000].map(pause => pause * 0.75));
});
