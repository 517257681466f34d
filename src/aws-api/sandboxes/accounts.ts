import {
  Account, CloseAccountCommand, ListParentsCommand, MoveAccountCommand, OrganizationsClient, paginateListAccounts, paginateListTagsForResource,
  TagResourceCommand, UntagResourceCommand,
} from '@aws-sdk/client-organizations';
import { EXPIRES_TAG, QUARANTINED_TAG, ZONE_TAG } from './constants';
import type { Sandbox } from './decision';
import type { SandboxAccounts } from './keeper';
import { NAME_TAG } from '../organization/constants';
import { unitAt } from '../organization/organizational-unit';
import { retry } from '../runtime/retry';
import { sideBySide } from '../runtime/side-by-side';

const BUSY = { on: ['ConcurrentModificationException', 'TooManyRequestsException'], for: 3 * 60_000, pause: 2_000 };
const MOVING = { ...BUSY, on: [...BUSY.on, 'SourceParentNotFoundException', 'DuplicateAccountException'] };

/** Refusals that pass by themselves: so many a month, and so many at a time. */
const NO_MORE_NOW = ['CLOSE_ACCOUNT_QUOTA_EXCEEDED', 'CLOSE_ACCOUNT_REQUESTS_LIMIT_EXCEEDED'];

/** Questions at a time: Organizations takes about ten a second of each kind. */
const LANES = 5;

/** Paths of the units. */
export interface Units {
  readonly sandboxes: string;
  readonly quarantine: string;
}

/** What each account has spent, by its id; undefined where AWS did not say. */
export type Spending = ReadonlyMap<string, 'within' | 'beyond'> | undefined;

/** Sandboxes in AWS Organizations: every account that has a date on which it ends, wherever it stands and whatever the code says of it. */
export class OrganizationAccounts implements SandboxAccounts {
  private readonly ids = new Map<string, string>();

  public constructor(
    private readonly organizations: OrganizationsClient, private readonly units: Units, private readonly spending: () => Promise<Spending>,
  ) {}

  public async list(): Promise<Sandbox[]> {
    const accounts: Account[] = [];
    for await (const { Accounts = [] } of paginateListAccounts({ client: this.organizations }, {})) accounts.push(...Accounts);
    const found = (await sideBySide(accounts, LANES, async account => ({ account, tags: await this.tagsOf(account.Id!) })))
      .filter(({ tags }) => EXPIRES_TAG in tags);
    const spent = found.length ? await this.spending() : undefined;
    const inUse = found.filter(({ account, tags }) => stateOf(account) === 'ACTIVE' && !tags[QUARANTINED_TAG]);
    // each of them is looked up once
    if (found.length) await Promise.all([this.unit('sandboxes'), this.unit('quarantine')]);
    return sideBySide(found, LANES, async ({ account, tags }) => ({
      id: account.Id!,
      name: tags[NAME_TAG] ?? account.Name ?? account.Id!,
      state: stateOf(account),
      place: stateOf(account) === 'ACTIVE' ? await this.placeOf(account.Id!) : 'elsewhere',
      tags,
      spent: spent ? spent.get(account.Id!) ?? 'within' : 'unknown',
      isReplaced: inUse.some(other => other.account.Id !== account.Id && other.tags[ZONE_TAG] === tags[ZONE_TAG]),
    }));
  }

  public async tag(account: string, tags: Record<string, string>): Promise<void> {
    const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
    await retry(BUSY, () => this.organizations.send(new TagResourceCommand({ ResourceId: account, Tags })));
  }

  public async untag(account: string, TagKeys: string[]): Promise<void> {
    await retry(BUSY, () => this.organizations.send(new UntagResourceCommand({ ResourceId: account, TagKeys })));
  }

  public async moveTo(account: string, place: keyof Units): Promise<void> {
    const target = await this.unit(place);
    await retry(MOVING, async () => {
      const source = await this.parentOf(account);
      if (source === target) return;
      await this.organizations.send(new MoveAccountCommand({ AccountId: account, SourceParentId: source, DestinationParentId: target }));
    });
  }

  public async close(account: string): Promise<boolean> {
    try {
      await retry(BUSY, () => this.organizations.send(new CloseAccountCommand({ AccountId: account })));
    } catch (error) {
      const { name, Reason } = error as Error & { Reason?: string };
      if (NO_MORE_NOW.includes(Reason ?? '') || [...BUSY.on, 'ConflictException'].includes(name)) return false;
      if (name !== 'AccountAlreadyClosedException') throw error;
    }
    return true;
  }

  private async tagsOf(account: string): Promise<Record<string, string>> {
    const tags: Record<string, string> = {};
    for await (const page of paginateListTagsForResource({ client: this.organizations }, { ResourceId: account })) {
      page.Tags?.forEach(({ Key, Value }) => { tags[Key!] = Value!; });
    }
    return tags;
  }

  private async placeOf(account: string): Promise<Sandbox['place']> {
    const parent = await this.parentOf(account);
    if (parent === await this.unit('quarantine')) return 'quarantine';
    return parent === await this.unit('sandboxes') ? 'sandboxes' : 'elsewhere';
  }

  private async parentOf(account: string): Promise<string> {
    const { Parents } = await this.organizations.send(new ListParentsCommand({ ChildId: account }));
    return Parents![0].Id!;
  }

  private async unit(place: keyof Units): Promise<string> {
    const id = this.ids.get(place) ?? await unitAt(this.organizations, this.units[place]);
    this.ids.set(place, id);
    return id;
  }
}

/** `State` says more than `Status`, which AWS retires. */
function stateOf(account: Account): string {
  return account.State ?? account.Status ?? 'ACTIVE';
}
