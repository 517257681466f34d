/** What a change of a template means to whoever uses what is there, the worst last. */
export const VERDICTS = ['safe', 'interrupts', 'replaces', 'deletes state'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What CloudFormation does about it. */
export type Effect =
  | 'adds'
  | 'changes in place'
  | 'replaces'
  /** Whether it does depends on values that stand in no template. */
  | 'may replace'
  | 'removes'
  | 'may remove'
  /** It stays, and no stack or nobody takes care of it any more. */
  | 'leaves behind'
  /** In another stack of the same account and region: made there, removed or left behind here. */
  | 'moves'
  /** Under another logical id: made once more, removed or left behind under the old one. */
  | 'renames'
  /** The deployment stops with an error. */
  | 'refuses';

/** One resource that two states of a stack have differently, and what becomes of it. */
export interface Change {
  /** Construct path of the stack; a template inside a StackSet is `<path of the stack> > <logical id of the StackSet>`. */
  readonly stack: string;
  /** Logical id; `*` for the stack as a whole. */
  readonly resource: string;
  readonly type: string;
  readonly verdict: Verdict;
  readonly effect: Effect;
  /** Paths of the properties that decide, joined by `/`; none if the resource as a whole does. */
  readonly properties: readonly string[];
  /** One sentence. */
  readonly why: string;
}

/** The worst of some judgements; of two that are as bad the first. */
export function worst<T extends { readonly verdict: Verdict }>(judgements: readonly (T | undefined)[]): T | undefined {
  return judgements.reduce((one, other) => one && (!other || rank(one) >= rank(other)) ? one : other, undefined);
}

function rank({ verdict }: { readonly verdict: Verdict }): number {
  return VERDICTS.indexOf(verdict);
}

/** Whether a user has to know before the upgrade: such a change needs a migration note. */
export function needsNote({ verdict }: Change): boolean {
  return verdict === 'replaces' || verdict === 'deletes state';
}
