import { Project } from './fixtures/project';
import { deployed, runningPlatform } from './fixtures/running-platform';

const IDS = ['111111111111', '222222222222', '333333333333', '444444444444'];
const MADE = { prefix: 'cloud-platform', homeRegion: 'eu-west-1', regions: ['eu-west-1'] };

let project: Project;
beforeEach(async () => {
  project = await runningPlatform();
  project.registry = { ...project.registry, platform: MADE };
});
afterEach(async () => project.remove());

const app = (more: object) => { project.app = { ...JSON.parse(project.read('app.json')), ...more }; };

test('a region that comes later is closed first, and opened to everybody when everything stands there', async () => {
  // GIVEN
  app({ regions: ['eu-west-1', 'us-east-1'] });

  // WHEN
  const run = await project.deploy();
  const again = await project.deploy();

  // THEN
  expect(run.exitCode).toBe(0);
  const lines = run.stderr.split('\n');
  const at = (text: string) => lines.findIndex(line => line.includes(text));
  expect(at('+ regions that only the platform may use us-east-1')).toBeGreaterThan(-1);
  expect(at('us-east-1: all that the platform needs stands there')).toBeGreaterThan(at('staging: 2 deployed'));
  expect(project.registry.platform).toEqual({ ...MADE, regions: ['eu-west-1', 'us-east-1'] });
  expect(again.stderr).not.toContain('us-east-1: all that');
});

test('a region where an account failed stays closed', async () => {
  // GIVEN
  app({ regions: ['eu-west-1', 'us-east-1'], accounts: [{ name: 'management', wave: 0 }, { name: 'dns', wave: 1, fails: true }] });

  // WHEN
  const run = await project.deploy();

  // THEN
  expect(run.exitCode).toBe(1);
  expect(project.registry.platform!.closedRegions).toEqual(['us-east-1']);
});

describe('a region that is given up', () => {
  beforeEach(() => {
    project.registry = { ...project.registry, platform: { ...MADE, regions: ['eu-north-1', 'eu-west-1'] } };
    app({ removed: ['eu-north-1'] });
    // its bootstraps do not count
    for (const id of IDS) project.aws.stacks.set(`${id}/eu-north-1`, [{ name: 'StackSet-cloud-platform-bootstrap-platform', status: 'CREATE_COMPLETE' }]);
  });

  test('is remembered as long as a stack stands there, and the tool says which and how it goes; it deletes nothing', async () => {
    // GIVEN
    project.aws.stacks.get(`${IDS[2]}/eu-north-1`)!.push({ name: 'orders', status: 'UPDATE_COMPLETE', terminationProtection: true });

    // WHEN
    const run = await project.deploy();

    // THEN
    expect(run.exitCode).toBe(0);
    expect(deployed(project)).toHaveLength(4);
    expect(run.stderr).toContain('eu-north-1 is given up, and production (333333333333) still has stacks there: orders (protected)');
    expect(run.stderr).toContain('aws cloudformation delete-stack --region eu-north-1 --stack-name orders');
    expect(project.registry.platform).toEqual({ ...MADE, regions: ['eu-north-1', 'eu-west-1'], closedRegions: ['eu-north-1'] });
    expect(project.aws.actions().filter(action => /^(Delete|Disable)/.test(action))).toEqual([]);
  });

  test('is forgotten when nothing stands there any more', async () => {
    // WHEN
    const run = await project.deploy();

    // THEN
    expect(run).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('eu-north-1: nothing stands there any more, and its bootstraps go') });
    expect(project.registry.platform).toEqual(MADE);
  });

  test('is remembered where an account cannot be looked into', async () => {
    // GIVEN
    project.aws.fail('DescribeStacks', 'AccessDenied');

    // WHEN
    const run = await project.deploy();

    // THEN
    expect(run.stderr).toContain('eu-north-1 is given up, and dns (222222222222) cannot be looked into');
    expect(project.registry.platform!.regions).toEqual(['eu-north-1', 'eu-west-1']);
  });
});
