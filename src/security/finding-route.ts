import type { FindingRouteOptions } from './finding-route-options';
import { FindingSeverity } from './finding-severity';
import { targetFaults } from './finding-target-faults';
import { newFindings } from './new-findings';
import { nearest } from '../private/nearest';
import type { Platform } from '../private/platform';

/** A route, as it was said. */
export interface FindingRoute extends FindingRouteOptions {
  readonly name: string;
  readonly path: string;
}

/** In that order. */
const SEVERITIES = Object.values(FindingSeverity);

/** Characters that a pattern of EventBridge may have. @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
const LONGEST_PATTERN = 2048;

/** Products that nobody misspells: others are taken as they are said. */
const PRODUCTS = ['Cloud Platform', 'Config', 'Detective', 'GuardDuty', 'Health', 'IAM Access Analyzer', 'Inspector', 'Macie', 'Security Hub', 'Systems Manager Patch Manager'];

/** Findings that a route is about. Accounts are those there are when all is said: a finding that the platform was told names its account in a field of its own. */
export function findingPattern(platform: Platform, { minimumSeverity = FindingSeverity.HIGH, accounts, products }: FindingRoute): object {
  const ids = accounts && platform.accounts.filter(account => account.accountId && accounts.includesAccount(account))
    .map(({ accountId }) => accountId!).sort();
  const { prefix } = platform.configuration;
  return newFindings(SEVERITIES.slice(SEVERITIES.indexOf(minimumSeverity)), {
    ...products && { ProductName: products },
    ...ids && { $or: [{ AwsAccountId: ids }, { ProductFields: { [`${prefix}/account`]: ids } }] },
  });
}

/** What is wrong with it by itself. */
export function checkRoute({ problems }: Platform, { name, path, to, minimumSeverity, products }: FindingRoute): void {
  if (!/^[a-z](?:-?[a-z0-9]){0,29}$/.test(name)) problems.add(path, 'name of a route', name, '1 to 30 lower-case letters, digits and single hyphens', '"on-call"');
  if (!to.length) problems.add(path, 'to', to, 'at least one target', 'to: [FindingTarget.email("security@example.com")]');
  for (const target of to) targetFaults(target).forEach(fault => problems.add(path, ...fault));
  if (minimumSeverity !== undefined && !SEVERITIES.includes(minimumSeverity)) {
    const guess = nearest(String(minimumSeverity).toUpperCase(), SEVERITIES) ?? 'HIGH';
    problems.add(path, 'minimumSeverity', minimumSeverity, `one of ${SEVERITIES.join(', ')}`, `FindingSeverity.${guess}`);
  }
  if (products && !products.length) problems.add(path, 'products', products, 'at least one, or nothing for all', 'products: [\'GuardDuty\']');
  for (const product of products ?? []) {
    const guess = PRODUCTS.find(known => known !== product && lettersOf(known) === lettersOf(String(product).replace(/^(amazon|aws)\s+/i, '')));
    if (guess || !String(product).trim()) problems.add(path, 'products', product, 'the name that Security Hub has for it', `"${guess ?? 'GuardDuty'}"`);
  }
}

/** What is wrong with it when all accounts are known. */
export function checkRouteAccounts(platform: Platform, route: FindingRoute): void {
  const { problems } = platform;
  const { path, accounts } = route;
  if (!accounts) return;
  if (!platform.accounts.some(account => accounts.includesAccount(account))) {
    problems.add(path, 'accounts', accounts.targetName, 'a target that holds an account', 'an account of the code, or nothing for all accounts');
  }
  const length = JSON.stringify(findingPattern(platform, route)).length;
  if (length > LONGEST_PATTERN) {
    problems.add(path, 'accounts', `${accounts.targetName}, a pattern of ${length} characters`, `at most ${LONGEST_PATTERN}: each account stands in it twice`,
      'two routes for two parts of them, or one for all accounts');
  }
}

function lettersOf(name: string): string {
  return name.replace(/\W/g, '').toLowerCase();
}
