import { planOf } from './fixtures/plan';
import { Project } from './fixtures/project';
import { runningPlatform } from './fixtures/running-platform';

/** What a StackSet brings into each account and region is looked after: AWS does not try again what failed. */

const BOOTSTRAP = 'cloud-platform-bootstrap-platform';
const REGIONS = ['eu-west-1', 'us-east-1'];
const MEMBERS = { dns: '222222222222', production: '333333333333', staging: '444444444444' };

let project: Project;
beforeEach(async () => {
  project = await runningPlatform();
  project.registry = { ...project.registry!, organization: { id: 'o-example0000', rootId: 'r-abcd', managementAccountId: '111111111111' } };
  project.write('cdk.out/platform.json', {
    ...planOf([{ name: 'management', purpose: 'management', id: '111111111111' }, ...Object.entries(MEMBERS).map(([name, id]) => ({ name, id }))], REGIONS),
    stackSets: [{ name: BOOTSTRAP, regions: REGIONS, parameter: '/cdk-bootstrap/platform/version' }],
  });
  project.aws.stackInstances.set(BOOTSTRAP, Object.values(MEMBERS).flatMap(account => REGIONS.map(region => ({ account, region, status: 'SUCCEEDED' }))));
});
afterEach(async () => project.remove());

const instances = () => project.aws.stackInstances.get(BOOTSTRAP)!;
const writes = () => project.aws.calls.filter(({ action }) => /^(Create|Update)StackInstances$/.test(action)).map(({ action, input }) => [action, input['DeploymentTargets.OrganizationalUnitIds.member.1'], input['DeploymentTargets.AccountFilterType']]);

test('one that is missing is made, one that failed is tried again, and it is said why; the second time nothing is done', async () => {
  // GIVEN
  instances().splice(0, 1);
  Object.assign(instances().at(-1)!, { status: 'FAILED', reason: 'Account 444444444444 should have OrganizationAccountAccessRole' });

  // WHEN
  const first = await project.run('bootstrap', '--cdk', project.cdk);
  const second = await project.run('bootstrap', '--cdk', project.cdk, '--json');

  // THEN
  expect(first).toMatchObject({ exitCode: 0 });
  expect(first.stdout).toContain(`+ ${BOOTSTRAP} in dns, eu-west-1, was missing and is made`);
  expect(first.stdout).toContain(`+ ${BOOTSTRAP} in staging, us-east-1, had failed and is tried again: Account 444444444444 should have`);
  expect(writes()).toEqual([['CreateStackInstances', 'r-abcd', 'INTERSECTION'], ['UpdateStackInstances', 'r-abcd', 'INTERSECTION']]);
  expect(JSON.parse(second.stdout).instances).toEqual([]);
  expect(instances()).toHaveLength(6);
});

test('one that AWS is working on is left alone, and so is an account that is no member of the plan', async () => {
  // GIVEN
  instances()[0].status = 'RUNNING';
  instances().push({ account: '999999999999', region: 'eu-west-1', status: 'FAILED' });

  // WHEN
  const run = await project.run('bootstrap', '--cdk', project.cdk, '--json');

  // THEN
  expect(JSON.parse(run.stdout).instances).toEqual([{ stackSet: BOOTSTRAP, account: 'dns', region: 'eu-west-1', done: 'waited for' }]);
  expect(writes()).toEqual([]);
});

test('accounts that lack the same are one operation', async () => {
  // GIVEN a region that is new
  instances().splice(0, 6, ...instances().filter(({ region }) => region === 'eu-west-1'));

  // WHEN
  await project.run('bootstrap', '--cdk', project.cdk);

  // THEN
  expect(writes()).toHaveLength(1);
  expect(instances()).toHaveLength(6);
});

test('while CloudFormation works on other instances the rest is postponed, and made by the next run', async () => {
  // GIVEN
  instances().splice(0, 1);
  project.aws.fail('CreateStackInstances', 'OperationInProgressException', 1);

  // WHEN
  const first = await project.run('bootstrap', '--cdk', project.cdk);
  const second = await project.run('bootstrap', '--cdk', project.cdk);

  // THEN
  expect([first.exitCode, first.stdout]).toEqual([0, expect.stringContaining(`${BOOTSTRAP} in dns, eu-west-1, waits for another operation`)]);
  expect(second.stdout).toContain(`${BOOTSTRAP} in dns, eu-west-1, was missing and is made`);
  expect(instances()).toHaveLength(6);
});

test('before the StackSets are there, there is nothing to look after', async () => {
  project.aws.stackInstances.clear();
  expect(await project.run('bootstrap', '--cdk', project.cdk, '--json')).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('"instances": []') });
});
