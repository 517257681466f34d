import type { PlannedAccount, PlatformJson } from '../plan/platform-json';
import type { AccountRegions } from './aws/account-regions';
import { isDenied } from './aws/call';
import type { Children } from './children';
import { CliError, Interrupted, list } from './errors';
import type { Progress } from './progress';

/** How many opt-ins AWS works on at once. @see https://docs.aws.amazon.com/accounts/latest/reference/quotas.html */
const AT_ONCE = { inOrganization: 50, inAccount: 6 };

const SHORTEST_PAUSE = 250;
/** Fifty looks in that time are as many as AWS takes. */
const LONGEST_PAUSE = 10_000;

/** One region of one account. */
export interface OptIn {
  readonly account: PlannedAccount;
  readonly region: string;
  state: 'unknown' | 'closed' | 'under way' | 'open';
}

export interface OptInOptions {
  readonly regions: AccountRegions;
  /** Account of the credentials: it asks for others only if it manages the organization. */
  readonly caller: string;
  readonly manages: boolean;
  readonly children: Children;
  readonly progress: Progress;
  /** Regions that an account is known to have opted in to. */
  readonly known: (account: string) => readonly string[];
  /** Does what has to be done in regions that are open now; false if it has to be done again. */
  readonly onOpen: (opened: readonly OptIn[]) => Promise<boolean>;
}

/**
 * Opts accounts in to regions. AWS takes minutes to hours for one and works on few at once, so it is asked in the background, first for those
 * that come first, while everything that needs no such region is deployed. Whoever stops it loses nothing: the next run sees what is under way.
 */
export class OptIns {
  private readonly all = new Map<string, OptIn>();
  private readonly untold: string[] = [];
  private working?: Promise<void>;
  private stopped = false;
  private failure?: unknown;
  private opened = 0;

  constructor(private readonly options: OptInOptions) {
  }

  /** Takes up what the plan's accounts have still to opt in to: management, core accounts, the rest. */
  public begin(plan: PlatformJson, only?: readonly string[]): void {
    const { manages, caller, known } = this.options;
    for (const account of plan.accounts.filter(({ id, status }) => status === 'active' && (manages || id === caller)).sort((a, b) => rank(a) - rank(b))) {
      if (only && !only.includes(account.name)) continue;
      for (const region of plan.regions.optIn) {
        const key = `${account.id}/${region}`;
        if (!this.all.has(key)) this.all.set(key, { account, region, state: known(account.id!).includes(region) ? 'open' : 'unknown' });
      }
    }
    if (!this.left.length || this.stopped || this.working) return;
    // what was refused may have been allowed by what was deployed since
    this.failure = undefined;
    this.working = this.work();
  }

  /** False as long as AWS still has to open the region for the account. */
  public isOpen(account: string | undefined, region: string): boolean {
    const optIn = this.all.get(`${account}/${region}`);
    return !optIn || optIn.state === 'open';
  }

  public isWaiting(region: string): boolean {
    return this.left.some(optIn => optIn.region === region);
  }

  /** Why accounts are not finished, by name. */
  public get waiting(): Map<string, string> {
    const regions = new Map<string, string[]>();
    for (const { account, region } of this.left) regions.set(account.name, [...regions.get(account.name) ?? [], region]);
    return new Map([...regions].map(([name, of]) => [name, `AWS still opens ${of.join(', ')} for it`]));
  }

  /** Waits until one more is open; false if none is left, or none was opened in time. */
  public async next(timeout: number): Promise<boolean> {
    if (!this.left.length) return false;
    const before = this.opened;
    const started = Date.now();
    const left = () => timeout - (Date.now() - started);
    await this.options.progress.tasks(undefined, [{
      title: 'regions',
      run: async say => {
        for (let pause = SHORTEST_PAUSE; this.opened === before && !this.failure && left() > 0; pause = Math.min(pause * 1.5, 5000)) {
          say(this.state);
          await this.options.children.sleep(Math.max(1, Math.min(pause, left())));
        }
      },
      summary: () => ({ text: this.state }),
    }], 1);
    this.tell();
    if (this.failure) throw this.failure;
    return this.opened > before;
  }

