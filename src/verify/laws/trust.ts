import type { Assembly } from '../assembly';
import { allResources, Law, objectsIn } from '../law';

/** What an `AWS` principal of a statement names: ids of accounts, `*`, or the stack's own account where only the deploy knows it. */
export function principalsOf(statement: any, ownAccount: string): string[] {
  const { Principal } = statement;
  const named = Principal === '*' ? ['*'] : [Principal?.AWS ?? []].flat();
  return named.flatMap(principal => {
    if (principal === '*') return ['*'];
    return JSON.stringify(principal).match(/(?<!\d)\d{12}(?!\d)/g) ?? [ownAccount];
  });
}

/** Statements of policies that say whom they are for: of trust and of resources. */
function statementsFor(resource: any): any[] {
  return [...objectsIn(resource.Properties)].flatMap(object => [object.Statement ?? []].flat())
    .filter(statement => statement?.Effect === 'Allow' && statement.Principal !== undefined);
}

/** Trust in everybody, or in another account as a whole. */
export function openTrust(assembly: Assembly): string[] {
  const accounts = new Map(assembly.stacks.map(({ path, account }) => [path, account]));
  return allResources(assembly).filter(({ path, resource }) => statementsFor(resource).some(statement => {
    const own = accounts.get(path) ?? '';
    return !Object.keys(statement.Condition ?? {}).length && principalsOf(statement, own).some(principal => principal !== own);
  })).map(({ path, id }) => `${path}: ${id}`);
}

export const NO_OPEN_TRUST: Law = {
  id: 'no-open-trust',
  promise: 'No policy lets everybody in, and none another account, without a condition.',
  needsPlan: false,
  faults: assembly => openTrust(assembly).map(where => `${where} trusts "*" or another account without a condition`),
};
