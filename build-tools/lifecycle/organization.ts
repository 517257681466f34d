import { AccountClient, GetAlternateContactCommand } from '@aws-sdk/client-account';
import { IAMClient, ListOrganizationsFeaturesCommand } from '@aws-sdk/client-iam';
import * as org from '@aws-sdk/client-organizations';
import { HOME_REGION, MANAGEMENT } from './platform';
import type { EmbeddedAws } from '../../local/embedded-aws';

/** What stands in the organization, asked of AWS and not of the platform. */
export class LivingOrganization {
  private readonly organizations: org.OrganizationsClient;
  private readonly settings: object;

  public constructor(aws: EmbeddedAws) {
    this.settings = { endpoint: aws.endpoint, region: HOME_REGION, credentials: { accessKeyId: MANAGEMENT, secretAccessKey: 'embedded' } };
    this.organizations = new org.OrganizationsClient(this.settings);
  }

  /** Names of its accounts with their states, sorted. */
  public async accounts(): Promise<string[]> {
    const names: string[] = [];
    for await (const { Accounts } of org.paginateListAccounts({ client: this.organizations }, {})) {
      names.push(...Accounts!.map(({ Id, Name, State }) => `${Id === MANAGEMENT ? 'management' : Name} ${State}`));
    }
    return names.sort();
  }

  /** Path of the unit that an account stands in. */
  public async unitOf(account: string): Promise<string> {
    const names: string[] = [];
    for (let child = account; ;) {
      const [parent] = (await this.organizations.send(new org.ListParentsCommand({ ChildId: child }))).Parents!;
      if (parent.Type === 'ROOT') return names.join('/');
      const { OrganizationalUnit } = await this.organizations.send(new org.DescribeOrganizationalUnitCommand({ OrganizationalUnitId: parent.Id! }));
      names.unshift(OrganizationalUnit!.Name!);
      child = parent.Id!;
    }
  }

  public async tagsOf(account: string): Promise<Record<string, string>> {
    const { Tags } = await this.organizations.send(new org.ListTagsForResourceCommand({ ResourceId: account }));
    return Object.fromEntries(Tags!.map(({ Key, Value }) => [Key, Value]));
  }

  public async securityContactOf(account: string): Promise<string | undefined> {
    const client = new AccountClient(this.settings);
    const which = { AlternateContactType: 'SECURITY', ...account !== MANAGEMENT && { AccountId: account } } as const;
    return (await client.send(new GetAlternateContactCommand(which))).AlternateContact?.EmailAddress;
  }

  /** Ids of the accounts that administer a service. */
  public async administratorsOf(ServicePrincipal: string): Promise<string[]> {
    const { DelegatedAdministrators } = await this.organizations.send(new org.ListDelegatedAdministratorsCommand({ ServicePrincipal }));
    return DelegatedAdministrators!.map(({ Id }) => Id!);
  }

  public async rootFeatures(): Promise<string[]> {
    const { EnabledFeatures } = await new IAMClient(this.settings).send(new ListOrganizationsFeaturesCommand({}));
    return [...EnabledFeatures ?? []].sort();
  }

  /** Services that may act in the organization. */
  public async trusted(): Promise<string[]> {
    const { EnabledServicePrincipals } = await this.organizations.send(new org.ListAWSServiceAccessForOrganizationCommand({}));
    return EnabledServicePrincipals!.map(({ ServicePrincipal }) => ServicePrincipal!);
  }

  /**
   * An organization with the two accounts that Control Tower makes, under the names that it gives them.
   *
   * @returns their ids, by what the platform calls them
   */
  public async asControlTowerLeavesIt(): Promise<Record<string, string>> {
    await this.organizations.send(new org.CreateOrganizationCommand({ FeatureSet: 'ALL' }));
    const { Roots } = await this.organizations.send(new org.ListRootsCommand({}));
    const [{ Id: root }] = Roots!;
    const { OrganizationalUnit } = await this.organizations.send(new org.CreateOrganizationalUnitCommand({ ParentId: root!, Name: 'Security' }));
    const ids: Record<string, string> = {};
    for (const [name, AccountName] of [['log-archive', 'Log Archive'], ['security', 'Audit']]) {
      const { CreateAccountStatus } = await this.organizations.send(new org.CreateAccountCommand({ AccountName, Email: `aws+${name}@acme.com` }));
      ids[name] = CreateAccountStatus!.AccountId!;
      const move = { AccountId: ids[name], SourceParentId: root!, DestinationParentId: OrganizationalUnit!.Id! };
      await this.organizations.send(new org.MoveAccountCommand(move));
    }
    return ids;
  }

  /** By hand, as an administrator of the management account does it: AWS suspends the account. */
  public async close(account: string): Promise<void> {
    await this.organizations.send(new org.CloseAccountCommand({ AccountId: account }));
  }
}
