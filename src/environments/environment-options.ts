import type { EnvironmentAccount } from './environment-account';
import { EnvironmentType } from './environment-type';
import { Dnssec } from '../dns/dnssec';

/** What one environment can have and another not. */
export interface EnvironmentFeatures {
  /** What kind of environment it is. */
  readonly environmentType: EnvironmentType;
  /**
   * Tags of the account, beside those that the landing zone gives all accounts.
   *
   * @default - none
   */
  readonly accountTags?: { [key: string]: string };
  /**
   * US dollars a month that the account may cost: mail is sent when it comes near.
   *
   * @default - what its type says, else no budget
   */
  readonly monthlyBudget?: number;
  /**
   * The root domain that its zone lies below: the landing zone's own or one of `dns.addDomain`.
   *
   * @default - the landing zone's own
   */
  readonly domainName?: string;
  /**
   * The environment that its zone lies below: `subdomain: 'eu'` below production is `eu.production.acme.com`. Its account delegates the name and is deployed before it.
   *
   * @default - none: it lies below its root domain
   */
  readonly below?: EnvironmentAccount;
  /**
   * How far its zone is secured by DNSSEC: at most as far as that above it.
   *
   * @default - as far as that above it
   */
  readonly dnssec?: Dnssec;
  /**
   * Gives it a certificate for its name and all names directly below it, in each governed region. ACM validates it in the environment's zone, which has to be
   * found from outside by then: set the name servers at the registrar first, or the stack waits for days and fails.
   *
   * @default false
   */
  readonly certificate?: boolean;
  /**
   * Its network in a region, by region, in CIDR notation: of the address plan's size, and overlapping no other.
   *
   * @default - the first free one in the landing zone's `addressPlan`; without a plan, none
   */
  readonly networks?: { [region: string]: string };
  /**
   * Whether it is logged who asked for what in its zone.
   *
   * @default - as in its root domain's zone
   */
  readonly queryLogging?: boolean;
  /**
   * Whether it sends mail, from its own name and through the email account, and hears what becomes of it.
   *
   * @default true
   */
  readonly sendsMail?: boolean;
  /**
   * Whether it may also send as the root domain: `invoices@acme.com`. For production, and for types that say `mailAsRootDomain`; never for staging or a sandbox.
   *
   * @default false
   */
  readonly sendsAsRootDomain?: boolean;
}

/** Options of `LandingZone.addEnvironment`. */
export interface EnvironmentOptions extends EnvironmentFeatures {
  /**
   * Labels before the root domain, in any script.
   *
   * @default - the environment's name
   */
  readonly subdomain?: string;
}
