import { AccessRow, whoOf } from './access-rows';
import type { LiveAccess } from './aws/identity-center-access';
import type { PlatformJson } from '../plan/platform-json';
import { sortedBy } from '../private/sorted';

/** Where Identity Center and the code say different things. */
export interface AccessDifference {
  /** `by hand`: only Identity Center has it; `missing`: only the code. */
  readonly difference: 'by hand' | 'missing';
  readonly who: string;
  readonly group?: string;
  readonly permissionSet: string;
  readonly account: string;
}

type Access = Omit<AccessDifference, 'difference'>;

export interface LiveComparison {
  /** How many there are that both have. */
  readonly same: number;
  readonly differences: AccessDifference[];
  /** In the directory, and not in the code. */
  readonly unknownUsers: string[];
  readonly unknownGroups: string[];
}

/**
 * What Identity Center has against what the code says of accounts that can be entered. With an external directory groups are compared, not their
 * members.
 */
export function compareAccess(plan: PlatformJson, rows: readonly AccessRow[], live: LiveAccess): LiveComparison {
  const { directory, users, groups, permissionSets } = plan.access;
  const external = directory === 'external';
  const names = new Map(plan.accounts.filter(({ id }) => id).map(({ id, name }) => [id!, name]));
  const management = plan.accounts.find(({ purpose }) => purpose === 'management')?.name;
  const inManagement = new Map(permissionSets.map(({ name, nameInManagement }) => [name, nameInManagement ?? name]));
  const found = new Map<string, Access>();
  const add = (into: Map<string, Access>, one: Access) => into.set(JSON.stringify([one.who, one.group, one.permissionSet, one.account]), one);
  for (const { user, group, permissionSet, accountId } of live.assignments) {
    const who = whoOf({ user: external && group ? undefined : user, group });
    add(found, { who, group, permissionSet, account: names.get(accountId) ?? accountId });
  }
  const said = new Map<string, Access>();
  for (const { user, group, permissionSet, account } of rows.filter(({ status }) => status === 'active')) {
    const name = account === management ? inManagement.get(permissionSet)! : permissionSet;
    add(said, { who: whoOf({ user, group }), group, permissionSet: name, account });
  }
  // a group without members stands for what is assigned to it, whoever is in it on the other side
  const assigned = ({ group, permissionSet, account }: Access) => JSON.stringify([group, permissionSet, account]);
  const [foundGroups, saidGroups] = [found, said].map(those => new Set([...those.values()].filter(({ group }) => group).map(assigned)));
  const has = (those: Map<string, Access>, shared: Set<string>, key: string, one: Access) =>
    those.has(key) || one.who === whoOf({ group: one.group }) && shared.has(assigned(one));
  const only = (these: Map<string, Access>, those: Map<string, Access>, shared: Set<string>, difference: AccessDifference['difference']) =>
    sortedBy([...these].filter(([key, one]) => !has(those, shared, key, one)), ([key]) => key).map(([, one]) => ({ difference, ...one }));
  return {
    same: [...said].filter(([key, one]) => has(found, foundGroups, key, one)).length,
    differences: [...only(found, said, saidGroups, 'by hand'), ...only(said, found, foundGroups, 'missing')],
    unknownUsers: external ? [] : live.users.filter(name => !users.some(user => user.name === name)),
    unknownGroups: external ? [] : live.groups.filter(name => !groups.some(group => group.name === name)),
  };
}
