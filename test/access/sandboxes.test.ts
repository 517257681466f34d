import { acmeAssembly, lines, SIMULATOR } from './support/acme';
import { accessMatrix, MatrixReport } from '../../src/verify/access/matrix';

jest.setTimeout(300_000);

let report: MatrixReport;
beforeAll(async () => {
  report = await accessMatrix(acmeAssembly(), lines('keeper', 'closes or removes'), { simulator: SIMULATOR });
});

test('what ends sandboxes reaches them and no other account, and each control flips the answer', () => {
  expect(report.failures).toEqual([]);
  expect(report.cases).toBeGreaterThan(80);
  expect(report.controls).toBeGreaterThan(report.cases);
});

test('its door has somebody who comes in by it, and others who do not', () => {
  const isIts = ({ resource: { name } }: { readonly resource: { readonly name: string } }) => name === 'cloud-platform/cloud-platform-sandboxes-management';
  expect(report.doors.filter(isIts)).toHaveLength(1);
  expect(report.uncovered.filter(({ door }) => isIts(door))).toEqual([]);
});
