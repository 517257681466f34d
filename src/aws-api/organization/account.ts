import {
  Account, CreateAccountCommand, CreateAccountStatus, DescribeAccountCommand, DescribeCreateAccountStatusCommand, ListParentsCommand,
  MoveAccountCommand, OrganizationsClient, paginateListAccounts, paginateListCreateAccountStatus, paginateListTagsForResource, TagResourceCommand,
} from '@aws-sdk/client-organizations';
import { AccountProperties, NAME_TAG, SLOT_TAG } from './constants';
import { checkEnd } from './end-of-sandbox';
import { unitAt } from './organizational-unit';
import type { ResourceKind, ResourceRequest } from '../runtime/custom-resource';
import { pause } from '../runtime/pause';
import { Properties } from '../runtime/properties';
import { retry } from '../runtime/retry';
import { QUARANTINED_TAG } from '../sandboxes/constants';

/** Organizations makes a few accounts at a time and refuses what goes beyond. */
const BUSY = {
  on: ['ConcurrentModificationException', 'TooManyRequestsException', 'FinalizingOrganizationException'], for: 5 * 60_000, pause: 5_000,
};
/** Meanwhile somebody else moved it, or a call that was cut off did. */
const MOVING = { ...BUSY, on: [...BUSY.on, 'SourceParentNotFoundException', 'DuplicateAccountException'] };
/** A new account is not seen everywhere at once. */
const NEW = { on: ['AccountNotFoundException'], for: 60_000 };
/** How long the making of one account is watched: a function ends after 15 minutes, and has to say so before. */
const PATIENCE = 8 * 60_000;
const POLL = 2_000;

/**
 * An account: found by its e-mail address, else made; then moved and tagged. A try that failed half-way is taken up where it stopped. An
 * account that is suspended is left as it is, and never adopted. No account is ever closed.
 */
export class AccountKind implements ResourceKind<AccountProperties> {
  public constructor(private readonly organizations: OrganizationsClient) {}

  public parse(raw: Record<string, unknown>): AccountProperties {
    const properties = new Properties(raw);
    return {
      AccountName: properties.string('AccountName'),
      Email: properties.string('Email'),
      OrganizationalUnit: properties.string('OrganizationalUnit'),
      Slot: String(properties.number('Slot')),
      Tags: raw.Tags === undefined ? {} : properties.texts('Tags'),
      LongestLife: raw.LongestLife === undefined ? undefined : String(properties.number('LongestLife')),
    };
  }

  public async ensure({ properties, oldProperties, physicalId }: ResourceRequest<AccountProperties>) {
    const account = physicalId ? await this.ofStack(physicalId) : await this.byEmail(properties.Email) ?? await this.make(properties);
    if (stateOf(account) === 'ACTIVE') {
      if (oldProperties) checkAddress(account, properties, oldProperties);
      const tags = await this.tagsOf(account.Id!);
      checkEnd(properties, tags);
      // in quarantine by the keeper of sandboxes, which alone lets it out: not by the way, because something else of it was changed
      if (!tags.has(QUARANTINED_TAG)) await this.move(account.Id!, properties.OrganizationalUnit);
      await this.tag(account.Id!, properties, tags);
    } else if (!physicalId) {
      throw new Error(`account ${properties.AccountName}: got account ${account.Id} with the address ${properties.Email}, which is ${stateOf(account)}, `
        + 'expected an active one or none; for a sandbox write its next generation (generation: 2), for another account another address in '
        + `accountEmail (AccountEmail.explicit({ '${properties.AccountName}': ... })): AWS does not give the address of a closed account to another for 90 days`);
    }
    return { physicalId: account.Id!, attributes: { AccountId: account.Id, Status: stateOf(account) } };
  }

  /** No code change and no stack deletion ever closes an account. */
  public async remove(): Promise<void> {}

  /** The account that this resource stands for. One that has left the organization is nobody's, and must not keep the others from being deployed. */
  private async ofStack(id: string): Promise<Observed> {
    try {
      return await this.describe(id);
    } catch (error) {
      if ((error as Error).name !== 'AccountNotFoundException') throw error;
      return { Id: id, State: 'REMOVED' };
    }
  }

  private async describe(id: string): Promise<Account> {
    return (await retry(NEW, () => this.organizations.send(new DescribeAccountCommand({ AccountId: id })))).Account!;
  }

  private async byEmail(email: string): Promise<Account | undefined> {
    for await (const page of paginateListAccounts({ client: this.organizations }, {})) {
      const found = page.Accounts?.find(account => account.Email?.toLowerCase() === email.toLowerCase());
      if (found) return found;
    }
    return undefined;
  }

  /** Takes up a creation that an earlier try began and did not see end, else begins one. */
  private async make(properties: AccountProperties): Promise<Account> {
    checkEnd(properties, new Map());
    const before = await this.underWay(properties);
    const account = before && await this.made(before, properties);
    if (account) return account;
    const status = await this.ended(await this.begin(properties), properties);
    // a call that was cut off and then repeated finds its address taken: by the account that it made itself
    const same = status.FailureReason === 'EMAIL_ALREADY_EXISTS' ? await this.underWay(properties) : undefined;
    const result = await this.made(same ?? status, properties);
    if (result) return result;
    throw failed(properties, status.FailureReason);
  }

  private async underWay({ AccountName }: AccountProperties): Promise<CreateAccountStatus | undefined> {
    for await (const page of paginateListCreateAccountStatus({ client: this.organizations }, { States: ['IN_PROGRESS'] })) {
      const found = page.CreateAccountStatuses?.find(status => status.AccountName === AccountName);
      if (found) return found;
    }
    return undefined;
  }

