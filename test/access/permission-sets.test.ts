import { acmeAssembly, SIMULATOR } from './support/acme';
import { CaseLine, standardCases } from '../../src/verify/access/cases';
import { accessMatrix, emptyLines } from '../../src/verify/access/matrix';

jest.setTimeout(600_000);

/** Whether the line is about people. */
function isAboutPeople({ for: variables = {} }: CaseLine): boolean {
  return Object.values(variables).some(one => (one as { assigned?: string }).assigned);
}

const LINES = standardCases().map(file => ({ ...file, cases: file.cases.filter(isAboutPeople) })).filter(({ cases }) => cases.length);

test('each permission set of the example does what it is for and no more, and each answer is flipped by its control', async () => {
  const report = await accessMatrix(acmeAssembly(), LINES, { simulator: SIMULATOR });
  expect(report.failures).toEqual([]);
  expect(emptyLines(report)).toEqual([]);
  expect(report.controls).toBeGreaterThan(report.cases);
});
