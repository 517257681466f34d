/** A standard that Security Hub measures every account by. */
export class SecurityStandard {
  /** What AWS itself recommends: the one that every company should have. */
  public static readonly AWS_FOUNDATIONAL = new SecurityStandard('standards/aws-foundational-security-best-practices/v/1.0.0');
  /** CIS AWS Foundations Benchmark 1.2.0. */
  public static readonly CIS_1_2 = new SecurityStandard('ruleset/cis-aws-foundations-benchmark/v/1.2.0');
  /** CIS AWS Foundations Benchmark 1.4.0. */
  public static readonly CIS_1_4 = new SecurityStandard('standards/cis-aws-foundations-benchmark/v/1.4.0');
  /** CIS AWS Foundations Benchmark 3.0.0. */
  public static readonly CIS_3_0 = new SecurityStandard('standards/cis-aws-foundations-benchmark/v/3.0.0');
  /** CIS AWS Foundations Benchmark 5.0.0. */
  public static readonly CIS_5_0 = new SecurityStandard('standards/cis-aws-foundations-benchmark/v/5.0.0');
  /** NIST Special Publication 800-53 Revision 5. */
  public static readonly NIST_800_53 = new SecurityStandard('standards/nist-800-53/v/5.0.0');
  /** NIST Special Publication 800-171 Revision 2. */
  public static readonly NIST_800_171 = new SecurityStandard('standards/nist-800-171/v/2.0.0');
  /** PCI DSS 3.2.1. */
  public static readonly PCI_DSS_3_2 = new SecurityStandard('standards/pci-dss/v/3.2.1');
  /** PCI DSS 4.0.1. */
  public static readonly PCI_DSS_4_0 = new SecurityStandard('standards/pci-dss/v/4.0.1');
  /** Whether resources have tags. */
  public static readonly RESOURCE_TAGGING = new SecurityStandard('standards/aws-resource-tagging-standard/v/1.0.0');

  /** @internal Those that there are. */
  public static get _all(): SecurityStandard[] {
    return Object.values(SecurityStandard).filter(value => value instanceof SecurityStandard);
  }

  /**
   * One that AWS has added after this version of the library.
   *
   * @param identifier what follows the account in its ARN: `standards/pci-dss/v/4.0.1`
   */
  public static of(identifier: string): SecurityStandard {
    return new SecurityStandard(identifier);
  }

  private constructor(
    /** What follows the account in its ARN. */
    public readonly identifier: string,
  ) {}

  /** @internal */
  public _arn(partition: string, region: string): string {
    const isRuleset = this.identifier.startsWith('ruleset/');
    return `arn:${partition}:securityhub:${isRuleset ? '' : region}::${this.identifier}`;
  }
}
