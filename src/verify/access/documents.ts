/** A statement of a policy, resolved: no intrinsic function is left in it. */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: string | Record<string, string | string[]>;
  readonly NotPrincipal?: string | Record<string, string | string[]>;
  readonly Action?: string | string[];
  readonly NotAction?: string | string[];
  readonly Resource?: string | string[];
  readonly NotResource?: string | string[];
  readonly Condition?: Record<string, Record<string, string | string[]>>;
}

export interface PolicyDocument {
  readonly Version?: string;
  readonly Statement: Statement[];
}

/** A document and where it stands. */
export interface NamedPolicy {
  readonly name: string;
  readonly document: PolicyDocument;
  /**
   * An AWS managed policy of which only an upper bound is known: it allows at most actions of this service (`*`: of any) that read. What it
   * denies to nobody it may deny in truth, so that an answer "allow" that rests on it is no answer.
   */
  readonly readsAtMost?: string;
  /** The same for one that does more than read: it allows at most actions of these services. */
  readonly servicesAtMost?: readonly string[];
}

export function list<T>(value: T | readonly T[] | undefined): T[] {
  return value === undefined ? [] : Array.isArray(value) ? [...value] : [value as T];
}

/** Principals of a statement as `[kind, text]`: `['AWS', 'arn:aws:iam::111111111111:root']`. */
export function principalsOf({ Principal }: Statement): [string, string][] {
  if (typeof Principal === 'string') return [['AWS', Principal]];
  return Object.entries(Principal ?? {}).flatMap(([kind, values]) => list(values).map(value => [kind, value] as [string, string]));
}

/** Conditions of a statement as `[operator, key, values]`. */
export function conditionsOf({ Condition }: Statement): [string, string, string[]][] {
  return Object.entries(Condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => [operator, key, list(values).map(String)] as [string, string, string[]]));
}

/** The same document without a reference to the template; a single statement becomes a list, as IAM takes it. */
export function documentOf(raw: any, where: string): PolicyDocument {
  const document = typeof raw === 'string' ? JSON.parse(raw) : raw;
  if (!document?.Statement) throw new Error(`${where}: got ${JSON.stringify(raw)}, expected a policy document with a Statement`);
  return { Version: document.Version ?? '2012-10-17', Statement: list(document.Statement) };
}
