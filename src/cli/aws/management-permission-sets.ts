import {
  DeleteInlinePolicyFromPermissionSetCommand, DescribePermissionSetCommand, DescribePermissionSetProvisioningStatusCommand,
  GetInlinePolicyForPermissionSetCommand, ListPermissionSetsProvisionedToAccountCommand, ProvisionPermissionSetCommand,
  PutInlinePolicyToPermissionSetCommand, SSOAdminClient,
} from '@aws-sdk/client-sso-admin';
import { call, RETRY } from './call';
import type { Instance } from './identity-center-access';
import { pages } from './pages';
import { sameIds } from './revocation-policy';
import { untilDone } from './until-done';
import { deniedUsers, denyUsers } from '../../identity/revocation';
import type { Change, Sleep } from '../revocation-steps';

/**
 * Permission sets that are provisioned in the management account, which no service control policy binds. Whoever has a session there keeps it until it ends,
 * whatever becomes of memberships: a deny in the role itself is all that reaches it, and its policies come from the permission set.
 */
export class ManagementPermissionSets {
  private readonly client: SSOAdminClient;

  public constructor(private readonly instance: Instance, private readonly account: string, private readonly sleep: Sleep) {
    this.client = new SSOAdminClient({ region: instance.region, ...RETRY });
  }

  /** @param wanted whom each has to deny everything, of those that it denies now */
  public async changes(wanted: (now: readonly string[]) => string[]): Promise<Change[]> {
    const outdated = await this.provisioned('LATEST_PERMISSION_SET_NOT_PROVISIONED');
    const changes: Change[] = [];
    for (const arn of [...new Set([...await this.provisioned(), ...outdated])]) {
      const { InlinePolicy } = await this.call('GetInlinePolicyForPermissionSet',
        () => this.client.send(new GetInlinePolicyForPermissionSetCommand({ ...this.in, PermissionSetArn: arn })));
      const policy = InlinePolicy ? JSON.parse(InlinePolicy) : { Version: '2012-10-17', Statement: [] };
      const statements: any[] = [policy.Statement].flat();
      const now = statements.map(deniedUsers).find(ids => ids) ?? [];
      const ids = wanted(now);
      const rest = statements.filter(statement => !deniedUsers(statement));
      if (!sameIds(now, ids)) {
        const what = `deny ${ids.length || 'nobody'} in ${await this.nameOf(arn)} in the management account`;
        changes.push({ what, apply: () => this.put(arn, { ...policy, Statement: ids.length ? [...rest, denyUsers(ids)] : rest }) });
      } else if (now.length && outdated.includes(arn)) {
        // a run that was cut off: the permission set says it, its role does not yet
        changes.push({ what: `provision ${await this.nameOf(arn)} in the management account`, apply: () => this.provision(arn) });
      }
    }
    return changes;
  }

  private async provisioned(ProvisioningStatus?: 'LATEST_PERMISSION_SET_NOT_PROVISIONED'): Promise<string[]> {
    const input = { ...this.in, AccountId: this.account, ProvisioningStatus };
    return pages('sso:ListPermissionSetsProvisionedToAccount', this.account,
      NextToken => this.client.send(new ListPermissionSetsProvisionedToAccountCommand({ ...input, NextToken })), page => page.PermissionSets);
  }

  private async nameOf(PermissionSetArn: string): Promise<string> {
    const { PermissionSet } = await this.call('DescribePermissionSet', () => this.client.send(new DescribePermissionSetCommand({ ...this.in, PermissionSetArn })));
    return PermissionSet!.Name!;
  }

  private async put(PermissionSetArn: string, policy: { readonly Statement: readonly unknown[] }): Promise<void> {
    if (policy.Statement.length) {
      const input = { ...this.in, PermissionSetArn, InlinePolicy: JSON.stringify(policy) };
      await this.call('PutInlinePolicyToPermissionSet', () => this.client.send(new PutInlinePolicyToPermissionSetCommand(input)));
    } else {
      const input = { ...this.in, PermissionSetArn };
      await this.call('DeleteInlinePolicyFromPermissionSet', () => this.client.send(new DeleteInlinePolicyFromPermissionSetCommand(input)));
    }
    await this.provision(PermissionSetArn);
  }

  private async provision(PermissionSetArn: string): Promise<void> {
    const asked = await this.call('ProvisionPermissionSet',
      () => this.client.send(new ProvisionPermissionSetCommand({ ...this.in, PermissionSetArn, TargetType: 'AWS_ACCOUNT', TargetId: this.account })));
    await untilDone('sso:ProvisionPermissionSet', this.sleep, asked.PermissionSetProvisioningStatus!, async ProvisionPermissionSetRequestId => {
      const { PermissionSetProvisioningStatus: status } = await this.call('DescribePermissionSetProvisioningStatus',
        () => this.client.send(new DescribePermissionSetProvisioningStatusCommand({ ...this.in, ProvisionPermissionSetRequestId })));
      return status!;
    });
  }

  private get in(): { InstanceArn: string } {
    return { InstanceArn: this.instance.instanceArn };
  }

  private async call<T>(operation: string, run: () => Promise<T>): Promise<T> {
    return call(`sso:${operation}`, this.instance.instanceArn, run);
  }
}
