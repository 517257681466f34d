import * as route53 from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { Dnssec } from './dnssec';
import { PrivateZone, PrivateZoneOptions } from './private-zone';
import { PrivateZones } from './private-zones';
import { checkQueryLogging, QueryLogs } from './query-logs';
import { RootDomain, RootDomainOptions } from './root-domain';
import { SigningKey } from './signing-key';
import { AccountPurpose } from '../accounts/account-purpose';
import { CoreAccount } from '../accounts/core-account';
import { INFRASTRUCTURE_UNIT } from '../accounts/organizational-units';
import { asciiName, domainNameFault } from '../private/domain-names';
import { nearest } from '../private/nearest';
import { Platform } from '../private/platform';

/** The dns account: the zones of the root domains. Each environment has a zone of its own, delegated from here. */
export class DnsAccount extends CoreAccount {
  /** The landing zone's own domain. */
  public readonly rootDomain: RootDomain;
  /** @internal */
  public readonly _domains = new Map<string, RootDomain>();
  /** @internal */
  public readonly _privateZones = new PrivateZones(this);
  private readonly platform_: Platform;
  private readonly defaults: RootDomainOptions;
  private signingKey?: SigningKey;
  private queryLogs?: QueryLogs;

  public constructor(scope: Construct, id: string, props: RootDomainOptions = {}) {
    super(scope, id, { purpose: AccountPurpose.DNS, unit: INFRASTRUCTURE_UNIT, wave: 1, slot: 5 });
    const platform = this.platform_ = Platform.of(this);
    platform.dns = this;
    this.defaults = { dnssec: props.dnssec, queryLogging: props.queryLogging };
    this.rootDomain = this.add(platform.configuration.domainName, props);
  }

  /** Name of the root domain. */
  public get zoneName(): string {
    return this.rootDomain.domainName;
  }

  /** The root domain's zone. */
  public get hostedZone(): route53.IHostedZone {
    return this.rootDomain.hostedZone;
  }

  /**
   * Adds a root domain. Environments choose it by `domainName`.
   *
   * @param domainName the domain, in any script: `acme.org`, `bücher.example`
   */
  public addDomain(domainName: string, options: RootDomainOptions = {}): RootDomain {
    const { problems } = this.platform_;
    const name = asciiName(domainName);
    const fault = domainNameFault(name);
    if (fault) {
      problems.add(this.node.path, 'domain', domainName, fault, '"example.org"');
      return this.rootDomain;
    }
    const known = this._domains.get(name);
    if (known) {
      problems.add(this.node.path, 'domain', domainName, 'each domain once', 'the one that is there: addDomain returned it, and dns.rootDomain is the landing zone\'s own');
      return known;
    }
    const above = [...this._domains.keys()].find(other => name.endsWith(`.${other}`) || other.endsWith(`.${name}`));
    if (above) {
      problems.add(this.node.path, 'domain', domainName, `a domain that is neither below nor above another one, ${above}`, 'an environment with a subdomain for it');
    }
    return this.add(name, { ...this.defaults, ...options });
  }

  /**
   * Adds a zone that nobody resolves but VPCs of the environments that it is shared with. Applications say which: `EnvironmentAccount.current(this).associatePrivateZone`.
   *
   * @param zoneName below a domain of yours, and neither a public zone's name nor above one: `internal.acme.com`
   */
  public addPrivateZone(zoneName: string, options: PrivateZoneOptions = {}): PrivateZone {
    return this._privateZones.add(zoneName, options);
  }

  /** @internal The domain of that name; without one, the landing zone's own. */
  public _domain(path: string, domainName?: string): RootDomain {
    if (domainName === undefined) return this.rootDomain;
    const found = this._domains.get(asciiName(domainName));
    if (found) return found;
    const names = [...this._domains.keys()];
    const guess = nearest(String(domainName), names);
    this.platform_.problems.add(path, 'domainName', domainName, `one of ${names.join(', ')}`, guess ? `"${guess}"` : `landingZone.dns.addDomain('${domainName}') before it`);
    return this.rootDomain;
  }

  /** @internal */
  public get _signingKey(): SigningKey {
    return this.signingKey ??= new SigningKey(this);
  }

  /** @internal */
  public get _queryLogs(): QueryLogs {
    return this.queryLogs ??= new QueryLogs(this);
  }

  private add(name: string, options: RootDomainOptions): RootDomain {
    const { problems, landingZone } = { ...this.platform_.configuration };
    const { hostedZoneId, dnssec = Dnssec.OFF } = options;
    const path = this._domains.size ? this.node.path : landingZone;
    if (hostedZoneId !== undefined && !/^Z[A-Z0-9]{1,31}$/.test(hostedZoneId)) {
      problems.add(path, 'hostedZoneId', hostedZoneId, 'the id of a hosted zone', '"Z0123456789ABCDEFGHIJ"');
    }
    if (dnssec !== Dnssec.OFF && this.platform_.configuration.regions.partition !== 'aws') {
      problems.add(path, 'dnssec', dnssec, 'none: Route 53 signs zones in no other partition than aws', 'Dnssec.OFF');
    }
    if (options.queryLogging) checkQueryLogging(this.platform_, path, hostedZoneId);
    const domain = new RootDomain(this, name, options);
    this._domains.set(name, domain);
    // said whether or not this run writes it: the plan has to know its stack
    if (domain.dnssec !== Dnssec.OFF) void this._signingKey;
    if (domain._queryLogging && !hostedZoneId) void this._queryLogs;
    this._build({ region: this.platform_.homeRegion }, () => domain.hostedZone);
    return domain;
  }
}
