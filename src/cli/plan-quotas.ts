import pc from 'picocolors';
import { table } from './table';
import type { PlannedQuota } from '../plan/platform-json';

const COLOURS = { within: (text: string) => text, near: pc.yellow, over: pc.red };

/** The quotas that the platform uses, and what to ask for where it comes near to one. */
export function renderQuotas(quotas: readonly PlannedQuota[]): string {
  const rows = quotas.map(({ id, title, where, used, limit, standing, quotaCode }) => {
    const colour = COLOURS[standing];
    return [id, title, where, used, limit, quotaCode ?? '-', standing === 'within' ? '' : standing === 'near' ? 'near the limit' : 'OVER THE LIMIT'].map(cell => colour(String(cell)));
  });
  const requests = quotas.flatMap(({ id, request }) => request
    ? [`- ${id}: ${request.command}\n  ${request.text}\n  when it is granted, write ${request.granted}`] : []);
  return [
    `${pc.bold('quotas')} (how much of what AWS allows the platform uses, where it uses most)`,
    table(['quota', "AWS's name", 'where', 'used', 'limit', 'code', ''], rows),
    ...requests.length ? ['', 'to ask for, days ahead:', ...requests] : [],
  ].join('\n');
}
