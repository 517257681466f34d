import type { IIpAddresses, IVpc } from 'aws-cdk-lib/aws-ec2';
import { IHostedZone } from 'aws-cdk-lib/aws-route53';
import { Construct, IConstruct } from 'constructs';
import type { PrivateZoneAssociation } from './private-zone-association';
import type { IArtifacts } from '../artifacts/consumed-artifacts';
import type { IEnvironmentEmail } from '../email/environment-email';

/** What an environment account offers, to the platform team and to an application alike. */
export interface IEnvironmentAccount extends IConstruct {
  /** Name of the environment; for an application it is known only at deploy. */
  readonly environmentName: string;
  /** Name of the environment's type, such as `production`; for an application it is known only at deploy. */
  readonly environmentTypeName: string;
  /**
   * The environment's public zone.
   *
   * In an application its name is known only at deploy. Name records relative to the zone (`api`), or in full with a dot at the end
   * (`api.production.example.com.`); a full name without the dot would get the zone's name appended once more.
   */
  readonly hostedZone: IHostedZone;
  /** How the environment sends mail: from its own names, through the email account. */
  readonly email: IEnvironmentEmail;
  /** What the artifacts account has for this environment: for an application in the region of its stack, for the platform team in the home region. */
  readonly artifacts: IArtifacts;
  /**
   * ARN of the certificate for the environment's name and all names directly below it, in the region of a stack; known only at deploy. The environment has one
   * if the platform gave it one: `certificate: true`.
   *
   * @param scope a stack of the environment's account, or something in one
   */
  certificateArnIn(scope: Construct): string;
  /**
   * The environment's network in the region of a stack, for a VPC; known only at deploy. The environment has one if the landing zone has an `addressPlan`. Each subnet is
   * a sixteenth of it.
   *
   * ```ts
   * const environment = EnvironmentAccount.current(this);
   * new ec2.Vpc(this, 'Vpc', { ipAddresses: environment.ipAddressesIn(this) });
   * ```
   *
   * @param scope a stack of the environment's account, or something in one
   */
  ipAddressesIn(scope: Construct): IIpAddresses;
  /**
   * Days that logs are kept, for the retention of a log group in a stack; known only at deploy.
   *
   * @param scope a stack of the environment's account, or something in one
   */
  logRetentionIn(scope: Construct): number;
  /**
   * Lets a VPC resolve a private zone that the platform shares with the environment. Once for each zone and VPC.
   *
   * ```ts
   * declare const vpc: ec2.Vpc;
   *
   * EnvironmentAccount.current(this).associatePrivateZone('internal.acme.com', vpc);
   * ```
   *
   * @param zoneName one of `dns.addPrivateZone`
   * @param vpc of a stack of the environment's account
   */
  associatePrivateZone(zoneName: string, vpc: IVpc): PrivateZoneAssociation;
}

/** Options of `EnvironmentAccount.current` and `EnvironmentAccount.named`. */
export interface CurrentEnvironmentOptions {
  /**
   * The landing zone's `prefix`.
   *
   * @default cloud-platform
   */
  readonly prefix?: string;
  /**
   * Oldest version of the platform that an account has which this is deployed to. What only a later one publishes is then an error at synth; without it that is whatever was not there when
   * the contract's version began.
   *
   * @default - any that has this version of the contract
   */
  readonly platformVersion?: string;
}