  /** Says what was done since the last time: in between a live display is not disturbed. */
  public tell(): void {
    this.untold.splice(0).forEach(line => this.options.progress.note(line));
  }

  public stop(): void {
    this.stopped = true;
  }

  private get left(): OptIn[] {
    return [...this.all.values()].filter(({ state }) => state !== 'open');
  }

  private get state(): string {
    const { left } = this;
    const underWay = left.filter(({ state }) => state === 'under way').length;
    const rest = left.length ? `, AWS works on ${underWay}, waits for ${named(left)}` : '';
    return `${this.all.size - left.length} of ${this.all.size} opt-ins done${rest}`;
  }

  private async work(): Promise<void> {
    try {
      for (let pause = SHORTEST_PAUSE; this.left.length && !this.stopped; pause = Math.min(pause * 1.5, LONGEST_PAUSE)) {
        if (await this.round()) pause = SHORTEST_PAUSE;
        if (this.left.length && !this.stopped) await this.options.children.sleep(pause);
      }
    } catch (error) {
      // Ctrl-C is told by whoever is in front
      if (!(error instanceof Interrupted)) this.failure = explained(error);
    } finally {
      this.working = undefined;
    }
  }

  /** Looks at those that are under way, and begins as many more as AWS takes; true if one more is open. */
  private async round(): Promise<boolean> {
    const open: OptIn[] = [];
    const asked: OptIn[] = [];
    for (const optIn of this.left.filter(({ state }) => state === 'under way')) if (await this.look(optIn)) open.push(optIn);
    for (const optIn of this.left.filter(({ state }) => state !== 'under way')) {
      if (this.stopped) break;
      if (optIn.state === 'unknown' && await this.look(optIn)) open.push(optIn);
      if (optIn.state !== 'closed') continue;
      const underWay = this.left.filter(({ state }) => state === 'under way');
      if (underWay.length >= AT_ONCE.inOrganization) break;
      if (underWay.filter(({ account }) => account.id === optIn.account.id).length >= AT_ONCE.inAccount) continue;
      // else somebody else's are under way as well: the next round tries again
      if (!await this.options.regions.enable(optIn.account.id!, optIn.region)) continue;
      optIn.state = 'under way';
      asked.push(optIn);
    }
    if (asked.length) this.untold.push(`AWS is asked to open regions: ${named(asked)}`);
    if (!open.length || !await this.options.onOpen(open)) return false;
    open.forEach(optIn => { optIn.state = 'open'; });
    this.untold.push(`regions are open: ${named(open)}`);
    this.opened += open.length;
    return true;
  }

  /** True if the region is open. One that is being closed is asked for again when it is. */
  private async look(optIn: OptIn): Promise<boolean> {
    this.options.children.check();
    const status = await this.options.regions.status(optIn.account.id!, optIn.region);
    optIn.state = status === 'DISABLED' ? 'closed' : 'under way';
    return status === 'ENABLED';
  }
}

function rank({ name, purpose }: PlannedAccount): number {
  return name === 'management' ? 0 : purpose === 'environment' ? 2 : 1;
}

function named(optIns: readonly OptIn[]): string {
  return list(optIns.map(({ account, region }) => `${account.name} (${region})`), 8);
}

function explained(error: unknown): unknown {
  if (!isDenied(error)) return error;
  const { problem, exitCode, cause } = error as CliError;
  return new CliError({
    ...problem,
    what: 'an account could not be opted in to a region',
    expected: 'an identity of the management account that may, and trusted access for account.amazonaws.com, which the stack of the organization switches on',
    instead: 'run the same command again when it may: it goes on',
  }, exitCode, { cause });
}
