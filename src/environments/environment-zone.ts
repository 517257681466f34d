import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { IHostedZone, PublicHostedZone } from 'aws-cdk-lib/aws-route53';
import { contractName, HOSTED_ZONE_ID } from './contract';
import type { EnvironmentAccount } from './environment-account';
import type { EnvironmentAccountProps } from './environment-account-props';
import { AccountRole } from '../accounts/account-role';
import { Dnssec } from '../dns/dnssec';
import { checkQueryLogging, QueryLogs } from '../dns/query-logs';
import { SigningKey } from '../dns/signing-key';
import { SubdomainDelegation } from '../dns/subdomain-delegation';
import { signZone } from '../dns/zone-signing';
import { parameterValue } from '../private/parameter-value';
import { Platform } from '../private/platform';

/** The public zone of an environment, how it is signed, and the door by which the zone above it delegates its name. */
export class EnvironmentZone {
  public readonly dnssec: Dnssec;
  private readonly delegation: AccountRole;
  private readonly signingKey?: SigningKey;
  private readonly queryLogs?: QueryLogs;
  private zone?: IHostedZone;

  public constructor(private readonly environment: EnvironmentAccount, platform: Platform, { dnssec, queryLogging }: EnvironmentAccountProps) {
    const { _below: below, _rootDomain: root, node } = environment;
    this.dnssec = this.checked(dnssec ?? below?._dnssec ?? root.dnssec, platform);
    this.delegation = this.openDelegation(platform);
    if (this.dnssec !== Dnssec.OFF) this.signingKey = new SigningKey(environment);
    if (queryLogging ?? root._queryLogging) {
      checkQueryLogging(platform, node.path);
      this.queryLogs = new QueryLogs(environment);
    }
  }

  public get hostedZone(): IHostedZone {
    const { environment } = this;
    return this.zone ??= this.make(environment._stack({ region: Platform.of(environment).homeRegion }));
  }

  private make(home: Stack): IHostedZone {
    const { zoneName, environmentName, _parentName: parentZoneName } = this.environment;
    const zone = new PublicHostedZone(home, 'HostedZone', {
      zoneName, comment: `The environment ${environmentName}`, queryLogsLogGroupArn: this.queryLogs?.keep(zoneName),
    });
    zone.applyRemovalPolicy(RemovalPolicy.RETAIN);
    const signing = this.signingKey && signZone(home, 'HostedZone', zone, this.signingKey);
    if (this.delegation.isOpen) {
      const delegation = new SubdomainDelegation(home, 'Delegation', {
        hostedZone: zone,
        delegationRole: this.delegation.roleIn(home),
        parentZoneName,
        prefix: Platform.of(this.environment).configuration.prefix,
        chainOfTrust: this.dnssec === Dnssec.CHAIN_OF_TRUST,
      });
      // signed before the parent says so, and no longer signed after it has ceased to
      if (signing) delegation._dependOn(signing);
    }
    return zone;
  }

  private checked(dnssec: Dnssec, { dns, problems, configuration: { landingZone } }: Platform): Dnssec {
    const { _below: below, _rootDomain: root, _parentName: parent, node } = this.environment;
    if (dnssec !== Dnssec.OFF && (below?._dnssec ?? root.dnssec) === Dnssec.OFF) {
      const where = below ? `at the environment ${below.accountName}`
        : root === dns.rootDomain ? `at the LandingZone ${landingZone}` : `at dns.addDomain('${root.domainName}')`;
      problems.add(node.path, 'dnssec', dnssec, `off, as the zone of ${parent} above it: signatures that no signed parent confirms protect nobody`,
        `dnssec: Dnssec.SIGNING ${where}, or Dnssec.OFF here`);
    }
    return dnssec;
  }

  /** The environment's handler, and nobody else in its account, writes the NS and DS records of its own name in the zone above it. */
  private openDelegation(platform: Platform): AccountRole {
    const { prefix, regions } = platform.configuration;
    const { _below: below, _rootDomain: root, zoneName } = this.environment;
    const zoneId = below ? contractName(prefix, HOSTED_ZONE_ID) : root._zoneIdParameter;
    return AccountRole._forHandlers(below ?? platform.dns, this.environment, 'delegation')._allow(stack => SubdomainDelegation._statements(
      regions.partition, parameterValue(stack, zoneId), zoneName),
    SubdomainDelegation._WHY_ANY_RESOURCE);
  }
}
