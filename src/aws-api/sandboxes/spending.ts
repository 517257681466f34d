import { BudgetsClient, paginateDescribeBudgets } from '@aws-sdk/client-budgets';
import type { Spending } from './accounts';

/**
 * What accounts have spent against the platform's own budgets of them, as AWS Budgets itself says it, some hours late. Nobody sends it a message that it would
 * have to believe. Undefined where it does not answer: then no budget is a reason for anything.
 */
export async function spendingOf(budgets: BudgetsClient, AccountId: string, prefix: string): Promise<Spending> {
  const spent = new Map<string, 'within' | 'beyond'>();
  try {
    for await (const page of paginateDescribeBudgets({ client: budgets }, { AccountId })) {
      for (const { BudgetName, BudgetLimit, CalculatedSpend, CostFilters } of page.Budgets ?? []) {
        const account = CostFilters?.LinkedAccount;
        const limit = Number(BudgetLimit?.Amount);
        if (!BudgetName?.startsWith(`${prefix}-`) || account?.length !== 1 || !(limit > 0)) continue;
        const isBeyond = Number(CalculatedSpend?.ActualSpend?.Amount ?? 0) > limit;
        // while a budget is replaced there are two
        if (isBeyond || !spent.has(account[0])) spent.set(account[0], isBeyond ? 'beyond' : 'within');
      }
    }
  } catch (error) {
    console.error(JSON.stringify({ unknown: 'what accounts have spent', because: `${(error as Error).name}: ${(error as Error).message}` }));
    return undefined;
  }
  return spent;
}
