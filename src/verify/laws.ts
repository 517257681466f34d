import type { Assembly } from './assembly';
import type { Law } from './law';
import { ACCOUNTS_ARE_TOLD_APART, NO_MADE_UP_ID, ONLY_ACTIVE_ACCOUNTS } from './laws/accounts';
import { DOORS_ARE_ROLES } from './laws/doors';
import { WITHIN_LIMITS } from './laws/limits';
import { REFERENCES_RESOLVE } from './laws/references';
import { BELOW_500_RESOURCES, NO_EMPTY_STACK, PLAN_IS_MANIFEST, WHERE_THE_PATH_SAYS } from './laws/stacks';
import { CORE_IS_PROTECTED, STATE_IS_RETAINED } from './laws/state';
import { NO_TIES } from './laws/ties';
import { NO_OPEN_TRUST } from './laws/trust';
import { EARLIER_WAVES_ONLY, NO_CIRCLE } from './laws/waves';
import { ZONES_ARE_FOUND } from './laws/zones';

export { emptyStacks } from './laws/stacks';
export { ties } from './laws/ties';
export { openTrust } from './laws/trust';
export { unretained } from './laws/state';
export { depth } from './laws/waves';

/** What has to hold of one assembly by itself. What has to hold between two of them stands in `comparison.ts`. */
export const LAWS: readonly Law[] = [
  NO_EMPTY_STACK, WHERE_THE_PATH_SAYS, PLAN_IS_MANIFEST, BELOW_500_RESOURCES, NO_TIES, NO_CIRCLE, EARLIER_WAVES_ONLY, DOORS_ARE_ROLES,
  NO_OPEN_TRUST, STATE_IS_RETAINED, CORE_IS_PROTECTED, ONLY_ACTIVE_ACCOUNTS, NO_MADE_UP_ID, ACCOUNTS_ARE_TOLD_APART, ZONES_ARE_FOUND,
  REFERENCES_RESOLVE, WITHIN_LIMITS,
];

/** The laws that an assembly can be judged by: an application's has no plan. */
export function lawsFor(assembly: Assembly): Law[] {
  return LAWS.filter(({ needsPlan }) => !needsPlan || assembly.isPlatform);
}

/** What breaks any of the laws, each with the law's id. */
export function faultsOf(assembly: Assembly): string[] {
  return lawsFor(assembly).flatMap(law => law.faults(assembly).map(fault => `${law.id}: ${fault}`));
}
