/** What Identity Center and the organization have, asked of AWS's own APIs and not of the tool. */
import * as store from '@aws-sdk/client-identitystore';
import * as org from '@aws-sdk/client-organizations';
import * as sso from '@aws-sdk/client-sso-admin';
import { accountId, exampleRegistry } from './example-accounts';
import type { EmbeddedAws } from '../local/embedded-aws';

const REGION = 'eu-west-1';

/** The example's instance, asked in its identity account; the organization in the management account. */
export class IdentityCenter {
  private readonly store: store.IdentitystoreClient;
  private readonly sso: sso.SSOAdminClient;
  private readonly organizations: org.OrganizationsClient;
  private readonly instance = exampleRegistry().identityCenter!;

  public constructor(aws: EmbeddedAws) {
    const settings = (account: string) => ({ endpoint: aws.endpoint, region: REGION, credentials: { accessKeyId: accountId(account), secretAccessKey: 'embedded' } });
    this.store = new store.IdentitystoreClient(settings('identity'));
    this.sso = new sso.SSOAdminClient(settings('identity'));
    this.organizations = new org.OrganizationsClient(settings('management'));
  }

  /** Lines like `jane <jane@acme.com>`, `jane in engineers`, `ReadOnly PT8H ReadOnlyAccess` and `engineers ReadOnly 888888888888`, sorted. */
  public async everything(): Promise<string[]> {
    const [users, groups, sets] = [await this.users(), await this.groups(), await this.sets()];
    const nameOf = (names: Map<string, string>, id?: string) => [...names].find(([, one]) => one === id)?.[0] ?? `(${id})`;
    const lines = [...users.values()].map(({ UserName, Emails }) => `${UserName} <${Emails?.[0]?.Value}>`);
    for (const [group, GroupId] of groups) {
      const { GroupMemberships } = await this.store.send(new store.ListGroupMembershipsCommand({ ...this.inStore, GroupId }));
      lines.push(group, ...GroupMemberships!.map(({ MemberId }) => `${users.get(MemberId!.UserId!)?.UserName} in ${group}`));
    }
    for (const [name, PermissionSetArn] of sets) {
      const { PermissionSet } = await this.sso.send(new sso.DescribePermissionSetCommand({ ...this.in, PermissionSetArn }));
      const { AttachedManagedPolicies } = await this.sso.send(new sso.ListManagedPoliciesInPermissionSetCommand({ ...this.in, PermissionSetArn }));
      lines.push([name, PermissionSet!.SessionDuration, ...AttachedManagedPolicies!.map(({ Arn }) => Arn!.split(':policy/')[1]).sort()].join(' '));
      const { AccountIds } = await this.sso.send(new sso.ListAccountsForProvisionedPermissionSetCommand({ ...this.in, PermissionSetArn }));
      for (const AccountId of AccountIds!) {
        const { AccountAssignments } = await this.sso.send(new sso.ListAccountAssignmentsCommand({ ...this.in, PermissionSetArn, AccountId }));
        lines.push(...AccountAssignments!.map(({ PrincipalId, PrincipalType }) => `${PrincipalType === 'GROUP' ? nameOf(groups, PrincipalId) : users.get(PrincipalId!)?.UserName} ${name} ${AccountId}`));
      }
    }
    return lines.sort();
  }

  /** Somebody whom no code knows. */
  public async addUser(UserName: string): Promise<void> {
    await this.store.send(new store.CreateUserCommand({ ...this.inStore, UserName, DisplayName: UserName, Name: { GivenName: UserName, FamilyName: 'X' } }));
  }

  public async join(user: string, group: string): Promise<void> {
    const [UserId, GroupId] = [await this.userId(user), (await this.groups()).get(group)!];
    await this.store.send(new store.CreateGroupMembershipCommand({ ...this.inStore, GroupId, MemberId: { UserId } }));
  }

  /** Past all groups. */
  public async assign(user: string, permissionSet: string, account: string): Promise<void> {
    await this.sso.send(new sso.CreateAccountAssignmentCommand({
      ...this.in,
      PermissionSetArn: (await this.sets()).get(permissionSet)!,
      PrincipalId: await this.userId(user),
      PrincipalType: 'USER',
      TargetId: accountId(account),
      TargetType: 'AWS_ACCOUNT',
    }));
  }

  /** Where users are denied everything: each policy with what it is attached to, each permission set whose role in the management account has it. */
  public async denied(user: string): Promise<string[]> {
    const id = await this.userId(user);
    const { Policies } = await this.organizations.send(new org.ListPoliciesCommand({ Filter: 'SERVICE_CONTROL_POLICY' }));
    const where: string[] = [];
    for (const { Id, Name } of Policies!) {
      const { Policy } = await this.organizations.send(new org.DescribePolicyCommand({ PolicyId: Id! }));
      if (!Policy!.Content!.includes(id)) continue;
      const { Targets } = await this.organizations.send(new org.ListTargetsForPolicyCommand({ PolicyId: Id! }));
      where.push(...Targets!.map(target => `${Name} at ${target.Type}`));
    }
    const provisioned = async (ProvisioningStatus: sso.ProvisioningStatus) => (await this.sso.send(
      new sso.ListPermissionSetsProvisionedToAccountCommand({ ...this.in, AccountId: accountId('management'), ProvisioningStatus }))).PermissionSets!;
    for (const [name, PermissionSetArn] of await this.sets()) {
      if (!(await provisioned('LATEST_PERMISSION_SET_PROVISIONED')).includes(PermissionSetArn)) continue;
      const { InlinePolicy } = await this.sso.send(new sso.GetInlinePolicyForPermissionSetCommand({ ...this.in, PermissionSetArn }));
      if (InlinePolicy?.includes(id)) where.push(name);
    }
    return where.sort();
  }

  private async userId(name: string): Promise<string> {
    return [...await this.users()].find(([, { UserName }]) => UserName === name)![0];
  }

  private async users(): Promise<Map<string, store.User>> {
    const { Users } = await this.store.send(new store.ListUsersCommand(this.inStore));
    return new Map(Users!.map(user => [user.UserId!, user]));
  }

  private async groups(): Promise<Map<string, string>> {
    const { Groups } = await this.store.send(new store.ListGroupsCommand(this.inStore));
    return new Map(Groups!.map(({ DisplayName, GroupId }) => [DisplayName!, GroupId!]));
  }

  private async sets(): Promise<Map<string, string>> {
    const { PermissionSets } = await this.sso.send(new sso.ListPermissionSetsCommand(this.in));
    const named = PermissionSets!.map(async PermissionSetArn => {
      const { PermissionSet } = await this.sso.send(new sso.DescribePermissionSetCommand({ ...this.in, PermissionSetArn }));
      return [PermissionSet!.Name!, PermissionSetArn] as const;
    });
    return new Map(await Promise.all(named));
  }

  private get inStore() {
    return { IdentityStoreId: this.instance.identityStoreId };
  }

  private get in() {
    return { InstanceArn: this.instance.instanceArn };
  }
}
