import type { PlatformAccount } from './platform-account';

/**
 * How many accounts share one stack of a core account. Frozen: another number would move resources between stacks. Ten resources an account
 * stay below CloudFormation's 500 a stack.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
 */
const SLOTS_PER_PART = 40;

/** The part of a core account that keeps what belongs to one account: by that account's slot alone, never by position or number. */
export function partOf(account: PlatformAccount): string {
  return `accounts-${Math.floor(account._slot / SLOTS_PER_PART)}`;
}
