import type { PlannedAccount, PlatformJson } from '../plan/platform-json';

/** What one account still needs. */
export interface AccountWork {
  readonly account: PlannedAccount;
  /** Paths of the stacks that are not deployed with these bytes. */
  readonly stacks: string[];
  /** All stacks of the account: one pattern instead of a list. */
  readonly whole: boolean;
}

export interface WaveWork {
  readonly number: number;
  readonly accounts: AccountWork[];
}

/** Fingerprint of each stack's template, by path. */
export type Fingerprints = ReadonlyMap<string, string>;

/**
 * The first wave that has something to do. A stack is done when exactly these bytes were deployed in this run: so an earlier wave comes up
 * again when accounts appeared and its templates grew, and nothing is ever deployed twice.
 */
export function nextWave(
  plan: PlatformJson, now: Fingerprints, done: Fingerprints, only?: readonly string[], blocked: ReadonlySet<string> = new Set(),
): WaveWork | undefined {
  const open = (path: string) => !done.has(path) || done.get(path) !== fingerprint(now, path);
  const stacks = new Map<string, string[]>();
  for (const { account, path } of plan.stacks) stacks.set(account, [...stacks.get(account) ?? [], path]);
  const waves = new Map(plan.accounts.map(account => [account.name, account.wave]));
  const waveOf = new Map(plan.stacks.map(({ path, wave, account }) => [path, wave ?? waves.get(account)!]));

  for (const number of [...new Set([...waves.values(), ...waveOf.values()])].sort((a, b) => a - b)) {
    const accounts = plan.accounts
      .filter(account => account.status === 'active' && (!only || only.includes(account.name)))
      .map(account => {
        const all = stacks.get(account.name) ?? [];
        const left = all.filter(path => waveOf.get(path) === number && open(path) && !blocked.has(path));
        return { account, stacks: left, whole: left.length === all.length };
      })
      .filter(work => work.stacks.length > 0);
    if (accounts.length) return { number, accounts };
  }
  return undefined;
}

/**
 * Paths of stacks in regions that AWS still opens for their account, of those that come after them, and of those that come after one that failed.
 */
export function blockedStacks(
  plan: PlatformJson, isOpen: (account: string | undefined, region: string) => boolean, failed: ReadonlySet<string> = new Set(),
): Set<string> {
  const ids = new Map(plan.accounts.map(({ name, id }) => [name, id]));
  const closed = plan.stacks.filter(({ account, region }) => plan.regions.optIn.includes(region) && !isOpen(ids.get(account), region));
  const blocked = new Set([...failed, ...closed.map(({ path }) => path)]);
  for (let before = -1; blocked.size && before !== blocked.size;) {
    before = blocked.size;
    for (const { path, dependsOn } of plan.stacks) if (dependsOn.some(other => blocked.has(other))) blocked.add(path);
  }
  return blocked;
}

/** Of a stack that is in the plan and not in the assembly as well. */
export function fingerprint(now: Fingerprints, path: string): string {
  return now.get(path) ?? '';
}

/** Accounts that nothing is deployed to, each with the reason. */
export function leftOut(plan: PlatformJson): { name: string; id?: string; status: PlannedAccount['status']; reason: string }[] {
  return plan.accounts.filter(account => account.status !== 'active').map(({ name, id, status, createdBy }) => ({
    name,
    id,
    status,
    reason: status === 'pending' ? `not made yet${createdBy ? `: ${createdBy} makes it` : ''}` : `AWS says ${status}`,
  }));
}

/** Bootstrapped regions that the account's stacks are in, home region first. */
export function regionsOf(plan: PlatformJson, account: string): string[] {
  const used = new Set(plan.stacks.filter(stack => stack.account === account).map(stack => stack.region));
  return [...new Set([plan.regions.home, ...plan.regions.bootstrapped, ...used])].filter(region => used.has(region));
}
