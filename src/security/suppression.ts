import { Stack } from 'aws-cdk-lib';
import { CfnAutomationRule } from 'aws-cdk-lib/aws-securityhub';
import type { SuppressionOptions } from './suppression-options';
import type { Platform } from '../private/platform';

/** A suppression, as it was said. */
export interface Suppression extends SuppressionOptions {
  readonly name: string;
  readonly path: string;
}

/** Rules that an account may have; a suppression is two. @see https://docs.aws.amazon.com/securityhub/latest/userguide/automation-rules.html */
const MOST_RULES = 100;

/** Values of one criterion. */
const MOST_VALUES = 20;

/** Automation rules are tried in this order; those of other makers may stand before and behind. */
const FIRST_ORDER = 500;

/** Before there were findings, and after all that anybody plans. */
const EVER = { first: '2000-01-01T00:00:00Z', last: '9999-12-31T23:59:59Z' };

/**
 * Two rules. The first one suppresses findings that were seen until the last day, the second one takes what it did back from findings that are seen later: so a suppression
 * ends by itself, though no clock is read when it is written, and though Security Hub never ends one.
 */
export function addSuppression(stack: Stack, prefix: string, suppression: Suppression, index: number): void {
  const { name, reason, expires } = suppression;
  const by = `${prefix}/${name}`;
  const criteria = criteriaOf(suppression);
  const end = `${expires}T23:59:59.999Z`;
  new CfnAutomationRule(stack, `Suppress-${name}`, {
    ruleName: `${prefix}-${name}`,
    description: `${reason} Until ${expires}.`,
    ruleOrder: FIRST_ORDER + 2 * index,
    ruleStatus: 'ENABLED',
    isTerminal: false,
    criteria: { ...criteria, workflowStatus: [{ comparison: 'EQUALS', value: 'NEW' }], updatedAt: [{ start: EVER.first, end }] },
    actions: [{
      type: 'FINDING_FIELDS_UPDATE',
      findingFieldsUpdate: { workflow: { status: 'SUPPRESSED' }, note: { text: `${reason} Until ${expires}.`, updatedBy: by } },
    }],
  });
  new CfnAutomationRule(stack, `Restore-${name}`, {
    ruleName: `${prefix}-${name}-ends`,
    description: `Ends the suppression ${name} after ${expires}.`,
    ruleOrder: FIRST_ORDER + 2 * index + 1,
    ruleStatus: 'ENABLED',
    isTerminal: false,
    criteria: {
      workflowStatus: [{ comparison: 'EQUALS', value: 'SUPPRESSED' }],
      // what somebody suppressed by hand stays
      noteUpdatedBy: [{ comparison: 'EQUALS', value: by }],
      updatedAt: [{ start: `${nextDay(expires)}T00:00:00Z`, end: EVER.last }],
    },
    actions: [{
      type: 'FINDING_FIELDS_UPDATE',
      findingFieldsUpdate: { workflow: { status: 'NEW' }, note: { text: `The suppression ended on ${expires}.`, updatedBy: by } },
    }],
  });
}

function criteriaOf({ controls, products, titles, resources, accounts }: Suppression) {
  const equal = (values: string[] | undefined) => values?.map(value => ({ comparison: 'EQUALS', value }));
  const begin = (values: string[] | undefined) => values?.map(value => ({ comparison: 'PREFIX', value }));
  return {
    complianceSecurityControlId: equal(controls),
    productName: equal(products),
    title: begin(titles),
    resourceId: begin(resources),
    awsAccountId: equal(accounts?.flatMap(({ accountId }) => accountId ?? [])),
  };
}

/** What is wrong with one. Whether its last day is over the tool says: synth knows no day. */
export function checkSuppression({ problems }: Platform, { name, path, reason, expires, ...which }: Suppression): void {
  if (!/^[a-z](?:-?[a-z0-9]){0,49}$/.test(name)) problems.add(path, 'name of a suppression', name, '1 to 50 lower-case letters, digits and single hyphens', '"public-website"');
  if (!String(reason ?? '').trim() || reason.length > 400) problems.add(path, 'reason', reason, 'a sentence of 1 to 400 characters', '"The bucket is the public website."');
  if (!isDay(expires)) problems.add(path, 'expires', expires, 'a day, YYYY-MM-DD', '"2027-01-31"');
  const said = { controls: which.controls, products: which.products, titles: which.titles, resources: which.resources, accounts: which.accounts };
  const given = Object.entries(said).filter(([, values]) => values !== undefined) as [string, unknown[]][];
  const narrow = given.filter(([key, values]) => key !== 'accounts' && values.length);
  if (!narrow.length) {
    problems.add(path, 'findings', given.map(([key]) => key).join(', ') || undefined, 'at least one of controls, products, titles, resources: or all findings are suppressed', "controls: ['S3.8']");
  }
  for (const [key, values] of given) {
    if (!values.length || values.length > MOST_VALUES) problems.add(path, key, `${values.length} of them`, `1 to ${MOST_VALUES}, or nothing`, 'fewer, or a second suppression');
    if (key !== 'accounts' && values.some(value => !String(value).trim())) problems.add(path, key, values, 'no empty text', "'S3.8'");
  }
  for (const control of which.controls ?? []) {
    // "s3.8", "S3-8" and ARNs are what people write
    if (!/^[A-Z][A-Za-z0-9]{1,30}\.\d{1,3}$/.test(control)) problems.add(path, 'controls', control, 'the id of a control of Security Hub', '"S3.8"');
  }
}

/** All of them together. */
export function checkSuppressions({ problems }: Platform, path: string, suppressions: readonly Suppression[]): void {
  if (suppressions.length * 2 <= MOST_RULES) return;
  problems.add(path, 'suppressions', `${suppressions.length} of them`, `at most ${MOST_RULES / 2}: Security Hub has ${MOST_RULES} automation rules`, 'fewer, each of more controls or resources');
}

/** A day of the calendar: 2026-02-30 is none. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function nextDay(text: string): string {
  return isDay(text) ? new Date(Date.parse(`${text}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10) : text;
}
