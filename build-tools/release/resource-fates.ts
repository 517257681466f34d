import type { EmulatorRecord } from '../../local/embedded-aws';
import { stateOf } from '../../src/verify/upgrade/fate';
import { Schemas } from '../../src/verify/upgrade/schemas';

/** A resource that a release deployed. */
export interface Deployed {
  readonly what: string;
  readonly logicalId: string;
  readonly physicalId: string;
  readonly stateful: boolean;
}

/** What became of the resources of a release when another one was deployed over it. */
export interface Fates {
  readonly kept: readonly Deployed[];
  readonly gone: readonly (Deployed & { readonly became: string })[];
  /** How many are new. */
  readonly added: number;
}

/** @param before records of the embedded AWS until the release was deployed @param after those since */
export function fates(before: readonly EmulatorRecord[], after: readonly EmulatorRecord[]): Fates {
  const schemas = Schemas.load();
  const standing = new Map<string, EmulatorRecord>();
  for (const record of before.filter(({ stack, logicalId }) => stack !== null && logicalId !== null)) {
    if (record.op === 'delete') standing.delete(keyOf(record));
    else standing.set(keyOf(record), record);
  }
  const later = new Map<string, EmulatorRecord[]>();
  for (const record of after) later.set(keyOf(record), [...later.get(keyOf(record)) ?? [], record]);
  const all = [...standing].map(([key, record]) => ({
    what: `${key} (${record.type} ${record.physicalId})`,
    logicalId: record.logicalId!,
    physicalId: record.physicalId,
    stateful: stateOf(schemas, record.type) === 'holds state',
    became: whatBecame(record, later.get(key) ?? []),
  }));
  return {
    kept: all.filter(({ became }) => !became),
    gone: all.filter(({ became }) => became).map(one => ({ ...one, became: one.became! })),
    added: [...later].filter(([key, records]) => !standing.has(key) && records.some(({ op }) => op === 'create')).length,
  };
}

function whatBecame({ physicalId }: EmulatorRecord, later: readonly EmulatorRecord[]): string | undefined {
  const other = later.find(record => record.op !== 'delete' && record.physicalId !== physicalId);
  if (other) return `was replaced by ${other.physicalId}`;
  return later.some(record => record.op === 'delete') ? 'was deleted' : undefined;
}

function keyOf({ account, region, stack, logicalId }: EmulatorRecord): string {
  return [account, region, stack, logicalId].join('/');
}
