import { Duration } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { PermissionSetDefinition } from './catalogue/definition';
import { DEPLOYER } from './catalogue/deployer';
import { INVESTIGATOR_DEFINITION } from './catalogue/investigator';
import { ADMINISTRATOR, BILLING, POWER_USER, SECURITY_AUDIT, SUPPORT } from './catalogue/job-functions';
import { READ_ONLY } from './catalogue/read-only';
import { INVESTIGATOR } from '../private/names';

/** A managed policy that has to stand in every account that the permission set is assigned to, under this name. */
export interface CustomerManagedPolicy {
  /** Name of the policy, the same in every account. */
  readonly name: string;
  /**
   * IAM path under which it stands, the same in every account.
   *
   * @default /
   */
  readonly path?: string;
}

/** What a permission set allows at most. Exactly one of the two. */
export interface PermissionsBoundary {
  /**
   * Name of a managed policy of AWS: `PowerUserAccess`.
   *
   * @default - `customerManagedPolicy`
   */
  readonly managedPolicy?: string;
  /**
   * A managed policy of one's own.
   *
   * @default - `managedPolicy`
   */
  readonly customerManagedPolicy?: CustomerManagedPolicy;
}

/** Options of a permission set of one's own. */
export interface PermissionSetOptions {
  /** What it is for, in a sentence; people see it when they sign in. */
  readonly description: string;
  /**
   * Names of managed policies of AWS, with their path: `ReadOnlyAccess`, `job-function/Billing`.
   *
   * @default - none
   */
  readonly managedPolicies?: string[];
  /**
   * Managed policies that stand in the accounts already.
   *
   * @default - none
   */
  readonly customerManagedPolicies?: CustomerManagedPolicy[];
  /**
   * The inline policy.
   *
   * @default - none
   */
  readonly statements?: PolicyStatement[];
  /**
   * What it allows at most, whatever the policies say.
   *
   * @default - no boundary
   */
  readonly permissionsBoundary?: PermissionsBoundary;
  /**
   * After which time people sign in again: 1 to 12 hours.
   *
   * @default Duration.hours(4)
   */
  readonly sessionLength?: Duration;
  /**
   * Where the console opens.
   *
   * @default - its home page
   */
  readonly relayState?: string;
}

/**
 * What somebody may do in an account. It becomes a role in each account that it is assigned to; guardrails bind it there as they bind everybody.
 */
export class PermissionSet {
  /** Everything that guardrails leave. In production and in the management account an assignment wants a reason. */
  public static readonly ADMINISTRATOR = new PermissionSet('Administrator', ADMINISTRATOR);
  /** Everything but users, roles, the account and the organization. */
  public static readonly POWER_USER = new PermissionSet('PowerUser', POWER_USER);
  /** How everything is set up, logs and metrics; no data. */
  public static readonly READ_ONLY = new PermissionSet('ReadOnly', READ_ONLY);
  /** Bills, budgets, payments. */
  public static readonly BILLING = new PermissionSet('Billing', BILLING);
  /** How everything is set up, as an auditor wants to see it; no data. */
  public static readonly SECURITY_AUDIT = new PermissionSet('SecurityAudit', SECURITY_AUDIT);
  /** Deploys applications by hand, where guardrails let people change something: in sandboxes. */
  public static readonly DEPLOYER = new PermissionSet('Deployer', DEPLOYER);
  /** Cases with AWS Support. */
  public static readonly SUPPORT = new PermissionSet('Support', SUPPORT);

  /** @internal Given by `SecurityAccount.grantInvestigate`: it means something in that account alone. */
  public static readonly _INVESTIGATOR = new PermissionSet(INVESTIGATOR, INVESTIGATOR_DEFINITION);

  /** The catalogue. */
  public static all(): PermissionSet[] {
    return [
      PermissionSet.ADMINISTRATOR, PermissionSet.POWER_USER, PermissionSet.READ_ONLY, PermissionSet.BILLING, PermissionSet.SECURITY_AUDIT,
      PermissionSet.DEPLOYER, PermissionSet.SUPPORT,
    ];
  }

  /**
   * A permission set of one's own.
   *
   * @param name 1 to 32 letters, digits and any of `+=,.@_-`; at most 21 if it is assigned in the management account
   */
  public static of(name: string, options: PermissionSetOptions): PermissionSet {
    const { statements } = options;
    return new PermissionSet(name, {
      description: options.description,
      managedPolicies: options.managedPolicies ?? [],
      customerManagedPolicies: options.customerManagedPolicies,
      inline: statements?.length ? () => statements.map(statement => statement.toStatementJson()) : undefined,
      boundary: options.permissionsBoundary,
      session: options.sessionLength ?? Duration.hours(4),
      relayState: options.relayState,
    });
  }

  /** Its name in Identity Center. */
  public readonly permissionSetName: string;
  /** @internal */
  public readonly _definition: PermissionSetDefinition;

  private constructor(name: string, definition: PermissionSetDefinition) {
    this.permissionSetName = name;
    this._definition = definition;
  }
}
