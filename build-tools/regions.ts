/**
 * On the embedded AWS: a region that has to be opted in to is added to a running platform by one line, and given up again. AWS takes a while to
 * open it, and its StackSets fail where it is closed.
 */
import { readFileSync, writeFileSync } from 'fs';
import { AccountClient, GetRegionOptStatusCommand } from '@aws-sdk/client-account';
import { CloudFormationClient, DeleteStackCommand, DescribeStacksCommand, UpdateTerminationProtectionCommand } from '@aws-sdk/client-cloudformation';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { accountId } from './example-accounts';
import { Playground } from './playground';
import { Checks } from './tally';
import { parseRegistry, RegistryFile } from '../src/accounts/registry-file';

const REGION = 'eu-south-1';

async function main(): Promise<void> {
  const checks = new Checks();
  const playground = await Playground.open('regions', { optInLooks: 3 });
  const regions = (line: string) => edit(playground, /additionalRegions: .*/, `additionalRegions: ['us-east-1'${line}`);
  try {
    // a platform without sandboxes is enough
    edit(playground, /\n {2}zone\.addSandbox.*/g, '');
    await checks.check('the platform is deployed', async () => {
      await playground.tool(['accounts', 'sync']);
      await deploy(playground);
    });
    await checks.check('a new region is one line: every account is opted in, and what the platform needs stands there', async () => {
      regions(`, '${REGION}'],`);
      const { stacks } = await deploy(playground);
      const closed = (await Promise.all(registry(playground).accounts.map(async ({ name, id }) => await status(playground, id!) === 'ENABLED' ? [] : [name]))).flat();
      if (closed.length) return `closed to ${closed.join(', ')}`;
      if (await parameter(playground, 'production') !== await parameter(playground, 'production', 'eu-west-1')) return 'the contract is another one there';
      console.log(`${stacks.deployed} stacks deployed for a new region`);
      return undefined;
    });
    await checks.check('it is opened to everybody after all that', async () => {
      const records = await playground.aws.records();
      const opened = records.filter(({ type, op }) => type === 'AWS::Organizations::Policy' && op === 'update').pop()?.time;
      const last = records.filter(({ region, op }) => region === REGION && op === 'create').map(({ time }) => time).sort().pop();
      return opened && last && opened > last ? undefined : `guardrail ${opened}, last resource there ${last}`;
    });
    await checks.check('once more, nothing changes', async () => {
      const { stacks } = await deploy(playground);
      return stacks.deployed ? `${stacks.deployed} stacks` : undefined;
    });
    await checks.check('given up, it is closed and remembered as long as something stands there', async () => {
      regions(`], removedRegions: ['${REGION}'],`);
      await deploy(playground);
      const { platform } = registry(playground);
      const bootstraps = await stacksIn(playground, 'production');
      return platform!.closedRegions?.includes(REGION) && bootstraps.length > 2 ? undefined : JSON.stringify({ platform, bootstraps });
    });
    await checks.check('with the last stack there the bootstraps go, and the region stays opted in', async () => {
      for (const { name } of registry(playground).accounts) await deleteOwnStacks(playground, name);
      await deploy(playground);
      const { platform } = registry(playground);
      const left = await stacksIn(playground, 'production');
      const opted = await status(playground, accountId('production'));
      return !platform!.regions.includes(REGION) && !left.length && opted === 'ENABLED' ? undefined : JSON.stringify({ platform, left, opted });
    });
  } finally {
    await playground.close();
  }
  checks.report();
}

async function deleteOwnStacks(playground: Playground, account: string): Promise<void> {
  for (const name of (await stacksIn(playground, account)).filter(stack => !/^(StackSet-|CDKToolkit)/.test(stack))) {
    const client = cloudFormation(playground, account);
    await client.send(new UpdateTerminationProtectionCommand({ StackName: name, EnableTerminationProtection: false }));
    await client.send(new DeleteStackCommand({ StackName: name }));
    while ((await stacksIn(playground, account)).includes(name)) await new Promise(wait => setTimeout(wait, 200));
  }
}

async function deploy(playground: Playground): Promise<{ stacks: { deployed: number } }> {
  return JSON.parse(await playground.tool(['deploy', '--yes', '--json'], 'progress'));
}

function edit(playground: Playground, what: RegExp, by: string): void {
  const path = playground.path('platform', 'acme.ts');
  writeFileSync(path, readFileSync(path, 'utf8').replace(what, by));
}

function registry(playground: Playground): RegistryFile {
  return parseRegistry(readFileSync(playground.path('platform', 'accounts.json'), 'utf8')).file;
}

function clientOf(playground: Playground, account: string, region: string) {
  return { endpoint: playground.aws.endpoint, region, credentials: { accessKeyId: accountId(account), secretAccessKey: 'embedded' } };
}

async function status(playground: Playground, id: string): Promise<string | undefined> {
  const client = new AccountClient(clientOf(playground, 'management', 'us-east-1'));
  const AccountId = id === accountId('management') ? undefined : id;
  return (await client.send(new GetRegionOptStatusCommand({ AccountId, RegionName: REGION }))).RegionOptStatus;
}

async function parameter(playground: Playground, account: string, region = REGION): Promise<string | undefined> {
  const { Parameter } = await new SSMClient(clientOf(playground, account, region)).send(new GetParameterCommand({ Name: '/cloud-platform/v1/hosted-zone-id' }));
  return Parameter?.Value;
}

function cloudFormation(playground: Playground, account: string): CloudFormationClient {
  return new CloudFormationClient(clientOf(playground, account, REGION));
}

async function stacksIn(playground: Playground, account: string): Promise<string[]> {
  const { Stacks = [] } = await cloudFormation(playground, account).send(new DescribeStacksCommand({}));
  return Stacks.filter(({ StackStatus }) => StackStatus !== 'DELETE_COMPLETE').map(({ StackName }) => StackName!);
}

main().catch(error => {
  console.error((error as Error).message);
  process.exitCode = 1;
});
