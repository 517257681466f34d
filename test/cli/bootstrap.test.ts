import { planOf } from './fixtures/plan';
import { Project } from './fixtures/project';

let project: Project;
beforeEach(async () => {
  project = await Project.create();
  project.write('cdk.out/platform.json', planOf([{ name: 'management', id: '111111111111' }], ['eu-west-1', 'us-east-1']));
});
afterEach(async () => project.remove());

test('bootstraps the management account where it is not yet; a second time does nothing', async () => {
  // WHEN
  const first = await project.run('bootstrap', '--cdk', project.cdk);
  const second = await project.run('bootstrap', '--cdk', project.cdk, '--json');

  // THEN
  expect(first).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('+ 111111111111/eu-west-1 bootstrapped with qualifier platform') });
  expect(JSON.parse(second.stdout)).toEqual({ account: '111111111111', qualifier: 'platform', bootstrapped: [], unchanged: ['eu-west-1', 'us-east-1'], instances: [] });
  expect(project.cdkCalls()).toHaveLength(1);
});

test("another account's credentials are refused", async () => {
  // GIVEN
  project.registry = { version: 1, accounts: [{ name: 'management', id: '111111111111' }] };
  project.caller = '222222222222';

  // WHEN
  const run = await project.run('bootstrap', '--cdk', project.cdk);

  // THEN
  expect(run).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('expected: 111111111111 (management)') });
  expect(project.cdkCalls()).toEqual([]);
});
