import { Project } from './fixtures/project';
import { behave, deployed, runningPlatform } from './fixtures/running-platform';

const ACCOUNTS = ['111111111111', '222222222222', '333333333333', '444444444444'];
const PRODUCTION = '333333333333/eu-west-1';

// each test is two runs of the tool, with a cdk for each account
jest.setTimeout(60_000);

let project: Project;
beforeEach(async () => {
  project = await runningPlatform();
  stamped();
});
afterEach(async () => project.remove());

/** Templates as the library writes them, with what is different. */
function stamped(different: object = {}): void {
  behave(project, {});
  project.app = { ...JSON.parse(project.read('app.json')), stamped: true, ...different };
}

/** What is deployed after everything was, and then this happened. */
async function deployedAfter(happened: () => void): Promise<(string | undefined)[]> {
  await project.deploy();
  const before = deployed(project).length;
  happened();
  const run = await project.deploy();
  expect(run.exitCode).toBe(0);
  return deployed(project).slice(before).sort();
}

test('a deploy that changes nothing starts no cdk, and reads once in each account and region', async () => {
  // GIVEN
  await project.deploy();
  const before = project.aws.calls.length;
  const cdk = deployed(project).length;

  // WHEN
  const run = await project.deploy();

  // THEN
  expect(run).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/production +333333333333 +1 +unchanged/) });
  expect(deployed(project)).toHaveLength(cdk);
  const reads = project.aws.calls.slice(before).filter(({ action, region }) => action === 'DescribeStacks' || (action === 'GetParameter' && region === 'eu-west-1'));
  expect(reads.map(({ action, account }) => [action, account]).sort()).toEqual(ACCOUNTS.map(account => ['DescribeStacks', account]));
});

test('only what has another template is deployed', async () => {
  expect(await deployedAfter(() => stamped({ template: { 'Acme/production/eu-west-1': { Resources: {} } } }))).toEqual(['production']);
});

test.each<[string, () => void]>([
  ['is gone', () => project.aws.stacks.set(PRODUCTION, [])],
  ['went back', () => project.aws.stacks.get(PRODUCTION)![0].status = 'UPDATE_ROLLBACK_COMPLETE'],
  ['has the description of an older template', () => project.aws.stacks.get(PRODUCTION)![0].description = 'Acme/production/eu-west-1 [0123456789abcdef]'],
  ['is no longer protected as the code says', () => project.aws.stacks.get(PRODUCTION)![0].terminationProtection = true],
  ['has a tag that the code does not know', () => project.aws.stacks.get(PRODUCTION)![0].tags = { owner: 'jane' }],
])('a stack that %s is deployed', async (_, happened) => {
  expect(await deployedAfter(happened)).toEqual(['production']);
});

test('templates without a stamp are left to cdk', async () => {
  // GIVEN
  behave(project, {});

  // THEN
  expect(await deployedAfter(() => undefined)).toEqual(['dns', 'management', 'production', 'staging']);
});

test('a stamp that somebody copied into another template is none', async () => {
  // GIVEN the description of one template in two
  const description = { Description: 'copied [0123456789abcdef]' };
  const both = { 'Acme/production/eu-west-1': description, 'Acme/staging/eu-west-1': description };
  stamped({ template: both });

  // THEN
  expect(await deployedAfter(() => undefined)).toEqual(['production', 'staging']);
});

test('a value that CloudFormation reads at deploy counts as the same only if a stack of the same account and region made it', async () => {
  // GIVEN
  const reads = (name: string) => ({ Parameters: { Value: { Type: 'AWS::SSM::Parameter::Value<String>', Default: name } } });
  const makes = { Resources: { Made: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/acme/vpc' } } } };
  stamped({
    template: {
      'Acme/production/eu-west-1': { ...reads('/acme/vpc'), ...makes },
      'Acme/staging/eu-west-1': reads('/acme/vpc'),
      'Acme/dns/eu-west-1': reads('/cdk-bootstrap/platform/version'),
    },
  });

  // THEN
  expect(await deployedAfter(() => undefined)).toEqual(['staging']);
});
