import { UnitAccounts } from './account-set';
import type { DirectoryGroup, Grant } from './directory-group';
import type { PermissionSet } from './permission-set';
import { checkPermissionSet } from './permission-set-checks';
import { isAdministrator } from './permission-set-policy';
import {
  accountsOf, grantsOf, isInManagement, PERMISSION_SETS_PER_ACCOUNT, PERMISSION_SETS_QUOTA, permissionSetsIn, permissionSetsOf, resolveAccess,
} from './resolved-access';
import { AccountPurpose } from '../accounts/account-purpose';
import { PRODUCTION_UNIT } from '../accounts/organizational-units';
import type { PlatformAccount } from '../accounts/platform-account';
import type { EnvironmentType } from '../environments/environment-type';
import { BREAK_GLASS_SET } from '../guardrails/catalogue/by-hand';
import { nearest } from '../private/nearest';
import type { Platform } from '../private/platform';

/** What is wrong with users, groups and what they are given, when all of it is known. */
export function checkAccess(platform: Platform): void {
  const { identity } = platform;
  checkMembers(platform, identity._groups);
  const grants = grantsOf(platform);
  checkPermissionSets(platform, grants);
  grants.forEach(grant => checkTarget(platform, grant));
  checkInstance(platform);
}

function checkMembers({ identity, problems, configuration: { directory } }: Platform, groups: DirectoryGroup[]): void {
  const names = groups.map(({ groupName }) => groupName);
  for (const user of identity._users) {
    for (const name of user._options.groups?.filter(one => !names.includes(one)) ?? []) {
      const guess = nearest(name, names);
      problems.add(user.node.path, 'groups', name, names.length ? `one of ${names.join(', ')}` : 'a group that is added', guess ? `"${guess}"` : `identity.addGroup('${name}')`);
    }
  }
  for (const group of groups) {
    if (directory.isExternal && group._members.length) {
      problems.add(group.node.path, 'members', group._members.map(({ userName }) => userName),
        'none, and no addMember: with Directory.external() the identity provider says who is in a group', 'the members in the identity provider');
    }
    const { part } = group._options;
    if (part !== undefined && !/^[a-z](?:-?[a-z0-9]){0,29}$/.test(part)) {
      problems.add(group.node.path, 'part', part, '1 to 30 lower-case letters, digits and single hyphens', '"teams"');
    }
  }
}

function checkPermissionSets(platform: Platform, grants: Grant[]): void {
  const { problems, configuration: { prefix, managedPoliciesPerRole, grantedQuotas } } = platform;
  const resolved = resolveAccess(platform);
  const inManagement = permissionSetsOf(resolved.filter(isInManagement)).map(({ permissionSetName }) => permissionSetName);
  const known = new Map<string, PermissionSet>();
  for (const { permissionSet, path } of grants) {
    const name = permissionSet.permissionSetName;
    const other = known.get(name);
    if (other === permissionSet) continue;
    if (other) {
      problems.add(path, 'permission set', name, 'one permission set of that name', `the same object for both, or "${name}-2"`);
      continue;
    }
    known.set(name, permissionSet);
    checkPermissionSet(problems, path, permissionSet, { prefix, policiesPerRole: managedPoliciesPerRole, inManagement: inManagement.includes(name) });
  }
  const most = grantedQuotas[PERMISSION_SETS_QUOTA] ?? PERMISSION_SETS_PER_ACCOUNT;
  for (const [account, { size }] of permissionSetsIn(platform)) {
    if (size > most) {
      problems.add(account.node.path, 'permission sets', `${size} of them`, `at most ${most} in an account`,
        `fewer of them, assigned to more groups, or grantedQuotas: { '${PERMISSION_SETS_QUOTA}': ${size} } when AWS has granted it`);
    }
  }
}

function checkTarget(platform: Platform, grant: Grant): void {
  const { problems, configuration: { organizationalUnits, prefix } } = platform;
  const { target, permissionSet, path, reason } = grant;
  const ended = platform.accounts.find(account => account as unknown === target && account._status === 'closed');
  if (ended) {
    problems.add(path, 'target', target.targetName, `an account that has not ended: ${ended.accountName} is closed`,
      'nothing: take the assignment out, or add the next generation of the sandbox');
  }
  if (target instanceof UnitAccounts) {
    const unit = organizationalUnits.nameOf(target.path);
    const { all } = organizationalUnits;
    if (!all.includes(unit)) problems.add(path, 'organizational unit', target.path, `one of ${all.join(', ')}`, `"${nearest(target.path, all) ?? all[0]}"`);
  }
  for (const account of accountsOf(platform, grant)) {
    const names = typeOf(account)?.permissionSets?.map(({ permissionSetName }) => permissionSetName);
    if (!names || names.includes(permissionSet.permissionSetName)) continue;
    problems.add(path, `permission set in ${account.accountName}`, permissionSet.permissionSetName,
      `what may be assigned in environments of type ${typeOf(account)!.typeName}: ${names.join(', ') || 'none'}`,
      names.length ? `the permission set ${names[0]}, or another target` : 'another target');
  }
  if (reason !== undefined && !reason.trim()) problems.add(path, 'reason', reason, 'a sentence, or nothing', 'reason: "On call for the shop"');
  if (reason?.trim() || !isAdministrator(permissionSet, { prefix }) && permissionSet.permissionSetName !== BREAK_GLASS_SET) return;
  const critical = accountsOf(platform, grant).filter(account => isCritical(platform, account));
  if (critical.length) {
    const where = critical.map(({ accountName }) => accountName).join(', ');
    problems.add(path, 'reason', reason, `why ${permissionSet.permissionSetName} is needed in ${where}, in a sentence`,
      'assign(..., { reason: "On call for the shop" }), or PermissionSet.READ_ONLY');
  }
}

/** Where a mistake of an administrator reaches customers, or everybody. */
function isCritical({ configuration: { organizationalUnits } }: Platform, account: PlatformAccount): boolean {
  if (account.purpose === AccountPurpose.MANAGEMENT) return true;
  const production = organizationalUnits.nameOf(PRODUCTION_UNIT);
  return !!typeOf(account)?.critical
    || account._organizationalUnit === production || !!account._organizationalUnit?.startsWith(`${production}/`);
}

function typeOf(account: PlatformAccount): EnvironmentType | undefined {
  return (account as { environmentType?: EnvironmentType }).environmentType;
}

function checkInstance({ problems, identity, configuration: { registry, regions } }: Platform): void {
  const instance = registry.identityCenter;
  if (!instance || regions.bootstrapped.includes(instance.region) || !identity._groups.length) return;
  problems.add(registry._where, 'region of IAM Identity Center', instance.region, `one of ${regions.bootstrapped.join(', ')}: its stacks stand there`,
    `additionalRegions: ['${instance.region}'] at the LandingZone`);
}
