import type { PlannedAccess } from './platform-json';
import { renderedPolicy } from '../identity/permission-set-policy';
import { accountsOf, grantsOf, isInManagement, membersOf, nameInManagement, permissionSetsOf, resolveAccess } from '../identity/resolved-access';
import type { Platform } from '../private/platform';

/** Who may enter where, resolved. */
export function plannedAccess(platform: Platform): PlannedAccess {
  const { identity, configuration: { directory, registry, prefix } } = platform;
  const groups = identity._groups.map(group => ({ group, members: membersOf(platform, group) }));
  const resolved = resolveAccess(platform);
  const inManagement = permissionSetsOf(resolved.filter(isInManagement));
  return {
    directory: directory.isExternal ? 'external' : 'managed',
    identityCenter: registry.identityCenter,
    users: identity._users.map(user => ({
      name: user.userName,
      email: user.email,
      groups: groups.filter(({ members }) => members.includes(user.userName)).map(({ group }) => group.groupName),
      revoked: user.isRevoked,
      path: user.node.path,
    })),
    groups: groups.map(({ group }) => ({ name: group.groupName, description: group._options.description, path: group.node.path })),
    permissionSets: permissionSetsOf(resolved).map(set => ({
      name: set.permissionSetName,
      nameInManagement: inManagement.includes(set) ? nameInManagement(set) : undefined,
      description: set._definition.description,
      sessionLength: set._definition.session.toIsoString(),
      managedPolicies: [...set._definition.managedPolicies],
      customerManagedPolicies: set._definition.customerManagedPolicies?.map(({ name }) => name) ?? [],
      inlinePolicy: renderedPolicy(set, { prefix }),
    })),
    assignments: grantsOf(platform).map(grant => ({
      group: grant.group.groupName,
      permissionSet: grant.permissionSet.permissionSetName,
      target: grant.target.targetName,
      accounts: accountsOf(platform, grant).map(({ accountName }) => accountName),
      reason: grant.reason,
      path: grant.path,
    })),
  };
}
