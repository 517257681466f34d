import type { PlatformJson } from '../plan/platform-json';
import { sortedBy } from '../private/sorted';

/** Somebody who may enter an account, and why. */
export interface AccessRow {
  /** Absent for a group that nobody is in, or whose members an identity provider knows. */
  readonly user?: string;
  readonly group?: string;
  readonly permissionSet: string;
  readonly account: string;
  readonly accountId?: string;
  /** What the plan says of the account: only an active one can be entered. */
  readonly status: string;
  /** What the code calls the accounts. */
  readonly target: string;
  readonly reason?: string;
  /** Construct path where it was said. */
  readonly path: string;
}

/** Which rows are wanted. */
export interface AccessFilter {
  readonly user?: string;
  readonly account?: string;
  readonly permissionSet?: string;
}

/** The order of the table. */
export const ORDERS = ['user', 'account', 'permission-set'] as const;
export type Order = typeof ORDERS[number];

/** Who may enter where, one row for each user, group, permission set and account. */
export function accessRows(plan: PlatformJson): AccessRow[] {
  const accounts = new Map(plan.accounts.map(account => [account.name, account]));
  const members = new Map<string, string[]>();
  // a plan of an earlier version has none
  const { users, assignments } = plan.access ?? { users: [], assignments: [] };
  for (const { name, groups } of users) for (const group of groups) members.set(group, [...members.get(group) ?? [], name]);
  return assignments.flatMap(({ group, permissionSet, target, accounts: names, reason, path }) => names.flatMap(name => {
    const account = accounts.get(name)!;
    return (members.get(group) ?? [undefined]).map(user => ({
      user, group, permissionSet, account: name, accountId: account.id, status: account.status, target, reason, path,
    }));
  }));
}

export function filtered(rows: readonly AccessRow[], { user, account, permissionSet }: AccessFilter): AccessRow[] {
  return rows.filter(row => (!user || row.user === user) && (!account || row.account === account || row.accountId === account)
    && (!permissionSet || row.permissionSet === permissionSet));
}

/** By what the reader asks for first; the same rows give the same order. */
export function ordered(rows: readonly AccessRow[], by: Order): AccessRow[] {
  const keys: Record<Order, (row: AccessRow) => (string | undefined)[]> = {
    'user': row => [row.user ?? '', row.account, row.permissionSet, row.group],
    'account': row => [row.account, row.user ?? '', row.permissionSet, row.group],
    'permission-set': row => [row.permissionSet, row.account, row.user ?? '', row.group],
  };
  return sortedBy(rows, row => keys[by](row).join('\n'));
}

/** Who it is: a user, or a group of which no members are known. */
export function whoOf({ user, group }: Pick<AccessRow, 'user' | 'group'>): string {
  return user ?? `(group ${group})`;
}

/** The columns, the one that is asked for first. */
export function columns(by: Order): [string, (row: AccessRow) => string | undefined][] {
  const user: [string, (row: AccessRow) => string] = ['user', whoOf];
  const account: [string, (row: AccessRow) => string] = ['account', row => row.account];
  const set: [string, (row: AccessRow) => string] = ['permission set', row => row.permissionSet];
  const first = { 'user': [user, account, set], 'account': [account, user, set], 'permission-set': [set, account, user] }[by];
  return [...first, ['group', row => row.group], ['status', row => row.status], ['reason', row => row.reason], ['said at', row => row.path]];
}

/** For a spreadsheet. @see https://www.rfc-editor.org/rfc/rfc4180 */
export function asCsv(rows: readonly AccessRow[]): string {
  const heads = ['user', 'group', 'permission set', 'account', 'account id', 'status', 'target', 'reason', 'path'];
  const lines = rows.map(row => [row.user, row.group, row.permissionSet, row.account, row.accountId, row.status, row.target, row.reason, row.path]);
  return [heads, ...lines].map(line => line.map(cell).join(',')).join('\r\n');
}

/** A cell that a spreadsheet would take for a formula begins with an apostrophe. */
function cell(value: string | undefined): string {
  const text = /^[=+\-@\t\r]/.test(value ?? '') ? `'${value}` : value ?? '';
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
