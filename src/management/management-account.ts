import { Lazy } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { AccountBaseline, addOwnBaseline } from './account-baseline';
import { Billing } from './billing/billing';
import { addBootstrapStackSets } from './bootstrap-stack-set';
import { addBreakGlass, breakGlassArn } from './break-glass';
import { addOwnRecorder, addRecorders } from './config-everywhere';
import { ControlTowerStacks } from './control-tower/control-tower-stacks';
import { addDeployIdentityStackSet, addOwnDeployIdentity } from './deploy-identity-stacks';
import { OrganizationChanges } from './organization-changes';
import { OrganizationServices } from './organization-services';
import { addOrganizationTrail } from './organization-trail';
import { KeptSandbox, SandboxKeeper, SandboxNames } from './sandboxes/sandbox-keeper';
import { addServiceAccess } from './service-access';
import { AccountPurpose } from '../accounts/account-purpose';
import { PRODUCTION_UNIT, QUARANTINE_UNIT, STAGING_UNIT } from '../accounts/organizational-units';
import { PlatformAccount } from '../accounts/platform-account';
import { partOf } from '../accounts/slots';
import type { AccountStack } from '../accounts/stack-book';
import { SANDBOXES } from '../guardrails/catalogue/sandboxes';
import { GuardrailPolicies } from '../guardrails/guardrail-policies';
import { GuardrailSet, policyTypes } from '../guardrails/guardrail-set';
import type { PlannedStackSet } from '../plan/platform-json';
import { APPLICATION_QUALIFIER, organizationParameters, stackSetName, versionParameter } from '../private/names';
import { parameterValue } from '../private/parameter-value';
import { Platform } from '../private/platform';

/** Control Tower wants these two before it is set up, and all other accounts come after it. */
const BEFORE_CONTROL_TOWER = [AccountPurpose.LOG_ARCHIVE, AccountPurpose.SECURITY];

/** Where no sandbox reaches anything. */
const WORKLOADS = [PRODUCTION_UNIT, STAGING_UNIT];

/** Stacks in the order in which they are deployed, each at its own rate of change. */
const ORGANIZATION = 'organization';
const BOOTSTRAP = 'bootstrap';
const DEPLOY_IDENTITY = 'deploy-identity';
const GUARDRAILS = 'guardrails';
const TRAIL = 'trail';
const CONFIG = 'config';
const SERVICES = 'services';
const BASELINE = 'baseline';

/**
 * The management account: makes the organization, its units and its accounts, or adopts them, and bootstraps every account. It does
 * nothing else, because nothing binds it: guardrails do not apply here.
 */
export class ManagementAccount extends PlatformAccount {
  /** @internal */
  public readonly _services: OrganizationServices;
  /** @internal */
  public readonly _billing: Billing;
  /** @internal Where sandboxes have their names, unless they say otherwise. */
  public _sandboxNames?: SandboxNames;
  private readonly platform_: Platform;
  private readonly changes = new Map<string, OrganizationChanges>();
  private readonly units = new Set<string>();
  private guardrailPolicies?: GuardrailPolicies;
  private hasRecorders = false;
  private baseline?: AccountBaseline;
  /** @internal Beside its own. */
  public readonly _furtherStackSets: PlannedStackSet[] = [];
  private controlTower?: ControlTowerStacks;
  private sandboxKeeper?: SandboxKeeper;

  public constructor(scope: Construct, id: string) {
    super(scope, id, { purpose: AccountPurpose.MANAGEMENT, wave: 0, slot: 0 });
    const platform = this.platform_ = Platform.of(this);
    platform.management = this;
    const { prefix, bootstrapQualifier, regions, alternateContacts, guardrails, deployIdentity } = platform.configuration;
    const parameters = organizationParameters(prefix);
    this._stacks.deployFirst({ region: regions.home, part: ORGANIZATION });
    this._services = new OrganizationServices(platform);
    this.change(ORGANIZATION, changes => {
      changes.addOrganization(parameters, { TrustedServices: this._services.trusted, PolicyTypes: policyTypes(guardrails) });
      changes.addOwnContacts(alternateContacts);
    });
    this.addGuardrails();
    this.addBaseline();
    this._addUnits();

    const bootstrap = { region: regions.home, part: BOOTSTRAP };
    this._stacks.deployStackAfter(bootstrap, { account: this, region: regions.home, part: ORGANIZATION });
    // a region that is given up is closed before anything of it goes
    if (platform.guardrails.policies.length) this._stacks.deployStackAfter(bootstrap, { account: this, region: regions.home, part: GUARDRAILS });
    this._build(bootstrap, stack => addBootstrapStackSets(stack, {
      prefix, qualifier: bootstrapQualifier, issuer: deployIdentity?._issuer, regions: regions.bootstrapped, rootIdParameter: parameters.rootId,
    }));

    const services = { region: regions.home, part: SERVICES };
    this._stacks.deployStackAfter(services, { account: this, region: regions.home, part: ORGANIZATION });
    this._build(services, stack => addServiceAccess(stack, { prefix, partition: regions.partition, delegations: this._services.delegations }));
    this._billing = new Billing(this, platform);
    addBreakGlass(platform, this);
    if (!deployIdentity) return;
    const deploy = { identity: deployIdentity, prefix, qualifier: bootstrapQualifier };
    this._build(bootstrap, stack => addDeployIdentityStackSet(stack, { ...deploy, home: regions.home, rootIdParameter: parameters.rootId }));
    this._build({ region: regions.home, part: DEPLOY_IDENTITY }, stack => addOwnDeployIdentity(stack, deploy));
  }

