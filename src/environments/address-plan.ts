import { Cidr, parseCidr } from '../private/cidr';

/** Options of `AddressPlan.of`. */
export interface AddressPlanOptions {
  /**
   * Length of the prefix of a network: what one environment has in one region. From 16 to 24, since a VPC holds it, and its sixteenths are subnets.
   *
   * @default 16 - 65,536 addresses; 256 networks in 10.0.0.0/8
   * @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
   */
  readonly networkPrefixLength?: number;
  /**
   * Ranges that are in use elsewhere, in CIDR notation: an office, a data centre. No network lies in them.
   *
   * @default - none
   */
  readonly reserved?: string[];
}

/**
 * Which IPv4 addresses the environments have: a network for each in each governed region, and no two that overlap, since clusters of several accounts meet one
 * day. Networks are given in order, once; `accounts.json` remembers them, so that neither a new account nor a new region moves one.
 */
export class AddressPlan {
  /**
   * Networks out of one or more ranges, the first one first.
   *
   * ```ts
   * AddressPlan.of(['10.0.0.0/8'], { reserved: ['10.200.0.0/16'] });
   * ```
   *
   * @param ranges in CIDR notation; another one can be put behind them at any time
   */
  public static of(ranges: string[], options: AddressPlanOptions = {}): AddressPlan {
    return new AddressPlan(ranges, options.networkPrefixLength ?? 16, options.reserved ?? []);
  }

  /** @internal Those that can be read. */
  public readonly _ranges: Cidr[];
  /** @internal Those that can be read. */
  public readonly _reserved: Cidr[];

  /** @internal */
  private constructor(
    private readonly ranges: string[],
    /** @internal */
    public readonly _networkPrefixLength: number,
    private readonly reserved: string[],
  ) {
    const readable = (texts: string[]) => texts.flatMap(text => parseCidr(text) ?? []);
    this._ranges = readable(ranges);
    this._reserved = readable(reserved);
  }

  /** @internal What is wrong with it, as arguments of `Problems.add`. */
  public get _faults(): [what: string, got: unknown, expected: string, instead: string][] {
    const faults: [string, unknown, string, string][] = [];
    const length = this._networkPrefixLength;
    if (!(Number.isInteger(length) && length >= 16 && length <= 24)) {
      faults.push(['addressPlan: networkPrefixLength', length, 'a whole number from 16 to 24: a VPC has at most a /16, and subnets are sixteenths', '16']);
    }
    if (!this.ranges.length) faults.push(['addressPlan: ranges', this.ranges, 'at least one range', '["10.0.0.0/8"]']);
    for (const [what, texts] of [['ranges', this.ranges], ['reserved', this.reserved]] as const) {
      for (const text of texts) {
        const cidr = parseCidr(text);
        if (!cidr) faults.push([`addressPlan: ${what}`, text, 'a range in CIDR notation that begins at its first address', '"10.0.0.0/8"']);
        else if (what === 'ranges' && cidr.prefixLength > length) faults.push([`addressPlan: ${what}`, text, `a range that holds at least one network of /${length}`, '"10.0.0.0/8"']);
      }
    }
    return faults;
  }
}
