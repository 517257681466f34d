import { AccountOutcome, deployAccount, DeploymentOptions } from './account-deployment';
import { CliError, ExitCode, Interrupted, list } from './errors';
import type { OptIns } from './opt-ins';
import type { Progress } from './progress';
import type { StandingStacks } from './standing';
import { blockedStacks, fingerprint, Fingerprints, nextWave } from './waves';
import type { PlatformJson } from '../plan/platform-json';

/** The plan of the moment. */
export interface Synthesised {
  readonly plan: PlatformJson;
  readonly fingerprints: Fingerprints;
  /** What AWS has as this plan says. */
  readonly standing: StandingStacks;
}

export interface RunOptions {
  readonly first: Synthesised;
  readonly only?: readonly string[];
  /** Filled as accounts end, so that they can be told however the run ends. */
  readonly outcomes: AccountOutcome[];
  readonly progress: Progress;
  readonly concurrency: number;
  /** Regions that AWS opens for accounts in the meantime. */
  readonly optIns: OptIns;
  /** How long is waited until it opens one more, when nothing else is left to do. */
  readonly optInTimeout: number;
  readonly deployment: Omit<DeploymentOptions, 'plan' | 'standing' | 'isNew'>;
  /** After each wave: the plan anew if AWS has something new, else nothing. */
  readonly refresh: (now: Synthesised) => Promise<Synthesised | undefined>;
  /** When nothing is left: waits for what AWS still makes. */
  readonly settle: (now: Synthesised) => Promise<Synthesised | undefined>;
  /** What regions that were opened in the meantime ask for. */
  readonly beforeWave: () => Promise<void>;
  /** When everything stands that can: what then changes in the plan. */
  readonly complete: (now: Synthesised) => Promise<Synthesised | undefined>;
}

/** Wave by wave until nothing is left. What failed keeps what comes after it from being deployed, in its own account and in others, and nothing else. */
export async function deployRun(options: RunOptions): Promise<void> {
  const { progress, refresh, outcomes, optIns } = options;
  const accountsAtFirst = new Set(options.first.plan.accounts.filter(account => account.status === 'active').map(account => account.name));
  const done = new Map<string, string>();
  const failed = new Set<string>();
  let now = options.first;
  // each wave may come up twice: for the accounts it makes, and for what core accounts then keep for them
  let rounds = 2 * now.plan.waves.length + 6;
  for (let round = 0; ; round++) {
    // the organization's own stack lets the management account ask for others
    optIns.begin(now.plan, options.only ?? (round ? undefined : ['management']));
    optIns.tell();
    await options.beforeWave();
    const blocked = blockedStacks(now.plan, (account, region) => optIns.isOpen(account, region), failed);
    const wave = nextWave(now.plan, now.fingerprints, done, options.only, blocked);
    if (!wave) {
      const later = await options.settle(now);
      if (!later && await optIns.next(options.optInTimeout)) {
        rounds += now.plan.waves.length;
        continue;
      }
      const last = later ?? (failed.size ? undefined : await options.complete(now));
      if (!last) return;
      now = last;
      continue;
    }
    if (round >= rounds) {
      throw new CliError({
        what: `the platform does not settle: after ${rounds} waves there are still stacks whose templates change`,
        where: list(wave.accounts.flatMap(account => account.stacks)),
        expected: 'templates that are the same at every synth, as long as accounts.json is',
        instead: 'remove what changes by itself from the app: dates, random values, look-ups',
      }, ExitCode.FAILED);
    }
    const { plan, fingerprints, standing } = now;
    const names = wave.accounts.map(({ account }) => account.name);
    const results = await progress.tasks(`wave ${wave.number}: ${list(names)}`, wave.accounts.map(work => ({
      title: work.account.name,
      run: async say => deployAccount(work, { ...options.deployment, plan, standing, isNew: name => !accountsAtFirst.has(name) }, say),
      summary,
    })), options.concurrency);
    const stackNames = new Map(plan.stacks.map(({ path, stackName }) => [path, stackName]));
    results.forEach((result, index) => {
      outcomes.push(result);
      const { stacks } = wave.accounts[index];
      const ended = result.outcome === 'failed' ? stacks.filter(path => [...result.deployed, ...result.unchanged].includes(path)) : stacks;
      if (result.outcome !== 'interrupted') ended.forEach(path => done.set(path, fingerprint(fingerprints, path)));
      if (result.outcome !== 'failed') return;
      const left = stacks.filter(path => !ended.includes(path));
      const named = left.filter(path => [path, stackNames.get(path)!].some(name => result.failed?.includes(name)));
      (named.length ? named : left).forEach(path => failed.add(path));
      // what cdk did not begin any more comes up again
      rounds++;
    });
    if (results.some(result => result.outcome === 'interrupted')) throw new Interrupted('interrupted: CloudFormation finishes in AWS what it has begun, nothing new was started');
    // what changed nothing made no account
    if (results.some(({ deployed }) => deployed.length)) now = await refresh(now) ?? now;
  }
}

function summary({ outcome, deployed, unchanged, seconds, error }: AccountOutcome): { text: string; failed?: boolean } {
  const counts = `${deployed.length} deployed, ${unchanged.length} unchanged, ${seconds} s`;
  if (outcome === 'failed') return { text: `failed (${counts}): ${error!.problem.what}`, failed: true };
  return { text: outcome === 'interrupted' ? 'interrupted' : counts };
}
