import {
  AccountClient, AlternateContact, AlternateContactType, GetAlternateContactCommand, PutAlternateContactCommand,
} from '@aws-sdk/client-account';
import { DescribeAccountCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { AlternateContactsProperties, Contact } from './constants';
import type { ResourceKind } from '../runtime/custom-resource';
import { Properties } from '../runtime/properties';
import { retry } from '../runtime/retry';
import { unless } from '../runtime/unless';

/** A new account, or the organization's trust in Account Management, is not known everywhere at once. */
const NEW = { on: ['AccessDeniedException', 'AccountNotFoundException'], for: 60_000 };

/**
 * Whom AWS writes to about an account beside its root user. Each account has its own three: nothing is inherited. What is named is set, what is
 * not named stays. An account that is suspended or has left is left as it is.
 */
export class AlternateContactsKind implements ResourceKind<AlternateContactsProperties> {
  public constructor(private readonly account: AccountClient, private readonly organizations: OrganizationsClient) {}

  public parse(raw: Record<string, unknown>): AlternateContactsProperties {
    const contacts = raw.Contacts as Record<string, Record<string, unknown>>;
    return {
      AccountId: raw.AccountId === undefined ? undefined : new Properties(raw).string('AccountId'),
      Contacts: Object.fromEntries(Object.entries(contacts ?? {}).map(([type, contact]) => [type, contactOf(contact)])),
    };
  }

  public async ensure({ properties: { AccountId, Contacts } }: { properties: AlternateContactsProperties }) {
    if (AccountId === undefined || await this.isActive(AccountId)) {
      for (const [type, contact] of Object.entries(Contacts)) await this.set(AccountId, type as AlternateContactType, contact);
    }
    return { physicalId: `${AccountId ?? 'own'}/alternate-contacts` };
  }

  /** Whoever was named stays: an account without a contact hears nothing. */
  public async remove(): Promise<void> {}

  private async isActive(AccountId: string): Promise<boolean> {
    try {
      const { Account } = await retry(NEW, () => this.organizations.send(new DescribeAccountCommand({ AccountId })));
      return (Account?.State ?? Account?.Status) === 'ACTIVE';
    } catch (error) {
      if ((error as Error).name === 'AccountNotFoundException') return false;
      throw error;
    }
  }

  /** The management account's own contacts are asked for without an id: with it, AWS refuses. */
  private async set(AccountId: string | undefined, type: AlternateContactType, contact: Contact): Promise<void> {
    const which = { AccountId, AlternateContactType: type };
    const now = await retry(NEW, () => this.read(which));
    if (now && KEYS.every(key => now[key] === contact[key])) return;
    await retry(NEW, () => this.account.send(new PutAlternateContactCommand({ ...which, ...contact })));
  }

  private async read(which: { AccountId?: string; AlternateContactType: AlternateContactType }): Promise<AlternateContact | undefined> {
    return (await unless(['ResourceNotFoundException'], () => this.account.send(new GetAlternateContactCommand(which))))?.AlternateContact;
  }
}

const KEYS = ['Name', 'Title', 'EmailAddress', 'PhoneNumber'] as const;

function contactOf(raw: Record<string, unknown>): Contact {
  const properties = new Properties(raw);
  return {
    Name: properties.string('Name'),
    Title: properties.string('Title'),
    EmailAddress: properties.string('EmailAddress'),
    PhoneNumber: properties.string('PhoneNumber'),
  };
}
