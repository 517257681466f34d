import { AccountEmail } from './accounts/account-email';
import { AccountRegistry } from './accounts/account-registry';
import { AlternateContacts } from './accounts/alternate-contacts';
import { DeployIdentity } from './accounts/deploy-identity';
import { RootDomainOptions } from './dns/root-domain';
import { AddressPlan } from './environments/address-plan';
import { Guardrail } from './guardrails/guardrail';
import { Directory } from './identity/directory';
import { AccountBaselineOptions } from './management/baseline-options';
import { BillingOptions } from './management/billing/billing-options';
import { BreakGlassOptions } from './management/break-glass-options';
import { ControlTower } from './management/control-tower/control-tower';
import { SecurityServicesOptions } from './security/security-services-options';

/** Props of a `LandingZone`. */
export interface LandingZoneProps extends RootDomainOptions {
  /** The accounts that exist: `AccountRegistry.fromFile('accounts.json')`. */
  readonly accounts: AccountRegistry;
  /** The e-mail address of each account's root user. */
  readonly accountEmail: AccountEmail;
  /** The root domain, in any script. Others come with `dns.addDomain`. */
  readonly domainName: string;
  /** Where things live that exist once. Chosen for good: Control Tower and Identity Center cannot move. */
  readonly homeRegion: string;
  /**
   * The other regions that accounts may use. A new region is one more line here: `cloud-platform deploy` opts every account in where AWS wants
   * that, bootstraps and deploys what the platform needs there, and then opens it to everybody.
   *
   * @default - the home region alone
   */
  readonly additionalRegions?: string[];
  /**
   * Regions that were governed and are given up, in so many words: a region that only disappears from `additionalRegions` is an error, because what
   * stands there would be forgotten. `cloud-platform deploy` closes them to everybody but the platform, says what still stands there, and takes their
   * bootstraps away when nothing does. It deletes nothing else, and never opts an account out of a region.
   *
   * @default - none
   */
  readonly removedRegions?: string[];
  /**
   * First part of stack names, of the paths of roles, and of the path of the contract. Chosen for good.
   *
   * @default cloud-platform
   */
  readonly prefix?: string;
  /**
   * Qualifier of the CDK bootstrap that the platform's own stacks are deployed with, at most ten letters and digits. It is not CDK's default
   * one, which stays for applications: who may deploy an application cannot change what the platform put into the account.
   *
   * @default cloudplat
   */
  readonly bootstrapQualifier?: string;
  /**
   * Who deploys the accounts: jobs of a CI. Each account then trusts exactly the job that says its own id, and nobody enters it from the
   * management account any more: see the guardrail `Guardrails.ACCESS_FROM_MANAGEMENT`.
   *
   * @default - nobody but the tool, which enters accounts by the role that AWS Organizations makes in each
   */
  readonly deployIdentity?: DeployIdentity;
  /**
   * Days from the end of a sandbox, on which everything in it is denied, to the closing of its account. Until then an extension brings it back.
   *
   * @default 14
   */
  readonly sandboxGracePeriod?: number;
  /**
   * Days that a sandbox may live from the day on which its end is said: one that is said to end later ends then. It can be extended again and again.
   *
   * @default 180
   */
  readonly sandboxLongestLife?: number;
  /**
   * IPv4 addresses of the environments: `AddressPlan.of(['10.0.0.0/8'])`. Each gets a network in each governed region that overlaps no other. `accounts.json` remembers them.
   *
   * @default - none: environments have no network of the platform
   */
  readonly addressPlan?: AddressPlan;
  /**
   * How many accounts the organization may have, the management account included, as AWS has granted it. Beyond it the plan says what to ask for.
   *
   * @default 10
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
   */
  readonly accountQuota?: number;
  /**
   * Whom AWS writes to about each account, the management account included. A contact that is taken out of the code stays.
   *
   * @default - the root users' addresses alone
   */
  readonly alternateContacts?: AlternateContacts;
  /**
   * Tags of every account but the management account. A tag that is taken out of the code stays.
   *
   * @default - those by which the platform knows its accounts again
   */
  readonly accountTags?: { [key: string]: string };
  /**
   * Who administers services of AWS for the organization, by service principal and name of the account: `{ 'backup.amazonaws.com': 'security' }`. For a service
   * that is not among the platform's it also lets it into the organization; `management` leaves a service to the management account.
   *
   * @default - security administers IAM and IAM Access Analyzer, identity administers IAM Identity Center
   */
  readonly delegatedAdministrators?: { [service: string]: string };
  /**
   * Names of accounts that were in the code and are given up, in so many words: an account that only disappears is an error, but for a sandbox. The
   * account and all that stands in it stay in AWS, and nobody deploys it any more. A line stays as long as the account is in the organization.
   *
   * @default - none
   */
  readonly detachedAccounts?: string[];
  /**
   * How many AWS has granted beyond its defaults, by the id that `cloud-platform plan` shows: `{ roles: 2000 }`. Of `roles` and others that each
   * account has, what the account that needs most of it was granted.
   *
   * @default - AWS's defaults
   */
  readonly grantedQuotas?: { [quota: string]: number };
  /**
   * What an existing organization calls the platform's organizational units: `{ 'Workloads/Production': 'Prod' }`.
  /**
   * What an existing organization calls the platform's organizational units, by path or by id: `{ 'Workloads/Production': 'Prod', 'Sandbox': 'ou-abcd-11111111' }`. By
   * id a unit is found again under another name; the registry has to know it.
   *
   * @default - Security, Infrastructure, Workloads/Production, Workloads/Staging, Sandbox, Quarantine
   */
  readonly organizationalUnits?: { [unit: string]: string };
  /**
   * What nobody in the platform's organizational units can do, whatever rights they have.
   *
   * @default Guardrails.all()
   */
  readonly guardrails?: Guardrail[];
  /**
   * How many characters a policy of guardrails may have, as AWS allows it.
   *
   * @default 5120
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
   */
  readonly guardrailPolicySize?: number;
  /**
   * How many policies of one type an organizational unit may have, AWS's own included, as AWS allows it.
   *
   * @default 5
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
   */
  readonly guardrailPoliciesPerUnit?: number;
  /**
   * Whether AWS Control Tower governs the organization: set up by the platform (`ControlTower.managed()`), there already (`ControlTower.adopted()`), or not at
   * all (`ControlTower.none()`). Chosen for good.
   *
   * @default ControlTower.managed()
   */
  readonly controlTower?: ControlTower;
  /**
   * What the organization may cost, who hears of it, and who reads the bill.
   *
   * @default - anomalies are told to the management account's e-mail address, the bill is written day by day; there is no budget but those of accounts
   */
  readonly billing?: BillingOptions;
  /**
   * A named way into the management account for when Identity Center is down or a guardrail is wrong: a role for an hour, which mail tells each use of.
   *
   * @default - none: what is left then is the management account's root user
   */
  readonly breakGlass?: BreakGlassOptions;
  /**
   * What watches over every account, administered by the security account: Security Hub, GuardDuty, Inspector, IAM Access Analyzer; Macie and Detective if they are asked for.
   *
   * @default - all but Macie and Detective, in every governed region, for every account that there is or will be
   */
  readonly securityServices?: SecurityServicesOptions;
  /**
   * What every account has from its first minute on, beside what guardrails settle.
   *
   * @default - volumes are encrypted, passwords strong, and there is no default VPC
   */
  readonly accountBaseline?: AccountBaselineOptions;
  /**
   * E-mail addresses that hear at once of root users, of the role for emergencies, of guardrails that are changed, and of logs that are switched off. AWS asks each of them
   * once whether it wants to.
   *
   * @default - the security contact of `alternateContacts`, or else the e-mail address of the security account
   */
  readonly securityAlarmEmails?: string[];
  /**
   * Where the people come from.
   *
   * @default Directory.managed()
   */
  readonly directory?: Directory;
  /**
   * How many managed policies a role may have, as AWS has granted it in every account: so many may a permission set have.
   *
   * @default 10
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
   */
  readonly managedPoliciesPerRole?: number;
  /**
   * Id of a hosted zone of the root domain that stands in the dns account already.
  /**
   * A root domain of its own for sandboxes, `<name>.acme-sandbox.com`: what a sandbox leaves behind or answers wrongly is then under no name that
   * customers know, and none of its cookies or mails pass for the company's.
   *
   * @default - the root domain's, `<name>.sandbox.acme.com`
   */
  readonly sandboxDomainName?: string;
  /**
   * Whom it is told when too much of an environment's mail bounces or is complained about.
   *
   * @default - the e-mail address of the email account's root user
   */
  readonly mailAlertEmails?: string[];
}
