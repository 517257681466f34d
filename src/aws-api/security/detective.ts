import {
  CreateMembersCommand, DescribeOrganizationConfigurationCommand, DetectiveClient, ListGraphsCommand, paginateListMembers,
  UpdateOrganizationConfigurationCommand,
} from '@aws-sdk/client-detective';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import type { OrganizationMembersProperties } from './constants';
import { addMissing, memberAccounts } from './members';
import type { ResourceKind } from '../runtime/custom-resource';
import { Properties } from '../runtime/properties';
import { retry } from '../runtime/retry';

/** Detective makes the graph of its administrator within a moment. */
const NO_GRAPH = 'NoGraphYet';
const SETTLING = { on: [NO_GRAPH, 'AccessDeniedException', 'ConflictException'], for: 2 * 60_000 };

/** Detective of all accounts in this region, as its administrator says it. */
export class DetectiveKind implements ResourceKind<OrganizationMembersProperties> {
  public constructor(private readonly detective: DetectiveClient, private readonly organizations: OrganizationsClient) {}

  public parse(raw: Record<string, unknown>): OrganizationMembersProperties {
    return { AccountId: new Properties(raw).string('AccountId') };
  }

  public async ensure({ properties: { AccountId } }: { properties: OrganizationMembersProperties }) {
    const GraphArn = await retry(SETTLING, () => this.graph());
    const { AutoEnable } = await retry(SETTLING, () => this.detective.send(new DescribeOrganizationConfigurationCommand({ GraphArn })));
    if (!AutoEnable) await this.detective.send(new UpdateOrganizationConfigurationCommand({ GraphArn, AutoEnable: true }));
    await addMissing(await memberAccounts(this.organizations, AccountId), {
      service: 'Detective',
      atOnce: 50,
      present: async () => {
        const ids = new Set<string>();
        for await (const page of paginateListMembers({ client: this.detective }, { GraphArn })) {
          page.MemberDetails?.forEach(one => ids.add(one.AccountId!));
        }
        return ids;
      },
      add: async accounts => {
        const { UnprocessedAccounts } = await this.detective.send(new CreateMembersCommand({
          GraphArn, Accounts: accounts.map(({ id, email }) => ({ AccountId: id, EmailAddress: email })),
        }));
        return (UnprocessedAccounts ?? []).map(one => ({ id: one.AccountId, reason: one.Reason }));
      },
    });
    return { physicalId: 'detective' };
  }

  /** Nobody is watched less because a line of code is gone. */
  public async remove(): Promise<void> {}

  private async graph(): Promise<string> {
    const { GraphList } = await this.detective.send(new ListGraphsCommand({}));
    if (GraphList?.[0]) return GraphList[0].Arn!;
    throw Object.assign(new Error('Detective: got no behavior graph in this account, expected the one of its administrator; deploy again'), { name: NO_GRAPH });
  }
}
