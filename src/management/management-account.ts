import { Lazy } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { addBootstrapStackSets } from './bootstrap-stack-set';
import { OrganizationChanges } from './organization-changes';
import { AccountPurpose } from '../accounts/account-purpose';
import { PlatformAccount } from '../accounts/platform-account';
import { partOf } from '../accounts/slots';
import { GuardrailPolicies } from '../guardrails/guardrail-policies';
import { GuardrailSet } from '../guardrails/guardrail-set';
import { organizationParameters } from '../private/names';
import { parameterValue } from '../private/parameter-value';
import { Platform } from '../private/platform';

/** Control Tower wants these two before it is set up, and all other accounts come after it. */
const BEFORE_CONTROL_TOWER = [AccountPurpose.LOG_ARCHIVE, AccountPurpose.SECURITY];

/** Stacks in the order in which they are deployed, each at its own rate of change. */
const ORGANIZATION = 'organization';
const BOOTSTRAP = 'bootstrap';
const GUARDRAILS = 'guardrails';

/**
 * The management account: makes the organization, its units and its accounts, or adopts them, and bootstraps every account. It does
 * nothing else, because nothing binds it: guardrails do not apply here.
 */
export class ManagementAccount extends PlatformAccount {
  private readonly platform_: Platform;
  private readonly changes = new Map<string, OrganizationChanges>();
  private readonly units = new Set<string>();
  private guardrailPolicies?: GuardrailPolicies;

  public constructor(scope: Construct, id: string) {
    super(scope, id, { purpose: AccountPurpose.MANAGEMENT, wave: 0, slot: 0 });
    const platform = this.platform_ = Platform.of(this);
    platform.management = this;
    const { prefix, bootstrapQualifier, regions } = platform.configuration;
    const parameters = organizationParameters(prefix);
    this._stacks.deployFirst({ region: regions.home, part: ORGANIZATION });
    this.change(ORGANIZATION, changes => changes.addOrganization(parameters));
    this.addGuardrails();
    this._addUnits();

    const bootstrap = { region: regions.home, part: BOOTSTRAP };
    this._stacks.deployStackAfter(bootstrap, { account: this, region: regions.home, part: ORGANIZATION });
    // a region that is given up is closed before anything of it goes
    if (platform.guardrails.policies.length) this._stacks.deployStackAfter(bootstrap, { account: this, region: regions.home, part: GUARDRAILS });
    this._build(bootstrap, stack => addBootstrapStackSets(stack, {
      prefix, qualifier: bootstrapQualifier, regions: regions.bootstrapped, rootIdParameter: parameters.rootId,
    }));
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
    }
  }

  /** @internal Makes or adopts an account. Its own stacks come afterwards. */
  public _vend(account: PlatformAccount): void {
    this._addUnits();
    const region = this.platform_.homeRegion;
    const part = this._partThatMakes(account);
    if (part !== ORGANIZATION) this._stacks.deployStackAfter({ region, part }, { account: this, region, part: BOOTSTRAP });
    this.change(part, changes => changes.addAccount(account));
    account._stacks.deployAfter({ account: this, region, part });
    account._stacks.deployAfter({ account: this, region, part: BOOTSTRAP });
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
    platform.guardrails = new GuardrailSet(problems, landingZone, configuration.guardrails, {
      prefix,
      qualifier,
      governedRegions: regions.open,
      organizationId: Lazy.string({ produce: () => organizationId }),
      accountId: name => platform.registered(name)?.id,
    }, configuration.guardrailLimits, configuration.organizationalUnits);
    if (!platform.guardrails.policies.length) return;
    const where = { region: regions.home, part: GUARDRAILS };
    this._stacks.deployStackAfter(where, { account: this, region: regions.home, part: ORGANIZATION });
    this._build(where, stack => {
      organizationId = parameterValue(stack, organizationParameters(prefix).organizationId);
      this.guardrailPolicies = new GuardrailPolicies(stack, prefix, platform.guardrails.policies);
    });
  }

  private change(part: string, change: (changes: OrganizationChanges) => void): void {
    this._build({ region: this.platform_.homeRegion, part }, stack => {
      const changes = this.changes.get(part) ?? new OrganizationChanges(stack, this.platform_.configuration.prefix);
      this.changes.set(part, changes);
      change(changes);
    });
  }
}
