import pc from 'picocolors';
import { list } from './errors';
import type { PlanDescription } from './plan-description';
import { table } from './table';
import type { PlannedStep } from '../plan/platform-json';

/** The order of day 0: what is done, who does what is not. */
export function renderDayZero(steps: readonly PlannedStep[]): string {
  return `${pc.bold('day 0')} (in the order that AWS needs; "?": the registry cannot know)\n` + table(['', '', 'by', 'account', ''], steps.map(
    ({ title, by, account, done }, index) => [index + 1, done ? 'done' : done === undefined ? '?' : '-', by, account, title]));
}

/** How far accounts are with the regions that they have to opt in to. */
export function renderOptIns({ optIns }: PlanDescription): string {
  return `${pc.bold('opt-in')} (as far as the registry knows; "cloud-platform deploy" opts accounts in)\n` + table(['region', 'accounts', 'not yet'], optIns.map(
    ({ region, optedIn, missing }) => [region, optedIn, list(missing, 8) || '-']));
}
