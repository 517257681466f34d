import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'fs';
import { join, resolve } from 'path';
import { Project } from './fixtures/project';
import { AccountEmail, AccountRegistry, EnvironmentType, LandingZone } from '../../src';
import { synthesize } from '../support/assembly';

/** `cloud-platform verify`, as users run it on their own assembly. */

jest.setTimeout(300_000);

const MODULES = resolve(__dirname, '..', '..', 'node_modules');
const AFTER_SYNTH = ['--skip', 'up-to-date', 'same-bytes', 'templates'];

/** Three accounts that exist, all others pending. */
const small = synthesize(app => {
  const accounts = AccountRegistry.of({
    organizationId: 'o-exampleorgid',
    rootId: 'r-exam',
    accounts: [
      { name: 'management', accountId: '111111111111', slot: 0 },
      { name: 'dns', accountId: '666666666666', slot: 5 },
      { name: 'production', accountId: '888888888888', slot: 10 },
    ],
  });
  new LandingZone(app, 'Acme', { accounts, accountEmail: AccountEmail.plusAddress('aws@acme.com'), domainName: 'acme.com', homeRegion: 'eu-west-1' })
    .addEnvironment('production', { environmentType: EnvironmentType.PRODUCTION });
});

let project: Project;
beforeEach(async () => {
  project = await Project.create();
  project.caller = '';
  project.write('package.json', {});
  cpSync(small.dir, join(project.directory, 'cdk.out'), { recursive: true });
});
afterEach(async () => project.remove());

function withSimulator(): void {
  symlinkSync(MODULES, join(project.directory, 'node_modules'));
}

/** Changes a template of the assembly behind the code's back. */
function spoil(path: string, change: (template: any) => void): void {
  const file = join(project.directory, 'cdk.out', small.stacks.find(stack => stack.path === path)!.file);
  const template = JSON.parse(readFileSync(file, 'utf8'));
  change(template);
  writeFileSync(file, JSON.stringify(template));
}

function openTheDoor(template: any): void {
  const role = Object.values<any>(template.Resources).find(({ Type, Properties }) => Type === 'AWS::IAM::Role' && /delegation/.test(Properties.RoleName));
  role.Properties.AssumeRolePolicyDocument.Statement[0].Principal = { AWS: '*' };
  delete role.Properties.AssumeRolePolicyDocument.Statement[0].Condition;
}

const DELEGATIONS = 'Acme/dns/eu-west-1-accounts-0';

test('says what it looked at, what is open and until when, and writes a report for a reviewer', async () => {
  // GIVEN
  withSimulator();

  // WHEN
  const run = await project.run('verify', ...AFTER_SYNTH, '--report', 'report.md');

  // THEN
  expect([run.exitCode, run.stdout]).toEqual([0, expect.stringMatching(/laws +holds +17 laws over \d+ templates/)]);
  expect(run.stdout).toMatch(/policies +holds +\d\d+ policy documents/);
  expect(run.stdout).toMatch(/access +holds +\d{3,} cases, \d{3,} controls, \d+ doors/);
  expect(run.stdout).toContain('up-to-date  skipped  left out by --skip');
  expect(run.stdout).toContain('an administrator of the management account enters each account that has no identity of its own; until the landing zone has a deployIdentity');
  const report = project.read('report.md');
  expect(report).toMatch(/\| as expected \| .+ \| deny \| \d+ \| .+ \|/);
  expect(report).toContain('dns: cloud-platform/cloud-platform-delegation-production');
  expect(report).toContain('Check "same-bytes": left out by --skip.');
});

test('a role that anyone may assume breaks a law, leaves a case wrong, and stands in JSON for machines', async () => {
  // GIVEN
  withSimulator();
  spoil(DELEGATIONS, openTheDoor);

  // WHEN
  const run = await project.run('verify', ...AFTER_SYNTH, '--json');

  // THEN
  expect(run.exitCode).toBe(3);
  const { holds, outcomes } = JSON.parse(run.stdout);
  const faults = Object.fromEntries(outcomes.map((outcome: any) => [outcome.id, outcome.faults]));
  expect(holds).toBe(false);
  expect(faults.laws).toContainEqual(expect.stringContaining(`no-open-trust: ${DELEGATIONS}`));
  expect(faults.access).toContainEqual(expect.stringMatching(/delegation-production: got allow, expected deny/));
});

