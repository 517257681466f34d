import {
  AccountAssignment, DeleteAccountAssignmentCommand, DescribeAccountAssignmentDeletionStatusCommand, paginateListAccountAssignments,
  paginateListAccountsForProvisionedPermissionSet, SSOAdminClient,
} from '@aws-sdk/client-sso-admin';
import { PermissionSetEndProperties } from './constants';
import { unlessGone } from './lookup';
import { allEnded } from '../runtime/all-ended';
import type { ResourceKind, ResourceRequest } from '../runtime/custom-resource';
import { pause } from '../runtime/pause';
import { Properties } from '../runtime/properties';
import { retry } from '../runtime/retry';

/** Identity Center takes ten at a time, of all that work on the instance. */
const AT_A_TIME = 4;
const BUSY = { on: ['ConflictException'], for: 5 * 60_000 };

/** Takes a permission set from everybody who has it, when it goes. */
export class PermissionSetEndKind implements ResourceKind<PermissionSetEndProperties> {
  public constructor(private readonly clientIn: (region: string) => SSOAdminClient) {}

  public parse(raw: Record<string, unknown>): PermissionSetEndProperties {
    const properties = new Properties(raw);
    return {
      InstanceArn: properties.string('InstanceArn'),
      PermissionSetArn: properties.string('PermissionSetArn'),
      Region: properties.string('Region'),
    };
  }

  /** It waits for its end. */
  public async ensure({ properties }: ResourceRequest<PermissionSetEndProperties>) {
    return { physicalId: properties.PermissionSetArn };
  }

  public async remove({ properties }: ResourceRequest<PermissionSetEndProperties>): Promise<void> {
    const client = this.clientIn(properties.Region);
    const left = await unlessGone(() => assignmentsOf(client, properties)) ?? [];
    for (let at = 0; at < left.length; at += AT_A_TIME) {
      await allEnded(left.slice(at, at + AT_A_TIME).map(one => take(client, properties.InstanceArn, one)));
    }
  }
}

async function assignmentsOf(client: SSOAdminClient, { InstanceArn, PermissionSetArn }: PermissionSetEndProperties): Promise<AccountAssignment[]> {
  const found: AccountAssignment[] = [];
  for await (const { AccountIds } of paginateListAccountsForProvisionedPermissionSet({ client }, { InstanceArn, PermissionSetArn })) {
    for (const AccountId of AccountIds ?? []) {
      for await (const { AccountAssignments } of paginateListAccountAssignments({ client }, { InstanceArn, PermissionSetArn, AccountId })) {
        found.push(...AccountAssignments ?? []);
      }
    }
  }
  return found;
}

async function take(client: SSOAdminClient, InstanceArn: string, assignment: AccountAssignment): Promise<void> {
  const { AccountId: TargetId, PermissionSetArn, PrincipalId, PrincipalType } = assignment;
  const command = new DeleteAccountAssignmentCommand({ InstanceArn, PermissionSetArn, PrincipalId, PrincipalType, TargetId, TargetType: 'AWS_ACCOUNT' });
  const answer = await unlessGone(() => retry(BUSY, () => client.send(command)));
  let status = answer?.AccountAssignmentDeletionStatus;
  while (status?.Status === 'IN_PROGRESS') {
    await pause(2000);
    const asked = new DescribeAccountAssignmentDeletionStatusCommand({ InstanceArn, AccountAssignmentDeletionRequestId: status.RequestId });
    status = (await client.send(asked)).AccountAssignmentDeletionStatus;
  }
  if (status?.Status === 'FAILED') throw new Error(`${PrincipalType} ${PrincipalId} keeps ${PermissionSetArn} in ${TargetId}: ${status.FailureReason}`);
}
