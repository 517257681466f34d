import type { BillingOptions } from './billing-options';
import { AccountEmail } from '../../accounts/account-email';
import { CORE_ACCOUNT_NAMES } from '../../accounts/core-account-names';
import { nearest } from '../../private/nearest';
import { Problems } from '../../private/problems';

/** A budget takes ten addresses: nine, and a sandbox's owner. @see https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_NotificationWithSubscribers.html */
const MOST_EMAILS = 9;
const MOST_ALERTS = 5;
const ROLE = /^[\w+=,.@/*-]+$/;

/** What a landing zone says of its billing, with the defaults. */
export interface BillingConfiguration {
  readonly monthlyBudget?: number;
  readonly accountBudgets: { [account: string]: number };
  readonly alertEmails: string[];
  readonly actualThresholds: number[];
  readonly forecastThresholds: number[];
  readonly anomalyImpact: number;
  readonly costAllocationTags: string[];
  readonly readers: string[];
}

/** Says what is wrong with the options. @param managementEmail who hears of everything, unless they say otherwise */
export function billingConfiguration(problems: Problems, path: string, options: BillingOptions, managementEmail: string): BillingConfiguration {
  const configuration: BillingConfiguration = {
    monthlyBudget: options.monthlyBudget,
    accountBudgets: options.accountBudgets ?? {},
    alertEmails: options.alertEmails ?? [managementEmail],
    actualThresholds: options.actualThresholds ?? [80, 100],
    forecastThresholds: options.forecastThresholds ?? [100],
    anomalyImpact: options.anomalyImpact ?? 100,
    costAllocationTags: options.costAllocationTags ?? ['aws:createdBy', 'aws:cloudformation:stack-name'],
    readers: options.readers ?? ['aws-reserved/sso.amazonaws.com/*AWSReservedSSO_Billing_*'],
  };
  const { alertEmails, actualThresholds, forecastThresholds, accountBudgets, costAllocationTags, readers } = configuration;
  checkAmount(problems, path, 'billing.monthlyBudget', options.monthlyBudget);
  checkAmount(problems, path, 'billing.anomalyImpact', options.anomalyImpact);
  for (const [account, amount] of Object.entries(accountBudgets)) {
    checkAmount(problems, path, `billing.accountBudgets.${account}`, amount);
    if (!CORE_ACCOUNT_NAMES.includes(account)) {
      problems.add(path, 'billing.accountBudgets', account, 'names of core accounts; an environment says monthlyBudget where it is added', `"${nearest(account, CORE_ACCOUNT_NAMES) ?? 'security'}"`);
    }
  }
  if (!alertEmails.length || alertEmails.length > MOST_EMAILS || new Set(alertEmails).size < alertEmails.length) {
    problems.add(path, 'billing.alertEmails', alertEmails, `1 to ${MOST_EMAILS} addresses, each once`, 'the address of a group');
  }
  for (const email of options.alertEmails ?? []) {
    if (AccountEmail._fault(email)) problems.add(path, 'billing.alertEmails', email, 'an e-mail address', '"finance@example.com"');
  }
  const thresholds = [...actualThresholds, ...forecastThresholds];
  if (!thresholds.length || thresholds.length > MOST_ALERTS || thresholds.some(threshold => !(threshold >= 1 && threshold <= 1000))) {
    problems.add(path, 'billing.actualThresholds, forecastThresholds', thresholds, `1 to ${MOST_ALERTS} percentages from 1 to 1000 together`, '[80, 100] and [100]');
  }
  if (new Set(costAllocationTags).size < costAllocationTags.length || costAllocationTags.some(key => !key || key.length > 128)) {
    problems.add(path, 'billing.costAllocationTags', costAllocationTags, 'keys of 1 to 128 characters, each once', '["CostCenter"]');
  }
  if (!readers.length || readers.some(role => !ROLE.test(role) || role === '*')) {
    problems.add(path, 'billing.readers', readers, 'names of roles in the management account, with their paths', '"aws-reserved/sso.amazonaws.com/*AWSReservedSSO_Billing_*"');
  }
  return configuration;
}

/** US dollars. */
export function checkAmount(problems: Problems, path: string, what: string, amount: number | undefined): void {
  if (amount !== undefined && !(amount > 0 && Number.isFinite(amount))) problems.add(path, what, amount, 'US dollars, more than 0', '200');
}
