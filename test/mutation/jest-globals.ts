/**
 * Mutation testing runs these tests by mocha, which loads the CDK once and not anew for each file and mutant: what jest gives them, as far as they use it.
 * Which tests there are is what jest finds; here they only run again.
 */
import { format } from 'util';
import { expect } from 'expect';

process.env.CDK_VALIDATION = 'false';

/** Mocha's own, which are there only when it loads the tests. */
const mocha = globalThis as any;

/** One test for each row; `%s` and the like in the name stand for its values. */
function each(rows: readonly unknown[]) {
  return (name: string, body: (...values: any[]) => unknown) => rows.forEach((row, index) => {
    const values = Array.isArray(row) ? row : [row];
    const places = name.match(/%[sdijoO]/g)?.length ?? 0;
    mocha.it(`${format(name, ...values.slice(0, places))} (${index})`, async () => body(...values));
  });
}

Object.assign(globalThis, {
  expect,
  test: Object.assign((name: string, body: () => unknown) => mocha.it(name, async () => body()), { each }),
  afterAll: (body: () => unknown) => mocha.after(body),
  beforeAll: (body: () => unknown) => mocha.before(body),
});
