import { acmeAssembly, SIMULATOR } from './support/acme';
import { standardCases } from '../../src/verify/access/cases';
import { describeDoor } from '../../src/verify/access/doors';
import { accessMatrix } from '../../src/verify/access/matrix';
jest.setTimeout(600_000);
test('tmp', async () => {
  const report = await accessMatrix(acmeAssembly(), standardCases().filter(f => f.cases.some(c => c.part === 'ci')), { simulator: SIMULATOR });
  console.log(report.cases, [...new Map(report.failures.map(f => [f.line, f.fault])).entries()]);
  console.log(report.uncovered.filter(({ door }) => /package|machine|pipelines|-ci/.test(door.resource.origin)).map(({ door, lacks }) => `${lacks}: ${describeDoor(door)}`));
});
