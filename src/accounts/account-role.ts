import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { PlatformAccount } from './platform-account';
import { partOf } from './slots';
import type { PlannedDoor } from '../plan/platform-json';
import { acknowledgeAnyResource } from '../private/acknowledge';
import { checkRoleName } from '../private/name-rules';
import { doorRoleName, handlerRoles, rolePath } from '../private/names';
import { Platform } from '../private/platform';
import { policy, Statement } from '../private/policy';
import { trust } from '../private/trust';

/** Props of an `AccountRole`. */
export interface AccountRoleProps {
  /** The account whose resources are used: the role stands there. */
  readonly owner: PlatformAccount;
  /** The account that uses them. */
  readonly guest: PlatformAccount;
  /** What it is for, in one or two words with hyphens; unique between owner and guest. Part of the role's name. */
  readonly purpose: string;
  /** What the role may do in the owner's account. */
  readonly statements: iam.PolicyStatement[];
  /**
   * Which of the guest's roles may come in: paths and names without a leading slash, `*` and `?` allowed (`service-role/api-*`). They
   * need not exist yet.
   *
   * @default - only the platform's own roles, which nobody who works in the guest's account can make or change
   */
  readonly guestRoles?: string[];
  /**
   * Keys of session tags that the guest may come in with, for conditions on `aws:PrincipalTag` in the statements.
   *
   * @default - none
   */
  readonly sessionTags?: string[];
}

/**
 * A door between two accounts: a role in the owner's account, and the right to assume it in the guest's. One object makes both halves by
 * name, so that they synthesise in one run and neither has to be deployed before the other can be written.
 *
 * The trust names the guest's account and, by condition, its roles; never the ARN of a role that may not exist yet.
 *
 * ```ts
 * declare const owner: PlatformAccount;
 * declare const guest: PlatformAccount;
 * declare const task: iam.Role;
 *
 * const door = new AccountRole({
 *   owner,
 *   guest,
 *   purpose: 'audit-zones',
 *   statements: [new iam.PolicyStatement({ actions: ['route53:ListHostedZones'], resources: ['*'] })],
 *   guestRoles: ['*'],
 * });
 * door.grantAssume(task);
 * ```
 */
export class AccountRole {
  /** @internal A door for the platform's handlers in the guest's account, which nobody who works there can make or change. */
  public static _forHandlers(owner: PlatformAccount, guest: PlatformAccount, purpose: string): AccountRole {
    const { prefix } = Platform.of(owner).configuration;
    return new AccountRole({ owner, guest, purpose, statements: [], guestRoles: [handlerRoles(prefix)] });
  }

  /** Name of the role, known before anything is deployed. */
  public readonly roleName: string;
  private readonly owner: PlatformAccount;
  private readonly guest: PlatformAccount;
  private readonly purpose: string;
  private readonly platform: Platform;
  private readonly permissions: iam.PolicyStatement[];
  private readonly ownPermissions: Statement[] = [];
  private role?: iam.CfnRole;

  public constructor(props: AccountRoleProps) {
    const { owner, guest, purpose } = props;
    const platform = this.platform = Platform.of(owner);
    this.owner = owner;
    this.guest = guest;
    this.purpose = purpose;
    this.permissions = props.statements;
    this.roleName = doorRoleName(platform.configuration.prefix, purpose, guest.accountName);
    checkRoleName(platform.problems, guest.node.path, this.roleName);
    if (owner === guest) {
      platform.problems.add(guest.node.path, `door to ${owner.accountName}`, purpose, 'two accounts', 'an iam.Role: within one account nobody needs a door');
      return;
    }
    if (!platform.addDoor(this, owner)) {
      platform.problems.add(guest.node.path, `door to ${owner.accountName}`, purpose, 'a purpose of its own between these two accounts', 'another purpose');
      return;
    }
    if (this.isOpen) this.buildOwnersHalf(props.guestRoles ?? [`${rolePath(platform.configuration.prefix).slice(1)}*`], props.sessionTags);
  }

  /** False while one of the two accounts is pending: there is nobody to trust yet. */
  public get isOpen(): boolean {
    return !this.owner.isPending && !this.guest.isPending;
  }

  /**
   * The guest's half: lets somebody in the guest's account come in. Grants nothing while the owner is pending.
   *
   * @param grantee a role of the guest's account that `guestRoles` names
   */
  public grantAssume(grantee: iam.IGrantable): iam.Grant {
    if (this.owner.isPending) return iam.Grant.drop(grantee, `${this.owner.accountName} is pending`);
    return iam.Grant.addToPrincipal({ grantee, actions: ['sts:AssumeRole'], resourceArns: [this._roleArn] });
  }

  /**
   * The role as somebody in the guest's account sees it.
   *
   * @param scope where the import is placed, in a stack of the guest's account
   */
  public roleIn(scope: Construct): iam.IRole {
    const id = `Role-${this.roleName}`;
    return (scope.node.tryFindChild(id) as iam.IRole | undefined)
      ?? iam.Role.fromRoleArn(scope, id, this._roleArn, { mutable: false });
  }

  /** @internal For a door of the platform's own, made without `statements`: what is only worth making when the owner's half is written in this run. */
  public _allow(statements: (owner: Stack) => Statement[], whyAnyResource?: string): this {
    if (this.role) {
      this.ownPermissions.push(...statements(Stack.of(this.role)));
      if (whyAnyResource) acknowledgeAnyResource(this.role, whyAnyResource);
    }
    return this;
  }

  /** @internal */
  public get _planned(): PlannedDoor {
    return {
      purpose: this.purpose,
      owner: this.owner.accountName,
      guest: this.guest.accountName,
      roleName: this.roleName,
      roleArn: this.owner.isPending ? undefined : this._roleArn,
      open: this.isOpen,
    };
  }

  /** @internal Known only when the owner is. */
  public get _roleArn(): string {
    const { partition } = this.platform.configuration.regions;
    return `arn:${partition}:iam::${this.owner.accountId}:role${rolePath(this.platform.configuration.prefix)}${this.roleName}`;
  }

  private get document(): object {
    return this.permissions.length ? new iam.PolicyDocument({ statements: this.permissions }) : policy(this.ownPermissions);
  }

  private buildOwnersHalf(guestRoles: string[], sessionTags?: string[]): void {
    const where = { region: this.platform.homeRegion, part: partOf(this.guest) };
    this.owner._build(where, stack => {
      this.role = new iam.CfnRole(new Construct(stack, `${this.purpose}-${this.guest.accountName}`), 'Resource', {
        roleName: this.roleName,
        path: rolePath(this.platform.configuration.prefix),
        description: `${this.guest.accountName} uses ${this.owner.accountName}: ${this.purpose}`,
        assumeRolePolicyDocument: trust(this.platform.configuration.regions.partition, this.guest.accountId!, guestRoles, sessionTags),
        policies: [{ policyName: this.purpose, policyDocument: this.document }],
      });
    });
    // between accounts of one wave, or against the waves, a door makes nobody wait: nothing here needs the role to exist, and such chains would grow
    if (this.owner._wave < this.guest._wave) this.guest._stacks.deployAfter({ account: this.owner, ...where });
  }
}
