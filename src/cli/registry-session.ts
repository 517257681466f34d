import type { PlatformJson } from '../plan/platform-json';
import { isDenied } from './aws/call';
import type { Caller } from './aws/identity';
import { Organization } from './aws/organization';
import { renderChange } from './registry-diff';
import type { RegionsSeen } from './registry-merge';
import { RegistryStore } from './registry-store';
import { observe, Observed, syncRegistry } from './registry-sync';
import { Tool } from './tool';

/** How long a creation of an account that AWS still works on is waited for. */
const CREATION_TAKES = 10 * 60_000;

/** Keeps accounts.json up to date while a deployment runs. */
export class RegistrySession {
  private readonly organizations: Organization;
  private readonly warned = new Set<string>();
  private readonly optedIn = new Map<string, string[]>();
  private seen?: { readonly homeRegion: string; readonly observed: Observed };

  constructor(private readonly tool: Tool, private readonly store: RegistryStore, private readonly caller: Caller, region: string) {
    this.organizations = new Organization(region);
  }

  /** Looks at AWS; true if accounts.json is different now. */
  public async sync(homeRegion: string, plan?: PlatformJson): Promise<boolean> {
    this.tool.children.check();
    this.seen = { homeRegion, observed: await observe(this.organizations, this.caller, homeRegion, (await this.store.read()).file) };
    return this.write(plan);
  }

  /** Writes places for accounts that only the code knows, from what AWS has just said. */
  public async reserve(plan: PlatformJson): Promise<boolean> {
    // Identity Center lives in the home region, which is known only after the first synth
    return this.seen?.homeRegion === plan.regions.home ? this.write(plan) : this.sync(plan.regions.home, plan);
  }

  /** Remembers a region that an account has opted in to; written with the next change. */
  public remember(account: string, region: string): void {
    this.optedIn.set(account, [...this.optedIn.get(account) ?? [], region]);
  }

  /** Writes what was remembered, which regions are open to everybody now, and which are gone; true if accounts.json is different now. */
  public async complete(plan: PlatformJson, regions: Pick<RegionsSeen, 'ready' | 'empty'>): Promise<boolean> {
    return this.write(plan, regions);
  }

  /** Waits for accounts that AWS is still making; true if accounts.json is different now. */
  public async settle(plan: PlatformJson): Promise<boolean> {
    const pending = plan.accounts.filter(account => account.status === 'pending').map(account => account.name);
    const started = Date.now();
    while (pending.length && Date.now() - started < CREATION_TAKES) {
      const running = (await this.creations()).filter(creation => creation.State === 'IN_PROGRESS');
      if (!running.length) return false;
      this.tool.progress.note(`AWS still makes ${running.map(creation => creation.AccountName).join(', ')}`);
      await this.tool.children.sleep(Math.min(10_000, 1000 + (Date.now() - started) / 4));
      if (await this.sync(plan.regions.home, plan)) return true;
    }
    return false;
  }

  /** Why AWS could not make accounts that are pending, by name. */
  public async refusals(plan: PlatformJson): Promise<Map<string, string>> {
    const pending = plan.accounts.filter(account => account.status === 'pending').map(account => account.name);
    if (!pending.length) return new Map();
    const failed = (await this.creations()).filter(creation => creation.State === 'FAILED' && pending.includes(creation.AccountName!));
    // newest first: the latest attempt counts
    return new Map(failed.reverse().map(({ AccountName, FailureReason, RequestedTimestamp }) => [
      AccountName!, `AWS refused it on ${RequestedTimestamp?.toISOString().slice(0, 10)}: ${FailureReason}`,
    ]));
  }

  /** They only explain: who may not read them deploys all the same. */
  private async creations() {
    try {
      return await this.organizations.creations();
    } catch (error) {
      if (isDenied(error)) return [];
      throw error;
    }
  }

  private async write(plan?: PlatformJson, { ready, empty }: Pick<RegionsSeen, 'ready' | 'empty'> = { ready: [], empty: [] }): Promise<boolean> {
    this.tool.children.check();
    const { changes, changed, warnings } = await syncRegistry({
      caller: this.caller, observed: this.seen!.observed, store: this.store, plan, regions: { optedIn: this.optedIn, ready, empty },
    });
    for (const warning of warnings.filter(one => !this.warned.has(one))) {
      this.warned.add(warning);
      this.tool.progress.warn(warning);
    }
    if (changed) this.tool.progress.note([`${this.store.shown}:`, ...changes.map(renderChange)].join('\n  '));
    return changed;
  }
}
