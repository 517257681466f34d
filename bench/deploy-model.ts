/** What a deploy that changes nothing asks AWS: the tool itself, run against the fake AWS of its tests, which answers as if all stood there. */
import { idOf } from './programs/size';
import { NAME_TAG, SLOT_TAG } from '../src/aws-api/organization/constants';
import { Project } from '../test/cli/fixtures/project';

export interface DeployResult {
  readonly accounts: number;
  readonly regions: number;
  /** Calls of CloudFormation and SSM, at most, in one account and region. */
  readonly callsPerAccountAndRegion: number;
  /** Calls that change something. */
  readonly writes: number;
  /** How often cdk deploy was started. */
  readonly cdkRuns: number;
  /** How often each call was made. */
  readonly calls: Record<string, number>;
}

const ACCOUNTS = 100;
const REGIONS = ['eu-west-1', 'us-east-1'];
const REGIONAL = ['DescribeStacks', 'ListStacks', 'GetTemplate', 'GetParameter', 'GetParameters'];
const READS = /^(Describe|List|Get|AssumeRole$)/;

export async function deployModel(): Promise<DeployResult> {
  console.log(`deploy that changes nothing, ${ACCOUNTS}x${REGIONS.length} ...`);
  const names = ['management', ...Array.from({ length: ACCOUNTS - 1 }, (_, index) => `env-${index}`)];
  const project = await Project.create();
  try {
    project.app = { regions: REGIONS, stamped: true, accounts: names.map((name, index) => ({ name, wave: index ? 3 : 0, unchanged: true })) };
    project.aws.pageSize = 20;
    project.aws.organize(project.caller);
    names.slice(1).forEach((name, index) => project.aws.accounts.push({ id: idOf(10 + index), name, email: `aws+${name}@acme.com`, tags: { [NAME_TAG]: name, [SLOT_TAG]: String(10 + index) } }));
    for (const { id } of project.aws.accounts) REGIONS.forEach(region => project.aws.bootstrapped.add(`${id}/${region}`));
    await deploy(project);
    const runs = project.cdkCalls('deploy').length;
    const before = project.aws.calls.length;
    await deploy(project);

    const calls = project.aws.calls.slice(before);
    const count = (key: (call: typeof calls[0]) => string, of = calls) => {
      const counts: Record<string, number> = {};
      for (const call of of) counts[key(call)] = (counts[key(call)] ?? 0) + 1;
      return counts;
    };
    return {
      accounts: ACCOUNTS,
      regions: REGIONS.length,
      callsPerAccountAndRegion: Math.max(0, ...Object.values(count(({ account, region }) => `${account}/${region}`, calls.filter(({ action }) => REGIONAL.includes(action))))),
      writes: calls.filter(({ action }) => !READS.test(action)).length,
      cdkRuns: project.cdkCalls('deploy').length - runs,
      calls: count(({ action }) => action),
    };
  } finally {
    await project.remove();
  }
}

async function deploy(project: Project): Promise<void> {
  const { exitCode, stdout, stderr } = await project.deploy('--yes');
  if (exitCode !== 0) throw new Error(`deploy: ${stdout}${stderr}`);
}