  /** @internal Which makes accounts the administrators of services. */
  public get _delegations(): AccountStack {
    return { account: this, region: this.platform_.homeRegion, part: SERVICES };
  }

  /** @internal */
  public get _stackSets(): PlannedStackSet[] {
    const { prefix, bootstrapQualifier, regions, deployIdentity } = this.platform_.configuration;
    const bootstrap = (kind: string, qualifier: string) =>
      ({ name: stackSetName(prefix, `bootstrap-${kind}`), regions: regions.bootstrapped, parameter: versionParameter(qualifier) });
    return [
      bootstrap('platform', bootstrapQualifier),
      bootstrap('application', APPLICATION_QUALIFIER),
      ...deployIdentity ? [{ name: stackSetName(prefix, DEPLOY_IDENTITY), regions: [regions.home] }] : [],
      ...this.hasRecorders ? [{ name: stackSetName(prefix, CONFIG), regions: regions.all }] : [],
      { name: stackSetName(prefix, BASELINE), regions: regions.all, atUnits: true },
      ...this._furtherStackSets,
    ];
  }

  /** @internal Units that came since the last call: environment types bring their own. */
  public _addUnits(): void {
    const { organizationalUnits: { all }, prefix } = this.platform_.configuration;
    if (all.length === this.units.size) return;
    for (const path of all.filter(unit => !this.units.has(unit))) {
      const idParameter = organizationParameters(prefix).unitId(path);
      this.units.add(path);
      this.change(ORGANIZATION, changes => changes.addUnit(path, idParameter));
      for (const policy of this.platform_.guardrails.attachedTo(path)) this.guardrailPolicies?.attach(policy, idParameter);
      this.controlTower?.addUnit(path);
      if (this.platform_.configuration.organizationalUnits.isOurs(path, QUARANTINE_UNIT)) this.baseline?.addUnit(path, idParameter);
    }
  }

  /** @internal Makes or adopts an account. Its own stacks come afterwards. */
  public _vend(account: PlatformAccount): void {
    this._addUnits();
    const region = this.platform_.homeRegion;
    const part = this._partThatMakes(account);
    account._stacks.deployAfter({ account: this, region, part: BOOTSTRAP });
    if (part !== ORGANIZATION) {
      // these come after Control Tower, and that one waits for accounts that AWS has still to make
      if (this.controlTower?.waitsFor.length) return;
      this._stacks.deployStackAfter({ region, part }, { account: this, region, part: BOOTSTRAP });
      if (this.controlTower) this._stacks.deployStackAfter({ region, part }, this.controlTower.lastStack);
    }
    this.change(part, changes => changes.addAccount(account, this.platform_.configuration.alternateContacts));
    account._stacks.deployAfter({ account: this, region, part });
  }

  /** @internal What ends sandboxes, made with the first of them. */
  public get _sandboxes(): SandboxKeeper {
    return this.sandboxKeeper ??= new SandboxKeeper(this, this.platform_, this._sandboxNames!);
  }

  /** @internal Its account is closed one day. */
  public _keep(sandbox: KeptSandbox): void {
    // its part of the stacks stands where its account is made
    if (!this.controlTower?.waitsFor.length) this._sandboxes.add(sandbox);
  }

  /** @internal When the accounts are there that it needs; all others come after it. */
  public _setUpControlTower(logArchive: PlatformAccount, security: PlatformAccount): void {
    const organization = { account: this, region: this.platform_.homeRegion, part: ORGANIZATION };
    this.controlTower = new ControlTowerStacks(this.platform_, this, { logArchive, security }, organization);
    this.units.forEach(unit => this.controlTower!.addUnit(unit));
  }

