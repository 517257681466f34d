import {
  CreateGroupCommand, CreateGroupMembershipCommand, DeleteGroupCommand, DeleteGroupMembershipCommand, DescribeGroupCommand, IdentitystoreClient,
  paginateListGroupMemberships, UpdateGroupCommand,
} from '@aws-sdk/client-identitystore';
import { GROUP_ATTRIBUTES, GroupProperties } from './constants';
import { ClientIn, groupId, isMarked, makeOrFind, marked, unlessGone } from './lookup';
import type { ResourceKind, ResourceRequest } from '../runtime/custom-resource';
import { Properties } from '../runtime/properties';
import { retry } from '../runtime/retry';

/** A user that was made a moment ago may not be seen everywhere yet. */
const NEW = { on: ['ResourceNotFoundException'], for: 60_000 };

/** A group by display name, and who is in it: made, or adopted. Who was added by hand stays, until somebody takes them out. */
export class GroupKind implements ResourceKind<GroupProperties> {
  public constructor(private readonly clientIn: ClientIn) {}

  public parse(raw: Record<string, unknown>): GroupProperties {
    const properties = new Properties(raw);
    return {
      IdentityStoreId: properties.string('IdentityStoreId'),
      Region: properties.string('Region'),
      DisplayName: properties.string('DisplayName'),
      Description: typeof raw.Description === 'string' ? raw.Description : '',
      Members: properties.strings('Members'),
    };
  }

  public async ensure({ properties, oldProperties, physicalId }: ResourceRequest<GroupProperties>) {
    const { IdentityStoreId } = properties;
    const store = this.clientIn(properties.Region);
    const id = await ensureGroup(store, properties);
    await this.describe(store, properties, id);
    const there = await memberships(store, IdentityStoreId, id);
    for (const UserId of properties.Members.filter(user => !there.has(user))) {
      const command = new CreateGroupMembershipCommand({ IdentityStoreId, GroupId: id, MemberId: { UserId } });
      await makeOrFind(
        () => retry(NEW, async () => (await store.send(command)).MembershipId!),
        async () => (await memberships(store, IdentityStoreId, id)).get(UserId),
      );
    }
    const gone = id === physicalId ? oldProperties?.Members.filter(user => !properties.Members.includes(user)) ?? [] : [];
    await takeOut(store, IdentityStoreId, there, gone);
    return { physicalId: id, attributes: { [GROUP_ATTRIBUTES.id]: id } };
  }

  public async remove({ properties, physicalId }: ResourceRequest<GroupProperties> & { readonly physicalId: string }): Promise<void> {
    const { IdentityStoreId, Region, DisplayName, Members } = properties;
    const store = this.clientIn(Region);
    // what was made half has no id yet
    const GroupId = physicalId.includes(':') ? await groupId(store, IdentityStoreId, DisplayName) : physicalId;
    const group = GroupId && await unlessGone(() => store.send(new DescribeGroupCommand({ IdentityStoreId, GroupId })));
    if (!group) return;
    if (isMarked(group.Description)) return void await unlessGone(() => store.send(new DeleteGroupCommand({ IdentityStoreId, GroupId })));
    await takeOut(store, IdentityStoreId, await memberships(store, IdentityStoreId, GroupId), Members);
    console.log(JSON.stringify({ left: DisplayName, because: 'the group was there before' }));
  }

  private async describe(store: IdentitystoreClient, { IdentityStoreId, Description }: GroupProperties, GroupId: string): Promise<void> {
    const group = await store.send(new DescribeGroupCommand({ IdentityStoreId, GroupId }));
    const wanted = isMarked(group.Description) ? marked(Description) : Description || group.Description;
    if (group.Description === wanted) return;
    await store.send(new UpdateGroupCommand({ IdentityStoreId, GroupId, Operations: [{ AttributePath: 'description', AttributeValue: wanted }] }));
  }
}

/** @returns the id of the group, made where it is missing */
export async function ensureGroup(store: IdentitystoreClient, group: Omit<GroupProperties, 'Members' | 'Region'>): Promise<string> {
  const { IdentityStoreId, DisplayName, Description } = group;
  const find = () => groupId(store, IdentityStoreId, DisplayName);
  return await find() ?? makeOrFind(
    async () => (await store.send(new CreateGroupCommand({ IdentityStoreId, DisplayName, Description: marked(Description) }))).GroupId!, find);
}

/** Ids of memberships by that of the user. */
async function memberships(client: IdentitystoreClient, IdentityStoreId: string, GroupId: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for await (const { GroupMemberships } of paginateListGroupMemberships({ client }, { IdentityStoreId, GroupId })) {
    for (const { MemberId, MembershipId } of GroupMemberships ?? []) found.set(MemberId?.UserId ?? '', MembershipId!);
  }
  return found;
}

async function takeOut(store: IdentitystoreClient, IdentityStoreId: string, there: Map<string, string>, users: string[]): Promise<void> {
  for (const MembershipId of users.map(user => there.get(user)).filter(id => id !== undefined)) {
    await unlessGone(() => store.send(new DeleteGroupMembershipCommand({ IdentityStoreId, MembershipId })));
  }
}
