import * as store from '@aws-sdk/client-identitystore';
import * as sso from '@aws-sdk/client-sso-admin';
import { awsCode, call, RETRY } from './call';
import type { Instance } from './identity-center-access';
import { pages } from './pages';
import { untilDone } from './until-done';
import type { Change, Sleep } from '../revocation-steps';

/** What one user of Identity Center may enter by, and how it is taken away. */
export class UserAccess {
  private readonly store: store.IdentitystoreClient;
  private readonly sso: sso.SSOAdminClient;

  public constructor(private readonly instance: Instance, private readonly sleep: Sleep) {
    this.store = new store.IdentitystoreClient({ region: instance.region, ...RETRY });
    this.sso = new sso.SSOAdminClient({ region: instance.region, ...RETRY });
  }

  /** Undefined if nobody is called so. */
  public async userId(userName: string): Promise<string | undefined> {
    const AlternateIdentifier = { UniqueAttribute: { AttributePath: 'userName', AttributeValue: userName } };
    try {
      const { UserId } = await call('identitystore:GetUserId', this.instance.identityStoreId,
        () => this.store.send(new store.GetUserIdCommand({ ...this.inStore, AlternateIdentifier })));
      return UserId;
    } catch (error) {
      if (awsCode(error) === 'ResourceNotFoundException') return undefined;
      throw error;
    }
  }

  public async memberships(UserId: string): Promise<Change[]> {
    const found = await pages('identitystore:ListGroupMembershipsForMember', this.instance.identityStoreId,
      NextToken => this.store.send(new store.ListGroupMembershipsForMemberCommand({ ...this.inStore, MemberId: { UserId }, NextToken })),
      page => page.GroupMemberships);
    return Promise.all(found.map(async ({ GroupId, MembershipId }) => {
      const { DisplayName } = await call('identitystore:DescribeGroup', GroupId!,
        () => this.store.send(new store.DescribeGroupCommand({ ...this.inStore, GroupId })));
      return { what: `take the user out of the group ${DisplayName}`, apply: () => this.leave(MembershipId!) };
    }));
  }

  /** Those of the user alone; what comes by a group goes with the membership. */
  public async assignments(PrincipalId: string): Promise<Change[]> {
    const { instanceArn: InstanceArn } = this.instance;
    const found = await pages('sso:ListAccountAssignmentsForPrincipal', InstanceArn,
      NextToken => this.sso.send(new sso.ListAccountAssignmentsForPrincipalCommand({ InstanceArn, PrincipalId, PrincipalType: 'USER', NextToken })),
      page => page.AccountAssignments);
    return found.filter(one => one.PrincipalType === 'USER' && one.PrincipalId === PrincipalId).map(({ AccountId, PermissionSetArn }) => ({
      what: `take away the assignment of the user to ${AccountId}, ${PermissionSetArn}`,
      apply: () => this.unassign({ InstanceArn, PrincipalId, PrincipalType: 'USER', TargetId: AccountId, TargetType: 'AWS_ACCOUNT', PermissionSetArn }),
    }));
  }

  private async leave(MembershipId: string): Promise<void> {
    try {
      await call('identitystore:DeleteGroupMembership', MembershipId, () => this.store.send(new store.DeleteGroupMembershipCommand({ ...this.inStore, MembershipId })));
    } catch (error) {
      if (awsCode(error) !== 'ResourceNotFoundException') throw error;
    }
  }

  private async unassign(input: sso.DeleteAccountAssignmentCommandInput): Promise<void> {
    const { InstanceArn } = input;
    const asked = await call('sso:DeleteAccountAssignment', input.TargetId!, () => this.sso.send(new sso.DeleteAccountAssignmentCommand(input)));
    await untilDone('sso:DeleteAccountAssignment', this.sleep, asked.AccountAssignmentDeletionStatus!, async AccountAssignmentDeletionRequestId => {
      const { AccountAssignmentDeletionStatus: status } = await call('sso:DescribeAccountAssignmentDeletionStatus', input.TargetId!,
        () => this.sso.send(new sso.DescribeAccountAssignmentDeletionStatusCommand({ InstanceArn, AccountAssignmentDeletionRequestId })));
      return status!;
    });
  }

  private get inStore(): { IdentityStoreId: string } {
    return { IdentityStoreId: this.instance.identityStoreId };
  }
}
