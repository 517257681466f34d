import { Deployed, SmallPlatform } from './platform';
import { stateOf } from './platform-state';
import { difference } from './text';
import type { AwsCall } from '../../local/faults/aws-call';
import { FaultName, FAULTS } from '../../local/faults/fault';
import { possible } from '../../local/faults/fault-proxy';
import type { Checks } from '../tally';

/** What to disturb in a deployment, by its undisturbed calls. */
export type Choice = (calls: AwsCall[]) => { readonly fault: FaultName; readonly at: number }[];

export interface DeployRuns {
  readonly counts: Map<FaultName, number>;
  readonly calls: number;
  /** How many deployments ended well though something went wrong. */
  readonly survived: number;
}

/**
 * `cloud-platform deploy` from an empty organization, with one thing that goes wrong in each run; then once more, plainly. What stands then has to
 * be what an undisturbed run makes.
 */
export async function deploys(choose: Choice, checks: Checks, lanes = 2): Promise<DeployRuns> {
  const counts = new Map<FaultName, number>();
  let survived = 0;
  const first = await run('undisturbed');
  await checks.check('deploy, undisturbed', () => first.deployed.status === 0 ? undefined : first.deployed.output);
  const { calls } = first.deployed;
  const runs = choose(calls).filter(({ fault, at }) => possible(FAULTS[fault], calls[at - 1]));
  await Promise.all(Array.from({ length: lanes }, async (_, lane) => {
    for (let next = runs.shift(); next; next = runs.shift()) {
      const { fault, at } = next;
      const what = `deploy, ${fault} at call ${at} (${calls[at - 1].service} ${calls[at - 1].operation})`;
      const begun = Date.now();
      let told = 'FAILED';
      await checks.check(what, async () => {
        const { deployed, again, state } = await run(String(lane), fault, at);
        counts.set(fault, (counts.get(fault) ?? 0) + 1);
        if (!again) survived++;
        const wrong = wrongWith(deployed, again) ?? difference(state, first.state);
        if (!wrong) told = again ? 'the same after another deploy' : 'the same at once';
        return wrong;
      });
      console.log(`${what}: ${told} (${Math.round((Date.now() - begun) / 1000)} s)`);
    }
  }));
  return { counts, calls: calls.length, survived };
}

function wrongWith(deployed: Deployed, again?: Deployed): string | undefined {
  if (!deployed.disturbed) return `nothing went wrong: ${deployed.output}`;
  return again?.status === 0 || !again ? undefined : `deployed once more, it ended with ${again.status}: ${again.output}`;
}

async function run(name: string, fault?: FaultName, at = 0): Promise<{ deployed: Deployed; again?: Deployed; state: string }> {
  const platform = await SmallPlatform.open(name);
  try {
    const deployed = await platform.deploy(fault && { fault: FAULTS[fault], at });
    const again = deployed.status === 0 ? undefined : await platform.deploy();
    return { deployed, again, state: deployed.status === 0 || again?.status === 0 ? await stateOf(platform) : '' };
  } finally {
    await platform.close();
  }
}
