import type { RegistryFile } from '../accounts/registry-file';
import type { PlatformJson } from '../plan/platform-json';
import { AccountRegions } from './aws/account-regions';
import type { Caller } from './aws/identity';
import { StackSets } from './aws/stack-sets';
import type { Credentials } from './credentials';
import { CliError, ExitCode } from './errors';
import { OptIn, OptIns } from './opt-ins';
import type { RegistrySession } from './registry-session';
import type { RegistryStore } from './registry-store';
import { leftovers } from './removed-regions';
import { mendInstances } from './stack-instances';
import { managementAccountOf, regionFor, Tool } from './tool';
import { blockedStacks } from './waves';

export interface RegionsOptions {
  readonly tool: Tool;
  readonly caller: Caller;
  readonly plan: PlatformJson;
  readonly store: RegistryStore;
  /** The registry at the beginning. */
  readonly registry: RegistryFile;
  /** Absent where nothing is written down. */
  readonly session?: RegistrySession;
  readonly credentials: Credentials;
  /** Milliseconds that AWS may take to open one more region. */
  readonly timeout: number;
}

/** What a deployment does about regions: opens them for accounts, then to everybody, and lets go of those that were given up. */
export class Regions {
  public readonly optIns: OptIns;
  private readonly said = new Set<string>();
  private ownOpened = false;

  constructor(private readonly options: RegionsOptions) {
    const { tool, caller, plan, registry } = options;
    this.optIns = new OptIns({
      regions: new AccountRegions(regionFor(plan), caller.account),
      caller: caller.account,
      manages: (managementAccountOf(registry) ?? caller.account) === caller.account,
      children: tool.children,
      progress: tool.progress,
      known: account => registry.accounts.find(({ id }) => id === account)?.optedIn ?? [],
      onOpen: async opened => this.onOpen(opened),
    });
  }

  /** Nothing can be deployed while the home region is closed to the caller's own account. */
  public async openHome(only?: readonly string[]): Promise<void> {
    const { plan, caller, timeout } = this.options;
    this.optIns.begin(plan, only ?? ['management']);
    while (!this.optIns.isOpen(caller.account, plan.regions.home)) {
      if (await this.optIns.next(timeout)) continue;
      throw new CliError({
        what: 'the home region is not open to the management account yet; nothing was deployed',
        where: plan.regions.home,
        got: 'AWS still works on it, which takes minutes to hours',
        instead: 'run the same command again later: it goes on',
      }, ExitCode.PENDING);
    }
  }

  /** Whether regions of the caller's own account were opened since this was last asked. */
  public get hasOpenedOwn(): boolean {
    const had = this.ownOpened;
    this.ownOpened = false;
    return had;
  }

  /** When everything stands that can: true if accounts.json, and with it the plan, is different now. */
  public async complete(plan: PlatformJson): Promise<boolean> {
    const { session, store, credentials, tool: { progress, children } } = this.options;
    if (!session) return false;
    const { platform } = (await store.read()).file;
    const blocked = blockedStacks(plan, (account, region) => this.optIns.isOpen(account, region));
    const ready = platform?.closedRegions?.filter(region => plan.regions.governed.includes(region) && !this.optIns.isWaiting(region)
      && !plan.stacks.some(stack => stack.region === region && blocked.has(stack.path))) ?? [];
    const given = plan.regions.removed.filter(region => platform?.regions.includes(region));
    const left = await leftovers(plan, given, credentials, children);
    for (const line of left.flatMap(({ lines }) => lines).filter(one => !this.said.has(one))) {
      this.said.add(line);
      progress.warn(line);
    }
    const empty = left.filter(({ lines }) => !lines.length).map(({ region }) => region);
    for (const region of ready) progress.note(`${region}: all that the platform needs stands there, and it opens to everybody`);
    for (const region of empty) progress.note(`${region}: nothing stands there any more, and its bootstraps go; take it out of removedRegions when you like`);
    return session.complete(plan, { ready, empty });
  }

  private async onOpen(opened: readonly OptIn[]): Promise<boolean> {
    const { caller, plan, store, session } = this.options;
    const rootId = (await store.read()).file.organization?.rootId;
    const members = opened.filter(({ account }) => account.id !== caller.account);
    if (members.length && rootId) {
      // a StackSet does not try again by itself where a region was closed to an account
      const stackSets = new StackSets(plan.regions.home);
      for (const region of new Set(members.map(one => one.region))) {
        const accounts = members.filter(one => one.region === region).map(({ account }) => account);
        if ((await mendInstances({ plan, stackSets, rootId, accounts, regions: [region] })).some(({ done }) => done === 'postponed')) return false;
      }
    }
    this.ownOpened ||= members.length < opened.length;
    opened.forEach(({ account, region }) => session?.remember(account.id!, region));
    return true;
  }
}
