import { DELEGATION_TAG, EXPIRES_TAG, FORGOTTEN_TAG, QUARANTINED_TAG, SAID_TAG, TOLD_TAG, WARNED_TAG, ZONE_TAG } from './constants';

/** An account that is a sandbox, as it stands in the organization. */
export interface Sandbox {
  readonly id: string;
  readonly name: string;
  /** As AWS says it: ACTIVE, SUSPENDED, PENDING_CLOSURE, CLOSED. */
  readonly state: string;
  readonly place: 'sandboxes' | 'quarantine' | 'elsewhere';
  readonly tags: Readonly<Record<string, string>>;
  /** Against its budget of this month. Without a budget it is within; `unknown` while AWS does not say. */
  readonly spent: 'within' | 'beyond' | 'unknown';
  /** Another sandbox that is in use has its domain name by now. */
  readonly isReplaced: boolean;
}

/** In days. */
export interface Rules {
  readonly gracePeriod: number;
  readonly longestLife: number;
}

export type Reason = 'expired' | 'budget';

/** What somebody is told, each once. */
export type Notice = 'unreadable' | 'too-far' | 'warning' | 'quarantined' | 'released' | 'closing';

/** The next thing to do; after it, or in another run, one asks again. */
export type Step =
  | { readonly do: 'rest'; readonly state: string; readonly until?: number }
  | { readonly do: 'note'; readonly tags: Record<string, string>; readonly notice?: Notice }
  | { readonly do: 'quarantine'; readonly because: Reason }
  | { readonly do: 'release' }
  | { readonly do: 'remember' }
  | { readonly do: 'undelegate' }
  | { readonly do: 'close' };

const DAY = 86_400_000;
const WARNINGS = [1, 7];

/**
 * What has to happen to a sandbox now. It reads nothing but its arguments: each step leaves a trace in them, and no step comes twice. An account that
 * AWS no longer calls active is left alone, whoever closed it.
 */
export function decide(sandbox: Sandbox, rules: Rules, now: number): Step {
  const { tags, state, place } = sandbox;
  if (state !== 'ACTIVE') return { do: 'rest', state: state.toLowerCase().replace(/_/g, ' ') };
  const said = tags[EXPIRES_TAG];
  if (!isDay(said)) {
    const told = `unreadable ${said}`.slice(0, 256);
    return tags[WARNED_TAG] === told ? { do: 'rest', state: 'date unreadable' } : { do: 'note', tags: { [WARNED_TAG]: told }, notice: 'unreadable' };
  }
  if (!saidOn(tags)) return { do: 'note', tags: { [SAID_TAG]: `${said} ${dayOf(now)}` }, notice: isTooFar(said, now, rules) ? 'too-far' : undefined };

  const end = endOf(tags, rules)!;
  const held = quarantineOf(tags);
  const because = reasonFor(sandbox, end, now, held?.because);
  if (because && (held?.because !== because || place !== 'quarantine')) return { do: 'quarantine', because };
  if (!because && held) return { do: 'release' };
  return tell(tags, end, now, held) ?? (because === 'expired' ? farewell(sandbox, held!.since, rules, now) : { do: 'rest', ...standing(sandbox, end) });
}

/** When it ends: the day that was said, but no later than so many days after it was said. Undefined while nobody has looked at that day. */
export function endOf(tags: Sandbox['tags'], { longestLife }: Pick<Rules, 'longestLife'>): number | undefined {
  const since = saidOn(tags);
  return since === undefined ? undefined : Math.min(startOf(tags[EXPIRES_TAG]), startOf(since) + longestLife * DAY);
}

/** The last day that may be said today. */
export function latestEnd(now: number, { longestLife }: Pick<Rules, 'longestLife'>): string {
  return dayOf(now + longestLife * DAY);
}

export function isTooFar(day: string, now: number, rules: Pick<Rules, 'longestLife'>): boolean {
  return day > latestEnd(now, rules);
}

/** Since when and why it is in quarantine by the keeper; undefined for one that somebody else moved there. */
export function quarantineOf(tags: Sandbox['tags']): { because: Reason; since: number } | undefined {
  const [, because, time] = /^(expired|budget) (\S+)$/.exec(tags[QUARANTINED_TAG] ?? '') ?? [];
  const since = Date.parse(time);
  return because && !Number.isNaN(since) ? { because: because as Reason, since } : undefined;
}

/** A day of the calendar, `YYYY-MM-DD`: 2026-02-30 is none. */
export function isDay(text: unknown): text is string {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

export function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

function startOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

/** The day on which the end that stands there now was seen first. */
function saidOn(tags: Sandbox['tags']): string | undefined {
  const [said, since] = (tags[SAID_TAG] ?? '').split(' ');
  return said === tags[EXPIRES_TAG] && isDay(since) ? since : undefined;
}

/** A budget that nobody can ask about neither brings somebody into quarantine nor out of it. */
function reasonFor({ spent }: Sandbox, end: number, now: number, before?: Reason): Reason | undefined {
  if (now >= end) return 'expired';
  return spent === 'beyond' || spent === 'unknown' && before === 'budget' ? 'budget' : undefined;
}

function tell(tags: Sandbox['tags'], end: number, now: number, held?: { because: Reason; since: number }): Step | undefined {
  const told = tags[TOLD_TAG] ?? '';
  const due = held ? `quarantined ${held.because} ${new Date(held.since).toISOString()}` : /^(quarantined|closing)/.test(told) ? `released ${dayOf(now)}` : undefined;
  // closing is told of in the same quarantine
  if (due && told !== due && told !== due.replace(/^quarantined \w+/, 'closing')) {
    return { do: 'note', tags: { [TOLD_TAG]: due }, notice: held ? 'quarantined' : 'released' };
  }
  const days = WARNINGS.find(one => end - now <= one * DAY);
  if (now >= end || days === undefined) return undefined;
  const [last, lastDays] = (tags[WARNED_TAG] ?? '').split(' ');
  return last === dayOf(end) && Number(lastDays) <= days ? undefined : { do: 'note', tags: { [WARNED_TAG]: `${dayOf(end)} ${days}` }, notice: 'warning' };
}

/**
 * After the grace period: first nobody is led to its zone any more, then no resolver remembers it, then it is closed. A successor of the same name gets
 * the name at once: which name servers were its own was looked up before.
 */
function farewell({ tags, isReplaced }: Sandbox, since: number, { gracePeriod }: Rules, now: number): Step {
  const isKnown = DELEGATION_TAG in tags;
  const forgotten = Date.parse(tags[FORGOTTEN_TAG] ?? '');
  if (tags[ZONE_TAG] && !isKnown && !isReplaced) return { do: 'remember' };
  if (isKnown && isReplaced && Number.isNaN(forgotten)) return { do: 'undelegate' };
  const closes = since + gracePeriod * DAY;
  if (now < closes) return { do: 'rest', state: 'expired, in quarantine', until: closes };
  const told = `closing ${new Date(since).toISOString()}`;
  if (tags[TOLD_TAG] !== told) return { do: 'note', tags: { [TOLD_TAG]: told }, notice: 'closing' };
  if (isKnown && Number.isNaN(forgotten)) return { do: 'undelegate' };
  return forgotten > now ? { do: 'rest', state: 'waits until no resolver knows its zone', until: forgotten } : { do: 'close' };
}

function standing({ place, tags }: Sandbox, end: number): { state: string; until: number } {
  const state = quarantineOf(tags) ? 'beyond its budget, in quarantine' : place === 'quarantine' ? 'in quarantine by hand' : place === 'elsewhere' ? 'active, in another unit' : 'active';
  return { state, until: end };
}