  /**
   * @internal What writes to the archive: the organization's trail; without Control Tower also AWS Config.
   * @param archive the stack of the archive, which comes before
   */
  public _addLogs(archive: AccountStack | undefined): void {
    const { homeRegion: home, configuration: { prefix, regions, registry, controlTower } } = this.platform_;
    // Control Tower switches the trust in CloudTrail on: what comes after it waits for what that one waits for
    if (!archive || this._controlTower.waitsFor.length) return;
    const props = { prefix, partition: regions.partition, home, logArchiveId: archive.account.accountId! };
    const after = (region: string, part: string) => {
      for (const earlier of [archive, this._controlTower.lastStack]) this._stacks.deployStackAfter({ region, part }, earlier);
    };
    after(home, TRAIL);
    this._build({ region: home, part: TRAIL }, stack => addOrganizationTrail(stack, props));
    if (controlTower._settings.strategy !== 'none' || !registry.organizationId) return;
    for (const region of regions.all) {
      after(region, CONFIG);
      this._build({ region, part: CONFIG }, stack => addOwnRecorder(stack, props));
    }
    this.hasRecorders = true;
    const everywhere = { ...props, regions: regions.all, rootIdParameter: organizationParameters(prefix).rootId };
    this._build({ region: home, part: CONFIG }, stack => addRecorders(stack, everywhere));
  }

  /** @internal */
  public get _controlTower(): ControlTowerStacks {
    return this.controlTower!;
  }

  /** @internal */
  public _partThatMakes(account: PlatformAccount): string {
    return BEFORE_CONTROL_TOWER.includes(account.purpose) ? ORGANIZATION : partOf(account);
  }

  /** They bind from the first deploy on: a guardrail lets the platform through. */
  private addGuardrails(): void {
    const { platform_: platform } = this;
    const { prefix, bootstrapQualifier: qualifier, regions, problems, landingZone, ...configuration } = platform.configuration;
    let organizationId = '';
    const unitIds = new Map<string, string>();
    platform.guardrails = new GuardrailSet(problems, landingZone, configuration.guardrails, {
      prefix,
      qualifier,
      issuer: configuration.deployIdentity?._issuer,
      governedRegions: regions.open,
      organizationId: Lazy.string({ produce: () => organizationId }),
      workloadUnitIds: WORKLOADS.map(unit => Lazy.string({ produce: () => unitIds.get(unit)! })),
      accountId: name => platform.registered(name)?.id,
      breakGlass: configuration.breakGlass && this.accountId && breakGlassArn(prefix, regions.partition, this.accountId),
    }, configuration.guardrailLimits, configuration.organizationalUnits);
    if (!platform.guardrails.policies.length) return;
    const where = { region: regions.home, part: GUARDRAILS };
    this._stacks.deployStackAfter(where, { account: this, region: regions.home, part: ORGANIZATION });
    this._build(where, stack => {
      organizationId = parameterValue(stack, organizationParameters(prefix).organizationId);
      if (configuration.guardrails.some(({ guardrailId }) => guardrailId === SANDBOXES.guardrailId)) {
        const { unitId } = organizationParameters(prefix);
        for (const unit of WORKLOADS) unitIds.set(unit, parameterValue(stack, unitId(configuration.organizationalUnits.nameOf(unit))));
      }
      this.guardrailPolicies = new GuardrailPolicies(stack, prefix, platform.guardrails.policies);
    });
  }

  /** In accounts that are made later too, and before anything of theirs. */
  private addBaseline(): void {
    const { prefix, regions, accountBaseline } = this.platform_.configuration;
    const props = { ...accountBaseline, prefix, regions: regions.all };
    for (const region of regions.all) {
      const where = { region, part: BASELINE };
      this._stacks.deployStackAfter(where, { account: this, region: regions.home, part: ORGANIZATION });
      this._build(where, stack => addOwnBaseline(stack, props));
    }
    this._build({ region: regions.home, part: BASELINE }, stack => { this.baseline = new AccountBaseline(stack, props); });
  }

  private change(part: string, change: (changes: OrganizationChanges) => void): void {
    this._build({ region: this.platform_.homeRegion, part }, stack => {
      const changes = this.changes.get(part) ?? new OrganizationChanges(stack, this.platform_.configuration.prefix);
      this.changes.set(part, changes);
      change(changes);
    });
  }
}
