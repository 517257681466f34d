import { planOf } from './fixtures/plan';
import { Project } from './fixtures/project';
import { upgradeReport } from '../../src/cli/upgrade-report';
import { Assembly } from '../../src/verify/assembly';
import { parseNote } from '../../src/verify/upgrade/migration-note';
import { Schemas } from '../../src/verify/upgrade/schemas';

const ZONE = { Type: 'AWS::Route53::HostedZone', DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain', Properties: { Name: 'production.acme.com.' } };
const PARAMETER = { Type: 'AWS::SSM::Parameter', Properties: { Name: '/a', Type: 'String', Value: '1' } };
const TABLE = { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'orders', KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }] } };
const ACCOUNTS = [{ name: 'management', id: '111111111111' }, { name: 'production', id: '222222222222' }, { name: 'staging', id: '333333333333' }];

let project: Project;
beforeEach(async () => {
  project = await Project.create();
  project.caller = '';
});
afterEach(async () => project.remove());

/** An assembly of a landing zone with these resources in production; what differs in the plan. */
function assembly(directory: string, resources: object, plan: object = {}, application = false): void {
  const environments = ACCOUNTS.slice(1);
  const artifacts = Object.fromEntries(environments.map(({ name, id }) => [name, {
    type: 'aws:cloudformation:stack', environment: `aws://${id}/eu-west-1`, displayName: `Acme/${name}/eu-west-1`, properties: { templateFile: `${name}.template.json`, stackName: `cloud-platform-${name}` },
  }]));
  project.write(`${directory}/manifest.json`, { artifacts });
  for (const { name } of environments) project.write(`${directory}/${name}.template.json`, { Resources: name === 'production' ? resources : { Parameter: PARAMETER } });
  if (!application) project.write(`${directory}/platform.json`, { ...planOf(ACCOUNTS), version: '1.2.0', ...plan });
}

const accessOf = (group: string) => ({
  directory: 'managed',
  users: [{ name: 'jane', email: 'jane@acme.com', groups: ['a', 'b'], revoked: false, path: 'x' }],
  groups: [{ name: 'a', path: 'x' }, { name: 'b', path: 'x' }],
  permissionSets: ['a', 'b'].map(name => ({ name, description: name, sessionLength: 'PT1H', managedPolicies: [], customerManagedPolicies: [] })),
  assignments: [{ group, permissionSet: group, target: 'production', accounts: ['production'], path: 'x' }],
});
const STEP = { id: 'registrar', account: 'dns', title: 'Set the name servers of acme.org', why: 'x', how: 'y', forWhat: 'z' };

test('what changes is told by account, and what is only added or changed in place goes through', async () => {
  // GIVEN
  assembly('before', { Zone: ZONE, Parameter: PARAMETER });
  assembly('cdk.out', { Zone: ZONE, Parameter: { ...PARAMETER, Properties: { ...PARAMETER.Properties, Value: '2' } }, Other: PARAMETER }, { version: '1.3.0' });
  // WHEN
  const run = await project.run('upgrade', 'before');
  // THEN
  expect(run).toMatchObject({ exitCode: 0, stderr: '' });
  expect(run.stdout).toBe(`Acme, from version 1.2.0 to 1.3.0: 1 of 2 accounts change

account     added  changed  interrupted  replaced  state lost
production  1      1        0            0         0
`);
});

test('nothing is nothing', async () => {
  assembly('before', { Zone: ZONE });
  assembly('cdk.out', { Zone: ZONE });
  expect(await project.run('upgrade', 'before')).toEqual({ exitCode: 0, stderr: '', stdout: 'Acme: nothing changes\n' });
});

