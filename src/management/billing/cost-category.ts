import { Lazy } from 'aws-cdk-lib';
import * as ce from 'aws-cdk-lib/aws-ce';
import { Construct } from 'constructs';
import { PlatformAccount } from '../../accounts/platform-account';
import { partOf } from '../../accounts/slots';

/** What core accounts are told as, and what belongs to no account of the code. */
const CORE = 'platform';
const OTHERS = 'other';

/** Which kind of environment an account's cost is of. */
export interface CategorisedAccount {
  readonly account: PlatformAccount;
  /** Absent for a core account. */
  readonly environmentType?: string;
}

/**
 * Costs by kind of environment. Accounts are listed in the order of their slots, so many to a rule as share a stack: one more changes one rule, and their
 * order in the code none.
 */
export function addCostCategory(scope: Construct, prefix: string, accounts: readonly CategorisedAccount[]): void {
  new ce.CfnCostCategory(scope, 'EnvironmentTypes', {
    name: `${prefix}-environment-type`,
    ruleVersion: 'CostCategoryExpression.v1',
    rules: Lazy.string({ produce: () => JSON.stringify(rules(accounts)) }),
    defaultValue: OTHERS,
  });
}

function rules(accounts: readonly CategorisedAccount[]): object[] {
  const ids = new Map<string, { value: string; ids: string[] }>();
  for (const { account, environmentType: value = CORE } of [...accounts].sort((a, b) => a.account._slot - b.account._slot)) {
    if (!account.accountId) continue;
    const key = `${value} ${partOf(account)}`;
    const rule = ids.get(key) ?? { value, ids: [] };
    ids.set(key, rule);
    rule.ids.push(account.accountId);
  }
  return [...ids.values()].map(rule => ({
    Value: rule.value, Rule: { Dimensions: { Key: 'LINKED_ACCOUNT', Values: rule.ids, MatchOptions: ['EQUALS'] } }, Type: 'REGULAR',
  }));
}
