import { change } from './cloudformation';
import { CONTROLS } from './controls';
import { Lambda } from './lambda';
import { Scenario, SCENARIOS } from './scenarios';
import { difference } from './text';
import { World } from './world';
import type { AwsCall } from '../../local/faults/aws-call';
import { Fault, FaultName, FAULTS } from '../../local/faults/fault';
import { possible } from '../../local/faults/fault-proxy';
import type { Checks } from '../tally';

interface Outcome {
  readonly state: string;
  readonly answer: string;
  readonly calls: AwsCall[];
  readonly disturbed: boolean;
  readonly astray: string[];
  /** What CloudFormation did. */
  readonly way: string;
  /** What a rollback has left. */
  readonly left?: string;
}

interface Run {
  readonly scenario: Scenario;
  readonly fault: FaultName;
  readonly at: number;
  readonly expected: Outcome;
}

/** Which faults there are at a call, by the numbers of its event and of the call. */
export type Faults = (call: AwsCall, event: number, at: number, scenario: Scenario) => FaultName[];

/** Each event of each handler that is named so, with faults at each of its calls. Returns how many runs there were of which fault. */
export async function handlers(endpoint: string, named: string, faults: Faults, checks: Checks, lanes = 2): Promise<Map<FaultName, number>> {
  const lambdas = await Promise.all(Array.from({ length: lanes }, () => Lambda.before(endpoint)));
  const counts = new Map<FaultName, number>();
  try {
    const runs: Run[] = [];
    for (const [index, scenario] of SCENARIOS.filter(({ name }) => name.includes(named)).entries()) {
      const expected = await run(lambdas[0], endpoint, scenario);
      await checks.check(`${scenario.name}, undisturbed`, () => /SUCCESS/.test(expected.answer) ? undefined : expected.way);
      for (let at = 1; at <= expected.calls.length; at++) {
        const names = faults(expected.calls[at - 1], index, at, scenario).filter(fault => possible(FAULTS[fault], expected.calls[at - 1]));
        runs.push(...names.map(fault => ({ scenario, fault, at, expected })));
      }
    }
    await Promise.all(lambdas.map(async lambda => {
      for (let next = runs.shift(); next; next = runs.shift()) {
        const { scenario, fault, at, expected } = next;
        const { service, operation } = expected.calls[at - 1];
        await checks.check(`${scenario.name}, ${fault} at call ${at} (${service} ${operation})`, () => {
          counts.set(fault, (counts.get(fault) ?? 0) + 1);
          return wrongWith(lambda, endpoint, { scenario, fault, at, expected });
        });
      }
    }));
    await controls(lambdas[0], endpoint, checks);
  } finally {
    await Promise.all(lambdas.map(lambda => lambda.close()));
  }
  return counts;
}

/** Each careless handler is found out by each of the faults that are named. */
async function controls(lambda: Lambda, endpoint: string, checks: Checks): Promise<void> {
  for (const { scenario, at, by } of CONTROLS) {
    const expected = await run(lambda, endpoint, scenario);
    for (const fault of by) {
      await checks.check(`control: ${scenario.name} is found out by ${fault}`, async () =>
        await wrongWith(lambda, endpoint, { scenario, fault, at, expected }) ? undefined : 'it passed');
    }
  }
}

async function run(lambda: Lambda, endpoint: string, scenario: Scenario, fault?: FaultName, at = 0): Promise<Outcome> {
  const world = new World(endpoint);
  const { request, state, account = world.management } = await scenario.prepare(world);
  const before = scenario.undone && world.told(await state());
  let left: string | undefined;
  const course = await change(lambda, { ...scenario, account, request }, fault && { fault: FAULTS[fault], at }, async () => {
    if (before) left = difference(world.told(await state()), before);
  });
  // it gives ids the names by which they are told
  const found = await state();
  const { Status, PhysicalResourceId, Data, Reason } = course.answer ?? {};
  return { ...course, state: world.told(found), answer: world.told({ Status, PhysicalResourceId, Data, Reason }), way: course.way.join(', then '), left };
}

/** What is wrong with a run in which something went wrong. */
async function wrongWith(lambda: Lambda, endpoint: string, { scenario, fault, at, expected }: Run): Promise<string | undefined> {
  const outcome = await run(lambda, endpoint, scenario, fault, at);
  if (!outcome.disturbed) return 'nothing went wrong';
  if (passes(FAULTS[fault]) && outcome.way !== expected.way) return `${outcome.way}; expected ${expected.way}: AWS does this every day`;
  if (outcome.astray.length) return `${outcome.way}; after its answer it still called ${outcome.astray.join(', ')}`;
  if (outcome.left) return `${outcome.way}; after the rollback ${outcome.left}`;
  const other = difference(outcome.answer, expected.answer) ?? difference(outcome.state, expected.state);
  return other && `${outcome.way}; ${other}`;
}

/** What has to be survived without another deploy. */
function passes({ answer, then, kills }: Fault): boolean {
  return answer !== 'denial' && !then && !kills;
}
