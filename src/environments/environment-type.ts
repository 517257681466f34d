import { PRODUCTION_UNIT, SANDBOX_UNIT, STAGING_UNIT } from '../accounts/organizational-units';
import type { Guardrail } from '../guardrails/guardrail';
import type { PermissionSet } from '../identity/permission-set';

/** Options of an environment type of one's own. */
export interface EnvironmentTypeOptions {
  /**
   * Path of the organizational unit that its accounts stand in, names joined by `/`. What binds at the unit binds them: guardrails, and the baseline and the controls
   * of Control Tower.
   */
  readonly organizationalUnit: string;
  /**
   * Whether stacks of its accounts are protected against deletion.
   *
   * @default true
   */
  readonly terminationProtection?: boolean;
  /**
   * What nobody can do in its accounts, beside what binds everywhere: it is bound at its unit. The landing zone has one list of guardrails, in which they have to
   * stand as well: `guardrails: [...Guardrails.all(), ...type.guardrails]`.
   *
   * @default - none of its own
   */
  readonly guardrails?: Guardrail[];
  /**
   * What may be assigned in its accounts, whoever gets it.
   *
   * @default - every permission set
   */
  readonly permissionSets?: PermissionSet[];
  /**
   * Whether a mistake in its accounts reaches customers: who is given administrator rights there needs a reason.
   *
   * @default false
   */
  readonly critical?: boolean;
  /**
   * Whether its environments may ask to send mail as their root domain (`sendsAsRootDomain`): what one that only tries sends by mistake must not come from there.
   *
   * @default - those of a type that is `critical` may
   */
  readonly mailAsRootDomain?: boolean;
  /**
   * US dollars a month for an account that says nothing else.
   *
   * @default - no budget
   */
  readonly monthlyBudget?: number;
  /**
   * Days that logs are kept in its accounts, as the contract tells applications; one of the figures that CloudWatch Logs knows.
   *
   * @default 365
   */
  readonly logRetention?: number;
}

/** A kind of environment: where its accounts stand, what binds them, and what they have if they say nothing else. */
export class EnvironmentType {
  /** Serves customers. */
  public static readonly PRODUCTION = new EnvironmentType('production', { organizationalUnit: PRODUCTION_UNIT, critical: true });
  /** Tries application code before production does. */
  public static readonly STAGING = new EnvironmentType('staging', { organizationalUnit: STAGING_UNIT, logRetention: 90 });
  /** Temporary, for changes to the bottom layers; its stacks can be deleted. */
  public static readonly SANDBOX = new EnvironmentType('sandbox', { organizationalUnit: SANDBOX_UNIT, terminationProtection: false, logRetention: 14 });

  /**
   * A type of one's own.
   *
   * ```ts
   * const load = EnvironmentType.of('load-test', {
   *   organizationalUnit: 'Workloads/LoadTest',
   *   permissionSets: [PermissionSet.READ_ONLY, PermissionSet.DEPLOYER],
   *   monthlyBudget: 3000,
   *   logRetention: 30,
   * });
   * ```
   *
   * @param name one word, as in `platform.json`
   */
  public static of(name: string, options: EnvironmentTypeOptions): EnvironmentType {
    return new EnvironmentType(name, options);
  }

  /** One word, as in `platform.json` and in the contract. */
  public readonly typeName: string;
  /** Path of the organizational unit that its accounts stand in. */
  public readonly organizationalUnit: string;
  /** Whether stacks of its accounts are protected against deletion. */
  public readonly terminationProtection: boolean;
  /** Guardrails of its own, bound at its unit. */
  public readonly guardrails: Guardrail[];
  /** What may be assigned in its accounts; undefined for every permission set. */
  public readonly permissionSets?: PermissionSet[];
  /** Whether a mistake in its accounts reaches customers. */
  public readonly critical: boolean;
  /** Whether its environments may ask to send mail as their root domain. */
  public readonly mailAsRootDomain: boolean;
  /** US dollars a month for an account that says nothing else. */
  public readonly monthlyBudget?: number;
  /** Days that logs are kept. */
  public readonly logRetention: number;

  private constructor(typeName: string, options: EnvironmentTypeOptions) {
    this.typeName = typeName;
    this.organizationalUnit = options.organizationalUnit;
    this.terminationProtection = options.terminationProtection ?? true;
    this.guardrails = options.guardrails?.map(guardrail => guardrail.boundAt(options.organizationalUnit)) ?? [];
    this.permissionSets = options.permissionSets;
    this.critical = options.critical ?? false;
    this.mailAsRootDomain = options.mailAsRootDomain ?? this.critical;
    this.monthlyBudget = options.monthlyBudget;
    this.logRetention = options.logRetention ?? 365;
  }
}
