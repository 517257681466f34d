import { readFileSync } from 'fs';
import { join } from 'path';
import { acmeAssembly, SIMULATOR } from './support/acme';
import { parseCases } from '../../src/verify/access/cases';
import { accessMatrix, emptyLines } from '../../src/verify/access/matrix';

jest.setTimeout(600_000);

const LINES = ['investigation.yaml', 'watch.yaml'].map(file => parseCases(readFileSync(join(__dirname, '../../src/verify/access/cases', file), 'utf8'), file));

test('an investigator asks all and changes nothing, and each answer is flipped by its control', async () => {
  const report = await accessMatrix(acmeAssembly(), LINES, { simulator: SIMULATOR });
  expect(report.failures).toEqual([]);
  expect(emptyLines(report)).toEqual([]);
  expect(report.cases).toBeGreaterThan(60);
  expect(report.controls).toBeGreaterThan(report.cases);
});
