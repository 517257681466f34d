import { Construct } from 'constructs';
import type { IAccessTarget } from './access-target';
import type { DirectoryUser } from './directory-user';
import type { PermissionSet } from './permission-set';

/** Options of `IdentityAccount.addGroup`. */
export interface GroupOptions {
  /**
   * What it is for.
   *
   * @default - nothing
   */
  readonly description?: string;
  /**
   * Who is in it. Not for an external directory, where the provider says it.
   *
   * @default - those who name it in their `groups`
   */
  readonly members?: DirectoryUser[];
  /**
   * Stacks of their own for this group's assignments, `accounts-<number>-<part>`: where more are said than a stack takes. Chosen for good, since what
   * moves to another stack is taken away before it is given again.
   *
   * @default - the stacks that all groups share
   */
  readonly part?: string;
}

/** Options of `DirectoryGroup.assign`. */
export interface AssignOptions {
  /**
   * Why, in a sentence. An administrator in production or in the management account wants one.
   *
   * @default - none
   */
  readonly reason?: string;
}

/** @internal What was said by one `assign`. */
export interface Grant {
  readonly group: DirectoryGroup;
  readonly permissionSet: PermissionSet;
  readonly target: IAccessTarget;
  readonly reason?: string;
  readonly path: string;
}

/** People who may do the same. Made by `IdentityAccount.addGroup`. */
export class DirectoryGroup extends Construct {
  /** Its display name in Identity Center. */
  public readonly groupName: string;
  /** @internal */
  public readonly _members: DirectoryUser[];
  /** @internal */
  public readonly _grants: Grant[] = [];
  /** @internal */
  public readonly _options: GroupOptions;

  public constructor(scope: Construct, id: string, options: GroupOptions = {}) {
    super(scope, id);
    this.groupName = id;
    this._options = options;
    this._members = [...options.members ?? []];
  }

  /**
   * Adds somebody. Not for an external directory, where the provider says it.
   *
   * @param user one of the same directory
   */
  public addMember(user: DirectoryUser): void {
    this._members.push(user);
  }

  /**
   * Lets the group enter accounts, and do there what the permission set allows.
   *
   * @param permissionSet what it may do there
   * @param target an account, or one of `Targets`
   */
  public assign(permissionSet: PermissionSet, target: IAccessTarget, options: AssignOptions = {}): void {
    const id = `${permissionSet.permissionSetName} in ${target.targetName}`;
    const said = this.node.tryFindChild(id) ?? new Construct(this, id);
    this._grants.push({ group: this, permissionSet, target, reason: options.reason, path: said.node.path });
  }
}
