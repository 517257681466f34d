import { attachCustomSynthesis, ISynthesisSession } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { checkAccountTags } from './accounts/account-tags';
import { checkAlternateContacts } from './accounts/contact-properties';
import { CORE_ACCOUNT_NAMES } from './accounts/core-account-names';
import { OrganizationalUnits } from './accounts/organizational-units';
import { GovernedRegions } from './accounts/regions';
import { ArtifactsAccount } from './artifacts/artifacts-account';
import { DnsAccount } from './dns/dns-account';
import { Dnssec } from './dns/dnssec';
import { EmailAccount } from './email/email-account';
import { EnvironmentAccount } from './environments/environment-account';
import { EnvironmentOptions } from './environments/environment-options';
import { SandboxAccount, SandboxOptions } from './environments/sandbox-account';
import { Guardrails } from './guardrails/guardrails';
import { checkAccess } from './identity/access-checks';
import { buildAccess } from './identity/access-stacks';
import { Directory } from './identity/directory';
import { IdentityAccount } from './identity/identity-account';
import { LandingZoneProps } from './landing-zone-props';
import { LogArchiveAccount } from './log-archive/log-archive-account';
import { ControlTower } from './management/control-tower/control-tower';
import { ManagementAccount } from './management/management-account';
import { keepSandboxes } from './management/sandboxes/keep-sandboxes';
import { checkGrantedQuotas } from './plan/quotas';
import { writePlan } from './plan/write-plan';
import { claimApp } from './private/claim-app';
import { checkDetachedAccounts } from './private/detached-accounts';
import { asciiName, domainNameFault, isTooLong, subdomainFault } from './private/domain-names';
import { checkAccountName, checkedPrefix, suggestedName } from './private/name-rules';
import { APPLICATION_QUALIFIER } from './private/names';
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
      addressPlan: props.addressPlan,
      delegatedAdministrators: props.delegatedAdministrators ?? {},
      detachedAccounts: props.detachedAccounts ?? [],
      grantedQuotas: props.grantedQuotas ?? {},
      sandboxes: { gracePeriod: props.sandboxGracePeriod ?? 14, longestLife: props.sandboxLongestLife ?? 180 },
      guardrails: props.guardrails ?? Guardrails.all(),
      guardrailLimits: { policySize: props.guardrailPolicySize ?? 5120, policiesPerUnit: props.guardrailPoliciesPerUnit ?? 5 },
      controlTower: props.controlTower ?? ControlTower.managed(),
      billing: props.billing,
      breakGlass: props.breakGlass,
      securityServices: props.securityServices ?? {},
      accountBaseline: props.accountBaseline ?? {},
      securityAlarmEmails: props.securityAlarmEmails,
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
    const archive = this.logArchive._keepLogs(this.security);
    this.management._addLogs(archive);
    this.security._watch();
    this.security._investigate(archive);
    this.identity = new IdentityAccount(this, 'identity');
    this.artifacts = new ArtifactsAccount(this, 'artifacts');
    this.dns = new DnsAccount(this, 'dns', props);
    if (props.sandboxDomainName !== undefined) this.sandboxDomain = this.dns.addDomain(props.sandboxDomainName, { dnssec: Dnssec.OFF }).domainName;
    this.email = new EmailAccount(this, 'email', props.mailAlertEmails);
    keepSandboxes(platform, this.sandboxDomain);

    this.node.addValidation({
      validate: () => {
        checkRegistry(platform);
        checkDetachedAccounts(platform);
        this.management._services.check();
        this.security._settings.check();
        checkAccess(platform);
        buildAccess(platform);
        this.security._checkFindings();
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
      ...options, subdomain: this.checkedSubdomain(name, options.subdomain ?? name),
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
    for (const fault of [...props.deployIdentity?._faultsForAll ?? [], ...props.addressPlan?._faults ?? []]) problems.add(path, ...fault);
    const fault = domainNameFault(asciiName(props.domainName));
    if (fault) problems.add(path, 'domainName', props.domainName, fault, '"example.com"');
    const other = claimApp(this);
    if (other) problems.add(path, 'landing zones of this app', [other, path], 'one', `a second app for ${path}: an organization has one landing zone`);
  }
}
