import type { StackInstanceSummary } from '@aws-sdk/client-cloudformation';
import type { PlannedAccount, PlatformJson } from '../plan/platform-json';
import type { StackSets } from './aws/stack-sets';

/** One stack of a StackSet, in words for people and for JSON. */
export interface MendedInstance {
  readonly stackSet: string;
  readonly account: string;
  readonly region: string;
  /** What was done: it was missing, it had failed, something is under way already, or CloudFormation works on others and takes no more. */
  readonly done: 'created' | 'retried' | 'waited for' | 'postponed';
  /** Why it had failed. */
  readonly reason?: string;
}

export interface MendOptions {
  readonly plan: PlatformJson;
  readonly stackSets: StackSets;
  readonly rootId: string;
  /** These accounts alone. */
  readonly accounts?: readonly PlannedAccount[];
  /** These regions alone. */
  readonly regions?: readonly string[];
}

const FAILED = ['FAILED', 'CANCELLED', 'INOPERABLE'];
const UNDER_WAY = ['PENDING', 'RUNNING'];

/**
 * Makes sure of one instance of each StackSet for each account and region: AWS makes them when an account comes, and does not try again what failed.
 *
 * @returns what does not stand, and what was done about it; empty when all stand
 */
export async function mendInstances({ plan, stackSets, rootId, accounts, regions: wanted }: MendOptions): Promise<MendedInstance[]> {
  const members = (accounts ?? plan.accounts).filter(({ id, status, purpose }) => id && status === 'active' && purpose !== 'management');
  const mended: MendedInstance[] = [];
  const ofTheRoot = (plan.stackSets ?? []).filter(({ atUnits }) => !atUnits);
  for (const { name: stackSet, regions: all } of members.length ? ofTheRoot : []) {
    const regions = wanted ? all.filter(region => wanted.includes(region)) : all;
    const instances = regions.length ? await stackSets.instances(stackSet, members.length === 1 ? members[0].id : undefined) : undefined;
    if (!instances) continue;
    const there = new Map(instances.map(instance => [`${instance.Account}/${instance.Region}`, instance]));
    const found = members.flatMap(({ name, id }) => regions.map(region => ({ name, id: id!, region, ...judged(there.get(`${id}/${region}`)) })));
    const busy = new Set<string>();
    for (const done of ['created', 'retried'] as const) {
      for (const [itsRegions, ids] of grouped(found.filter(one => one.done === done))) {
        const taken = await stackSets[done === 'created' ? 'create' : 'retry'](stackSet, { rootId, accounts: ids, regions: itsRegions });
        if (!taken) ids.forEach(id => busy.add(`${done} ${id}`));
      }
    }
    mended.push(...found.flatMap(({ name, id, region, done, reason }) =>
      done ? [{ stackSet, account: name, region, done: busy.has(`${done} ${id}`) ? 'postponed' as const : done, reason }] : []));
  }
  return mended;
}

/** What has to be done about an instance; nothing if it stands. */
function judged(instance: StackInstanceSummary | undefined): Pick<Partial<MendedInstance>, 'done' | 'reason'> {
  if (!instance) return { done: 'created' };
  const status = instance.StackInstanceStatus?.DetailedStatus ?? '';
  if (UNDER_WAY.includes(status)) return { done: 'waited for' };
  return FAILED.includes(status) ? { done: 'retried', reason: instance.StatusReason || status } : {};
}

/** Accounts that lack the same regions: one operation for them. */
function grouped(found: readonly { readonly id: string; readonly region: string }[]): [string[], string[]][] {
  const regionsOf = new Map<string, string[]>();
  for (const { id, region } of found) regionsOf.set(id, [...regionsOf.get(id) ?? [], region]);
  const accountsOf = new Map<string, [string[], string[]]>();
  for (const [id, regions] of regionsOf) {
    const key = regions.join();
    accountsOf.set(key, [regions, [...accountsOf.get(key)?.[1] ?? [], id]]);
  }
  return [...accountsOf.values()];
}

export function sentenceOf({ stackSet, account, region, done, reason }: MendedInstance): string {
  const what = { 'created': 'was missing and is made', 'retried': 'had failed and is tried again', 'waited for': 'is under way', 'postponed': 'waits for another operation' }[done];
  return `${stackSet} in ${account}, ${region}, ${what}${reason ? `: ${reason}` : ''}`;
}
