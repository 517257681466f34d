import {
  AttributeOperation, CreateUserCommand, DeleteUserCommand, DescribeUserCommand, DescribeUserCommandOutput, IdentitystoreClient, UpdateUserCommand,
} from '@aws-sdk/client-identitystore';
import { MADE_HERE, USER_ATTRIBUTES, UserProperties } from './constants';
import { ClientIn, makeOrFind, unlessGone, userId } from './lookup';
import type { ResourceKind, ResourceRequest } from '../runtime/custom-resource';
import { Properties } from '../runtime/properties';

/** A user by name: made, or adopted. Only one that was made here goes with the code; it says so in its type. */
export class UserKind implements ResourceKind<UserProperties> {
  public constructor(private readonly clientIn: ClientIn) {}

  public parse(raw: Record<string, unknown>): UserProperties {
    const properties = new Properties(raw);
    return {
      IdentityStoreId: properties.string('IdentityStoreId'),
      Region: properties.string('Region'),
      UserName: properties.string('UserName'),
      GivenName: properties.string('GivenName'),
      FamilyName: properties.string('FamilyName'),
      DisplayName: properties.string('DisplayName'),
      Email: properties.string('Email'),
    };
  }

  public async ensure({ properties }: ResourceRequest<UserProperties>) {
    const store = this.clientIn(properties.Region);
    const find = () => userId(store, properties.IdentityStoreId, properties.UserName);
    const id = await find() ?? await makeOrFind(() => create(store, properties), find);
    await sync(store, properties, id);
    return { physicalId: id, attributes: { [USER_ATTRIBUTES.id]: id } };
  }

  public async remove({ properties, physicalId }: ResourceRequest<UserProperties> & { readonly physicalId: string }): Promise<void> {
    const { IdentityStoreId, Region, UserName } = properties;
    const store = this.clientIn(Region);
    // what was made half has no id yet
    const UserId = physicalId.includes(':') ? await userId(store, IdentityStoreId, UserName) : physicalId;
    const user = UserId && await unlessGone(() => store.send(new DescribeUserCommand({ IdentityStoreId, UserId })));
    if (!user) return;
    if (user.UserType !== MADE_HERE) return console.log(JSON.stringify({ left: UserName, because: 'the user was there before' }));
    await unlessGone(() => store.send(new DeleteUserCommand({ IdentityStoreId, UserId })));
  }
}

async function create(store: IdentitystoreClient, properties: UserProperties): Promise<string> {
  const { IdentityStoreId, UserName, GivenName, FamilyName, DisplayName, Email } = properties;
  const made = await store.send(new CreateUserCommand({
    IdentityStoreId, UserName, DisplayName, UserType: MADE_HERE, Name: { GivenName, FamilyName }, Emails: [{ Value: Email, Type: 'work', Primary: true }],
  }));
  return made.UserId!;
}

/** Brings what differs to what the code says, and leaves the rest. */
async function sync(store: IdentitystoreClient, properties: UserProperties, UserId: string): Promise<void> {
  const { IdentityStoreId } = properties;
  const user = await store.send(new DescribeUserCommand({ IdentityStoreId, UserId }));
  const Operations = differences(properties, user);
  if (Operations.length) await store.send(new UpdateUserCommand({ IdentityStoreId, UserId, Operations }));
}

function differences({ GivenName, FamilyName, DisplayName, Email }: UserProperties, user: DescribeUserCommandOutput): AttributeOperation[] {
  const emails = user.Emails ?? [];
  const primary = emails.find(one => one.Primary) ?? emails[0];
  return [
    ...user.Name?.GivenName === GivenName ? [] : [{ AttributePath: 'name.givenName', AttributeValue: GivenName }],
    ...user.Name?.FamilyName === FamilyName ? [] : [{ AttributePath: 'name.familyName', AttributeValue: FamilyName }],
    ...user.DisplayName === DisplayName ? [] : [{ AttributePath: 'displayName', AttributeValue: DisplayName }],
    // Identity Center keeps one address
    ...primary?.Value?.toLowerCase() === Email.toLowerCase() ? [] : [{ AttributePath: 'emails', AttributeValue: [{ Value: Email, Type: 'work', Primary: true }] }],
  ];
}
