import { parseDocument } from 'yaml';
import { Change, needsNote, Verdict, VERDICTS } from './verdict';
import { pattern } from '../pattern';

/** A change that a release makes and that somebody has to know before. */
export interface NotedChange {
  /** Path of the stack; `*` stands for any text. */
  readonly stack: string;
  /** Logical id; `*` stands for any text. */
  readonly resource: string;
  readonly verdict: Verdict;
  /** What the user does. */
  readonly action: string;
}

/** A change of the library after which code that compiled does so no more. */
export interface NotedApiChange {
  /** As jsii-diff names it: `removed:@astradot/cloud-platform.LandingZone.zone`. */
  readonly change: string;
  /** What the user writes instead. */
  readonly action: string;
}

/** `migrations/<version>.md`: what a release asks of its users, the changes in its front matter. */
export interface MigrationNote {
  readonly file: string;
  readonly changes: readonly NotedChange[];
  readonly api: readonly NotedApiChange[];
}

/** What the notes do not say, and what they say of nothing. */
export interface Unsettled {
  readonly unexplained: readonly Change[];
  readonly unreal: readonly { readonly file: string; readonly noted: NotedChange }[];
}

const KEYS: readonly (keyof NotedChange)[] = ['stack', 'resource', 'verdict', 'action'];
const API_KEYS: readonly (keyof NotedApiChange)[] = ['change', 'action'];

export function parseNote(text: string, file: string): MigrationNote {
  const matter = /^---\n([\s\S]*?)\n---(\n|$)/.exec(text)?.[1];
  if (matter === undefined) throw new Error(`${file}: got no front matter, expected YAML with "changes" between two lines of "---"`);
  const document = parseDocument(matter);
  const [fault] = [...document.errors, ...document.warnings];
  if (fault) throw new Error(`${file}: got ${fault.message}, expected YAML`);
  const { changes = [], api = [], ...others } = document.toJS() ?? {};
  const unknown = Object.keys(others);
  if (unknown.length) throw new Error(`${file}: got ${unknown.join(', ')}, expected changes, api`);
  for (const [name, list] of Object.entries({ changes, api })) {
    if (!Array.isArray(list)) throw new Error(`${file}: ${name}: got ${JSON.stringify(list)}, expected a list of changes`);
  }
  if (!changes.length && !api.length) throw new Error(`${file}: changes: got [], expected a list of changes`);
  return {
    file,
    changes: changes.map((change: unknown, index: number) => parseChange(change, `${file}: changes[${index}]`)),
    api: api.map((change: unknown, index: number) => checkKeys<NotedApiChange>(change, API_KEYS, `${file}: api[${index}]`)),
  };
}

/** Each change that needs a note against the notes there are; a note says one verdict, and no other is meant by it. */
export function settle(changes: readonly Change[], notes: readonly MigrationNote[]): Unsettled {
  const all = notes.flatMap(({ file, changes: noted }) => noted.map(one => ({ file, noted: one })));
  return {
    unexplained: changes.filter(change => needsNote(change) && !all.some(({ noted }) => names(noted, change))),
    unreal: all.filter(({ noted }) => !changes.some(change => names(noted, change))),
  };
}

/** What the notes ask for a change; nothing if none speaks of it. */
export function actionFor(change: Change, notes: readonly MigrationNote[]): string | undefined {
  return notes.flatMap(({ changes }) => changes).find(noted => names(noted, change))?.action;
}

function names(noted: NotedChange, change: Change): boolean {
  return noted.verdict === change.verdict && pattern(noted.stack).test(change.stack) && pattern(noted.resource).test(change.resource);
}

function parseChange(value: unknown, where: string): NotedChange {
  const change = checkKeys<NotedChange>(value, KEYS, where);
  if (!VERDICTS.includes(change.verdict)) throw new Error(`${where}: verdict: got ${change.verdict}, expected one of ${VERDICTS.join(', ')}`);
  return change;
}

function checkKeys<T>(value: any, keys: readonly (keyof T & string)[], where: string): T {
  if (typeof value !== 'object' || value === null) throw new Error(`${where}: got ${JSON.stringify(value)}, expected ${keys.join(', ')}`);
  const unknown = Object.keys(value).filter(key => !(keys as readonly string[]).includes(key));
  if (unknown.length) throw new Error(`${where}: got ${unknown.join(', ')}, expected ${keys.join(', ')}`);
  for (const key of keys) {
    if (typeof value[key] !== 'string' || !value[key].trim()) throw new Error(`${where}: ${key}: got ${JSON.stringify(value[key])}, expected text`);
  }
  return value;
}
