import { Deployed, SmallPlatform } from './platform';
import { stateOf } from './platform-state';
import { difference } from './text';
import type { AwsCall } from '../../local/faults/aws-call';
import { FaultName, FAULTS } from '../../local/faults/fault';
import type { Checks } from '../tally';

/** What goes wrong in a run, and where: at a call, or at one of an operation. */
export interface Where {
  readonly fault: FaultName;
  readonly at: number;
  readonly of?: string;
  /** Looks at what stands before it is deployed once more, too: that has to be something else, or the comparison says nothing. */
  readonly control?: true;
}

export interface DeployRuns {
  readonly counts: Map<FaultName, number>;
  readonly calls: number;
  /** Runs that made fewer calls than they were to be disturbed at: how often CloudFormation is asked depends on time. */
  readonly missed: number;
  /** How many deployments ended well though something went wrong. */
  readonly survived: number;
}

/**
 * `cloud-platform deploy` from an empty organization, with one thing that goes wrong in each run; then once more, plainly. What stands then has to
 * be what an undisturbed run makes.
 *
 * @param choice of an undisturbed run's calls, or what is known without them
 */
export async function deploys(choice: Where[] | ((calls: AwsCall[]) => Where[]), checks: Checks, lanes = 2): Promise<DeployRuns> {
  const counts = new Map<FaultName, number>();
  let survived = 0;
  let missed = 0;
  const undisturbed = run('undisturbed');
  const runs = Array.isArray(choice) ? [...choice] : choice((await undisturbed).deployed.calls);
  await Promise.all(Array.from({ length: lanes }, async (_, lane) => {
    for (let next = runs.shift(); next; next = runs.shift()) {
      const where = next;
      const begun = Date.now();
      const disturbed = await run(String(lane), where).catch((error: Error) => error);
      const expected = await undisturbed;
      const what = `deploy, ${where.fault} at ${place(where, disturbed)}`;
      if (!(disturbed instanceof Error) && !disturbed.deployed.disturbed && disturbed.deployed.calls.length < where.at) {
        missed++;
        continue;
      }
      counts.set(where.fault, (counts.get(where.fault) ?? 0) + 1);
      let told = 'FAILED';
      await checks.check(what, () => {
        if (disturbed instanceof Error) throw disturbed;
        const wrong = wrongWith(disturbed) ?? difference(disturbed.state, expected.state);
        if (!wrong) told = disturbed.again ? 'the same after another deploy' : 'the same at once';
        if (!disturbed.again) survived++;
        return wrong;
      });
      if (where.control && !(disturbed instanceof Error)) {
        await checks.check(`control: ${what} leaves something else`, () => disturbed.left === expected.state ? 'it is the same' : undefined);
      }
      console.log(`${what}: ${told} (${Math.round((Date.now() - begun) / 1000)} s)`);
    }
  }));
  const { deployed } = await undisturbed;
  await checks.check('deploy, undisturbed', () => deployed.status === 0 ? undefined : deployed.output);
  return { counts, calls: deployed.calls.length, missed, survived };
}

interface Outcome {
  readonly deployed: Deployed;
  /** Once more, where it ended badly. */
  readonly again?: Deployed;
  readonly state: string;
  /** What stood before. */
  readonly left?: string;
}

/** What was called there in this run: the order is not the same in each. */
function place({ at, of }: Where, outcome: Outcome | Error): string {
  if (of) return `${of} ${at}`;
  const call = outcome instanceof Error ? undefined : outcome.deployed.calls[at - 1];
  return `call ${at}${call ? ` (${call.service} ${call.operation})` : ''}`;
}

function wrongWith({ deployed, again }: Outcome): string | undefined {
  if (!deployed.disturbed) return `nothing went wrong: ${deployed.output}`;
  return again?.status === 0 || !again ? undefined : `deployed once more, it ended with ${again.status}: ${again.output}`;
}

async function run(name: string, where?: Where): Promise<Outcome> {
  const platform = await SmallPlatform.open(name);
  try {
    const deployed = await platform.deploy(where && { ...where, fault: FAULTS[where.fault] });
    const left = where?.control && await stateOf(platform);
    const again = deployed.status === 0 ? undefined : await platform.deploy();
    return { deployed, again, left, state: deployed.status === 0 || again?.status === 0 ? await stateOf(platform) : '' };
  } finally {
    await platform.close();
  }
}
