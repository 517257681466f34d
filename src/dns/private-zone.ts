import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import type { DnsAccount } from './dns-account';
import { DomainRecords } from './domain-records';
import type { EnvironmentAccount } from '../environments/environment-account';
import { acknowledge } from '../private/acknowledge';
import { Platform } from '../private/platform';

/** Options of `DnsAccount.addPrivateZone`. */
export interface PrivateZoneOptions {
  /**
   * Environments whose VPCs may resolve it. Each decides for itself which do: `associatePrivateZone`.
   *
   * @default - none; `shareWith` adds one
   */
  readonly sharedWith?: EnvironmentAccount[];
}

/** Id of the VPC in the dns account. */
const ANCHOR = 'PrivateZonesVpc';

/**
 * A zone that nobody resolves but VPCs of the environments that it is shared with. Made by `DnsAccount.addPrivateZone`.
 *
 * ```ts
 * declare const zone: LandingZone;
 * declare const production: EnvironmentAccount;
 *
 * const internal = zone.dns.addPrivateZone('internal.acme.com', { sharedWith: [production] });
 * internal.addCanonicalName('registry', 'registry.production.acme.com');
 * ```
 */
export class PrivateZone {
  /** The zone's name, as DNS has it: in lower-case ASCII. */
  public readonly zoneName: string;
  /** @internal */
  public readonly _zoneIdParameter: string;
  private readonly environments = new Set<EnvironmentAccount>();
  private readonly records: DomainRecords;
  private zone?: route53.IHostedZone;

  /**
   * @param account the dns account, that keeps it
   * @param zoneName as DNS has it: `internal.acme.com`, in lower-case ASCII
   */
  public constructor(private readonly account: DnsAccount, zoneName: string) {
    this.zoneName = zoneName;
    this._zoneIdParameter = `/${Platform.of(account).configuration.prefix}/v1/private-hosted-zone-ids/${zoneName}`;
    this.records = new DomainRecords(account, { domainName: zoneName, _zoneIdParameter: this._zoneIdParameter });
  }

  /**
   * Lets the VPCs of an environment resolve it. Twice is once.
   *
   * @param environment of this landing zone; any other one is an error at synth
   */
  public shareWith(environment: EnvironmentAccount): void {
    if (this.environments.has(environment)) return;
    const platform = Platform.of(this.account);
    if (Platform.of(environment) !== platform) {
      platform.problems.add(this.account.node.path, `private zone ${this.zoneName}: shareWith`, environment.node.path, 'an environment of this landing zone', 'one that addEnvironment of it returned');
      return;
    }
    this.environments.add(environment);
    environment._privateZones.add(this);
  }

  /**
   * Addresses of a name: A and AAAA records.
   *
   * @param name relative to the zone: `registry`; `@` for the zone itself
   * @param addresses IPv4 or IPv6
   * @param ttl five minutes by default
   */
  public addAddresses(name: string, addresses: string[], ttl?: Duration): void {
    this.records.addAddresses(name, addresses, ttl);
  }

  /**
   * A name that stands for another one: a CNAME record.
   *
   * @param name relative to the zone
   * @param target in full, without a dot at the end
   * @param ttl five minutes by default
   */
  public addCanonicalName(name: string, target: string, ttl?: Duration): void {
    this.records.addCanonicalName(name, target, ttl);
  }

  /**
   * Records of any other type.
   *
   * @param name relative to the zone; `@` for the zone itself
   * @param recordType `MX`, `SRV`, `TXT`
   * @param values as Route 53 takes them
   * @param ttl five minutes by default
   */
  public addRecords(name: string, recordType: string, values: string[], ttl?: Duration): void {
    this.records.add(name, recordType, values, ttl);
  }

  /** The zone, for records of your own in a stack of the dns account. */
  public get hostedZone(): route53.IHostedZone {
    return this.zone ??= this.makeZone(this.account._stack({ region: Platform.of(this.account).homeRegion }));
  }

  /** @internal Names of the environments that it is shared with. */
  public get _sharedWith(): string[] {
    return [...this.environments].map(({ accountName }) => accountName);
  }

  private makeZone(stack: Stack): route53.IHostedZone {
    const id = `PrivateZone-${this.zoneName}`;
    const zone = new route53.CfnHostedZone(stack, id, {
      name: `${this.zoneName}.`,
      hostedZoneConfig: { comment: 'A private zone, shared with environments' },
      vpcs: [{ vpcId: anchorIn(stack).ref, vpcRegion: stack.region }],
    });
    zone.applyRemovalPolicy(RemovalPolicy.RETAIN);
    new ssm.CfnParameter(stack, `${id}-Id`, {
      name: this._zoneIdParameter, description: `Private hosted zone ${this.zoneName}`, type: 'String', value: zone.attrId,
    });
    return route53.HostedZone.fromHostedZoneAttributes(stack, `${id}-Zone`, { hostedZoneId: zone.attrId, zoneName: this.zoneName });
  }
}

/**
 * Route 53 makes no private zone without a VPC of its own account, and lets the last one not go. This one has no subnet: nothing can ever run in it, its addresses meet
 * nobody's, and it costs nothing.
 */
function anchorIn(stack: Stack): ec2.CfnVPC {
  const known = stack.node.tryFindChild(ANCHOR) as ec2.CfnVPC | undefined;
  if (known) return known;
  const vpc = new ec2.CfnVPC(stack, ANCHOR, {
    cidrBlock: '100.64.0.0/28', enableDnsSupport: true, enableDnsHostnames: true, tags: [{ key: 'Name', value: 'private zones: no subnets, on purpose' }],
  });
  vpc.applyRemovalPolicy(RemovalPolicy.RETAIN);
  acknowledge(vpc, 'AwsSolutions-VPC7', 'it has no subnets, and so no flows');
  return vpc;
}
