import { Construct } from 'constructs';
import { checkGroupName, checkUser, checkUserName } from './directory-checks';
import { DirectoryGroup, GroupOptions } from './directory-group';
import { DirectoryUser, UserOptions } from './directory-user';
import { AccountPurpose } from '../accounts/account-purpose';
import { CoreAccount } from '../accounts/core-account';
import { INFRASTRUCTURE_UNIT } from '../accounts/organizational-units';
import { Platform } from '../private/platform';
import { valuesByKey } from '../private/sorted';

/**
 * The identity account: the only one that can create users; everyone else assumes a role. It administers the organization's instance of IAM Identity
 * Center, but for what is provisioned in the management account, which AWS lets only that one change.
 */
export class IdentityAccount extends CoreAccount {
  private readonly users = new Map<string, DirectoryUser>();
  private readonly groups = new Map<string, DirectoryGroup>();
  private readonly usersScope: Construct;
  private readonly groupsScope: Construct;

  public constructor(scope: Construct, id: string) {
    super(scope, id, { purpose: AccountPurpose.IDENTITY, unit: INFRASTRUCTURE_UNIT, wave: 2, slot: 3 });
    Platform.of(this).identity = this;
    this.usersScope = new Construct(this, 'users');
    this.groupsScope = new Construct(this, 'groups');
  }

  /**
   * Adds somebody who signs in. A user of that name who is there already is adopted.
   *
   * @param name the name that they sign in with
   */
  public addUser(name: string, options: UserOptions): DirectoryUser {
    const platform = Platform.of(this);
    const path = `${this.usersScope.node.path}/${name}`;
    checkUserName(platform, path, name);
    if (this.users.has(name)) platform.problems.add(path, 'name', name, 'a name that no other user has', `"${name}-2"`);
    const user = new DirectoryUser(this.usersScope, this.freeId(this.usersScope, name), options);
    checkUser(platform, user, [...this.users.values()]);
    this.users.set(user.node.id, user);
    return user;
  }

  /**
   * Adds a group. One of that name which is there already is adopted; with an external directory it has to be there.
   *
   * @param name its display name
   */
  public addGroup(name: string, options: GroupOptions = {}): DirectoryGroup {
    const platform = Platform.of(this);
    const path = `${this.groupsScope.node.path}/${name}`;
    checkGroupName(platform, path, name);
    if (this.groups.has(name)) platform.problems.add(path, 'name', name, 'a name that no other group has', `"${name}-2"`);
    const group = new DirectoryGroup(this.groupsScope, this.freeId(this.groupsScope, name), options);
    this.groups.set(group.node.id, group);
    return group;
  }

  /** Names of users whose access is taken away while they are kept. */
  public get revokedUsers(): string[] {
    return this._users.filter(({ isRevoked }) => isRevoked).map(({ userName }) => userName);
  }

  /** @internal Sorted by name. */
  public get _users(): DirectoryUser[] {
    return valuesByKey(this.users);
  }

  /** @internal Sorted by name. */
  public get _groups(): DirectoryGroup[] {
    return valuesByKey(this.groups);
  }

  /** A name that is taken does not hide what else is wrong. */
  private freeId(scope: Construct, name: string): string {
    const id = String(name) || 'nobody';
    return scope.node.tryFindChild(id) ? `${id} (${scope.node.children.length})` : id;
  }
}
