import { resolve } from 'path';
import * as store from '@aws-sdk/client-identitystore';
import type { Request } from './lambda';
import type { Scenario } from './scenarios';
import { sorted, World } from './world';
import { DIRECTORY_HANDLER, GROUP_REFERENCE_TYPE, GROUP_TYPE, MADE_HERE, USER_TYPE } from '../../src/aws-api/directory/constants';

const STORE = { IdentityStoreId: 'd-1234567890', Region: 'eu-west-1' };
const JANE = { ...STORE, UserName: 'jane', GivenName: 'Jane', FamilyName: 'Doe', DisplayName: 'Jane Doe', Email: 'jane@acme.com' };
const ENGINEERS = { ...STORE, DisplayName: 'engineers', Description: 'Those who build' };

/** Users and groups of a directory. */
export const PEOPLE: Scenario[] = [
  people('a user is made', USER_TYPE, async () => ({ RequestType: 'Create', ResourceProperties: JANE })),
  // with the names of the code, which it keeps
  {
    ...people('a user is adopted', USER_TYPE, async world => {
      await user(world, 'jane');
      return { RequestType: 'Create', ResourceProperties: JANE };
    }),
    undone: undefined,
  },
  people('a user goes', USER_TYPE, async world =>
    ({ RequestType: 'Delete', ResourceProperties: JANE, PhysicalResourceId: await user(world, 'jane', MADE_HERE) })),
  people('a group is made', GROUP_TYPE, async world =>
    ({ RequestType: 'Create', ResourceProperties: { ...ENGINEERS, Members: [await user(world, 'jane'), await user(world, 'lee')] } })),
  people('a group gets other members', GROUP_TYPE, async world => {
    const [jane, lee, olu] = await Promise.all(['jane', 'lee', 'olu'].map(name => user(world, name)));
    const id = await group(world, jane, lee);
    return {
      RequestType: 'Update',
      ResourceProperties: { ...ENGINEERS, Members: [lee, olu] },
      OldResourceProperties: { ...ENGINEERS, Members: [jane, lee] },
      PhysicalResourceId: id,
    };
  }),
  people('a group goes', GROUP_TYPE, async world => {
    const jane = await user(world, 'jane');
    return { RequestType: 'Delete', ResourceProperties: { ...ENGINEERS, Members: [jane] }, PhysicalResourceId: await group(world, jane) };
  }),
  // it is left to whoever takes care of it
  {
    ...people('a group is asked for', GROUP_REFERENCE_TYPE, async () =>
      ({ RequestType: 'Create', ResourceProperties: { ...STORE, DisplayName: 'engineers', Make: 'true' } })),
    undone: undefined,
  },
];

function people(name: string, type: string, before: (world: World) => Promise<Request>): Scenario {
  return {
    name,
    type,
    bundle: resolve('assets/handlers', DIRECTORY_HANDLER, 'index.js'),
    undone: true,
    prepare: async world => ({ request: await before(world), state: () => directory(world) }),
  };
}

async function user(world: World, UserName: string, UserType?: string): Promise<string> {
  const made = await world.client(store.IdentitystoreClient).send(new store.CreateUserCommand({
    ...STORE, UserName, UserType, DisplayName: UserName, Name: { GivenName: UserName, FamilyName: 'X' },
  }));
  return world.label(made.UserId!, `user ${UserName}`);
}

async function group(world: World, ...members: string[]): Promise<string> {
  const client = world.client(store.IdentitystoreClient);
  const { GroupId } = await client.send(new store.CreateGroupCommand({ ...STORE, DisplayName: 'engineers', Description: 'Those who build [cloud-platform]' }));
  for (const UserId of members) await client.send(new store.CreateGroupMembershipCommand({ ...STORE, GroupId, MemberId: { UserId } }));
  return world.label(GroupId!, 'group engineers');
}

/** Everybody and who is where. */
async function directory(world: World): Promise<object> {
  const client = world.client(store.IdentitystoreClient);
  const { Users = [] } = await client.send(new store.ListUsersCommand(STORE));
  const { Groups = [] } = await client.send(new store.ListGroupsCommand(STORE));
  const names = new Map(Users.map(({ UserId, UserName }) => [UserId, UserName]));
  return {
    users: sorted(Users, 'UserName').map(({ UserName, DisplayName, Name, Emails, UserType }) => ({ UserName, DisplayName, Name, Emails, UserType })),
    groups: await Promise.all(sorted(Groups, 'DisplayName').map(async ({ GroupId, DisplayName, Description }) => {
      const { GroupMemberships = [] } = await client.send(new store.ListGroupMembershipsCommand({ ...STORE, GroupId }));
      return { DisplayName, Description, members: GroupMemberships.map(({ MemberId }) => names.get(MemberId!.UserId)).sort() };
    })),
  };
}
