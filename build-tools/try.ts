/**
 * `npx projen try`: the example platform on an embedded AWS, from an organization that does not exist yet to an application with a name
 * that resolves; then once more, which changes nothing.
 */
import { execSync } from 'child_process';
import Table from 'cli-table3';
import { resolve, zonesOf } from './dns/zones';
import { accountId, exampleRegistry } from './example-accounts';
import { Playground } from './playground';
import { Steps } from './steps';
import { ensureVirtualEnvironment } from '../local/embedded-aws';

// which Node the SDK will want next year is said by the package's "engines", not in the middle of a deploy
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

const NAME = 'shop.production.acme.com';

async function main(): Promise<void> {
  const steps = new Steps();
  await steps.step('Compile the library, bundle its handlers and its tool', () => execSync('npx projen compile:all', { stdio: 'pipe' }));
  await steps.step('Install the emulators (Python, once)', () => ensureVirtualEnvironment());
  const playground = await steps.step('Start the embedded AWS: one account, no organization', () => Playground.open('try'));
  try {
    await steps.step('cloud-platform accounts sync: who are we?', () => playground.tool(['accounts', 'sync'], 'all'));
    const first = await steps.step('cloud-platform deploy: organization, accounts, bootstrap, wave after wave, with the stock CDK CLI', () => deploy(playground));
    await steps.step('cdk deploy in examples/application, in the production account', () =>
      playground.cdk('application', 'production', 'deploy', '--require-approval', 'never', '--progress', 'events'));
    const zones = (await Promise.all(['dns', 'production'].map(name => zonesOf(playground.aws, accountId(name))))).flat();
    const { addresses, through } = resolve(zones, 'acme.com', NAME);
    const second = await steps.step('cloud-platform deploy, once more', () => deploy(playground));
    await summarize(playground, steps, { first, second, addresses, through });
    if (!addresses.length) throw new Error(`${NAME} does not resolve: followed ${through.join(' -> ') || 'nothing'}`);
    if (second.stacks.deployed) throw new Error(`the second deploy changed ${second.stacks.deployed} stacks, expected none`);
  } finally {
    await playground.close();
  }
}

interface Deployed {
  readonly stacks: { readonly deployed: number; readonly unchanged: number };
}

async function deploy(playground: Playground): Promise<Deployed> {
  return JSON.parse(await playground.tool(['deploy', '--yes', '--json'], 'progress'));
}

interface Result {
  readonly first: Deployed;
  readonly second: Deployed;
  readonly addresses: string[];
  readonly through: string[];
}

async function summarize({ aws }: Playground, steps: Steps, { first, second, addresses, through }: Result): Promise<void> {
  const { deployed, translated, recorded, recordedTypes } = await aws.summary();
  const accounts = new Table({ head: ['account', 'id', 'organizational unit'], style: { head: [], border: [], compact: true } });
  for (const account of exampleRegistry().accounts) accounts.push([account.name, account.id!, account.organizationalUnit ?? '(root)']);
  const times = new Table({ head: ['step', 'seconds'], style: { head: [], border: [], compact: true }, colAligns: ['left', 'right'] });
  for (const { title, seconds } of steps.taken) times.push([title.split(':')[0], seconds.toFixed(1)]);
  times.push(['in all', steps.seconds.toFixed(1)]);
  console.log(`
${accounts.toString()}

${first.stacks.deployed} stacks deployed. Of all resources, the bootstraps' among them, on this machine
  ${String(deployed).padStart(4)} deployed    an emulator has the real thing
  ${String(translated).padStart(4)} translated  the service's own API was called
  ${String(recorded).padStart(4)} recorded    nothing here knows them${recordedTypes.length ? `: ${recordedTypes.join(', ')}` : ''}
Nothing here enforces IAM, and nothing was tried on AWS itself.

${NAME} -> ${addresses.join(', ') || 'nothing'}
  followed from the root zone: ${through.join(' -> ')}

The second deploy: ${second.stacks.deployed} stacks changed, ${second.stacks.unchanged} unchanged.

${times.toString()}

What to do next
  npx projen local                          leaves the embedded AWS running, to play with
  examples/platform/acme.ts                 the platform; add a line and try again
  examples/application/shop-stack.ts        what an application team writes
  README.md, "On a real organization"       from here to AWS, step by step
`);
}

main().catch(error => {
  console.error(`\n${(error as Error).message}`);
  process.exitCode = 1;
});
