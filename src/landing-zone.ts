import { attachCustomSynthesis, ISynthesisSession } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { AccountEmail } from './accounts/account-email';
import { AccountRegistry } from './accounts/account-registry';
import { checkAccountTags } from './accounts/account-tags';
import { AlternateContacts } from './accounts/alternate-contacts';
import { checkAlternateContacts } from './accounts/contact-properties';
import { CORE_ACCOUNT_NAMES } from './accounts/core-account-names';
import { DeployIdentity } from './accounts/deploy-identity';
import { OrganizationalUnits } from './accounts/organizational-units';
import { GovernedRegions } from './accounts/regions';
import { ArtifactsAccount } from './artifacts/artifacts-account';
import { DnsAccount } from './dns/dns-account';
import { Dnssec } from './dns/dnssec';
import { RootDomainOptions } from './dns/root-domain';
import { EmailAccount } from './email/email-account';
import { EnvironmentAccount } from './environments/environment-account';
import { EnvironmentType } from './environments/environment-type';
import { SandboxAccount, SandboxOptions } from './environments/sandbox-account';
import { Guardrail } from './guardrails/guardrail';
import { Guardrails } from './guardrails/guardrails';
import { checkAccess } from './identity/access-checks';
import { buildAccess } from './identity/access-stacks';
import { Directory } from './identity/directory';
import { IdentityAccount } from './identity/identity-account';
import { LogArchiveAccount } from './log-archive/log-archive-account';
import { BillingOptions } from './management/billing/billing-options';
import { BreakGlassOptions } from './management/break-glass-options';
import { ControlTower } from './management/control-tower/control-tower';
import { ManagementAccount } from './management/management-account';
import { checkGrantedQuotas } from './plan/quotas';
import { writePlan } from './plan/write-plan';
import { claimApp } from './private/claim-app';
import { checkDetachedAccounts } from './private/detached-accounts';
import { asciiName, domainNameFault, isTooLong, subdomainFault } from './private/domain-names';
import { APPLICATION_QUALIFIER, checkAccountName, checkedPrefix, suggestedName } from './private/names';
import { Platform } from './private/platform';
import { Problems } from './private/problems';
import { checkRegistry } from './private/registry-checks';
import { checkStacks } from './private/stack-checks';
import { SecurityAccount } from './security/security-account';

/** Qualifier of the bootstrap for the platform's own stacks; applications keep CDK's default one. */
const DEFAULT_QUALIFIER = 'cloudplat';

/** Accounts of a new organization. @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html */
const DEFAULT_ACCOUNT_QUOTA = 10;

/** Names of accounts, separated by commas, that this run writes; the others' templates are not made. */
const ONLY_CONTEXT = 'cloud-platform:only';

/** Where each construct was made, by file and line: a sixth of the time of a synth, and paths of the machine in the assembly. */
const NO_CREATION_STACK_TRACES = 'aws:cdk:disable-creation-stack-traces';

/** How one stack reads another of its account and region. CDK's own default, but said: left unsaid it is a warning, with paths of the machine in the assembly. */
const CROSS_STACK_REFERENCES = '@aws-cdk/core:defaultCrossStackReferences';

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
   * What AWS has granted beyond its defaults, by the id that `cloud-platform plan` shows: `{ roles: 2000 }`. Of `roles` and others that each
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
}

/** Options of `LandingZone.addEnvironment`. */
export interface EnvironmentOptions {
  /** What kind of environment it is. */
  readonly environmentType: EnvironmentType;
  /**
   * Labels before the root domain, in any script.
   *
   * @default - the environment's name
   */
  readonly subdomain?: string;
  /**
   * Tags of the account, beside those that the landing zone gives all accounts.
   *
   * @default - none
   */
  readonly accountTags?: { [key: string]: string };
  /**
   * US dollars a month that the account may cost: mail is sent when it comes near.
   *
   * @default - no budget
   */
  readonly monthlyBudget?: number;
  /**
   * The root domain that its zone lies below: the landing zone's own or one of `dns.addDomain`.
   *
   * @default - the landing zone's own
   */
  readonly domainName?: string;
  /**
   * How far its zone is secured by DNSSEC: at most as far as its root domain's.
   *
   * @default - as far as its root domain's
   */
  readonly dnssec?: Dnssec;
  /**
   * Gives it a certificate for its name and all names directly below it, in each governed region. ACM validates it in the environment's zone, which has to be
   * found from outside by then: set the name servers at the registrar first, or the stack waits for days and fails.
   *
   * @default false
   */
  readonly certificate?: boolean;
}

