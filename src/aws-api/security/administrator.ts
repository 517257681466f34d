import {
  EnableOrganizationAdminAccountCommand, GuardDutyClient, paginateListOrganizationAdminAccounts as paginateOfGuardDuty,
} from '@aws-sdk/client-guardduty';
import { EnableDelegatedAdminAccountCommand, Inspector2Client, paginateListDelegatedAdminAccounts as paginateOfInspector } from '@aws-sdk/client-inspector2';
import {
  EnableOrganizationAdminAccountCommand as EnableOfMacieCommand, Macie2Client, paginateListOrganizationAdminAccounts as paginateOfMacie,
} from '@aws-sdk/client-macie2';
import type { AppointingService, SecurityAdministratorProperties } from './constants';
import type { ResourceKind } from '../runtime/custom-resource';
import { Properties } from '../runtime/properties';
import { retry } from '../runtime/retry';

/** Organizations registers one after the other, and the service looks there whether the account is one. */
const SETTLING = { on: ['ConflictException', 'TooManyRequestsException'], for: 2 * 60_000 };

/** What the service calls it. */
interface Appointment {
  readonly administrators: () => Promise<(string | undefined)[]>;
  readonly appoint: (accountId: string) => Promise<unknown>;
}

/**
 * The account that administers a service in this region, which the management account alone can say. Another one that does so already is left alone: to take
 * it away disassociates every account.
 */
export class SecurityAdministratorKind implements ResourceKind<SecurityAdministratorProperties> {
  private readonly appointments: Record<AppointingService, Appointment>;

  public constructor(guardDuty: GuardDutyClient, inspector: Inspector2Client, macie: Macie2Client) {
    this.appointments = {
      guardduty: {
        administrators: () => all(paginateOfGuardDuty({ client: guardDuty }, {}), page => page.AdminAccounts?.map(one => one.AdminAccountId)),
        appoint: AdminAccountId => guardDuty.send(new EnableOrganizationAdminAccountCommand({ AdminAccountId })),
      },
      inspector2: {
        administrators: () => all(paginateOfInspector({ client: inspector }, {}), page => page.delegatedAdminAccounts?.map(one => one.accountId)),
        appoint: delegatedAdminAccountId => inspector.send(new EnableDelegatedAdminAccountCommand({ delegatedAdminAccountId })),
      },
      macie2: {
        administrators: () => all(paginateOfMacie({ client: macie }, {}), page => page.adminAccounts?.map(one => one.accountId)),
        appoint: adminAccountId => macie.send(new EnableOfMacieCommand({ adminAccountId })),
      },
    };
  }

  public parse(raw: Record<string, unknown>): SecurityAdministratorProperties {
    const properties = new Properties(raw);
    const service = properties.string('Service');
    if (!Object.hasOwn(this.appointments, service)) throw new Error(`property Service: got ${service}, expected one of ${Object.keys(this.appointments).join(', ')}`);
    return { Service: service as AppointingService, AccountId: properties.string('AccountId'), AccountName: properties.string('AccountName') };
  }

  public async ensure({ properties }: { properties: SecurityAdministratorProperties }) {
    const { Service, AccountId, AccountName } = properties;
    const { administrators, appoint } = this.appointments[Service];
    const found = await administrators();
    const others = found.filter(id => id !== AccountId);
    if (others.length) {
      throw new Error(`${Service}: got account ${others.join(', ')} as its administrator in this region, expected ${AccountName} (${AccountId}); leave the service out of the `
        + 'platform (securityServices.without), or look what it keeps there and take it away by hand in the management account: that disassociates every member');
    }
    if (!found.length) await retry(SETTLING, () => appoint(AccountId));
    return { physicalId: `${Service}/${AccountId}` };
  }

  /** Every account would be disassociated. */
  public async remove(): Promise<void> {}
}

async function all<Page>(pages: AsyncIterable<Page>, of: (page: Page) => (string | undefined)[] | undefined): Promise<(string | undefined)[]> {
  const found: (string | undefined)[] = [];
  for await (const page of pages) found.push(...of(page) ?? []);
  return found;
}
