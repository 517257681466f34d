import {
  Account, CreateAccountStatus, DescribeOrganizationCommand, ListAccountsCommand, ListAccountsForParentCommand, ListCreateAccountStatusCommand,
  ListOrganizationalUnitsForParentCommand, ListRootsCommand, ListTagsForResourceCommand, OrganizationalUnit, OrganizationsClient,
  Root, Tag, TagResourceCommand,
} from '@aws-sdk/client-organizations';
import { sideBySide } from '../side-by-side';
import { awsCode, call, RETRY } from './call';
import { pages } from './pages';

/** Tags that the platform puts on the accounts it makes. */
export const SLOT_TAG = 'cloud-platform:slot';
export const NAME_TAG = 'cloud-platform:name';

/** The organization as AWS gives it. */
export interface OrganizationSnapshot {
  readonly id: string;
  readonly rootId: string;
  readonly managementAccountId: string;
  readonly organizationalUnits: { readonly path: string; readonly id: string }[];
  readonly accounts: OrganizationAccount[];
}

export interface OrganizationAccount {
  readonly id: string;
  /** AWS's own name. */
  readonly name: string;
  readonly email: string;
  readonly status: string;
  /** Absent at the root. */
  readonly organizationalUnit?: string;
  readonly tags: Record<string, string>;
}

/** How many calls of a kind are under way at once; the SDK slows down by itself when AWS throttles. */
const AT_ONCE = 4;

/** AWS Organizations. */
export class Organization {
  private readonly client: OrganizationsClient;
  /** Tags of the platform stay as they are: read once in a run. */
  private readonly knownTags = new Map<string, Record<string, string>>();

  constructor(private readonly region: string) {
    this.client = new OrganizationsClient({ region, ...RETRY });
  }

  /** Undefined if the account is in no organization. */
  public async describe(): Promise<{ id: string; managementAccountId: string } | undefined> {
    try {
      const { Organization: found } = await call('organizations:DescribeOrganization', this.region, () => this.client.send(new DescribeOrganizationCommand({})));
      return { id: found!.Id!, managementAccountId: found!.MasterAccountId! };
    } catch (error) {
      if (awsCode(error) === 'AWSOrganizationsNotInUseException') return undefined;
      throw error;
    }
  }

  /** Everything; `describe` has said that the caller may. */
  public async read(described: { id: string; managementAccountId: string }): Promise<OrganizationSnapshot> {
    const rootId = (await this.pages<Root>('ListRoots', NextToken => new ListRootsCommand({ NextToken }), page => page.Roots))[0].Id!;
    const accounts = await this.pages<Account>('ListAccounts', NextToken => new ListAccountsCommand({ NextToken }), page => page.Accounts);
    const organizationalUnits: { path: string; id: string }[] = [];
    const standsIn = new Map<string, string | undefined>();
    await this.walk(rootId, undefined, organizationalUnits, standsIn);
    return {
      ...described,
      rootId,
      organizationalUnits,
      accounts: await sideBySide(accounts, AT_ONCE, async account => ({
        id: account.Id!,
        name: account.Name ?? account.Id!,
        email: account.Email!,
        status: statusOf(account),
        organizationalUnit: standsIn.get(account.Id!),
        tags: await this.tags(account.Id!),
      })),
    };
  }

  /** Creations of accounts that failed or still run, newest first. */
  public async creations(): Promise<CreateAccountStatus[]> {
    const found = await this.pages<CreateAccountStatus>('ListCreateAccountStatus',
      NextToken => new ListCreateAccountStatusCommand({ States: ['IN_PROGRESS', 'FAILED'], NextToken }), page => page.CreateAccountStatuses);
    return found.sort((a, b) => Number(b.RequestedTimestamp ?? 0) - Number(a.RequestedTimestamp ?? 0));
  }

  /** Sets tags of an account; others stay. */
  public async tag(account: string, tags: Record<string, string>): Promise<void> {
    const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
    await call('organizations:TagResource', account, () => this.client.send(new TagResourceCommand({ ResourceId: account, Tags })));
  }

  private async walk(parent: string, path: string | undefined, units: { path: string; id: string }[], standsIn: Map<string, string | undefined>) {
    const here = await this.pages<Account>('ListAccountsForParent', NextToken => new ListAccountsForParentCommand({ ParentId: parent, NextToken }), page => page.Accounts);
    here.forEach(account => standsIn.set(account.Id!, path));
    const children = await this.pages<OrganizationalUnit>('ListOrganizationalUnitsForParent',
      NextToken => new ListOrganizationalUnitsForParentCommand({ ParentId: parent, NextToken }), page => page.OrganizationalUnits);
    await sideBySide(children, AT_ONCE, async child => {
      const childPath = path ? `${path}/${child.Name}` : child.Name!;
      units.push({ path: childPath, id: child.Id! });
      await this.walk(child.Id!, childPath, units, standsIn);
    });
  }

  private async tags(account: string): Promise<Record<string, string>> {
    const known = this.knownTags.get(account);
    if (known?.[SLOT_TAG] !== undefined) return known;
    const tags = await this.pages<Tag>('ListTagsForResource', NextToken => new ListTagsForResourceCommand({ ResourceId: account, NextToken }), page => page.Tags);
    const read = Object.fromEntries(tags.map(tag => [tag.Key!, tag.Value!]));
    this.knownTags.set(account, read);
    return read;
  }

  private async pages<Item>(
    operation: string, command: (token?: string) => any, items: (page: any) => Item[] | undefined,
  ): Promise<Item[]> {
    return pages(`organizations:${operation}`, this.region, token => this.client.send<any, any>(command(token)), items);
  }
}

/** `State` says more than `Status`, which AWS retires. */
function statusOf(account: Account): string {
  return account.State ?? account.Status ?? 'ACTIVE';
}
