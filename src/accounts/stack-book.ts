import { Stack } from 'aws-cdk-lib';
import type { PlatformAccount } from './platform-account';
import { PlannedStack } from '../plan/platform-json';
import { stackName } from '../private/names';
import { Platform } from '../private/platform';
import { sortedBy } from '../private/sorted';

/** Which of an account's stacks. */
export interface StackReference {
  readonly region: string;
  readonly part?: string;
}

/** A stack of whatever account. */
export interface AccountStack extends StackReference {
  readonly account: PlatformAccount;
}

/**
 * The stacks of one account: which there are, which are built, and what is deployed before them. What there is does not depend on what is
 * built, so that the plan is the same whatever `cloud-platform:only` leaves out.
 */
export class StackBook {
  private readonly declared = new Map<string, StackReference>();
  private readonly built = new Map<string, Stack>();
  private readonly beforeAll: AccountStack[] = [];
  private readonly before = new Map<string, AccountStack[]>();

  public constructor(private readonly account: PlatformAccount) {}

  public declare(where: StackReference): void {
    this.declared.set(keyOf(where), where);
  }

  /** The stack, made by `make` on the first call. */
  public obtain(where: StackReference, make: (key: string) => Stack): Stack {
    const key = keyOf(where);
    const known = this.built.get(key);
    if (known) return known;
    this.declare(where);
    const stack = make(key);
    this.built.set(key, stack);
    for (const earlier of this.allBefore(where)) this.connect(stack, earlier);
    // those that were asked for first wait for it all the same
    for (const [other, later] of this.built) {
      if (this.allBefore(this.declared.get(other)!).some(({ account, ...earlier }) => account === this.account && keyOf(earlier) === key)) {
        this.connect(later, { account: this.account, ...where });
      }
    }
    return stack;
  }

  /** A stack of this account is deployed before all others of it, whatever its owner adds. */
  public deployFirst(where: StackReference): void {
    this.before.set(keyOf(where), []);
  }

  /** All stacks of this account are deployed after that one. */
  public deployAfter(earlier: AccountStack): void {
    if (this.beforeAll.some(other => isSame(other, earlier))) return;
    this.beforeAll.push(earlier);
    for (const [key, stack] of this.built) {
      if (!isSame({ account: this.account, ...this.declared.get(key)! }, earlier)) this.connect(stack, earlier);
    }
  }

  /** One stack of this account is deployed after that one. */
  public deployStackAfter(where: StackReference, earlier: AccountStack): void {
    const key = keyOf(where);
    const list = this.before.get(key) ?? [];
    if (list.some(other => isSame(other, earlier))) return;
    this.before.set(key, [...list, earlier]);
    const stack = this.built.get(key);
    if (stack) this.connect(stack, earlier);
  }

  /** The stacks that this run writes. */
  public get written(): Stack[] {
    return this.account.isSynthesized ? [...this.built.values()] : [];
  }

  /** All there are, for the plan; none while the account cannot be deployed. */
  public get planned(): PlannedStack[] {
    if (this.account._status !== 'active') return [];
    const { prefix } = Platform.of(this.account).configuration;
    const beforeAll = activePaths(this.beforeAll);
    return sortedBy([...this.declared].map(([key, where]) => ({
      path: `${this.account._path}/${key}`,
      stackName: stackName(prefix, this.account.accountName, where.part),
      account: this.account.accountName,
      region: where.region,
      part: where.part,
      wave: this.laterWave(key),
      dependsOn: [...beforeAll, ...activePaths(this.before.get(key) ?? []), ...activePaths(this.ownBefore(where))].sort(),
    })), ({ path }) => path);
  }

  /** That of a stack which waits for another account of its own wave or of a later one, or for a stack of its own account that does. */
  private laterWave(key: string): number | undefined {
    const wave = this.waveOf(key);
    return wave > this.account._wave ? wave : undefined;
  }

  private waveOf(key: string): number {
    const before = this.before.get(key) ?? [];
    return Math.max(this.account._wave, ...before.map(({ account, ...where }) =>
      account === this.account ? this.waveOf(keyOf(where)) : account._stacks.waveOf(keyOf(where)) + 1));
  }

  private allBefore(where: StackReference): AccountStack[] {
    return [...this.beforeAll, ...this.before.get(keyOf(where)) ?? [], ...this.ownBefore(where)];
  }

  /** Own stacks of the account's owner come after the platform's in that region and at home: they read the contract that stands there. */
  private ownBefore(where: StackReference): AccountStack[] {
    if (!where.part || this.before.has(keyOf(where))) return [];
    return [...new Set([Platform.of(this.account).homeRegion, where.region])]
      .filter(region => this.declared.has(region)).map(region => ({ account: this.account, region }));
  }

  private connect(stack: Stack, earlier: AccountStack): void {
    // what is not written in this run was deployed by another one
    if (!this.account.isSynthesized || !earlier.account.isSynthesized) return;
    stack.addStackDependency(earlier.account._stack(earlier));
  }
}

/** A stack's id below its account. Parts follow the region, so that `<Id>/<account>/*` means the whole account. */
function keyOf(where: StackReference): string {
  return where.part ? `${where.region}-${where.part}` : where.region;
}

function isSame(one: AccountStack, other: AccountStack): boolean {
  return one.account === other.account && one.region === other.region && one.part === other.part;
}

function activePaths(stacks: AccountStack[]): string[] {
  return stacks.filter(({ account }) => account._status === 'active').map(stack => `${stack.account._path}/${keyOf(stack)}`);
}
