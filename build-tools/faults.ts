/**
 * What goes wrong with a call of AWS: `npx projen test faults` for a sample, `npx projen faults` for all of it.
 *
 * Each handler with faults at each of its calls, and `cloud-platform deploy` with one at some or all of its calls; then it is run again, plainly. What
 * stands then has to be what an undisturbed run makes. A failure is seen again by `npx projen faults --of handlers --event 'parameters go' --fault lost`.
 */
import { parseArgs } from 'util';
import { deploys, Where } from './faults/deploys';
import { handlers } from './faults/handlers';
import type { Scenario } from './faults/scenarios';
import { Checks } from './tally';
import { EmbeddedAws } from '../local/embedded-aws';
import type { AwsCall } from '../local/faults/aws-call';
import { FaultName, FAULTS } from '../local/faults/fault';
import { possible } from '../local/faults/fault-proxy';

const ALL = Object.keys(FAULTS) as FaultName[];
/** A function starts nothing that could go on without it. */
const OF_HANDLERS = ALL.filter(name => FAULTS[name] !== FAULTS.abandoned);
/** Those after which the effect is there and nobody has heard of it. */
const TELLING: FaultName[] = ['lost', 'unheard', 'killed'];

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      sample: { type: 'boolean' },
      of: { type: 'string' },
      event: { type: 'string', default: '' },
      stride: { type: 'string', default: '4' },
      fault: { type: 'string', multiple: true },
    },
  });
  if (![undefined, 'handlers', 'deploy'].includes(values.of)) throw new Error(`--of: got ${values.of}, expected handlers or deploy`);
  const stride = Number(values.stride);
  if (!Number.isInteger(stride) || stride < 1) throw new Error(`--stride: got ${values.stride}, expected a whole number from 1`);
  const unknown = (values.fault ?? []).filter(name => !ALL.includes(name as FaultName));
  if (unknown.length) throw new Error(`--fault: got ${unknown.join(', ')}, expected some of ${ALL.join(', ')}`);
  const faults = (values.fault ?? ALL) as FaultName[];
  const checks = new Checks();

  if (values.of !== 'deploy') {
    const aws = await EmbeddedAws.start({ creationLooks: 2 });
    try {
      const choice = values.sample ? sampleOf : () => faults.filter(name => OF_HANDLERS.includes(name));
      const counts = await handlers(aws.endpoint, values.event, choice, checks);
      console.log(`handlers: ${told(counts)}`);
    } finally {
      await aws.stop();
    }
  }
  if (values.of !== 'handlers') {
    const { counts, calls, missed, survived } = await deploys(values.sample ? SAMPLE : made => atStride(made, faults, stride), checks);
    console.log(`deploy, ${calls} calls: ${told(counts)}; ${survived} ended well without another, ${missed} ended before the call came`);
  }
  checks.report();
}

/** The telling ones wherever there is an effect, and at each call another one of all. What is done side by side is also disturbed where it begins. */
function sampleOf({ service, operation }: AwsCall, event: number, at: number, scenario: Scenario): FaultName[] {
  const reads = service === 'sts' || /^(List|Describe|Get|GET )/.test(operation);
  if (scenario.reads) return reads ? [] : ['lost', 'killed'];
  return [...new Set([...reads ? [] : TELLING, ...at === 1 ? ['unheard' as const] : [], OF_HANDLERS[(event + at) % OF_HANDLERS.length]])];
}

/** While CloudFormation makes the accounts, and when they are made and not written down yet. */
const SAMPLE: Where[] = [{ fault: 'killed', of: 'ExecuteChangeSet', at: 4 }, { fault: 'unheard', of: 'ListAccounts', at: 2, control: true }];

/** Killed at each n-th call, with and without what it started; the other faults ten times further apart, each beginning elsewhere. */
function atStride(calls: AwsCall[], faults: FaultName[], stride: number): Where[] {
  return faults.flatMap((fault, index) => {
    const step = fault === 'killed' || fault === 'abandoned' ? stride : stride * 10;
    return calls.flatMap((call, at) => (at + index * stride) % step || !possible(FAULTS[fault], call) ? [] : [{ fault, at: at + 1 }]);
  });
}

function told(counts: Map<FaultName, number>): string {
  const sum = [...counts.values()].reduce((all, count) => all + count, 0);
  return `${sum} runs (${[...counts].map(([fault, count]) => `${fault} ${count}`).join(', ')})`;
}

main().catch(error => {
  console.error((error as Error).stack);
  process.exitCode = 1;
});
