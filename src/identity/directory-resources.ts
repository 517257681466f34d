import { CfnResource, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { DirectoryGroup } from './directory-group';
import type { DirectoryUser } from './directory-user';
import type { IdentityCenterInstance } from '../accounts/account-registry';
import {
  DIRECTORY_HANDLER, GROUP_ATTRIBUTES, GROUP_REFERENCE_TYPE, GROUP_TYPE, GroupProperties, GroupReferenceProperties, USER_ATTRIBUTES, USER_TYPE,
  UserProperties,
} from '../aws-api/directory/constants';
import { HandlerFunction } from '../aws-api/handler-function';

const LOOKS = ['GetGroupId'];
const MAKES_GROUPS = ['CreateGroup', ...LOOKS];
const TAKES_CARE = [
  ...MAKES_GROUPS, 'CreateGroupMembership', 'CreateUser', 'DeleteGroup', 'DeleteGroupMembership', 'DeleteUser', 'DescribeGroup', 'DescribeUser', 'GetUserId',
  'ListGroupMemberships', 'UpdateGroup', 'UpdateUser',
];

/** Users and groups in one stack. A handler makes or adopts them; CloudFormation has no type for users, and its type for groups cannot adopt. */
export class DirectoryResources {
  private readonly handler: HandlerFunction;
  private readonly allowed = new Set<string[]>();

  public constructor(
    private readonly stack: Stack, prefix: string, private readonly partition: string, private readonly instance: IdentityCenterInstance,
  ) {
    this.handler = HandlerFunction.in(stack, { handler: DIRECTORY_HANDLER, prefix, description: 'Makes or adopts users and groups of Identity Center' });
  }

  /** @returns the user's id */
  public user({ userName, email, _options: { givenName, familyName, displayName } }: DirectoryUser): string {
    return this.resource(`User-${userName}`, USER_TYPE, TAKES_CARE, {
      ...this.store,
      UserName: userName,
      GivenName: givenName,
      FamilyName: familyName,
      DisplayName: displayName ?? `${givenName} ${familyName}`,
      Email: email,
    } satisfies UserProperties).getAtt(USER_ATTRIBUTES.id).toString();
  }

  /** @param members ids of users; @returns the group's id */
  public group({ groupName, _options: { description = '' } }: DirectoryGroup, members: string[]): string {
    return this.resource(`Group-${groupName}`, GROUP_TYPE, TAKES_CARE, {
      ...this.store, DisplayName: groupName, Description: description, Members: members,
    } satisfies GroupProperties).getAtt(GROUP_ATTRIBUTES.id).toString();
  }

  /** @param make whether it is made where it is missing; @returns the id of a group that is somebody else's */
  public reference({ groupName }: DirectoryGroup, make: boolean): string {
    return this.resource(`Group-${groupName}`, GROUP_REFERENCE_TYPE, make ? MAKES_GROUPS : LOOKS, {
      ...this.store, DisplayName: groupName, Make: String(make),
    } satisfies GroupReferenceProperties).getAtt(GROUP_ATTRIBUTES.id).toString();
  }

  private resource(id: string, type: string, actions: string[], properties: object): CfnResource {
    this.allow(actions);
    return this.handler.resource(new Construct(this.stack, id), 'Resource', type, properties);
  }

  private get store(): { IdentityStoreId: string; Region: string } {
    return { IdentityStoreId: this.instance.identityStoreId, Region: this.instance.region };
  }

  private allow(actions: string[]): void {
    if (this.allowed.has(actions)) return;
    this.allowed.add(actions);
    const { partition } = this;
    // the store is the management account's; users and groups are in no account
    this.handler.allowLike('ids that AWS makes up', actions.map(action => `identitystore:${action}`).sort(),
      `arn:${partition}:identitystore::*:identitystore/${this.instance.identityStoreId}`,
      ...['group', 'membership', 'user'].map(kind => `arn:${partition}:identitystore:::${kind}/*`));
  }
}
