import { createHash } from 'crypto';
import * as budgets from 'aws-cdk-lib/aws-budgets';
import { Construct } from 'constructs';
import type { BillingConfiguration } from './billing-configuration';

/** A budget: what, how much a month, and who hears of it. */
export interface MonthlyBudget {
  readonly name: string;
  readonly amount: number;
  /** Id of the account that it is of; the whole organization without. */
  readonly account?: string;
  readonly emails: readonly string[];
}

/**
 * A monthly budget with its alerts. CloudFormation replaces a budget when its alerts change, and AWS takes each name once: so the name ends in a hash of
 * the alerts, and the new budget stands before the old one goes.
 */
export function addBudget(
  scope: Construct, id: string, { name, amount, account, emails }: MonthlyBudget, { actualThresholds, forecastThresholds }: BillingConfiguration,
): void {
  const subscribers = emails.map(address => ({ subscriptionType: 'EMAIL', address }));
  const notificationsWithSubscribers = [
    ...actualThresholds.map(threshold => ({ notificationType: 'ACTUAL', threshold })),
    ...forecastThresholds.map(threshold => ({ notificationType: 'FORECASTED', threshold })),
  ].map(notification => ({ notification: { ...notification, comparisonOperator: 'GREATER_THAN', thresholdType: 'PERCENTAGE' }, subscribers }));
  const alerts = createHash('sha256').update(JSON.stringify(notificationsWithSubscribers)).digest('hex').slice(0, 8);
  new budgets.CfnBudget(scope, id, {
    budget: {
      budgetName: `${name}-${alerts}`,
      budgetType: 'COST',
      timeUnit: 'MONTHLY',
      budgetLimit: { amount, unit: 'USD' },
      costFilters: account && { LinkedAccount: [account] },
    },
    notificationsWithSubscribers,
  });
}
