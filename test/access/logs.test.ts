import { casesIn, SIMULATOR } from './support/acme';
import { ControlTower } from '../../src';
import { standardCases } from '../../src/verify/access/cases';
import { accessMatrix, emptyLines } from '../../src/verify/access/matrix';
import { Assembly } from '../../src/verify/assembly';
import { landingZone, registered } from '../support/acme';
import { synthesize } from '../support/assembly';

jest.setTimeout(600_000);

const CONFIG = casesIn(`
principals: { administrator: { managed: [AdministratorAccess] } }
cases:
  - name: Config of this organization writes to its archive, from whatever account
    for: { account: accounts }
    who: { service: config.amazonaws.com }
    does: s3:PutObject
    on: &archive { account: log-archive, arn: 'arn:aws:s3:::cloud-platform-config-<log-archive.id>-<home>/AWSLogs/x' }
    with: { aws:SourceOrgID: <organization>, aws:SourceAccount: <account.id>, s3:x-amz-acl: bucket-owner-full-control }
    expect: allow
    by: [resource]
    why: each account delivers there
  - name: Config of another organization does not
    who: { service: config.amazonaws.com }
    does: s3:PutObject
    on: *archive
    with: { aws:SourceOrgID: o-somebodyelse, aws:SourceAccount: '000000000001', s3:x-amz-acl: bucket-owner-full-control }
    expect: deny
    by: [resource]
    why: a service that is trusted is trusted by others as well
  - name: Config encrypts for this organization
    who: { service: config.amazonaws.com }
    does: [kms:GenerateDataKey, kms:Decrypt]
    on: { account: log-archive, type: 'AWS::KMS::Key', name: Logs of the organization }
    with: { aws:SourceOrgID: <organization>, aws:SourceAccount: <dns.id> }
    expect: allow
    by: [resource]
    why: the archive is encrypted
  - name: Config encrypts for no other organization
    who: { service: config.amazonaws.com }
    does: [kms:GenerateDataKey, kms:Decrypt]
    on: { account: log-archive, type: 'AWS::KMS::Key', name: Logs of the organization }
    with: { aws:SourceOrgID: o-somebodyelse, aws:SourceAccount: '000000000001' }
    expect: deny
    by: [resource]
    why: the key is for this organization
  - name: nobody deletes what Config recorded
    who: [{ account: log-archive, principal: administrator }, { account: log-archive, role: 'cdk-<qualifier>-cfn-exec-role-*' }]
    does: [s3:DeleteObject, s3:DeleteObjectVersion]
    on: *archive
    expect: deny
    by: [resource]
    why: the archive is no lock, but nobody has the right
  - name: Config takes its role
    for: { account: accounts }
    who: { service: config.amazonaws.com }
    does: sts:AssumeRole
    on: { account: <account>, role: 'cloud-platform/*config-Role*' }
    with: { aws:SourceAccount: <account.id> }
    expect: allow
    by: [resource]
    why: it reads with it what there is
  - name: Config does not take it for another account
    for: { account: accounts }
    who: { service: config.amazonaws.com }
    does: sts:AssumeRole
    on: { account: <account>, role: 'cloud-platform/*config-Role*' }
    with: { aws:SourceAccount: '000000000001' }
    expect: deny
    by: [resource]
    why: a confused deputy
`);

/** Lines about the parts of logs and of Control Tower; who investigates has a test of its own. */
const PARTS = ['trail', 'control-tower', 'baselines'];
const aboutParts = standardCases().map(file => ({
  ...file, cases: file.cases.filter(line => PARTS.includes(line.part!) && !JSON.stringify(line).includes('SecurityInvestigator')),
}));
const platform = (controlTower: ControlTower): Assembly => synthesize(app => { landingZone(app, registered(), { controlTower, guardrails: [] }); });

test('without Control Tower the archive takes what Config of this organization brings, and the trail', async () => {
  const report = await accessMatrix(platform(ControlTower.none()), [...aboutParts, CONFIG], { simulator: SIMULATOR });
  expect(report.failures).toEqual([]);
  expect(emptyLines(report)).toEqual([]);
  expect(report.lines.map(({ name }) => name)).toContain('CloudTrail writes the organization\'s trail');
});

test('a landing zone has lines about the stacks that it plans alone', async () => {
  const report = await accessMatrix(platform(ControlTower.adopted()), aboutParts, { simulator: SIMULATOR });
  expect(report.lines).toEqual([]);
});

test('a statement too wide in the archive turns a line red', async () => {
  // GIVEN a bucket that lets in CloudTrail, whoever it acts for
  const assembly = platform(ControlTower.none());
  const policies = assembly.resources('Acme/log-archive/eu-west-1-logs', 'AWS::S3::BucketPolicy');
  for (const [, { Properties }] of policies) Properties.PolicyDocument.Statement.filter(({ Sid }: any) => Sid === 'Writer').forEach((statement: any) => delete statement.Condition);
  // WHEN
  const report = await accessMatrix(assembly, [...aboutParts, CONFIG], { simulator: SIMULATOR });
  // THEN
  expect(new Set(report.failures.map(({ line }) => line))).toEqual(new Set([
    'CloudTrail of another organization does not write to the archive, nor another trail of ours', 'Config of another organization does not',
  ]));
});