/**
 * A company's AWS set-up of many accounts. One of it, in one app, is all the code of a platform team; it writes a stack for what each account
 * holds, and `platform.json`, the plan, beside them.
 *
 * Whatever is wrong with its input is reported together when the app is synthesised, and nothing is written.
 */
export class LandingZone extends Construct {
  /** Makes the organization and its accounts. */
  public readonly management: ManagementAccount;
  /** Keeps the organization's logs. */
  public readonly logArchive: LogArchiveAccount;
  /** One place for every investigation. */
  public readonly security: SecurityAccount;
  /** The only account with users. */
  public readonly identity: IdentityAccount;
  /** Images, machine images, packages. */
  public readonly artifacts: ArtifactsAccount;
  /** The root domain. */
  public readonly dns: DnsAccount;
  /** Sends mail for everyone. */
  public readonly email: EmailAccount;
  private readonly platform: Platform;
  private readonly sandboxDomain?: string;

  public constructor(scope: Construct, id: string, props: LandingZoneProps) {
    super(scope, id);
    const problems = new Problems();
    const { path } = this.node;
    if (this.node.tryGetContext(NO_CREATION_STACK_TRACES) === undefined) this.node.setContext(NO_CREATION_STACK_TRACES, true);
    if (this.node.tryGetContext(CROSS_STACK_REFERENCES) === undefined) this.node.setContext(CROSS_STACK_REFERENCES, 'strong');
    const only: unknown = this.node.tryGetContext(ONLY_CONTEXT);
    const platform = this.platform = new Platform(this, {
      landingZone: path,
      prefix: checkedPrefix(problems, path, props.prefix),
      bootstrapQualifier: props.bootstrapQualifier ?? DEFAULT_QUALIFIER,
      deployIdentity: props.deployIdentity,
      regions: new GovernedRegions(
        problems, path, props.homeRegion, props.additionalRegions ?? [], props.removedRegions ?? [], props.accounts._file.platform,
      ),
      organizationalUnits: new OrganizationalUnits(problems, path, props.organizationalUnits ?? {}, props.accounts._file),
      domainName: isTooLong(asciiName(props.domainName)) ? 'example.com' : asciiName(props.domainName),
      registry: props.accounts,
      accountEmail: props.accountEmail,
      accountQuota: props.accountQuota ?? DEFAULT_ACCOUNT_QUOTA,
      alternateContacts: props.alternateContacts ?? {},
      accountTags: props.accountTags ?? {},
      delegatedAdministrators: props.delegatedAdministrators ?? {},
      detachedAccounts: props.detachedAccounts ?? [],
      grantedQuotas: props.grantedQuotas ?? {},
      guardrails: props.guardrails ?? Guardrails.all(),
      guardrailLimits: { policySize: props.guardrailPolicySize ?? 5120, policiesPerUnit: props.guardrailPoliciesPerUnit ?? 5 },
      controlTower: props.controlTower ?? ControlTower.managed(),
      billing: props.billing,
      breakGlass: props.breakGlass,
      directory: props.directory ?? Directory.managed(),
      managedPoliciesPerRole: props.managedPoliciesPerRole ?? 10,
      problems,
      only: only === undefined ? undefined : String(only).split(','),
    });
    this.checkProps(props);

    this.management = new ManagementAccount(this, 'management');
    this.logArchive = new LogArchiveAccount(this, 'log-archive');
    this.security = new SecurityAccount(this, 'security');
    this.management._setUpControlTower(this.logArchive, this.security);
    this.management._addLogs(this.logArchive._keepLogs());
    this.identity = new IdentityAccount(this, 'identity');
    this.artifacts = new ArtifactsAccount(this, 'artifacts');
    this.dns = new DnsAccount(this, 'dns', props);
    if (props.sandboxDomainName !== undefined) this.sandboxDomain = this.dns.addDomain(props.sandboxDomainName, { dnssec: Dnssec.OFF }).domainName;
    this.email = new EmailAccount(this, 'email');

    this.node.addValidation({
      validate: () => {
        checkRegistry(platform);
        checkDetachedAccounts(platform);
        this.management._services.check();
        checkAccess(platform);
        buildAccess(platform);
        checkStacks(platform);
        platform.guardrails.check();
        platform.management._controlTower.check();
        return problems.validate();
      },
    });
    attachCustomSynthesis(this, { onSynthesize: (session: ISynthesisSession) => writePlan(platform, session.outdir) });
  }

