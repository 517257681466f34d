import * as store from '@aws-sdk/client-identitystore';
import * as sso from '@aws-sdk/client-sso-admin';
import { call, RETRY } from './call';
import type { SessionCredentials } from './identity';
import { pages } from './pages';
import { sideBySide } from '../side-by-side';

/** What Identity Center has. */
export interface LiveAccess {
  readonly users: string[];
  readonly groups: string[];
  /** Each user's own assignments have no group. */
  readonly assignments: { readonly user?: string; readonly group?: string; readonly permissionSet: string; readonly accountId: string }[];
}

/** An instance of Identity Center, as the plan knows it. */
export interface Instance {
  readonly instanceArn: string;
  readonly identityStoreId: string;
  readonly region: string;
}

/** How many calls are under way at once; the SDK slows down by itself when AWS throttles. */
const AT_ONCE = 4;

/** Reads who may enter where from Identity Center itself. */
export class IdentityCenterAccess {
  private readonly store: store.IdentitystoreClient;
  private readonly sso: sso.SSOAdminClient;

  public constructor(private readonly instance: Instance, credentials?: SessionCredentials) {
    this.store = new store.IdentitystoreClient({ region: instance.region, credentials, ...RETRY });
    this.sso = new sso.SSOAdminClient({ region: instance.region, credentials, ...RETRY });
  }

  public async read(): Promise<LiveAccess> {
    const { identityStoreId: IdentityStoreId } = this.instance;
    const users = new Map((await pages('identitystore:ListUsers', this.instance.region, NextToken => this.store.send(new store.ListUsersCommand({ IdentityStoreId, NextToken })),
      page => page.Users)).map(({ UserId, UserName }) => [UserId, UserName!]));
    const groups = new Map((await pages('identitystore:ListGroups', this.instance.region, NextToken => this.store.send(new store.ListGroupsCommand({ IdentityStoreId, NextToken })),
      page => page.Groups)).map(({ GroupId, DisplayName }) => [GroupId, DisplayName!]));
    const members = new Map<string, string[]>();
    await sideBySide([...groups.keys()], AT_ONCE, async GroupId => {
      const found = await pages('identitystore:ListGroupMemberships', this.instance.region,
        NextToken => this.store.send(new store.ListGroupMembershipsCommand({ IdentityStoreId, GroupId, NextToken })), page => page.GroupMemberships);
      members.set(GroupId!, found.map(({ MemberId }) => users.get(MemberId?.UserId) ?? `(${MemberId?.UserId}, who is gone)`).sort());
    });
    const assigned = await this.assignments();
    return {
      users: [...users.values()].sort(),
      groups: [...groups.values()].sort(),
      assignments: assigned.flatMap(({ name, PrincipalType, PrincipalId, AccountId }): LiveAccess['assignments'] => {
        const what = { permissionSet: name, accountId: AccountId! };
        if (PrincipalType === 'USER') return [{ ...what, user: users.get(PrincipalId) ?? `(${PrincipalId}, who is gone)` }];
        const group = groups.get(PrincipalId) ?? `(${PrincipalId}, which is gone)`;
        const those = members.get(PrincipalId!) ?? [];
        return those.length ? those.map(user => ({ ...what, group, user })) : [{ ...what, group }];
      }),
    };
  }

  private async assignments(): Promise<(sso.AccountAssignment & { readonly name: string })[]> {
    const { instanceArn: InstanceArn } = this.instance;
    const arns = await pages('sso:ListPermissionSets', this.instance.region,
      NextToken => this.sso.send(new sso.ListPermissionSetsCommand({ InstanceArn, NextToken })), page => page.PermissionSets);
    return (await sideBySide(arns, AT_ONCE, async PermissionSetArn => {
      const { PermissionSet } = await call('sso:DescribePermissionSet', PermissionSetArn,
        () => this.sso.send(new sso.DescribePermissionSetCommand({ InstanceArn, PermissionSetArn })));
      const accounts = await pages('sso:ListAccountsForProvisionedPermissionSet', this.instance.region,
        NextToken => this.sso.send(new sso.ListAccountsForProvisionedPermissionSetCommand({ InstanceArn, PermissionSetArn, NextToken })),
        page => page.AccountIds);
      const found = await sideBySide(accounts, AT_ONCE, AccountId => pages('sso:ListAccountAssignments', this.instance.region,
        NextToken => this.sso.send(new sso.ListAccountAssignmentsCommand({ InstanceArn, PermissionSetArn, AccountId, NextToken })),
        page => page.AccountAssignments));
      return found.flat().map(assignment => ({ ...assignment, name: PermissionSet!.Name! }));
    })).flat();
  }
}
