import { CfnResource, Stack } from 'aws-cdk-lib';
import { CfnAssignment } from 'aws-cdk-lib/aws-sso';
import { Construct } from 'constructs';
import type { ResolvedAssignment } from './resolved-access';
import type { IdentityCenterInstance } from '../accounts/account-registry';

/**
 * Side by side in one stack. Identity Center takes ten assignments at a time, and the tool deploys four stacks of an account side by side: eight.
 *
 * @see https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html
 */
const LANES = 2;

/** The assignments of one stack: those of one lane come one after the other, so that one more changes what its neighbour waits for and nothing else. */
export class AssignmentLanes {
  private readonly last = new Map<number, CfnResource>();

  public constructor(private readonly stack: Stack, private readonly instance: IdentityCenterInstance) {}

  /** In order of the accounts' slots. */
  public add({ group, permissionSet, account }: ResolvedAssignment, groupId: string, permissionSetArn: string): void {
    const scope = this.stack.node.tryFindChild(account.accountName) as Construct | undefined ?? new Construct(this.stack, account.accountName);
    const assignment = new CfnAssignment(scope, `${permissionSet.permissionSetName} for ${group.groupName}`, {
      instanceArn: this.instance.instanceArn,
      permissionSetArn,
      principalId: groupId,
      principalType: 'GROUP',
      targetId: account.accountId!,
      targetType: 'AWS_ACCOUNT',
    });
    const lane = account._slot % LANES;
    const before = this.last.get(lane);
    if (before) assignment.addResourceDependency(before);
    this.last.set(lane, assignment);
  }
}
