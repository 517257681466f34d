import { readFileSync } from 'fs';
import { AccessRow, ordered, whoOf } from './access-rows';
import { CliError } from './errors';
import type { PlatformJson } from '../plan/platform-json';

/** Somebody who gained or lost a permission set in an account. */
export interface AccessChange {
  readonly change: 'gained' | 'lost';
  readonly who: string;
  readonly permissionSet: string;
  readonly account: string;
  /** Groups by which they have it, or had it. */
  readonly groups: string[];
  readonly reasons: string[];
  readonly paths: string[];
}

/** Who gained and who lost what. The same by another group, or said at another place, is no change. */
export function accessChanges(before: readonly AccessRow[], after: readonly AccessRow[]): AccessChange[] {
  const [earlier, later] = [grouped(before), grouped(after)];
  const only = (these: Map<string, AccessRow[]>, those: Map<string, AccessRow[]>, change: AccessChange['change']) =>
    [...these].filter(([key]) => !those.has(key)).map(([, rows]): AccessChange => ({
      change,
      who: whoOf(rows[0]),
      permissionSet: rows[0].permissionSet,
      account: rows[0].account,
      groups: distinct(rows.map(({ group }) => group)),
      reasons: distinct(rows.map(({ reason }) => reason)),
      paths: distinct(rows.map(({ path }) => path)),
    }));
  return [...only(later, earlier, 'gained'), ...only(earlier, later, 'lost')];
}

/** A `platform.json` of an earlier synth. */
export function readEarlierPlan(file: string): PlatformJson {
  const wrong = (got: string) => new CliError({
    what: 'the earlier plan cannot be read',
    where: file,
    got,
    expected: 'a platform.json that an earlier synth wrote',
    instead: 'git show main:path/to/platform.json > earlier.json, or a copy of cdk.out/platform.json from before the change',
  });
  let plan: Partial<PlatformJson>;
  try {
    plan = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw wrong((error as NodeJS.ErrnoException).code ?? (error as Error).message);
  }
  if (!plan?.schemaVersion || !Array.isArray(plan.accounts)) throw wrong('JSON without "schemaVersion" and "accounts"');
  return plan as PlatformJson;
}

function grouped(rows: readonly AccessRow[]): Map<string, AccessRow[]> {
  const byKey = new Map<string, AccessRow[]>();
  for (const row of ordered(rows, 'user')) {
    const key = `${whoOf(row)}\n${row.permissionSet}\n${row.account}`;
    byKey.set(key, [...byKey.get(key) ?? [], row]);
  }
  return byKey;
}

function distinct(values: (string | undefined)[]): string[] {
  return [...new Set(values.filter(value => value !== undefined))];
}
