import { Stack, Token } from 'aws-cdk-lib';
import { Construct, IConstruct } from 'constructs';
import { AccountEmail } from './account-email';
import { AccountPurpose } from './account-purpose';
import { accountStatus, AccountStatus } from './account-status';
import { checkAccountTags } from './account-tags';
import { StackBook, StackReference } from './stack-book';
import type { IAccessTarget } from '../identity/access-target';
import { toBeStamped } from '../plan/template-stamp';
import { boardStack } from '../private/drawing-board';
import { checkPart } from '../private/name-rules';
import { stackName } from '../private/names';
import { nearest } from '../private/nearest';
import { Platform } from '../private/platform';
import { StampingSynthesizer } from '../private/stamping-synthesizer';

/** An account of the platform. */
export interface IPlatformAccount extends IConstruct {
  /** Name in the code. */
  readonly accountName: string;
  /** Twelve digits; undefined while the account is pending. */
  readonly accountId?: string;
  /** Whether AWS has still to make the account. */
  readonly isPending: boolean;
}

/** Props of a `PlatformAccount`. */
export interface PlatformAccountProps {
  /** What the account is there for. */
  readonly purpose: AccountPurpose;
  /**
   * Path of its organizational unit: `Workloads/Production`.
   *
   * @default - none: the management account stands in no unit
   */
  readonly organizationalUnit?: string;
  /** Number of the wave that deploys it, from 0. */
  readonly wave: number;
  /**
   * The place that core accounts keep for it, a whole number from 0.
   *
   * @default - what the registry says, else the next free one
   */
  readonly slot?: number;
  /**
   * What stands for the account in its e-mail address.
   *
   * @default - the account's name
   */
  readonly emailName?: string;
  /**
   * Tags of the account in the organization, beside those that the landing zone gives all accounts.
   *
   * @default - none
   */
  readonly accountTags?: { [key: string]: string };
  /**
   * Whether the account's stacks are protected against deletion.
   *
   * @default true
   */
  readonly terminationProtection?: boolean;
}

/**
 * An account that this landing zone owns: a deploy unit with an identity of its own. Made by `LandingZone`, not by hand.
 */
export class PlatformAccount extends Construct implements IPlatformAccount, IAccessTarget {
  /** Name in the code. */
  public readonly accountName: string;
  /** Twelve digits; undefined while the account is pending. */
  public readonly accountId?: string;
  /** E-mail address of the root user. */
  public readonly rootEmail: string;
  /** What the account is there for. */
  public readonly purpose: AccountPurpose;
  /**
   * Whether AWS has still to make the account. A pending account has no stacks: it stands in the plan with the step that makes it.
   */
  public readonly isPending: boolean;
  /**
   * Whether this run writes the account's stacks. False for an account that is pending, suspended or closed, and for one that the
   * context `cloud-platform:only` leaves out. Use it to skip heavy work; everything else needs no `if`.
   */
  public readonly isSynthesized: boolean;

  /** @internal What stands for the account in its e-mail address: another one means another account of AWS. */
  public readonly _emailName: string;
  /** @internal Of the construct: it never changes, and CDK puts it together anew whenever it is asked. */
  public readonly _path: string;
  /** @internal */
  public readonly _slot: number;
  /** @internal */
  public readonly _wave: number;
  /** @internal */
  public readonly _status: AccountStatus;
  /** @internal */
  public readonly _organizationalUnit?: string;
  /** @internal */
  public readonly _tags: { readonly [key: string]: string };
  /** @internal Tags by which the platform itself knows more of it than its name. */
  public _ownTags: { readonly [key: string]: string } = {};
  /** @internal */
  public readonly _stacks: StackBook;
  private readonly terminationProtection: boolean;
  private readonly platform: Platform;

