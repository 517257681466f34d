import type { Assembly } from '../assembly';
import type { Law } from '../law';

/** The longest chain of stacks, by the manifest that the CDK CLI reads. Throws on a circle. */
export function depth(assembly: Assembly): number {
  const stacks = new Map(assembly.stacks.map(stack => [stack.path, stack]));
  const known = new Map<string, number>();
  const of = (path: string, behind: string[]): number => {
    if (behind.includes(path)) throw new Error(`circle: ${[...behind.slice(behind.indexOf(path)), path].join(' -> ')}`);
    const before = known.get(path) ?? 1 + Math.max(0, ...(stacks.get(path)?.dependsOn ?? []).map(other => of(other, [...behind, path])));
    known.set(path, before);
    return before;
  };
  return Math.max(0, ...[...stacks.keys()].map(path => of(path, [])));
}

export const NO_CIRCLE: Law = {
  id: 'no-circle',
  promise: 'No stack waits, by way of others, for itself.',
  needsPlan: false,
  faults: assembly => {
    try {
      depth(assembly);
      return [];
    } catch (error) {
      return [(error as Error).message];
    }
  },
};

/** Within an account stacks may wait for each other; between accounts only for an earlier wave, a stack's own or its account's. So no chain grows with the number of accounts. */
export const EARLIER_WAVES_ONLY: Law = {
  id: 'earlier-waves-only',
  promise: 'A stack waits for stacks of its own account and for accounts of an earlier wave, for no others: no chain grows with the number of accounts.',
  needsPlan: true,
  faults: assembly => {
    const { landingZone, accounts, waves } = assembly.plan;
    const numbers = new Map(accounts.map(({ name, wave }) => [name, wave]));
    const later = new Map(assembly.plan.stacks.map(({ path, wave }) => [path, wave]));
    const accountOf = (path: string) => path.slice(landingZone.length + 1).split('/')[0];
    const waveOf = (path: string) => later.get(path) ?? numbers.get(accountOf(path))!;
    const misplaced = accounts.filter(({ name, wave }) => !waves.some(({ number, accounts: names }) => number === wave && names.includes(name)))
      .map(({ name, wave }) => `${landingZone}/${name}: not among the accounts of wave ${wave}`);
    return [...misplaced, ...assembly.stacks.flatMap(({ path, dependsOn }) => dependsOn
      .filter(other => accountOf(other) !== accountOf(path) && !(waveOf(other) < waveOf(path)))
      .map(other => `${path}: waits for ${other}, which is of no earlier wave`))];
  },
};
