/**
 * Everything that has to hold before a change is taken: `npx projen test`, or `npx projen test <gate> ...` for some of it.
 *
 * Each gate is a command that anyone can run alone; as many run side by side as there are cores, in the order of the table. A gate that fails
 * hides no other. The last line is the sum: `N passed, N failed, N skipped`.
 */
import { spawn } from 'child_process';
import { mkdirSync, writeFileSync } from 'fs';
import { availableParallelism } from 'os';
import { join } from 'path';
import { stripVTControlCharacters } from 'util';
import { Tally, tallyOf } from './tally';

interface Gate {
  readonly name: string;
  /** What it promises. */
  readonly promise: string;
  readonly command: string;
  /** Gates whose results it reads: it begins after them. */
  readonly after?: readonly string[];
  /** Keeps every core busy by itself. */
  readonly alone?: boolean;
}

/** What reads nothing but the sources waits for `compile` and `unit` all the same: the one writes what it runs, the other wants every core. */
const GATES: Gate[] = [
  { name: 'compile', promise: 'the library compiles for every jsii language, handlers and tool are bundled', command: 'npx projen compile:all', alone: true },
  { name: 'types', promise: 'tests, tools and examples type-check', command: 'npx tsc --noEmit -p tsconfig.dev.json' },
  { name: 'lint', promise: 'eslint has nothing to say', command: 'npx projen eslint:check' },
  { name: 'generated', promise: 'projen\'s files and API.md are what the code says', command: 'npx tsx build-tools/generated.ts' },
  { name: 'snippets', promise: 'README and docstrings compile', command: 'npx projen rosetta' },
  {
    name: 'api',
    promise: 'the API is documented, five languages can say it, and it breaks nobody who has the last release',
    command: 'npx tsx build-tools/api.ts',
    after: ['snippets'],
  },
  { name: 'docs', promise: 'the TypeScript of docs/ compiles', command: 'npx tsx build-tools/doc-snippets.ts' },
  { name: 'unit', promise: 'the laws, the parts, the handlers and the tool', command: 'npx jest --ci --reporters=default --maxWorkers=100%', alone: true },
  { name: 'replay', promise: 'every call of AWS in a test, and every answer of a fake, fits the service\'s own model', command: 'npx tsx build-tools/replay.ts' },
  { name: 'templates', promise: 'the examples validate against CloudFormation\'s schemas', command: 'npx projen synth:examples' },
  { name: 'cfn-lint', promise: 'cfn-lint has no finding in them', command: 'npx tsx build-tools/cfn-lint.ts', after: ['templates'] },
  { name: 'nag', promise: 'cdk-nag has no finding that is not explained', command: 'npx tsx build-tools/nag.ts', after: ['templates'] },
  { name: 'guard', promise: 'Control Tower\'s proactive controls hold, but for what has a reviewed reason', command: 'npx tsx build-tools/guard.ts', after: ['templates'] },
  { name: 'policies', promise: 'every policy document is one', command: 'npx tsx build-tools/policies.ts', after: ['templates'] },
  {
    name: 'upgrade',
    promise: 'no resource is replaced and no state is lost since the last release without a migration note',
    command: 'npx tsx --tsconfig tsconfig.dev.json build-tools/upgrade.ts',
    after: ['templates'],
  },
  { name: 'audit', promise: 'no known vulnerability in what is shipped', command: 'npx tsx build-tools/audit.ts' },
  { name: 'pack', promise: 'the tarball installs into an empty application, with the newest aws-cdk-lib too', command: 'npx tsx build-tools/pack.ts', after: ['templates'] },
  { name: 'emulator', promise: 'the embedded AWS does what its table says', command: 'npx tsx build-tools/emulator.ts' },
  { name: 'deploy', promise: 'stock cdk deploys the platform in order, one account alone, and twice without a change', command: 'npx tsx build-tools/deploy.ts' },
  { name: 'regions', promise: 'a region that has to be opted in to comes by one line, opens last, and goes first where it is closed', command: 'npx tsx build-tools/regions.ts' },
  {
    name: 'dns',
    promise: 'a real resolver finds the environments through the delegation, and a validating one refuses what is not signed right',
    command: 'npx tsx build-tools/dns.ts',
    after: ['deploy'],
  },
  { name: 'faults', promise: 'handlers and deploy converge, whatever goes wrong with a call of AWS', command: 'npx tsx build-tools/faults.ts --sample' },
];

const LOGS = 'test-reports';

async function main(names: string[]): Promise<number> {
  const unknown = names.filter(name => !GATES.some(gate => gate.name === name));
  if (unknown.length) {
    console.error(`no gate ${unknown.join(', ')}; expected some of ${GATES.map(gate => gate.name).join(', ')}`);
    return 2;
  }
  mkdirSync(LOGS, { recursive: true });
  const sum = { passed: 0, failed: 0, skipped: 0 };
  const running = new Set<string>();
  const status = (text: string) => process.stdout.isTTY && process.stdout.write(`\r\u001b[2K${text}`);
  await sideBySide(GATES.filter(({ name }) => !names.length || names.includes(name)), async gate => {
    status(`${[...running.add(gate.name)].join(', ')} ...`);
    const { tally, seconds, output } = await run(gate);
    running.delete(gate.name);
    status('');
    console.log(`${gate.name.padEnd(10)} ${gate.promise} ... ${tally.failed ? 'FAILED' : 'ok'}: ${sentence(tally)} (${seconds.toFixed(1)} s)`);
    if (tally.failed) console.log(output.split('\n').slice(-80).join('\n'));
    else for (const line of output.match(/^skipped: .*$/gm) ?? []) console.log(`           ${line}`);
    sum.passed += tally.passed;
    sum.failed += tally.failed;
    sum.skipped += tally.skipped;
    status(`${[...running].join(', ')} ...`);
  });
  status('');
  console.log(`\n${sentence(sum)}`);
  return sum.failed ? 1 : 0;
}

/** Begins each as soon as a core is free and what it comes after has ended. */
async function sideBySide(gates: readonly Gate[], work: (gate: Gate) => Promise<void>): Promise<void> {
  const waiting = [...gates];
  const running = new Map<Gate, Promise<void>>();
  const free = (gate: Gate) => (gate.alone ? running.size === 0 : running.size < availableParallelism())
    && ![...running.keys()].some(({ alone }) => alone)
    && !gate.after?.some(name => [...waiting, ...running.keys()].some(other => other.name === name));
  while (waiting.length || running.size) {
    const next = waiting.find((gate, at) => free(gate) && !waiting.slice(0, at).some(({ alone }) => alone));
    if (next) {
      waiting.splice(waiting.indexOf(next), 1);
      running.set(next, work(next).finally(() => running.delete(next)));
    } else {
      await Promise.race(running.values());
    }
  }
}

async function run(gate: Gate): Promise<{ tally: Tally; seconds: number; output: string }> {
  const begun = Date.now();
  let output = '';
  const child = spawn(gate.command, { shell: true, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, FORCE_COLOR: '0' } });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => output += chunk);
  const code = await new Promise<number>(resolve => child.on('close', status => resolve(status ?? 1)));
  // some colour what they say though they are asked not to
  output = stripVTControlCharacters(output);
  writeFileSync(join(LOGS, `${gate.name}.log`), output);
  return { tally: tallyOf(output, code), seconds: (Date.now() - begun) / 1000, output };
}

function sentence({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
}

void main(process.argv.slice(2)).then(code => process.exitCode = code);