  public constructor(scope: Construct, id: string, props: PlatformAccountProps) {
    super(scope, id);
    const platform = this.platform = Platform.of(this);
    const registered = platform.registered(id);
    this.accountName = id;
    this._path = this.node.path;
    this.purpose = props.purpose;
    this.accountId = registered?.id;
    this.isPending = !registered?.id;
    this._emailName = props.emailName ?? id;
    this.rootEmail = this.checkedEmail(this._emailName);
    this.terminationProtection = props.terminationProtection ?? true;
    this._status = accountStatus(registered);
    this._slot = platform.slotOf(id, props.slot);
    this._wave = props.wave;
    this._organizationalUnit = props.organizationalUnit;
    this._tags = { ...platform.configuration.accountTags, ...props.accountTags };
    if (props.accountTags) checkAccountTags(platform.problems, this._path, props.accountTags, platform.configuration.accountTags);
    this._stacks = new StackBook(this);
    this.isSynthesized = this._status === 'active' && !platform.isLeftOut(id);
    platform.accounts.push(this);
  }

  /**
   * The stack of this account in a region, made on the first call: in the right account, region, wave and deploy unit.
   *
   * While the account is pending or left out the stack is real, but nothing of it is written.
   *
   * @param region one of the landing zone's regions
   * @param part what sets the stack apart from the account's others: letters, digits, hyphens. Without it, the platform's own stack
   */
  public stack(region: string, part?: string): Stack {
    const { problems, regions } = { ...this.platform.configuration };
    if (!regions.deployable.includes(region)) {
      const guess = Token.isUnresolved(region) ? undefined : nearest(region, regions.all);
      problems.add(this.node.path, 'region of a stack', region, `one of ${regions.all.join(', ')}`,
        guess ? `"${guess}"` : `additionalRegions: ['${region}'] at the LandingZone`);
      return boardStack(this, 'unknown-region', {});
    }
    if (part !== undefined && !checkPart(problems, this.node.path, part)) return boardStack(this, 'bad-part', {});
    return this._stack({ region, part });
  }

  /** The account as a target of who may enter: its name. */
  public get targetName(): string {
    return this.accountName;
  }

  /** Whether that is this account. */
  public includesAccount(account: PlatformAccount): boolean {
    return account === this;
  }

  /** @internal Builds into a stack of this account if this run writes it; says that the stack exists in any case. */
  public _build(where: StackReference, build: (stack: Stack) => void): void {
    this._stacks.declare(where);
    if (this.isSynthesized) build(this._stack(where));
  }

  /** @internal */
  public _stack(where: StackReference): Stack {
    return this._stacks.obtain(where, key => {
      const props = {
        env: { account: this.accountId, region: where.region },
        stackName: stackName(this.platform.configuration.prefix, this.accountName, where.part),
        description: toBeStamped(`${this.accountName}${where.part ? `, ${where.part}` : ''}: ${this.platform.configuration.landingZone}, by @astradot/cloud-platform`),
        terminationProtection: this.terminationProtection,
        synthesizer: new StampingSynthesizer({ qualifier: this.platform.configuration.bootstrapQualifier }),
      };
      return this.isSynthesized ? new Stack(this, key, props) : boardStack(this, key, props);
    });
  }

  private checkedEmail(emailName: string): string {
    const { accountEmail, registry, problems } = this.platform.configuration;
    const inRegistry = registry._account(this.accountName)?.email;
    const inCode = accountEmail.addressOf(emailName);
    // the management account is older than the code: whatever address it has is right
    if (this.purpose === AccountPurpose.MANAGEMENT) return inRegistry ?? inCode;
    const fault = AccountEmail._fault(inCode);
    if (fault) problems.add(this.node.path, 'e-mail', inCode, fault, `AccountEmail.explicit({ '${emailName}': 'aws-${emailName}@example.com' }, ...)`);
    if (inRegistry && inRegistry.toLowerCase() !== inCode.toLowerCase()) {
      problems.add(this.node.path, 'e-mail', inCode, `${inRegistry}, which the account has in ${registry._where}`,
        `AccountEmail.explicit({ '${emailName}': '${inRegistry}' }, ...)`);
    }
    return inRegistry ?? inCode;
  }
}
