/**
 * The stock CDK CLI deploys the platform on the embedded AWS: all accounts at once in the right order, one account alone, an application in
 * two environments with one template, and all of it twice without a change.
 */
import { readFileSync, writeFileSync } from 'fs';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { checkApplication } from './application';
import { checkChangesByHand } from './by-hand';
import { resolve, zonesOf } from './dns/zones';
import { accountId } from './example-accounts';
import { checkMail } from './mail';
import { checkPeople } from './people';
import { Playground } from './playground';
import { Checks } from './tally';
import { checkWatching } from './watching';
import type { PlatformJson } from '../src/plan/platform-json';

const DEPLOY = ['--require-approval', 'never', '--progress', 'events'];

async function main(): Promise<void> {
  const checks = new Checks();
  const playground = await Playground.open('deploy');
  try {
    await checks.check('day 0: the management account is bootstrapped and makes the organization and its accounts', async () => {
      await playground.tool(['accounts', 'sync']);
      await playground.cdk('platform', 'management', 'synth', '--quiet');
      await playground.tool(['bootstrap']);
      await playground.cdk('platform', 'management', 'deploy', 'Acme/management/*', '--exclusively', ...DEPLOY);
      // first the accounts that Control Tower wants, then, behind it, all others
      await playground.tool(['accounts', 'sync']);
      await playground.cdk('platform', 'management', 'synth', '--quiet');
      const later = plan(playground).stacks.filter(({ account, wave }) => account === 'management' && wave === undefined).map(({ path }) => path);
      await playground.cdk('platform', 'management', 'deploy', ...later, '--exclusively', ...DEPLOY);
      await playground.tool(['accounts', 'sync']);
      await playground.cdk('platform', 'management', 'synth', '--quiet');
      const pending = plan(playground).accounts.filter(account => account.status === 'pending').map(account => account.name);
      return pending.join(', ');
    });
    await checks.check('cdk deploy --all --concurrency 4 deploys everything', () =>
      playground.cdk('platform', 'management', 'deploy', '--all', '--concurrency', '4', ...DEPLOY).then(() => undefined));
    await checks.check('each stack was made after those it depends on', () => outOfOrder(playground));
    await checks.check('cdk deploy --all, once more, changes nothing', () => changed(playground, '--all', '--concurrency', '4'));
    await checks.check('one account alone is one pattern', async () => {
      const output = await playground.cdk('platform', 'management', 'deploy', 'Acme/production/*', '--exclusively', ...DEPLOY);
      const others = (output.match(/Acme\/[\w-]+\/[\w-]+/g) ?? []).filter(path => !path.startsWith('Acme/production/'));
      return others.length ? `it touched ${others.join(', ')}` : /Acme\/production\/eu-west-1.*no changes/.test(output) ? undefined : output;
    });
    await checks.check('the contract stands in every region, also what only the home region knew', async () => {
      const [home, other] = await Promise.all(['eu-west-1', 'us-east-1'].map(region => parameter(playground, 'production', region, '/cloud-platform/v1/hosted-zone-id')));
      return home && home === other ? undefined : `eu-west-1: ${home}, us-east-1: ${other}`;
    });
    await checkApplication(checks, playground);
    for (const environment of ['production', 'staging']) {
      await checks.check(`shop.${environment}.acme.com resolves through the delegation`, async () => {
        const zones = (await Promise.all(['dns', environment].map(name => zonesOf(playground.aws, accountId(name))))).flat();
        const { addresses, through } = resolve(zones, 'acme.com', `shop.${environment}.acme.com`);
        return addresses.join() === '192.0.2.10' ? undefined : `got ${addresses.join() || 'nothing'} through ${through.join(', ')}`;
      });
    }
    // for the gate that asks a real resolver
    const zones = await Promise.all(['dns', 'production', 'staging'].map(name => zonesOf(playground.aws, accountId(name))));
    writeFileSync('.try/zones.json', JSON.stringify(zones.flat(), undefined, 2));
    await checks.check('the tool finds nothing to do after stock cdk', async () => {
      const output = await playground.tool(['deploy', '--yes', '--json']);
      return /"deployed": 0/.test(output) ? undefined : output;
    });
    // before anything else is changed by hand
    await checkChangesByHand(checks, playground);
    await checkMail(checks, playground);
    await checkWatching(checks, playground);
    await checkPeople(checks, playground);
  } finally {
    await playground.close();
  }
  checks.report();
}

function plan(playground: Playground): PlatformJson {
  return JSON.parse(readFileSync(playground.path('platform', 'cdk.out', 'platform.json'), 'utf8'));
}

async function changed(playground: Playground, ...args: string[]): Promise<string | undefined> {
  const output = await playground.cdk('platform', 'management', 'deploy', ...args, ...DEPLOY);
  const unchanged = output.match(/\(no changes\)/g)?.length ?? 0;
  return unchanged === plan(playground).stacks.length ? undefined : output;
}

/** By the times at which the embedded AWS made resources. */
async function outOfOrder(playground: Playground): Promise<string> {
  const { stacks, accounts } = plan(playground);
  const records = (await playground.aws.records()).filter(record => record.op === 'create');
  const span = new Map(stacks.map(stack => {
    const account = accounts.find(({ name }) => name === stack.account)!.id;
    const own = records.filter(record => record.stack === stack.stackName && record.account === account && record.region === stack.region);
    const times = own.map(record => record.time).sort();
    return [stack.path, { first: times[0], last: times[times.length - 1] }];
  }));
  const faults = [...span].filter(([, { first }]) => first === undefined).map(([path]) => `${path} has no resources`);
  for (const { path, dependsOn } of stacks) {
    for (const earlier of dependsOn) {
      if (span.get(earlier)!.last > span.get(path)!.first) faults.push(`${path} began before ${earlier} had ended`);
    }
  }
  return faults.join('; ');
}

async function parameter(playground: Playground, account: string, region: string, name: string): Promise<string | undefined> {
  const client = new SSMClient(playground.aws.clientSettings(accountId(account), region));
  return (await client.send(new GetParameterCommand({ Name: name }))).Parameter?.Value;
}

main().catch(error => {
  console.error((error as Error).message);
  process.exitCode = 1;
});
