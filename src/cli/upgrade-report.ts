import { AccessChange, accessChanges } from './access-diff';
import { accessRows } from './access-rows';
import type { ManualStep, PlatformJson } from '../plan/platform-json';
import type { Assembly } from '../verify/assembly';
import { compare } from '../verify/upgrade/compare';
import { actionFor, MigrationNote } from '../verify/upgrade/migration-note';
import type { Schemas } from '../verify/upgrade/schemas';
import { StackTemplate, stackTemplates } from '../verify/upgrade/stack-template';
import { Change, Effect, Verdict } from '../verify/upgrade/verdict';

/** A change, whose it is, and what a release asks for it. */
export interface UpgradeChange extends Change {
  /** Name of the account in the code; its id, where no plan names it. */
  readonly account: string;
  readonly region: string;
  readonly action?: string;
}

/** How much changes in one account. */
export interface AccountChanges {
  readonly account: string;
  readonly added: number;
  readonly changed: number;
  readonly interrupted: number;
  /** Given up: another takes the place of what is there, or nothing. */
  readonly replaced: number;
  /** Of these: what they hold is lost. */
  readonly lost: number;
}

/** What deploying one assembly over another does. */
export interface UpgradeReport {
  readonly landingZone?: string;
  /** Versions of the library, as far as the plans say them. */
  readonly from?: string;
  readonly to?: string;
  readonly accounts: AccountChanges[];
  readonly changes: UpgradeChange[];
  readonly access: AccessChange[];
  /** Steps that only people can take, and that were not there before. */
  readonly manualSteps: ManualStep[];
}

export function upgradeReport(before: Assembly, after: Assembly, schemas: Schemas, notes: readonly MigrationNote[]): UpgradeReport {
  const plans = [before, after].map(assembly => assembly.isPlatform ? assembly.plan : undefined);
  const [olds, news] = [before, after].map(assembly => stackTemplates(assembly));
  const where = new Map([...olds, ...news].map(stack => [stack.path, stack]));
  const changes = compare(schemas, olds, news).map((change): UpgradeChange => {
    const { account, region } = where.get(change.stack.split(' > ')[0])!;
    const action = actionFor(change, notes);
    return { account: nameOf(account, plans), region, ...change, ...action !== undefined && { action } };
  });
  const [old, now] = plans;
  return {
    landingZone: now?.landingZone,
    from: old?.version,
    to: now?.version,
    accounts: byAccount(changes, [...news, ...olds], plans),
    changes,
    access: old && now ? accessChanges(accessRows(old), accessRows(now)) : [],
    manualSteps: newSteps(old, now),
  };
}

function newSteps(old: PlatformJson | undefined, now: PlatformJson | undefined): ManualStep[] {
  const keyOf = ({ id, account, title }: ManualStep) => [id, account, title].join('\n');
  const known = new Set(old?.manualSteps.map(keyOf));
  return now?.manualSteps.filter(step => !known.has(keyOf(step))) ?? [];
}

/** Those that somebody has to know before. */
export function worthReading({ changes }: UpgradeReport): UpgradeChange[] {
  const rank: Verdict[] = ['deletes state', 'replaces', 'interrupts'];
  return rank.flatMap(verdict => changes.filter(change => change.verdict === verdict));
}

export function losses({ changes }: UpgradeReport): UpgradeChange[] {
  return changes.filter(({ verdict }) => verdict === 'deletes state');
}

function byAccount(
  changes: readonly UpgradeChange[], stacks: readonly StackTemplate[], plans: readonly (PlatformJson | undefined)[],
): AccountChanges[] {
  const added: Effect = 'adds';
  return [...new Set(stacks.map(({ account }) => nameOf(account, plans)))].map(account => {
    const own = changes.filter(change => change.account === account);
    const count = (of: (change: UpgradeChange) => boolean) => own.filter(of).length;
    return {
      account,
      added: count(({ effect }) => effect === added),
      changed: count(({ effect, verdict }) => effect !== added && verdict === 'safe'),
      interrupted: count(({ verdict }) => verdict === 'interrupts'),
      replaced: count(({ verdict }) => verdict === 'replaces' || verdict === 'deletes state'),
      lost: count(({ verdict }) => verdict === 'deletes state'),
    };
  });
}

function nameOf(id: string, plans: readonly (PlatformJson | undefined)[]): string {
  return plans.flatMap(plan => plan?.accounts ?? []).find(account => account.id === id)?.name ?? id;
}
