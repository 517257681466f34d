import type { DirectoryGroup, Grant } from './directory-group';
import type { PermissionSet } from './permission-set';
import { AccountPurpose } from '../accounts/account-purpose';
import type { PlatformAccount } from '../accounts/platform-account';
import type { Platform } from '../private/platform';
import { valuesByKey } from '../private/sorted';

/** A group that may enter an account with a permission set: once, however often it was said. */
export interface ResolvedAssignment {
  readonly group: DirectoryGroup;
  readonly permissionSet: PermissionSet;
  readonly account: PlatformAccount;
}

/** All that was said. */
export function grantsOf({ identity }: Platform): Grant[] {
  return identity._groups.flatMap(group => group._grants);
}

/** Accounts that a grant is about. One that has ended is none: nobody can enter it. */
export function accountsOf({ accounts }: Platform, { target }: Grant): PlatformAccount[] {
  return accounts.filter(account => account._status !== 'closed' && target.includesAccount(account));
}

/** Who may enter where, each once, sorted by place, group and permission set: what is said anew moves nothing else. */
export function resolveAccess(platform: Platform): ResolvedAssignment[] {
  const resolved = new Map<string, ResolvedAssignment>();
  for (const grant of grantsOf(platform)) {
    const { group, permissionSet } = grant;
    for (const account of accountsOf(platform, grant)) {
      resolved.set(`${String(account._slot).padStart(6, '0')}\n${group.groupName}\n${permissionSet.permissionSetName}`, { group, permissionSet, account });
    }
  }
  return valuesByKey(resolved);
}

/** The members of a group, by name; without those whose access is taken away, be it in the code or by the tool. */
export function membersOf({ identity, configuration: { registry } }: Platform, group: DirectoryGroup): string[] {
  const taken = registry._file.revokedUsers ?? [];
  const named = identity._users.filter(user => group._members.includes(user) || user._options.groups?.includes(group.groupName));
  return named.filter(user => !user.isRevoked && !taken.some(({ name }) => name === user.userName)).map(({ userName }) => userName);
}

/** Permission sets that AWS provisions in one account, unless it has granted more: what it is called in `grantedQuotas`. */
export const PERMISSION_SETS_PER_ACCOUNT = 250;
export const PERMISSION_SETS_QUOTA = 'permission-sets';

/** Names of the permission sets in each account that has some. */
export function permissionSetsIn(platform: Platform): Map<PlatformAccount, Set<string>> {
  const names = new Map<PlatformAccount, Set<string>>();
  for (const { account, permissionSet: { permissionSetName } } of resolveAccess(platform)) {
    const known = names.get(account) ?? new Set();
    names.set(account, known.add(permissionSetName));
  }
  return names;
}

/** What is provisioned in the management account only that one can change. */
export function isInManagement({ account }: ResolvedAssignment): boolean {
  return account.purpose === AccountPurpose.MANAGEMENT;
}

/** The permission sets of these assignments, each once, sorted by name. */
export function permissionSetsOf(assignments: readonly ResolvedAssignment[]): PermissionSet[] {
  return valuesByKey(new Map(assignments.map(({ permissionSet }) => [permissionSet.permissionSetName, permissionSet])));
}

/** The same for groups. */
export function groupsOf(assignments: readonly ResolvedAssignment[]): DirectoryGroup[] {
  return valuesByKey(new Map(assignments.map(({ group }) => [group.groupName, group])));
}

/** Of a permission set in the management account: names are unique in an instance, and that one is another. */
export function nameInManagement({ permissionSetName }: PermissionSet): string {
  return `${permissionSetName}${MANAGEMENT_SUFFIX}`;
}
export const MANAGEMENT_SUFFIX = '-management';
