import { CHAIN_TAG, DELEGATION_TAG, EXPIRES_TAG, FORGOTTEN_TAG, PARENT_ZONE_TAG, QUARANTINED_TAG, ZONE_TAG } from './constants';
import { decide, endOf, Notice, quarantineOf, Rules, Sandbox, Step } from './decision';
import type { NameRecords } from './name-records';

/** What the keeper does to accounts, whoever does it for it. */
export interface SandboxAccounts {
  /** All accounts of the organization with a date on which they end. */
  list(): Promise<Sandbox[]>;
  tag(account: string, tags: Record<string, string>): Promise<void>;
  untag(account: string, keys: string[]): Promise<void>;
  moveTo(account: string, place: 'sandboxes' | 'quarantine'): Promise<void>;
  /** @returns false if AWS closes no more at the moment */
  close(account: string): Promise<boolean>;
}

/** The records by which the world finds the zone of a sandbox. */
export interface Delegations {
  read(zone: string, parent: string): Promise<NameRecords>;
  /** Takes away what leads to these name servers, and nothing else. */
  remove(zone: string, parent: string, records: NameRecords): Promise<void>;
  /** Writes them again where there are none; what is there stays. */
  restore(zone: string, parent: string, records: NameRecords): Promise<void>;
}

export interface Notices {
  send(notice: Notice, sandbox: Sandbox, now: number): Promise<void>;
}

/** What became of one sandbox in one run. */
export interface Outcome {
  readonly name: string;
  readonly id: string;
  readonly did: string[];
  readonly state: string;
  readonly until?: string;
}

/** More than any sandbox needs in one run. */
const MOST_STEPS = 12;
/** Until all name servers of Route 53 answer the same. */
const SPREADING = 60;

/**
 * Does what was decided, step after step, for one sandbox after the other; those that ended first come first, since AWS closes only so many accounts a
 * month. One that fails keeps none of the others.
 */
export class Keeper {
  private closesNoMore = false;

  public constructor(
    private readonly accounts: SandboxAccounts, private readonly delegations: Delegations, private readonly notices: Notices,
    private readonly rules: Rules, private readonly now: () => number,
  ) {}

  public async run(): Promise<{ readonly outcomes: Outcome[]; readonly failures: string[] }> {
    const outcomes: Outcome[] = [];
    const failures: string[] = [];
    const sandboxes = await this.accounts.list();
    const ends = (sandbox: Sandbox) => quarantineOf(sandbox.tags)?.since ?? endOf(sandbox.tags, this.rules) ?? Infinity;
    for (const sandbox of sandboxes.sort((a, b) => ends(a) - ends(b) || (a.id < b.id ? -1 : 1))) {
      try {
        outcomes.push(await this.keep(sandbox));
      } catch (error) {
        failures.push(`${sandbox.name} (${sandbox.id}): ${(error as Error).name}: ${(error as Error).message}`);
      }
    }
    return { outcomes, failures };
  }

  private async keep(found: Sandbox): Promise<Outcome> {
    const did: string[] = [];
    for (let sandbox = found; ;) {
      const step = decide(sandbox, this.rules, this.now());
      if (step.do === 'rest') return outcome(sandbox, did, step.state, step.until);
      if (did.length === MOST_STEPS) throw new Error(`got ${did.join(', ')} and no end of it, expected at most ${MOST_STEPS} steps`);
      if (step.do === 'close' && !await this.close(sandbox)) return outcome(sandbox, did, 'waits until AWS closes more accounts');
      did.push('because' in step ? `${step.do} (${step.because})` : 'notice' in step && step.notice ? `tell (${step.notice})` : step.do);
      sandbox = await this.take(step, sandbox);
    }
  }

