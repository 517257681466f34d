import type { AddressPlan } from './address-plan';
import { hasEnded, RegistryFile } from '../accounts/registry-file';
import { Cidr, cidrAt, overlap, parseCidr } from '../private/cidr';
import type { Problems } from '../private/problems';

/** A network that somebody has. */
interface Taken {
  readonly by: string;
  readonly cidr: Cidr;
}

/** Gives each environment its network in each region: what the registry says, what the code says, or the first that is free. */
export class Networks {
  private readonly taken: Taken[];
  /** Of each range where the first free network may be: all before it are taken for good. */
  private readonly looked = new Map<Cidr, number>();

  public constructor(private readonly plan: AddressPlan, private readonly registry: RegistryFile, private readonly problems: Problems) {
    this.taken = [
      ...plan._reserved.map(cidr => ({ by: `the reserved range ${cidr.text}`, cidr })),
      ...registry.accounts.filter(account => !hasEnded(account)).flatMap(({ name, networks = {} }) =>
        Object.entries(networks).map(([region, text]) => ({ by: `${name} in ${region}`, cidr: parseCidr(text)! }))),
    ];
  }

  /**
   * @param path of the environment
   * @param said what the code wants it to be
   * @returns in CIDR notation
   */
  public of(path: string, account: string, region: string, said?: string): string {
    const known = this.registry.accounts.find(one => one.name === account && !hasEnded(one))?.networks?.[region];
    if (known) {
      if (said !== undefined && said !== known) {
        this.problems.add(path, `network in ${region}`, said, `${known}, which it has in the registry: what stands in it would not move`, `'${region}': '${known}'`);
      }
      return known;
    }
    const by = `${account} in ${region}`;
    const cidr = said === undefined ? this.free(path, region) : this.byHand(path, region, said);
    if (!cidr) return cidrAt(0, this.plan._networkPrefixLength).text;
    this.taken.push({ by, cidr });
    return cidr.text;
  }

  private byHand(path: string, region: string, said: string): Cidr | undefined {
    const cidr = parseCidr(said);
    const size = this.plan._networkPrefixLength;
    const other = cidr && this.taken.find(one => overlap(one.cidr, cidr));
    if (cidr?.prefixLength === size && !other) return cidr;
    const expected = !cidr || cidr.prefixLength !== size ? `a /${size} in CIDR notation that begins at its first address`
      : `one that overlaps no other: ${other!.by} has ${other!.cidr.text}`;
    this.problems.add(path, `network in ${region}`, said, expected, this.free(path, region)?.text ?? 'nothing: the next free one is taken');
    return undefined;
  }

  private free(path: string, region: string): Cidr | undefined {
    const { _ranges: ranges, _networkPrefixLength: length } = this.plan;
    const size = 2 ** (32 - length);
    for (const range of ranges) {
      for (let start = this.looked.get(range) ?? range.start; start + size <= range.start + range.size; start += size) {
        const cidr = cidrAt(start, length);
        this.looked.set(range, start);
        if (!this.taken.some(one => overlap(one.cidr, cidr))) return cidr;
      }
    }
    this.problems.add(path, `network in ${region}`, undefined, `a free /${length} in ${ranges.map(({ text }) => text).join(', ')}`, 'one more range behind them in addressPlan');
    return undefined;
  }
}
