import { RemovalPolicy } from 'aws-cdk-lib';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import type { DnsAccount } from './dns-account';
import { Dnssec } from './dnssec';
import { signZone } from './zone-signing';
import { Platform } from '../private/platform';

/** Options of a root domain. */
export interface RootDomainOptions {
  /**
   * Id of a hosted zone of the domain that stands in the dns account already.
   *
   * @default - the zone is made
   */
  readonly hostedZoneId?: string;
  /**
   * How far the domain's zone, and those of its environments, are secured by DNSSEC. Its last step is the registrar's: the plan names it.
   *
   * It is off by default because a mistake there takes away all names of a domain, no deploy can take back what caches have, and each
   * account pays a key in KMS for it. Switched on, sandboxes stay without.
   *
   * @default Dnssec.OFF
   */
  readonly dnssec?: Dnssec;
}

/** A domain that was bought at a registrar: its zone stands in the dns account. Made by the landing zone and by `DnsAccount.addDomain`. */
export class RootDomain {
  /** The domain, as DNS has it: in lower-case ASCII. */
  public readonly domainName: string;
  /** How far its zones are secured by DNSSEC. */
  public readonly dnssec: Dnssec;
  /** @internal */
  public readonly _zoneIdParameter: string;
  private readonly suffix: string;
  private readonly existing?: string;
  private zone?: route53.IHostedZone;

  public constructor(private readonly account: DnsAccount, domainName: string, options: RootDomainOptions = {}) {
    const { prefix } = Platform.of(account).configuration;
    const isFirst = account._domains.size === 0;
    this.domainName = domainName;
    this.existing = options.hostedZoneId;
    this.dnssec = options.dnssec ?? Dnssec.OFF;
    this.suffix = isFirst ? '' : `-${domainName}`;
    this._zoneIdParameter = isFirst ? `/${prefix}/v1/root-hosted-zone-id` : `/${prefix}/v1/root-hosted-zone-ids/${domainName}`;
  }

  /** The domain's zone. */
  public get hostedZone(): route53.IHostedZone {
    return this.zone ??= this.makeZone();
  }

  private makeZone(): route53.IHostedZone {
    const stack = this.account._stack({ region: Platform.of(this.account).homeRegion });
    const id = `RootZone${this.suffix}`;
    const zone = this.existing
      ? route53.HostedZone.fromHostedZoneAttributes(stack, id, { hostedZoneId: this.existing, zoneName: this.domainName })
      : new route53.PublicHostedZone(stack, id, { zoneName: this.domainName, comment: 'The root domain' });
    if (zone instanceof route53.HostedZone) zone.applyRemovalPolicy(RemovalPolicy.RETAIN);
    // read by the stacks of this account that hold one door for each environment: a parameter ties no two stacks together
    new ssm.CfnParameter(stack, `RootZoneId${this.suffix}`, {
      name: this._zoneIdParameter, description: `Hosted zone of ${this.domainName}`, type: 'String', value: zone.hostedZoneId,
    });
    if (this.dnssec !== Dnssec.OFF) signZone(stack, id, zone, this.account._signingKey);
    return zone;
  }
}
