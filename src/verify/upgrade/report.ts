import { Change, Verdict, VERDICTS } from './verdict';

/** The changes that somebody has to read, the worst first, and how many there are of each kind. */
export function reportText(changes: readonly Change[]): string {
  const worstFirst = [...VERDICTS].reverse();
  const lines = worstFirst.filter(verdict => verdict !== 'safe').flatMap(verdict => {
    const some = changes.filter(change => change.verdict === verdict);
    return some.length ? [`${verdict}:`, ...some.map(change => `  ${describe(change)}`)] : [];
  });
  const sum = worstFirst.map(verdict => `${count(changes, verdict)} ${verdict}`).join(', ');
  return [...lines, changes.length ? sum : 'nothing changes'].join('\n');
}

/** For machines: every change, the safe ones too. Additive within a version. */
export function reportJson(changes: readonly Change[]): string {
  const counts = Object.fromEntries(VERDICTS.map(verdict => [verdict, count(changes, verdict)]));
  return `${JSON.stringify({ version: 1, counts, changes }, undefined, 1)}\n`;
}

export function describe({ stack, resource, type, effect, properties, why }: Change): string {
  return `${stack}: ${resource} (${type}) ${effect}${properties.length ? ` by ${properties.join(', ')}` : ''}: ${why}`;
}

function count(changes: readonly Change[], verdict: Verdict): number {
  return changes.filter(change => change.verdict === verdict).length;
}
