import * as iam from 'aws-cdk-lib/aws-iam';
import { GuardrailPolicyType } from './guardrail-policy-type';
import type { GuardrailRules } from './guardrail-rules';
import type { Settings } from './settings';

/** @internal A statement of a guardrail as it stands in the policy; what it denies. */
export interface DenyStatement {
  readonly Sid?: string;
  readonly Action?: string | string[];
  readonly NotAction?: string | string[];
  readonly Resource?: string | string[];
  readonly NotResource?: string | string[];
  readonly Condition?: Record<string, any>;
}

/** Options of a guardrail of one's own. */
export interface GuardrailOptions {
  /** What it forbids, in a sentence. */
  readonly forbids: string;
  /** Why, in a sentence; it stands in `platform.json`. */
  readonly reason: string;
  /** What is denied; only `Deny`, and without principals. */
  readonly statements: iam.PolicyStatement[];
  /**
   * Whether it binds the principals of accounts or the resources in them.
   *
   * @default GuardrailPolicyType.SERVICE_CONTROL
   */
  readonly policyType?: GuardrailPolicyType;
  /**
   * Paths of the organizational units where it binds, as the platform calls them: `Workloads/Production`, `Sandbox`.
   *
   * @default - every unit of the platform
   */
  readonly organizationalUnits?: string[];
}

/** Options of a guardrail of one's own that is a setting. */
export interface SettingGuardrailOptions {
  /** What it forbids, in a sentence. */
  readonly forbids: string;
  /** Why, in a sentence; it stands in `platform.json`. */
  readonly reason: string;
  /** Whose settings they are: EC2's, S3's, of tags, of AI services. */
  readonly policyType: GuardrailPolicyType;
  /**
   * The settings, as AWS names them, down to their values: `{ ec2_attributes: { serial_console_access: { status: 'disabled' } } }`. Each value is assigned;
   * AWS's other operators may be written out.
   */
  readonly settings: { [key: string]: any };
  /**
   * Paths of the organizational units where it binds, as the platform calls them.
   *
   * @default - every unit of the platform
   */
  readonly organizationalUnits?: string[];
}

/** Whom a guardrail lets through, beside those that it has to. */
export interface GuardrailExemption {
  /**
   * ARNs of principals, `*` allowed: `arn:aws:iam::*:role/network/*`. Each may do what the guardrail forbids, in every account where it binds.
   */
  readonly principalArns: string[];
  /** Why, in a sentence; it stands in `platform.json`. */
  readonly reason: string;
}

/** @internal How a guardrail of the catalogue is made. */
export interface GuardrailDefinition {
  readonly id: string;
  readonly forbids: string;
  readonly reason: string;
  readonly policyType: GuardrailPolicyType;
  readonly organizationalUnits?: readonly string[];
  readonly statements: (rules: GuardrailRules) => DenyStatement[];
  /** The statements as a user wrote them, to be checked; absent in the catalogue, and where there are settings. */
  readonly own?: () => any[];
  /** Of a guardrail that is no list of statements. */
  readonly settings?: Settings;
  readonly exemptions?: readonly GuardrailExemption[];
}

/**
 * Something that nobody in the accounts it binds can do, whatever rights they have: a named, documented rule. Those of the catalogue are in
 * `Guardrails`; `Guardrail.of` is for one's own.
 */
export class Guardrail {
  /**
   * A guardrail of one's own.
   *
   * @param id letters and digits: by it reports and policies name the guardrail
   */
  public static of(id: string, options: GuardrailOptions): Guardrail {
    const own = () => options.statements.map(statement => statement.toStatementJson());
    return new Guardrail({
      id,
      own,
      statements: own,
      forbids: options.forbids,
      reason: options.reason,
      policyType: options.policyType ?? GuardrailPolicyType.SERVICE_CONTROL,
      organizationalUnits: options.organizationalUnits,
    });
  }

  /**
   * A guardrail of one's own that is a setting, which AWS holds in the accounts: nobody in them can change it, so that nobody can be exempted.
   *
   * @param id letters and digits: by it reports and policies name the guardrail
   */
  public static ofSettings(id: string, options: SettingGuardrailOptions): Guardrail {
    return new Guardrail({ id, statements: () => [], ...options });
  }

  /** @internal */
  public static _define(definition: GuardrailDefinition): Guardrail {
    return new Guardrail(definition);
  }

  /** By which reports and policies name it. */
  public readonly guardrailId: string;
  /** What it forbids, in a sentence. */
  public readonly forbids: string;
  /** Why. */
  public readonly reason: string;
  /** What kind of policy it becomes. */
  public readonly policyType: GuardrailPolicyType;

  /** @internal */
  public readonly _definition: GuardrailDefinition;

  private constructor(definition: GuardrailDefinition) {
    this._definition = definition;
    this.guardrailId = definition.id;
    this.forbids = definition.forbids;
    this.reason = definition.reason;
    this.policyType = definition.policyType;
  }

  /** The same guardrail, which lets these principals through. */
  public exempting(exemption: GuardrailExemption): Guardrail {
    return new Guardrail({ ...this._definition, exemptions: [...this._exemptions, exemption] });
  }

  /**
   * The same guardrail, bound at these organizational units and nowhere else.
   *
   * @param organizationalUnits their paths: `Workloads/Production`
   */
  public boundAt(...organizationalUnits: string[]): Guardrail {
    return new Guardrail({ ...this._definition, organizationalUnits });
  }

  /** @internal */
  public get _exemptions(): readonly GuardrailExemption[] {
    return this._definition.exemptions ?? [];
  }
}
