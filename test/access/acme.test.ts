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
  // each account has a deploy identity, and none is in quarantine
  expect(emptyLines(report).map(({ name }) => name)).toEqual([
    'an administrator of the management account enters each account that has no identity of its own',
    'nobody does anything in quarantine', 'the platform works in quarantine',
  ]);
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

test('the doors from one account to another are the delegations, that of what ends sandboxes, and the roles that AWS makes', () => {
  const between = report.doors.filter(({ from }) => from.kind === 'account')
    .map(({ resource: { account, name }, from }) => ({ from: 'name' in from ? from.name : from.kind, to: `${account.name}: ${name}` }));
  const ofAws = /: (AWSControlTowerExecution|OrganizationAccountAccessRole|stacksets-exec-0)$/;
  expect(between.filter(({ to }) => !ofAws.test(to)).map(({ from, to }) => `${from} -> ${to}`).sort()).toEqual([
    '101010101019 -> dns: cloud-platform/cloud-platform-delegation-sandbox-karpenter',
    '101010101020 -> dns: cloud-platform/cloud-platform-delegation-sandbox-ipv6',
    '111111111111 -> dns: cloud-platform/cloud-platform-sandboxes-management',
    '888888888888 -> dns: cloud-platform/cloud-platform-delegation-production',
    '999999999999 -> dns: cloud-platform/cloud-platform-delegation-staging',
  ]);
  // three in each of the ten member accounts, all for the management account
  expect(between.filter(({ to }) => ofAws.test(to)).map(({ from }) => from)).toEqual(Array(30).fill('111111111111'));
});

test('whoever has a token comes in by a deploy role and by nothing else', () => {
  const federated = report.doors.filter(({ from }) => from.kind === 'federated').map(({ resource: { account, name } }) => `${account.name}: ${name}`);
  expect(federated.filter(door => !door.endsWith(': cloud-platform/cloud-platform-deploy')).sort()).toEqual([
    'production: cloud-platform-deploy-shop', 'staging: cloud-platform-deploy-shop',
  ]);
  expect(federated).toHaveLength(11 + 2);
  expect(report.doors.filter(({ from }) => from.kind === 'organization' || from.kind === 'anyone')).toEqual([]);
});

test('nothing is open that should not be', () => {
  expect(knownHoles(report)).toEqual([]);
});