  /**
   * Adds an environment: an account of its own with a zone, the contract, and a deploy unit that no other account's identity can touch.
   *
   * @param name name of the account: 2 to 30 lower-case letters, digits and hyphens
   */
  public addEnvironment(name: string, options: EnvironmentOptions): EnvironmentAccount {
    return new EnvironmentAccount(this, this.freeName(name, name), {
      environmentType: options.environmentType,
      subdomain: this.checkedSubdomain(name, options.subdomain ?? name),
      accountTags: options.accountTags,
      monthlyBudget: options.monthlyBudget,
      domainName: options.domainName,
      dnssec: options.dnssec,
      certificate: options.certificate,
    });
  }

  /**
   * Adds a sandbox: a temporary environment for changes to the bottom layers.
   *
   * @param name its account is called `sandbox-<name>`
   */
  public addSandbox(name: string, options: SandboxOptions): SandboxAccount {
    const { domainName = this.sandboxDomain } = options;
    const subdomain = options.subdomain === undefined ? undefined : this.checkedSubdomain(`sandbox-${name}`, options.subdomain);
    return new SandboxAccount(this, this.freeName(`sandbox-${name}`, name), {
      ...options, domainName, subdomain: subdomain ?? (this.sandboxDomain && domainName === this.sandboxDomain ? name : undefined),
    });
  }

  /** The name, or one to go on with: so that a bad name does not hide what else is wrong. */
  private freeName(account: string, said: string): string {
    const { problems } = this.platform;
    const path = `${this.node.path}/${account}`;
    const id = checkAccountName(problems, path, account) ? account : suggestedName(account);
    if (!this.node.tryFindChild(id)) return id;
    if (id === account) {
      problems.add(path, 'name', said, CORE_ACCOUNT_NAMES.includes(account)
        ? 'a name that no core account has' : 'a name that no other account has', `"${said}-2"`);
    }
    return `${id}-${this.platform.accounts.length}`;
  }

  private checkedSubdomain(environment: string, said: string): string {
    const subdomain = asciiName(said);
    const fault = subdomainFault(subdomain);
    if (fault) {
      const { domainName } = this.platform.configuration;
      this.platform.problems.add(`${this.node.path}/${environment}`, 'subdomain', said, fault, `"${suggestedName(environment)}", for ${suggestedName(environment)}.${domainName}`);
    }
    return fault ? suggestedName(environment) : subdomain;
  }

  private checkProps(props: LandingZoneProps): void {
    const { problems, configuration } = this.platform;
    const { path } = this.node;
    if (!/^[a-z0-9]{1,10}$/.test(configuration.bootstrapQualifier) || configuration.bootstrapQualifier === APPLICATION_QUALIFIER) {
      problems.add(path, 'bootstrapQualifier', props.bootstrapQualifier,
        `1 to 10 lower-case letters and digits, and not ${APPLICATION_QUALIFIER}, which applications are deployed with`, `"${DEFAULT_QUALIFIER}"`);
    }
    if (!Number.isInteger(configuration.accountQuota) || configuration.accountQuota < 1) {
      problems.add(path, 'accountQuota', props.accountQuota, 'a whole number from 1', String(DEFAULT_ACCOUNT_QUOTA));
    }
    checkAlternateContacts(problems, path, configuration.alternateContacts);
    checkAccountTags(problems, path, configuration.accountTags);
    checkGrantedQuotas(this.platform);
    for (const fault of props.deployIdentity?._faults ?? []) problems.add(path, ...fault);
    const fault = domainNameFault(asciiName(props.domainName));
    if (fault) problems.add(path, 'domainName', props.domainName, fault, '"example.com"');
    const other = claimApp(this);
    if (other) problems.add(path, 'landing zones of this app', [other, path], 'one', `a second app for ${path}: an organization has one landing zone`);
  }
}