test('what loses state is refused until somebody says that it is meant', async () => {
  // GIVEN
  assembly('before', { Table: TABLE });
  assembly('cdk.out', { Table: { ...TABLE, Properties: { ...TABLE.Properties, TableName: 'orders-2' } } });
  // WHEN
  const refused = await project.run('upgrade', 'before');
  const accepted = await project.run('upgrade', 'before', '--accept-loss', '--json');
  // THEN
  expect(refused.exitCode).toBe(3);
  expect(refused.stdout).toContain('deletes state  Acme/production/eu-west-1: Table (AWS::DynamoDB::Table)\n    replaces: TableName cannot be changed; the old one holds state and is deleted');
  expect(refused.stdout).toContain('say --accept-loss');
  expect(accepted.exitCode).toBe(0);
  const report = JSON.parse(accepted.stdout);
  expect(report).toMatchObject({ refused: false, changes: [{ account: 'production', region: 'eu-west-1', resource: 'Table', verdict: 'deletes state', effect: 'replaces' }] });
  expect(report.accounts).toContainEqual({ account: 'production', added: 0, changed: 0, interrupted: 0, replaced: 1, lost: 1 });
});

test('for a pull request: who gains and loses access, and what is to do by hand, as one comment', async () => {
  // GIVEN
  assembly('before', { Zone: ZONE }, { access: accessOf('a') });
  assembly('cdk.out', { Zone: { ...ZONE, Properties: { Name: 'live.acme.com.' } } }, { access: accessOf('b'), manualSteps: [STEP] });
  // WHEN
  const { exitCode, stdout } = await project.run('upgrade', 'before', '--markdown');
  // THEN
  expect(exitCode).toBe(0);
  expect(stdout).toContain('### Acme: 1 of 2 accounts change');
  expect(stdout).toContain('| replaces | Acme/production/eu-west-1 | Zone (AWS::Route53::HostedZone) | replaces: Name cannot be changed; the old one is left behind |  |');
  expect(stdout).toContain('| gains | jane | production | b | b |\n| **loses** | jane | production | a | a |');
  expect(stdout).toContain('- [ ] Set the name servers of acme.org (dns)');
});

test('what a release asks for stands beside what it is asked for', () => {
  // GIVEN
  assembly('before', { Zone: ZONE });
  assembly('cdk.out', { Zone: { ...ZONE, Properties: { Name: 'live.acme.com.' } } });
  const note = parseNote('---\nchanges:\n  - { stack: "*/production/*", resource: Zone, verdict: replaces, action: Set the name servers. }\n---\n', 'next.md');
  // WHEN
  const [one, other] = ['before', 'cdk.out'].map(name => new Assembly(`${project.directory}/${name}`));
  const { changes } = upgradeReport(one, other, Schemas.load(), [note]);
  // THEN
  expect(changes.map(({ action }) => action)).toEqual(['Set the name servers.']);
});

test('an application\'s assemblies are compared by account as well', async () => {
  assembly('before', {}, {}, true);
  assembly('cdk.out', { Parameter: PARAMETER }, {}, true);
  const { exitCode, stdout } = await project.run('upgrade', 'before');
  expect([exitCode, stdout]).toEqual([0, expect.stringContaining('The application: 1 of 2 accounts change')]);
  expect(stdout).toContain('222222222222  1      0');
});

test.each<[string, () => void, string[]]>([
  ['no assembly before', () => assembly('cdk.out', {}), ['where:    before', '"npx cdk synth --output before" in the version that is deployed']],
  ['no assembly now', () => assembly('before', {}), ['where:    cdk.out', 'got:      no manifest.json']],
  ['another landing zone', () => { assembly('before', {}, { landingZone: 'Other' }); assembly('cdk.out', {}); }, ['got:      the landing zone Other', 'expected: the landing zone Acme', 'an earlier assembly of the same app']],
  ['another organization', () => { assembly('before', {}, { accounts: planOf([{ name: 'management', id: '999999999999' }]).accounts }); assembly('cdk.out', {}); }, ['of organization 999999999999']],
  ['an application against a landing zone', () => { assembly('before', {}, {}, true); assembly('cdk.out', {}); }, ['got:      an application']],
])('%s says what to do', async (_, given, texts) => {
  given();
  const run = await project.run('upgrade', 'before');
  expect([run.exitCode, run.stdout]).toEqual([2, '']);
  texts.forEach(text => expect(run.stderr).toContain(text));
});
