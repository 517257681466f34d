import { attachCustomSynthesis, ISynthesisSession } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { AccountEmail } from './accounts/account-email';
import { AccountRegistry } from './accounts/account-registry';
import { CORE_ACCOUNT_NAMES } from './accounts/core-account-names';
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
import { IdentityAccount } from './identity/identity-account';
import { LogArchiveAccount } from './log-archive/log-archive-account';
import { APPLICATION_QUALIFIER } from './management/bootstrap-stack-set';
import { ManagementAccount } from './management/management-account';
import { writePlan } from './plan/write-plan';
import { claimApp } from './private/claim-app';
import { asciiName, domainNameFault, isTooLong, subdomainFault } from './private/domain-names';
import { checkAccountName, checkedPrefix, suggestedName } from './private/names';
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
   * The other regions that accounts may use. A new region is one more line here.
   *
   * @default - the home region alone
   */
  readonly additionalRegions?: string[];
  /**
   * Regions that were governed and are given up, in so many words: a region that only disappears from `additionalRegions` is an error, because what
   * stands there would be forgotten. Delete the stacks there first, `cdk destroy 'Acme/production/us-east-1'`: with the next deploy their bootstrap goes.
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
   * How many accounts the organization may have, the management account included, as AWS has granted it. Beyond it the plan says what to ask for.
   *
   * @default 10
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
   */
  readonly accountQuota?: number;
  /**
   * What an existing organization calls the platform's organizational units: `{ 'Workloads/Production': 'Prod' }`.
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
      domainName: isTooLong(asciiName(props.domainName)) ? 'example.com' : asciiName(props.domainName),
      regions: new GovernedRegions(problems, path, props.homeRegion, props.additionalRegions ?? [], props.removedRegions ?? []),
      organizationalUnits: new OrganizationalUnits(problems, path, props.organizationalUnits ?? {}),
      registry: props.accounts,
      accountEmail: props.accountEmail,
      accountQuota: props.accountQuota ?? DEFAULT_ACCOUNT_QUOTA,
      guardrails: props.guardrails ?? Guardrails.all(),
      guardrailLimits: { policySize: props.guardrailPolicySize ?? 5120, policiesPerUnit: props.guardrailPoliciesPerUnit ?? 5 },
      problems,
      only: only === undefined ? undefined : String(only).split(','),
    });
    this.checkProps(props);

    this.management = new ManagementAccount(this, 'management');
    this.logArchive = new LogArchiveAccount(this, 'log-archive');
    this.security = new SecurityAccount(this, 'security');
    this.identity = new IdentityAccount(this, 'identity');
    this.artifacts = new ArtifactsAccount(this, 'artifacts');
    this.dns = new DnsAccount(this, 'dns', props);
    if (props.sandboxDomainName !== undefined) this.sandboxDomain = this.dns.addDomain(props.sandboxDomainName, { dnssec: Dnssec.OFF }).domainName;
    this.email = new EmailAccount(this, 'email');

    this.node.addValidation({
      validate: () => {
        checkRegistry(platform);
        checkStacks(platform);
        platform.guardrails.check();
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
    const fault = domainNameFault(asciiName(props.domainName));
    if (fault) problems.add(path, 'domainName', props.domainName, fault, '"example.com"');
    const other = claimApp(this);
    if (other) problems.add(path, 'landing zones of this app', [other, path], 'one', `a second app for ${path}: an organization has one landing zone`);
  }
}
