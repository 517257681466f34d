/** What the organization may cost, who hears of it, and who reads the bill: `billing` of a landing zone. */
export interface BillingOptions {
  /**
   * US dollars a month that the whole organization may cost.
   *
   * @default - no budget of the organization; anomalies are told all the same
   */
  readonly monthlyBudget?: number;
  /**
   * US dollars a month that a core account may cost, by its name: `{ security: 300 }`. Environments and sandboxes say theirs in `addEnvironment` and
   * `addSandbox`.
   *
   * @default - no budget: an account without a figure has none
   */
  readonly accountBudgets?: { [account: string]: number };
  /**
   * E-mail addresses that hear of budgets and anomalies, one to nine. A sandbox's owner hears of its budget as well.
   *
   * @default - the e-mail address of the management account
   */
  readonly alertEmails?: string[];
  /**
   * Percentages of a budget at which mail is sent, once so much is spent.
   *
   * @default [80, 100]
   */
  readonly actualThresholds?: number[];
  /**
   * Percentages of a budget at which mail is sent, once AWS forecasts so much until the end of the month. Together with the others at most five.
   *
   * @default [100]
   */
  readonly forecastThresholds?: number[];
  /**
   * US dollars that an anomaly has to cost before it is told.
   *
   * @default 100
   */
  readonly anomalyImpact?: number;
  /**
   * Keys of tags by which the bill can be broken down, users' own and AWS's.
   *
   * @default ['aws:createdBy', 'aws:cloudformation:stack-name']
   */
  readonly costAllocationTags?: string[];
  /**
   * Who reads the bill: names of roles in the management account with their paths, `*` allowed. Everybody else is denied, administrators too.
   *
   * @default - the permission set `Billing` of Identity Center
   */
  readonly readers?: string[];
}
