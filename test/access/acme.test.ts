import { acmeAssembly, SIMULATOR } from './support/acme';
import { standardCases } from '../../src/verify/access/cases';
import { describeDoor } from '../../src/verify/access/doors';
import { accessMatrix, emptyLines, knownHoles, MatrixReport } from '../../src/verify/access/matrix';

// thousands of simulations: a matter of the machine, not of the code
jest.setTimeout(600_000);

let report: MatrixReport;
beforeAll(async () => {
  report = await accessMatrix(acmeAssembly(), standardCases(), { simulator: SIMULATOR });
});

test('each case of the example platform has its expected answer, and its controls flip it', () => {
  expect(report.failures).toEqual([]);
  // no account of the example is in quarantine
  expect(emptyLines(report).map(({ name }) => name)).toEqual(['nobody does anything in quarantine', 'the platform works in quarantine']);
  expect(report.cases).toBeGreaterThanOrEqual(5000);
  // each case was decided by something, and each has at least one control
  expect(Object.values(report.decidedBy).reduce((sum, cases) => sum + cases, 0)).toBe(report.cases);
  expect(report.controls).toBeGreaterThan(report.cases);
});

test('every door of the templates and of the bootstraps has a case that comes in by it and one that does not', () => {
  expect(report.doors.length).toBeGreaterThan(50);
  expect(report.uncovered.map(({ door, lacks }) => `${lacks}: ${describeDoor(door)}`)).toEqual([]);
});

test('the doors of the templates are those of the plan', () => {
  expect(report.planDiffers).toEqual([]);
});

test('the doors from one account to another are the delegations and the roles that AWS makes', () => {
  const between = report.doors.filter(({ from }) => from.kind !== 'service')
    .map(({ resource: { account, name }, from }) => ({ from: 'name' in from ? from.name : from.kind, to: `${account.name}: ${name}` }));
  const ofAws = /: (AWSControlTowerExecution|OrganizationAccountAccessRole|stacksets-exec-0)$/;
  expect(between.filter(({ to }) => !ofAws.test(to)).map(({ from, to }) => `${from} -> ${to}`).sort()).toEqual([
    '101010101019 -> dns: cloud-platform/cloud-platform-delegation-sandbox-karpenter',
    '101010101020 -> dns: cloud-platform/cloud-platform-delegation-sandbox-ipv6',
    '888888888888 -> dns: cloud-platform/cloud-platform-delegation-production',
    '999999999999 -> dns: cloud-platform/cloud-platform-delegation-staging',
  ]);
  // three in each of the ten member accounts, all for the management account
  expect(between.filter(({ to }) => ofAws.test(to)).map(({ from }) => from)).toEqual(Array(30).fill('111111111111'));
});

test('what is open today though it should not be stands here, each with what closes it', () => {
  expect(knownHoles(report).map(({ name, until }) => `${name} -- until ${until}`)).toEqual([
    'an administrator of the management account enters each account -- until each account has a deploy identity of its own, and the role is taken away',
  ]);
});
