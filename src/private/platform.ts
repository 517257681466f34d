import { Annotations } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { explained } from './documentation';
import { Problems } from './problems';
import type { AccountEmail } from '../accounts/account-email';
import type { AccountRegistry } from '../accounts/account-registry';
import type { AccountRole } from '../accounts/account-role';
import type { AlternateContacts } from '../accounts/alternate-contacts';
import type { DeployIdentity } from '../accounts/deploy-identity';
import type { OrganizationalUnits } from '../accounts/organizational-units';
import type { PlatformAccount } from '../accounts/platform-account';
import { hasService, RegionalService, titleOf } from '../accounts/region-services';
import type { GovernedRegions } from '../accounts/regions';
import type { RegistryFileAccount } from '../accounts/registry-file';
import type { ArtifactsAccount } from '../artifacts/artifacts-account';
import type { DnsAccount } from '../dns/dns-account';
import type { EmailAccount } from '../email/email-account';
import type { AddressPlan } from '../environments/address-plan';
import { Networks } from '../environments/networks';
import type { Guardrail } from '../guardrails/guardrail';
import type { GuardrailLimits, GuardrailSet } from '../guardrails/guardrail-set';
import type { Directory } from '../identity/directory';
import type { IdentityAccount } from '../identity/identity-account';
import type { AccountBaselineOptions } from '../management/baseline-options';
import type { BillingOptions } from '../management/billing/billing-options';
import type { BreakGlassOptions } from '../management/break-glass-options';
import type { ControlTower } from '../management/control-tower/control-tower';
import type { ManagementAccount } from '../management/management-account';
import type { SecurityAccount } from '../security/security-account';
import type { SecurityServicesOptions } from '../security/security-services-options';

const PLATFORM = Symbol.for('@astradot/cloud-platform.Platform');

/** What the landing zone is told. */
export interface PlatformConfiguration {
  readonly landingZone: string;
  readonly prefix: string;
  readonly bootstrapQualifier: string;
  readonly deployIdentity?: DeployIdentity;
  readonly domainName: string;
  readonly regions: GovernedRegions;
  readonly organizationalUnits: OrganizationalUnits;
  readonly registry: AccountRegistry;
  readonly accountEmail: AccountEmail;
  readonly accountQuota: number;
  readonly alternateContacts: AlternateContacts;
  /** Undefined for none. */
  readonly addressPlan?: AddressPlan;
  readonly accountTags: { readonly [key: string]: string };
  readonly delegatedAdministrators: { readonly [service: string]: string };
  readonly detachedAccounts: readonly string[];
  /** By the id that the plan has for them. */
  readonly grantedQuotas: { readonly [quota: string]: number };
  /** In days. */
  readonly sandboxes: { readonly gracePeriod: number; readonly longestLife: number };
  readonly guardrails: readonly Guardrail[];
  readonly guardrailLimits: GuardrailLimits;
  readonly controlTower: ControlTower;
  /** Undefined if the landing zone is told nothing. */
  readonly billing?: BillingOptions;
  /** Undefined for none. */
  readonly breakGlass?: BreakGlassOptions;
  readonly securityServices: SecurityServicesOptions;
  readonly accountBaseline: AccountBaselineOptions;
  /** Undefined for those who hear of security anyway. */
  readonly securityAlarmEmails?: readonly string[];
  readonly directory: Directory;
  readonly managedPoliciesPerRole: number;
  readonly problems: Problems;
  /** Names of the accounts to synthesise; undefined for all. */
  readonly only?: string[];
}

/** Slots below this one are kept for core accounts. */
const FIRST_ENVIRONMENT_SLOT = 10;

/**
 * What the parts of one landing zone share. It hangs on the landing zone and is found through the tree, so that no public
 * constructor has to name it.
 */
export class Platform {
  public static of(scope: IConstruct): Platform {
    for (let at: IConstruct | undefined = scope; at; at = at.node.scope) {
      const found = (at as IConstruct & { [PLATFORM]?: Platform })[PLATFORM];
      if (found) return found;
    }
    throw new Error(explained('outside-a-landing-zone', `${scope.node.path || 'app'}: no LandingZone above; write landingZone.addEnvironment(...)`));
  }

  /** In order of creation, which is the order of the user's code. */
  public readonly accounts: PlatformAccount[] = [];
  private readonly doorsByName = new Map<string, AccountRole>();
  public management!: ManagementAccount;
  public artifacts!: ArtifactsAccount;
  public dns!: DnsAccount;
  public email!: EmailAccount;
  public identity!: IdentityAccount;
  public security!: SecurityAccount;
  public guardrails!: GuardrailSet;
  /** Undefined without an address plan. */
  public readonly networks?: Networks;
  private readonly slots = new Map<string, number>();
  private nextSlot: number;

  public constructor(on: IConstruct, public readonly configuration: PlatformConfiguration) {
    Object.defineProperty(on, PLATFORM, { value: this });
    const { addressPlan, registry, problems } = configuration;
    this.networks = addressPlan && !addressPlan._faults.length ? new Networks(addressPlan, registry._file, problems) : undefined;
    this.nextSlot = Math.max(FIRST_ENVIRONMENT_SLOT, configuration.registry._nextSlot);
  }

  public get problems(): Problems {
    return this.configuration.problems;
  }

  public get homeRegion(): string {
    return this.configuration.regions.home;
  }

  public registered(account: string): RegistryFileAccount | undefined {
    return this.configuration.registry._account(account);
  }

  public get doors(): AccountRole[] {
    return [...this.doorsByName.values()];
  }

  /** @returns false if the owner has such a role already */
  public addDoor(door: AccountRole, owner: PlatformAccount): boolean {
    const name = `${owner.accountName}/${door.roleName}`;
    if (this.doorsByName.has(name)) return false;
    this.doorsByName.set(name, door);
    return true;
  }

  /** The account's place: what the registry says; for an account that is not in it, one behind all that were ever given. */
  public slotOf(account: string, coreSlot?: number): number {
    let slot = this.registered(account)?.slot ?? this.slots.get(account) ?? coreSlot;
    if (slot === undefined) this.slots.set(account, slot = this.nextSlot++);
    return slot;
  }

  /**
   * Whether a room can put this service into a region. Where the region lacks it the room leaves it out, and whoever synthesises is told.
   *
   * @param scope something in a stack, since CDK tells no warnings from elsewhere: the room's stack at home, say
   */
  public has(scope: IConstruct, service: RegionalService, region: string): boolean {
    if (hasService(service, region)) return true;
    Annotations.of(scope).addWarningV2(`@astradot/cloud-platform:${service}-${region}`,
      `${region} has no ${titleOf(service)}: it is left out there. What needs it has to stand in another region.`);
    return false;
  }

  public isLeftOut(account: string): boolean {
    return this.configuration.only !== undefined && !this.configuration.only.includes(account);
  }
}
