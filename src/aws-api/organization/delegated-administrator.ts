import { OrganizationsClient, paginateListDelegatedAdministrators, RegisterDelegatedAdministratorCommand } from '@aws-sdk/client-organizations';
import { DelegatedAdministratorProperties } from './constants';
import type { ResourceKind } from '../runtime/custom-resource';
import { Properties } from '../runtime/properties';
import { retry } from '../runtime/retry';

/** Other changes to the organization are under way, or the account has come a moment ago. */
const SETTLING = { on: ['ConcurrentModificationException', 'TooManyRequestsException', 'AccountNotFoundException'], for: 2 * 60_000 };

/**
 * The account that administers a service of AWS for the whole organization, in place of the management account. Another one that does so already
 * is left alone: to take it away may delete what the service keeps there.
 */
export class DelegatedAdministratorKind implements ResourceKind<DelegatedAdministratorProperties> {
  public constructor(private readonly organizations: OrganizationsClient) {}

  public parse(raw: Record<string, unknown>): DelegatedAdministratorProperties {
    const properties = new Properties(raw);
    return {
      ServicePrincipal: properties.string('ServicePrincipal'),
      AccountId: properties.string('AccountId'),
      AccountName: properties.string('AccountName'),
    };
  }

  public async ensure({ properties }: { properties: DelegatedAdministratorProperties }) {
    const { ServicePrincipal, AccountId } = properties;
    const administrators = await this.administrators(ServicePrincipal);
    if (!administrators.includes(AccountId)) {
      if (administrators.length) throw another(properties, administrators);
      await this.register(properties);
    }
    return { physicalId: `${ServicePrincipal}/${AccountId}` };
  }

  /** Who administers a service stays: what the service keeps in that account would be lost. */
  public async remove(): Promise<void> {}

  private async administrators(ServicePrincipal: string): Promise<string[]> {
    const found: string[] = [];
    for await (const page of paginateListDelegatedAdministrators({ client: this.organizations }, { ServicePrincipal })) {
      found.push(...page.DelegatedAdministrators?.map(({ Id }) => Id!) ?? []);
    }
    return found;
  }

  private async register({ ServicePrincipal, AccountId, AccountName }: DelegatedAdministratorProperties): Promise<void> {
    try {
      await retry(SETTLING, () => this.organizations.send(new RegisterDelegatedAdministratorCommand({ ServicePrincipal, AccountId })));
    } catch (error) {
      const { name, Reason } = error as Error & { Reason?: string };
      // a call that was cut off may have done it
      if (name === 'AccountAlreadyRegisteredException') return;
      if (Reason !== 'SERVICE_ACCESS_NOT_ENABLED') throw error;
      throw new Error(`service ${ServicePrincipal}: got no trusted access to the organization, expected it before account ${AccountName} (${AccountId}) administers the `
        + 'service; switch the service on in the management account (IAM Identity Center: in its console), then deploy again');
    }
  }
}

function another({ ServicePrincipal, AccountId, AccountName }: DelegatedAdministratorProperties, administrators: string[]): Error {
  return new Error(`service ${ServicePrincipal}: got account ${administrators.join(', ')} as its delegated administrator, expected ${AccountName} (${AccountId}); `
    + `write delegatedAdministrators: { '${ServicePrincipal}': ... } with the name that accounts.json has for ${administrators[0]}, or look what the service keeps there and `
    + `take it away: aws organizations deregister-delegated-administrator --service-principal ${ServicePrincipal} --account-id ${administrators[0]}`);
}