  private async take(step: Step, sandbox: Sandbox): Promise<Sandbox> {
    switch (step.do) {
      case 'note':
        // told before it is remembered: rather twice than never
        if (step.notice) await this.notices.send(step.notice, sandbox, this.now());
        return this.tagged(sandbox, step.tags);
      case 'quarantine': {
        // the time is that of this try: the grace period begins when it has succeeded
        const held = await this.tagged(sandbox, { [QUARANTINED_TAG]: `${step.because} ${new Date(this.now()).toISOString()}` });
        if (held.place !== 'quarantine') await this.accounts.moveTo(held.id, 'quarantine');
        return { ...held, place: 'quarantine' };
      }
      case 'release': return this.release(sandbox);
      case 'remember': return this.remember(sandbox);
      case 'undelegate': return this.undelegate(sandbox);
      case 'close': return { ...sandbox, state: 'PENDING_CLOSURE' };
      default: return sandbox;
    }
  }

  private async release(sandbox: Sandbox): Promise<Sandbox> {
    const { tags } = sandbox;
    if (tags[DELEGATION_TAG]) await this.delegations.restore(tags[ZONE_TAG], tags[PARENT_ZONE_TAG], remembered(tags));
    if (sandbox.place === 'quarantine') await this.accounts.moveTo(sandbox.id, 'sandboxes');
    const keys = [QUARANTINED_TAG, DELEGATION_TAG, CHAIN_TAG, FORGOTTEN_TAG].filter(key => key in tags);
    await this.accounts.untag(sandbox.id, keys);
    return {
      ...sandbox,
      place: sandbox.place === 'quarantine' ? 'sandboxes' : sandbox.place,
      tags: Object.fromEntries(Object.entries(tags).filter(([key]) => !keys.includes(key))),
    };
  }

  /** Which name servers are its own: somebody else may have the name when they are taken away, and an extension brings them back. */
  private async remember(sandbox: Sandbox): Promise<Sandbox> {
    const { [ZONE_TAG]: zone, [PARENT_ZONE_TAG]: parent } = sandbox.tags;
    const { ns, ds } = await this.delegations.read(zone, parent);
    return this.tagged(sandbox, { ...ds && { [CHAIN_TAG]: asTag(ds, '/') }, [DELEGATION_TAG]: asTag(ns ?? { ttl: 0, values: [] }, ' ') });
  }

  private async undelegate(sandbox: Sandbox): Promise<Sandbox> {
    const { [ZONE_TAG]: zone, [PARENT_ZONE_TAG]: parent } = sandbox.tags;
    const records = remembered(sandbox.tags);
    await this.delegations.remove(zone, parent, records);
    const ttl = Math.max(records.ns?.ttl ?? 0, records.ds?.ttl ?? 0);
    const until = this.now() + (ttl && ttl + SPREADING) * 1000;
    return this.tagged(sandbox, { [FORGOTTEN_TAG]: new Date(until).toISOString() });
  }

  private async close({ id }: Sandbox): Promise<boolean> {
    if (this.closesNoMore) return false;
    const closes = await this.accounts.close(id);
    this.closesNoMore = !closes;
    return closes;
  }

  private async tagged(sandbox: Sandbox, tags: Record<string, string>): Promise<Sandbox> {
    await this.accounts.tag(sandbox.id, tags);
    return { ...sandbox, tags: { ...sandbox.tags, ...tags } };
  }
}

function outcome({ name, id, tags }: Sandbox, did: string[], state: string, until?: number): Outcome {
  return { name, id, did, state, until: until === undefined ? tags[EXPIRES_TAG] : new Date(until).toISOString() };
}

/** Values that do not fit are left out: without them the name is not found again, with half of them it would be found wrongly. */
function asTag({ ttl, values }: NonNullable<NameRecords['ns']>, separator: string): string {
  const text = [String(ttl), values.join(separator)].join('=');
  return text.length > 256 ? `${ttl}=` : text;
}

function remembered(tags: Sandbox['tags']): NameRecords {
  const read = (tag: string, separator: string) => {
    const [ttl, values] = (tags[tag] ?? '').split('=');
    return ttl ? { ttl: Number(ttl), values: (values ?? '').split(separator).filter(Boolean) } : undefined;
  };
  return { ns: read(DELEGATION_TAG, ' '), ds: read(CHAIN_TAG, '/') };
}