test('a policy that AWS would refuse is told with its role', async () => {
  // GIVEN
  withSimulator();
  spoil(DELEGATIONS, template => {
    const role = Object.values<any>(template.Resources).find(({ Type }) => Type === 'AWS::IAM::Role');
    role.Properties.Policies[0].PolicyDocument.Statement[0].Efect = 'Allow';
  });

  // WHEN
  const run = await project.run('verify', '--skip', 'up-to-date', 'same-bytes', 'templates', 'access');

  // THEN
  expect([run.exitCode, run.stdout]).toEqual([3, expect.stringMatching(/policies: [^]*Efect/)]);
});

test('the user\'s own cases are asked as well, and one that is answered otherwise is told with its reason', async () => {
  // GIVEN
  withSimulator();
  project.write('cases.yaml', `cases:
  - name: the environment writes its own delegation
    who: { account: production, role: 'cloud-platform/handlers/*' }
    does: sts:AssumeRole
    on: { account: dns, role: '*-delegation-production' }
    expect: deny
    why: a wish, not the truth
`);

  // WHEN
  const run = await project.run('verify', ...AFTER_SYNTH, '--cases', 'cases.yaml');

  // THEN
  expect([run.exitCode, run.stdout]).toEqual([3, expect.stringContaining('"the environment writes its own delegation": production/')]);
  expect(run.stdout).toContain('got allow, expected deny: a wish, not the truth');
});

test('a file of cases that cannot be read is bad input', async () => {
  project.write('cases.yaml', 'cases: [{ name: one, expect: perhaps }]');
  const run = await project.run('verify', '--cases', 'cases.yaml');
  expect([run.exitCode, run.stderr]).toEqual([2, expect.stringContaining('case 1 "one": expect: got "perhaps", expected allow or deny')]);
});

test('without the simulator nothing is looked at, unless the checks that need it are left out in so many words', async () => {
  // WHEN
  const run = await project.run('verify', '--no-synth');
  const without = await project.run('verify', '--no-synth', '--skip', 'policies', 'access');

  // THEN
  expect([run.exitCode, run.stdout]).toEqual([2, '']);
  expect(run.stderr).toContain('npm i -D @cloud-copilot/iam-simulate@');
  expect(run.stderr).toContain('--skip policies access');
  expect([without.exitCode, without.stdout]).toEqual([0, expect.stringContaining('same-bytes  skipped  there is only the assembly, and nothing to synthesise')]);
});

test('code that gives other bytes each time, and an assembly that is not what the code says, are told by file', async () => {
  // GIVEN an app that is not deterministic
  project.app = { accounts: [{ name: 'management', wave: 0 }], random: true };
  project.registry = { version: 1, accounts: [{ name: 'management', id: '111111111111', status: 'ACTIVE' }] };

  // WHEN
  const run = await project.run('verify', '--cdk', project.cdk, '--skip', 'laws', 'templates', 'policies', 'access', '--json');

  // THEN
  expect(run.exitCode).toBe(3);
  const [, upToDate, sameBytes] = JSON.parse(run.stdout).outcomes;
  expect(upToDate.faults).toContainEqual(expect.stringContaining('differs from what the code says; run "npx cdk synth"'));
  expect(sameBytes.faults).toContainEqual(expect.stringMatching(/^cloud-platform-management-eu-west-1.template.json: differs between two runs of the same code/));
});

test('an app that cannot be synthesised breaks what needs it, with what cdk says', async () => {
  project.app = { accounts: [], synthError: 'Acme: domainName: got "x"' };
  const run = await project.run('verify', '--cdk', project.cdk, '--skip', 'policies', 'access');
  expect([run.exitCode, run.stdout]).toEqual([3, expect.stringMatching(/templates: [^]*Acme: domainName: got "x"/)]);
});

test('an application\'s assembly is judged by the laws that need no plan', async () => {
  // GIVEN
  project.write('app.out/manifest.json', { artifacts: { Api: { type: 'aws:cloudformation:stack', environment: 'aws://unknown-account/unknown-region', properties: { templateFile: 'Api.template.json' } } } });
  project.write('app.out/Api.template.json', { Resources: { Open: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: '*' } }] } } } } });

  // WHEN
  const run = await project.run('verify', '--assembly', 'app.out', '--no-synth');

  // THEN
  expect([run.exitCode, run.stdout]).toEqual([3, expect.stringContaining('no-open-trust: Api: Open')]);
  expect(run.stdout).toContain('access      skipped  an application\'s assembly has no plan to read the organization from');
});

test.each([
  [['verify', '--skip', 'acces'], 'some of laws, up-to-date, same-bytes, templates, policies, access'],
  [['verify', '--assembly', 'nowhere'], 'what "npx cdk synth" writes'],
])('%j says what to write instead', async (args, instead) => {
  const run = await project.run(...args);
  expect([run.exitCode, run.stderr]).toEqual([2, expect.stringContaining(instead)]);
});
