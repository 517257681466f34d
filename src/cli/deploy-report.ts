import pc from 'picocolors';
import type { AccountOutcome } from './account-deployment';
import { ExitCode, known, Problem } from './errors';
import { table } from './table';
import { leftOut } from './waves';
import type { PlatformJson } from '../plan/platform-json';

/** What a deployment did: `deploy --json`. */
export interface DeployReport {
  readonly landingZone: string;
  readonly caller: string;
  readonly seconds: number;
  readonly stacks: { readonly deployed: number; readonly unchanged: number };
  readonly accounts: ReportedAccount[];
  readonly error?: Problem;
}

export interface ReportedAccount {
  readonly name: string;
  readonly id?: string;
  readonly wave: number;
  /** `empty`: the plan has no stacks for it. `not-started`: what comes before it failed. `skipped`: AWS has suspended or closed it. */
  readonly outcome: AccountOutcome['outcome'] | 'empty' | 'not-started' | 'skipped' | 'pending';
  /** Paths of stacks; an account that came up in two rounds has both. */
  readonly deployed: string[];
  readonly unchanged: string[];
  readonly seconds: number;
  readonly log?: string;
  readonly reason?: string;
}

export interface ReportSources {
  readonly landingZone: string;
  readonly caller: string;
  readonly outcomes: AccountOutcome[];
  readonly plan: PlatformJson;
  /** Why AWS could not make an account, by name. */
  readonly refusals?: ReadonlyMap<string, string>;
  /** Accounts that AWS still opens regions for, and which. */
  readonly waiting?: ReadonlyMap<string, string>;
  readonly only?: readonly string[];
  readonly seconds: number;
  readonly failure?: unknown;
}

export function report({ landingZone, caller, outcomes, plan, refusals, waiting, only, seconds, failure }: ReportSources): DeployReport {
  const out = new Map(leftOut(plan).map(one => [one.name, one]));
  const accounts = plan.accounts.filter(account => !only || only.includes(account.name)).map(({ name, id, wave }): ReportedAccount => {
    const own = outcomes.filter(outcome => outcome.name === name);
    const none = { name, id, wave, deployed: [], unchanged: [], seconds: 0 };
    if (!own.length) {
      const left = out.get(name);
      if (left) return { ...none, outcome: left.status === 'pending' ? 'pending' : 'skipped', reason: refusals?.get(name) ?? left.reason };
      if (waiting?.has(name)) return { ...none, outcome: 'pending', reason: waiting.get(name) };
      return plan.stacks.some(stack => stack.account === name)
        ? { ...none, outcome: 'not-started', reason: 'what comes before it failed, or the run ended' } : { ...none, outcome: 'empty' };
    }
    const last = own.find(one => one.outcome === 'failed') ?? own[own.length - 1];
    const deployed = [...new Set(own.flatMap(one => one.deployed))];
    const waits = last.outcome === 'deployed' || last.outcome === 'unchanged' ? waiting?.get(name) : undefined;
    return {
      ...none,
      outcome: waits ? 'pending' : last.outcome === 'unchanged' && deployed.length ? 'deployed' : last.outcome,
      deployed,
      unchanged: [...new Set(own.flatMap(one => one.unchanged))].filter(path => !deployed.includes(path)),
      seconds: Math.round(own.reduce((sum, one) => sum + one.seconds, 0) * 10) / 10,
      log: last.log,
      reason: waits ?? last.error?.problem.what,
    };
  }).sort((a, b) => a.wave - b.wave);
  const count = (kind: 'deployed' | 'unchanged') => accounts.reduce((sum, account) => sum + account[kind].length, 0);
  return {
    landingZone,
    caller,
    seconds,
    stacks: { deployed: count('deployed'), unchanged: count('unchanged') },
    accounts,
    ...failure !== undefined && { error: known(failure).problem },
  };
}

export function renderReport(told: DeployReport, outcomes: AccountOutcome[], failure?: unknown): string {
  const blocks = [table(['account', 'id', 'wave', 'outcome', 'deployed', 'unchanged', 'seconds'], told.accounts.map(one => [
    one.name, one.id ?? '-', one.wave, one.outcome, one.deployed.length, one.unchanged.length, one.seconds || '-',
  ]))];
  for (const { name, error } of outcomes.filter(outcome => outcome.outcome === 'failed')) blocks.push(`${pc.red(`${name} failed:`)} ${error!.render()}`);
  const left = told.accounts.filter(one => ['pending', 'skipped', 'not-started'].includes(one.outcome));
  if (left.length) blocks.push(left.map(one => `${one.name}: ${one.outcome}, ${one.reason}`).join('\n'));
  blocks.push(`${told.landingZone}: ${told.stacks.deployed} stacks deployed, ${told.stacks.unchanged} unchanged, ${told.seconds} s`);
  if (failure) blocks.push(known(failure).render());
  else if (left.some(one => one.outcome === 'not-started') || left.some(one => one.outcome === 'pending' && one.id)) blocks.push('run the same command again: it goes on');
  return blocks.join('\n\n');
}

export function exitCodeOf(told: DeployReport, failure?: unknown): ExitCode {
  if (failure) return known(failure).exitCode;
  if (told.accounts.some(account => account.outcome === 'failed')) return ExitCode.FAILED;
  return told.accounts.some(account => account.outcome === 'pending') ? ExitCode.PENDING : ExitCode.OK;
}
