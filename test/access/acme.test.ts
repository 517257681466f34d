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

test('the doors from one account to another are the delegations, private zones, what ends sandboxes, mail, the logs for investigators, and the roles of AWS', () => {
  const between = report.doors.filter(({ from }) => from.kind === 'account')
    .map(({ resource: { account, name }, from }) => ({ from: 'name' in from ? from.name : from.kind, to: `${account.name}: ${name}` }));
  const ofAws = /: (AWSControlTowerExecution|OrganizationAccountAccessRole|stacksets-exec-0)$/;
  expect(between.filter(({ to }) => !ofAws.test(to)).map(({ from, to }) => `${from} -> ${to}`).sort()).toEqual([
    '101010101019 -> dns: cloud-platform/cloud-platform-delegation-sandbox-karpenter',
    '101010101020 -> dns: cloud-platform/cloud-platform-delegation-sandbox-ipv6',
    '111111111111 -> dns: cloud-platform/cloud-platform-sandboxes-management',
    '333333333333 -> log-archive: Logs of the organization',
    '333333333333 -> log-archive: cloud-platform-trail-222222222222-eu-west-1',
    // its handler reads what SES wants to find in the root domain's zone
    '666666666666 -> email: cloud-platform/cloud-platform-mail-dns',
    '777777777777 -> production: cloud-platform-mail',
    '777777777777 -> staging: cloud-platform-mail',
    '888888888888 -> dns: cloud-platform/cloud-platform-delegation-production',
    '888888888888 -> dns: cloud-platform/cloud-platform-private-zones-production',
    // to come in, and to say from which address
    ...Array(2).fill('888888888888 -> email: cloud-platform/cloud-platform-mail-production'),
    '999999999999 -> dns: cloud-platform/cloud-platform-delegation-staging',
    '999999999999 -> dns: cloud-platform/cloud-platform-private-zones-staging',
    ...Array(2).fill('999999999999 -> email: cloud-platform/cloud-platform-mail-staging'),
  ]);
  // three in each of the ten member accounts, all for the management account
  expect(between.filter(({ to }) => ofAws.test(to)).map(({ from }) => from)).toEqual(Array(30).fill('111111111111'));
});

test('whoever has a token comes in by a deploy role, or by one that looks, and by nothing else', () => {
  const federated = report.doors.filter(({ from }) => from.kind === 'federated').map(({ resource: { account, name } }) => `${account.name}: ${name}`);
  expect(federated.filter(door => !/: cloud-platform\/cloud-platform-(deploy|plan)$/.test(door)).sort()).toEqual([
    'artifacts: cloud-platform-publish-acme-charts', 'artifacts: cloud-platform-publish-acme-shop', 'artifacts: cloud-platform-publish-acme-ui',
    ...['production', 'staging'].flatMap(account => ['deploy', 'plan'].flatMap(phase => ['reports', 'search', 'shop'].map(name => `${account}: cloud-platform-${phase}-${name}`))),
  ]);
  expect(federated).toHaveLength(2 * 11 + 15);
});

test('the organization comes in to read artifacts, to start machine images, to fill caches and to tell of events, and nowhere else', () => {
  const doors = report.doors.filter(({ from }) => from.kind === 'organization' || from.kind === 'anyone');
  expect([...new Set(doors.map(({ resource: { account, type }, from }) => `${from.kind} -> ${account.name}: ${type}`))].sort()).toEqual([
    'organization -> artifacts: AWS::CodeArtifact::Domain', 'organization -> artifacts: AWS::CodeArtifact::Repository',
    'organization -> artifacts: AWS::ECR::RegistryPolicy', 'organization -> artifacts: AWS::ECR::Repository',
    'organization -> artifacts: AWS::KMS::Key', 'organization -> artifacts: AWS::S3::Bucket', 'organization -> artifacts: AWS::SSM::Parameter',
    // of senders of the platform alone
    'organization -> security: AWS::Events::EventBus',
  ]);
});

test('nothing is open that should not be', () => {
  expect(knownHoles(report)).toEqual([]);
});
