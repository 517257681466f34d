import { RemovalPolicy } from 'aws-cdk-lib';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { AccountPurpose } from '../accounts/account-purpose';
import { CoreAccount } from '../accounts/core-account';
import { INFRASTRUCTURE_UNIT } from '../accounts/organizational-units';
import { Platform } from '../private/platform';

/** Props of the dns account. */
export interface DnsAccountProps {
  /**
   * Id of a hosted zone of the root domain that stands in this account already.
   *
   * @default - the zone is made
   */
  readonly hostedZoneId?: string;
}

/** The dns account: the root domain's zone. Each environment has a zone of its own, delegated from here. */
export class DnsAccount extends CoreAccount {
  /** Name of the root domain. */
  public readonly zoneName: string;
  private readonly home: string;
  /** @internal */
  public readonly _rootZoneIdParameter: string;
  private readonly existing?: string;
  private zone?: route53.IHostedZone;

  public constructor(scope: Construct, id: string, props: DnsAccountProps = {}) {
    super(scope, id, { purpose: AccountPurpose.DNS, unit: INFRASTRUCTURE_UNIT, wave: 1, slot: 5 });
    const platform = Platform.of(this);
    platform.dns = this;
    this.home = platform.homeRegion;
    this.zoneName = platform.configuration.domainName;
    this._rootZoneIdParameter = `/${platform.configuration.prefix}/v1/root-hosted-zone-id`;
    this.existing = props.hostedZoneId;
    this._build({ region: this.home }, () => this.hostedZone);
  }

  /** The root domain's zone. */
  public get hostedZone(): route53.IHostedZone {
    return this.zone ??= this.makeZone();
  }

  private makeZone(): route53.IHostedZone {
    const stack = this._stack({ region: this.home });
    const zone = this.existing
      ? route53.HostedZone.fromHostedZoneAttributes(stack, 'RootZone', { hostedZoneId: this.existing, zoneName: this.zoneName })
      : new route53.PublicHostedZone(stack, 'RootZone', { zoneName: this.zoneName, comment: 'The root domain' });
    if (zone instanceof route53.HostedZone) zone.applyRemovalPolicy(RemovalPolicy.RETAIN);
    // read by the stacks of this account that hold one door for each environment: a parameter ties no two stacks together
    new ssm.CfnParameter(stack, 'RootZoneId', {
      name: this._rootZoneIdParameter, description: `Hosted zone of ${this.zoneName}`, type: 'String', value: zone.hostedZoneId,
    });
    return zone;
  }
}
