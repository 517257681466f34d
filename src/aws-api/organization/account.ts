import {
  Account, CreateAccountCommand, CreateAccountStatus, DescribeAccountCommand, DescribeCreateAccountStatusCommand, ListParentsCommand,
  ListTagsForResourceCommand, MoveAccountCommand, OrganizationsClient, paginateListAccounts, paginateListCreateAccountStatus, TagResourceCommand,
} from '@aws-sdk/client-organizations';
import { AccountProperties, NAME_TAG, SLOT_TAG } from './constants';
import { unitAt } from './organizational-unit';
import { pause, ResourceKind, ResourceRequest } from '../runtime/custom-resource';
import { Properties } from '../runtime/properties';
import { retry } from '../runtime/retry';

/** Organizations makes a few accounts at a time and refuses what goes beyond; a function ends after 15 minutes. */
const BUSY = {
  on: ['ConcurrentModificationException', 'TooManyRequestsException', 'FinalizingOrganizationException'], for: 10 * 60_000, pause: 5_000,
};

/**
 * An account: found by its e-mail address, else made; then moved and tagged. A try that failed half-way is taken up where it stopped. A
 * suspended account is left as it is, and no account is ever closed.
 */
export class AccountKind implements ResourceKind<AccountProperties> {
  public constructor(private readonly organizations: OrganizationsClient, private readonly pollEvery = 2_000) {}

  public parse(raw: Record<string, unknown>): AccountProperties {
    const properties = new Properties(raw);
    return {
      AccountName: properties.string('AccountName'),
      Email: properties.string('Email'),
      OrganizationalUnit: properties.string('OrganizationalUnit'),
      Slot: properties.string('Slot'),
    };
  }

  public async ensure({ properties, physicalId }: ResourceRequest<AccountProperties>) {
    const account = await this.observe(properties, physicalId) ?? await this.create(properties);
    if (account.Status === 'ACTIVE') {
      await this.move(account.Id!, properties.OrganizationalUnit);
      await this.tag(account.Id!, properties);
    }
    return { physicalId: account.Id!, attributes: { AccountId: account.Id, Status: account.Status } };
  }

  /** No code change and no stack deletion ever closes an account. */
  public async remove(): Promise<void> {}

  private async observe(properties: AccountProperties, physicalId?: string): Promise<Account | undefined> {
    if (physicalId) return (await this.organizations.send(new DescribeAccountCommand({ AccountId: physicalId }))).Account;
    return await this.byEmail(properties.Email) ?? await this.underWay(properties);
  }

  private async byEmail(email: string): Promise<Account | undefined> {
    for await (const page of paginateListAccounts({ client: this.organizations }, {})) {
      const found = page.Accounts?.find(account => account.Email?.toLowerCase() === email.toLowerCase());
      if (found) return found;
    }
    return undefined;
  }

  /** A creation that an earlier try began and did not see end. */
  private async underWay({ AccountName, Email }: AccountProperties): Promise<Account | undefined> {
    for await (const page of paginateListCreateAccountStatus({ client: this.organizations }, { States: ['IN_PROGRESS'] })) {
      for (const status of page.CreateAccountStatuses ?? []) {
        if (status.AccountName === AccountName) {
          await this.ended(status.Id!);
          return this.byEmail(Email);
        }
      }
    }
    return undefined;
  }

  private async create({ AccountName, Email, Slot }: AccountProperties): Promise<Account> {
    const begun = await retry(BUSY, () => this.organizations.send(new CreateAccountCommand({
      AccountName, Email, IamUserAccessToBilling: 'ALLOW', Tags: [{ Key: NAME_TAG, Value: AccountName }, { Key: SLOT_TAG, Value: Slot }],
    })));
    const status = await this.ended(begun.CreateAccountStatus!.Id!);
    const account = await this.byEmail(Email);
    if (account) return account;
    throw new Error(`account ${AccountName}: ${status.FailureReason}; ${ADVICE[status.FailureReason ?? ''] ?? 'deploy again, or ask AWS Support'}`);
  }

  private async ended(id: string): Promise<CreateAccountStatus> {
    for (;;) {
      const { CreateAccountStatus: status } = await this.organizations.send(new DescribeCreateAccountStatusCommand({ CreateAccountRequestId: id }));
      if (status!.State !== 'IN_PROGRESS') return status!;
      await pause(this.pollEvery);
    }
  }

  private async move(account: string, path: string): Promise<void> {
    const target = await unitAt(this.organizations, path);
    const { Parents } = await this.organizations.send(new ListParentsCommand({ ChildId: account }));
    const source = Parents![0].Id!;
    if (source === target) return;
    await retry(BUSY, () => this.organizations.send(new MoveAccountCommand({
      AccountId: account, SourceParentId: source, DestinationParentId: target,
    })));
  }

  private async tag(account: string, { AccountName, Slot }: AccountProperties): Promise<void> {
    const { Tags } = await this.organizations.send(new ListTagsForResourceCommand({ ResourceId: account }));
    const has = new Map(Tags?.map(tag => [tag.Key, tag.Value]));
    // a slot is given once: what stands on the account is right, and the next sync reads it
    const missing = [{ Key: NAME_TAG, Value: AccountName }, { Key: SLOT_TAG, Value: Slot }].filter(tag => !has.has(tag.Key));
    if (missing.length) await retry(BUSY, () => this.organizations.send(new TagResourceCommand({ ResourceId: account, Tags: missing })));
  }
}

/** @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreateAccountStatus.html */
const ADVICE: Record<string, string> = {
  EMAIL_ALREADY_EXISTS: 'the address belongs to an account outside this organization: invite that account, or take another address in accountEmail',
  ACCOUNT_LIMIT_EXCEEDED: 'ask for a higher quota of accounts in Service Quotas (Organizations, "Default maximum number of accounts"), then deploy again',
  GOVCLOUD_ACCOUNT_ALREADY_EXISTS: 'take another address in accountEmail',
  INVALID_EMAIL: 'take another address in accountEmail',
  CONCURRENT_ACCOUNT_MODIFICATION: 'deploy again',
  INTERNAL_FAILURE: 'deploy again',
  MISSING_PAYMENT_INSTRUMENT: 'give the management account a way to pay, then deploy again',
};
