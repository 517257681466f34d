import { acmeAssembly, casesIn, lines, SIMULATOR } from './support/acme';
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

test('a sandbox reaches nothing in production or staging, even where somebody there lets it in', async () => {
  const cases = casesIn(`
principals:
  administrator: { managed: [AdministratorAccess] }
cases:
  - name: reaches
    for: { env: sandboxes, other: { values: ['888888888888', '999999999999'] }, name: { values: [production, staging] } }
    who: { account: <env>, principal: administrator }
    does: [s3:GetObject, s3:PutObject]
    on: { account: <name>, arn: 'arn:aws:s3:::orders-<other>/x' }
    expect: deny
    by: [scp, resource]
    why: experiments never touch production
  - name: uses what the platform has for everybody
    for: { env: sandboxes }
    who: { account: <env>, principal: administrator }
    does: s3:GetObject
    on: { account: <env>, arn: 'arn:aws:s3:::own/x' }
    expect: allow
    by: [identity]
    why: it is its own
`);
  const { failures } = await accessMatrix(acmeAssembly(), [cases], { simulator: SIMULATOR });
  expect(failures).toEqual([]);
});

test('its door has somebody who comes in by it, and others who do not', () => {
  const isIts = ({ resource: { name } }: { readonly resource: { readonly name: string } }) => name === 'cloud-platform/cloud-platform-sandboxes-management';
  expect(report.doors.filter(isIts)).toHaveLength(1);
  expect(report.uncovered.filter(({ door }) => isIts(door))).toEqual([]);
});
