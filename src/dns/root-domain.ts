import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import type { DnsAccount } from './dns-account';
import { Dnssec } from './dnssec';
import { DomainRecords } from './domain-records';
import { MailPolicy } from './mail-policy';
import { signZone } from './zone-signing';
import { domainNameFault } from '../private/domain-names';
import { MAIL_FROM_LABEL } from '../private/names';
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
  /**
   * Whether it is logged who asked for what, in the domain's zone and in those of its environments; sandboxes are left out. A year of it is kept, in us-east-1, in the
   * account of each zone. Names that are asked for may be personal data.
   *
   * @default false
   */
  readonly queryLogging?: boolean;
  /**
   * What the domain says of its mail.
   *
   * @default MailPolicy.none() for a zone that is made: it sends and receives none; MailPolicy.unmanaged() for one that is there already
   */
  readonly mail?: MailPolicy;
  /**
   * Who may issue certificates for the domain and all names below it, as CAA records say it: `amazon.com` is ACM, `letsencrypt.org`.
   *
   * @default ['amazon.com'] for a zone that is made; no records for one that is there already
   */
  readonly certificateAuthorities?: string[];
}

/** A domain that was bought at a registrar: its zone stands in the dns account. Made by the landing zone and by `DnsAccount.addDomain`. */
export class RootDomain {
  /** The domain, as DNS has it: in lower-case ASCII. */
  public readonly domainName: string;
  /** How far its zones are secured by DNSSEC. */
  public readonly dnssec: Dnssec;
  /** @internal */
  public readonly _queryLogging: boolean;
  /** @internal */
  public readonly _zoneIdParameter: string;
  /** @internal */
  public readonly _reservedName = MAIL_FROM_LABEL;
  private readonly suffix: string;
  private readonly existing?: string;
  private readonly records: DomainRecords;
  private zone?: route53.IHostedZone;

  /**
   * `zone.dns.addRootDomain(...)` makes one.
   *
   * @param account that the zone stands in
   * @param domainName without a dot at its end
   */
  public constructor(private readonly account: DnsAccount, domainName: string, options: RootDomainOptions = {}) {
    const { prefix } = Platform.of(account).configuration;
    const isFirst = account._domains.size === 0;
    this.domainName = domainName;
    this.existing = options.hostedZoneId;
    this.dnssec = options.dnssec ?? Dnssec.OFF;
    this._queryLogging = options.queryLogging ?? false;
    this.suffix = isFirst ? '' : `-${domainName}`;
    this.records = new DomainRecords(account, this);
    this._zoneIdParameter = isFirst ? `/${prefix}/v1/root-hosted-zone-id` : `/${prefix}/v1/root-hosted-zone-ids/${domainName}`;
    this.addPolicies(options);
  }

  /**
   * Addresses of a name: A and AAAA records.
   *
   * @param name relative to the domain: `www`; `@` for the domain itself
   * @param addresses IPv4 or IPv6
   * @param ttl five minutes by default
   */
  public addAddresses(name: string, addresses: string[], ttl?: Duration): void {
    this.records.addAddresses(name, addresses, ttl);
  }

  /**
   * A name that stands for another one: a CNAME record.
   *
   * @param name relative to the domain: `status`
   * @param target in full, without a dot at the end
   * @param ttl five minutes by default
   */
  public addCanonicalName(name: string, target: string, ttl?: Duration): void {
    this.records.addCanonicalName(name, target, ttl);
  }

  /**
   * Texts of a name, such as the proof that the domain is yours. They share a record set with what the policies say there.
   *
   * @param name relative to the domain; `@` for the domain itself
   * @param texts without quotes, of any length
   * @param ttl five minutes by default
   */
  public addTexts(name: string, texts: string[], ttl?: Duration): void {
    this.records.addTexts(name, texts, ttl);
  }

  /**
   * Records of any other type.
   *
   * @param name relative to the domain; `@` for the domain itself
   * @param recordType `MX`, `SRV`, `CAA`, `NS`
   * @param values as Route 53 takes them
   * @param ttl five minutes by default
   */
  public addRecords(name: string, recordType: string, values: string[], ttl?: Duration): void {
    this.records.add(name, recordType, values, ttl);
  }

  /** The domain's zone. */
  public get hostedZone(): route53.IHostedZone {
    return this.zone ??= this.makeZone();
  }

  /** @internal Names of its records, without the domain's own. */
  public get _recordNames(): string[] {
    return this.records.names;
  }

  private addPolicies(options: RootDomainOptions): void {
    const { problems } = Platform.of(this.account);
    const path = `${this.account.node.path}/${this.domainName}`;
    const isOurs = !options.hostedZoneId;
    const mail = options.mail ?? (isOurs ? MailPolicy.none() : MailPolicy.unmanaged());
    mail._check(problems, path);
    for (const { name, type, values } of mail._records) {
      if (type === 'TXT') this.records.addTexts(name, values);
      else this.records.add(name, type, values);
    }
    const authorities = options.certificateAuthorities ?? (isOurs ? ['amazon.com'] : undefined);
    for (const authority of authorities ?? []) {
      const fault = domainNameFault(authority);
      if (fault) problems.add(path, 'certificateAuthorities', authority, fault, '"amazon.com"');
    }
    if (authorities) this.records.add('', 'CAA', authorities.length ? authorities.map(authority => `0 issue "${authority}"`) : ['0 issue ";"']);
  }

  private makeZone(): route53.IHostedZone {
    const stack = this.account._stack({ region: Platform.of(this.account).homeRegion });
    const id = `RootZone${this.suffix}`;
    const zone = this.existing
      ? route53.HostedZone.fromHostedZoneAttributes(stack, id, { hostedZoneId: this.existing, zoneName: this.domainName })
      : new route53.PublicHostedZone(stack, id, {
        zoneName: this.domainName, comment: 'The root domain', queryLogsLogGroupArn: this._queryLogging ? this.account._queryLogs.keep(this.domainName) : undefined,
      });
    if (zone instanceof route53.HostedZone) zone.applyRemovalPolicy(RemovalPolicy.RETAIN);
    // read by the stacks of this account that hold one door for each environment: a parameter ties no two stacks together
    new ssm.CfnParameter(stack, `RootZoneId${this.suffix}`, {
      name: this._zoneIdParameter, description: `Hosted zone of ${this.domainName}`, type: 'String', value: zone.hostedZoneId,
    });
    if (this.dnssec !== Dnssec.OFF) signZone(stack, id, zone, this.account._signingKey);
    return zone;
  }
}