  /** The account that a creation ended in. Names are not unique, addresses are: a creation of the same name may be another's. */
  private async made(creation: CreateAccountStatus, properties: AccountProperties): Promise<Account | undefined> {
    const { AccountId } = await this.ended(creation, properties);
    const account = AccountId ? await this.describe(AccountId) : undefined;
    return account?.Email?.toLowerCase() === properties.Email.toLowerCase() ? account : this.byEmail(properties.Email);
  }

  private async begin({ AccountName, Email, Slot, Tags }: AccountProperties): Promise<CreateAccountStatus> {
    try {
      return (await retry(BUSY, () => this.organizations.send(new CreateAccountCommand({
        AccountName, Email, IamUserAccessToBilling: 'ALLOW', Tags: [...ownTags({ AccountName, Slot }), ...asTags(Tags)],
      })))).CreateAccountStatus!;
    } catch (error) {
      const { Reason } = error as { Reason?: string };
      throw ADVICE[Reason ?? ''] ? failed({ AccountName, Email }, Reason) : error;
    }
  }

  private async ended(creation: CreateAccountStatus, { AccountName }: AccountProperties): Promise<CreateAccountStatus> {
    const until = Date.now() + PATIENCE;
    for (let status = creation; ;) {
      if (status.State !== 'IN_PROGRESS') return status;
      if (Date.now() > until) {
        throw new Error(`account ${AccountName}: got creation ${creation.Id} still in progress after ${PATIENCE / 60_000} minutes, expected its end; `
          + 'deploy again: it is taken up where it stands');
      }
      await pause(POLL);
      status = (await this.organizations.send(new DescribeCreateAccountStatusCommand({ CreateAccountRequestId: creation.Id! }))).CreateAccountStatus!;
    }
  }

  private async move(account: string, path: string): Promise<void> {
    const target = await unitAt(this.organizations, path);
    await retry(MOVING, async () => {
      const { Parents } = await this.organizations.send(new ListParentsCommand({ ChildId: account }));
      const source = Parents![0].Id!;
      if (source === target) return;
      await this.organizations.send(new MoveAccountCommand({ AccountId: account, SourceParentId: source, DestinationParentId: target }));
    });
  }

  private async tagsOf(account: string): Promise<Map<string, string>> {
    const tags = new Map<string, string>();
    for await (const page of paginateListTagsForResource({ client: this.organizations }, { ResourceId: account })) {
      page.Tags?.forEach(tag => tags.set(tag.Key!, tag.Value!));
    }
    return tags;
  }

  private async tag(account: string, properties: AccountProperties, has: Map<string, string>): Promise<void> {
    // a slot is given once: what stands on the account is right, and the next sync reads it
    const missing = [
      ...ownTags(properties).filter(tag => !has.has(tag.Key)),
      ...asTags(properties.Tags).filter(tag => has.get(tag.Key) !== tag.Value),
    ];
    if (missing.length) await retry(BUSY, () => this.organizations.send(new TagResourceCommand({ ResourceId: account, Tags: missing })));
  }
}

/** An account as AWS tells it, or what is left of one that has gone. */
interface Observed extends Pick<Account, 'Id' | 'Email' | 'Status'> {
  readonly State?: string;
}

/** By which `accounts sync` knows the account again. */
function ownTags({ AccountName, Slot }: Pick<AccountProperties, 'AccountName' | 'Slot'>): AccountTag[] {
  return asTags({ [NAME_TAG]: AccountName, [SLOT_TAG]: Slot });
}

function asTags(tags: Record<string, string> = {}): AccountTag[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

interface AccountTag {
  readonly Key: string;
  readonly Value: string;
}

/** `State` says more than `Status`, which AWS retires. */
function stateOf(account: Observed): string {
  return account.State ?? account.Status ?? 'ACTIVE';
}

/** Another address in the code is either the one that the account has by now, or would mean another account: this one must not be lost by it. */
function checkAddress(account: Observed, { AccountName, Email }: AccountProperties, old: AccountProperties): void {
  const same = (address?: string) => address?.toLowerCase() === Email.toLowerCase();
  if (same(old.Email) || same(account.Email)) return;
  throw new Error(`account ${AccountName} (${account.Id}): got the address ${Email}, expected ${account.Email}, which the account has; `
    + `write AccountEmail.explicit({ '${AccountName}': '${account.Email}' }, ...), or change the address in AWS first (Account Management, primary e-mail)`);
}

function failed({ AccountName, Email }: { AccountName: string; Email: string }, reason = 'no reason given'): Error {
  return new Error(`account ${AccountName}: got ${reason} for the address ${Email}, expected a new account; ${ADVICE[reason] ?? 'deploy again, or ask AWS Support'}`);
}

const QUOTA = 'ask for a higher quota of accounts in Service Quotas (Organizations, "Default maximum number of accounts"; closed accounts count for 90 days), '
  + 'then deploy again';

/** @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreateAccountStatus.html */
const ADVICE: Record<string, string> = {
  EMAIL_ALREADY_EXISTS: 'the address belongs to an account outside this organization: invite that account, or take another address in accountEmail',
  ACCOUNT_LIMIT_EXCEEDED: QUOTA,
  ACCOUNT_NUMBER_LIMIT_EXCEEDED: QUOTA,
  GOVCLOUD_ACCOUNT_ALREADY_EXISTS: 'take another address in accountEmail',
  INVALID_EMAIL: 'take another address in accountEmail',
  CONCURRENT_ACCOUNT_MODIFICATION: 'deploy again',
  INTERNAL_FAILURE: 'deploy again',
  MISSING_PAYMENT_INSTRUMENT: 'give the management account a way to pay, then deploy again',
};
