import { BoundGuardrail } from './bound-guardrail';
import { Guardrail } from './guardrail';
import { checkGuardrails } from './guardrail-checks';
import { GuardrailPolicyType } from './guardrail-policy-type';
import type { GuardrailRules } from './guardrail-rules';
import { pack, PackedPolicy, sizeAlone } from './packer';
import { policyContent } from './policy-content';
import { policyName } from './policy-name';
import { merged, settingsType } from './settings';
import type { OrganizationalUnits } from '../accounts/organizational-units';
import type { PlannedGuardrail } from '../plan/platform-json';
import { Problems } from '../private/problems';

/** AWS's own policy that allows everything is attached everywhere; one more place is kept for revoking somebody in a hurry. */
const KEPT: { [type: string]: number } = { [GuardrailPolicyType.SERVICE_CONTROL]: 2, [GuardrailPolicyType.RESOURCE_CONTROL]: 1 };

/** Types of policies that the organization has to take: those of statements always, others when there are such guardrails. */
export function policyTypes(guardrails: readonly Guardrail[]): GuardrailPolicyType[] {
  return Object.values(GuardrailPolicyType).filter(type => !settingsType(type) || guardrails.some(({ policyType }) => policyType === type));
}

/** Limits of AWS, as the landing zone is told. */
export interface GuardrailLimits {
  /** Characters of a policy. */
  readonly policySize: number;
  /** Policies of one type at an organizational unit, AWS's own included. */
  readonly policiesPerUnit: number;
}

/** The guardrails of a landing zone, packed into policies. */
export class GuardrailSet {
  public readonly policies: readonly PackedPolicy[];
  private readonly bound: readonly BoundGuardrail[];

  public constructor(
    private readonly problems: Problems,
    private readonly path: string,
    guardrails: readonly Guardrail[],
    rules: GuardrailRules,
    private readonly limits: GuardrailLimits,
    private readonly units: OrganizationalUnits,
  ) {
    const usable = checkGuardrails(problems, path, guardrails);
    // one that has nothing to deny in this landing zone is none
    this.bound = usable.map(guardrail => new BoundGuardrail(guardrail, rules))
      .filter(({ guardrail, statements }) => statements.length || settingsType(guardrail.policyType));
    const tooLong = this.bound.filter(one => !settingsType(one.guardrail.policyType) && sizeAlone(one) > limits.policySize);
    for (const one of tooLong) {
      problems.add(path, `guardrail ${one.guardrail.guardrailId}`, `${sizeAlone(one)} characters`, `at most ${limits.policySize}, the size of a policy`,
        'two guardrails with a part of its statements each, or fewer principals in exempting()');
    }
    this.policies = pack(this.bound.filter(one => !tooLong.includes(one)), limits.policySize);
    for (const policy of this.policies) this.checkSettings(policy);
  }

  /** The policies of a unit, by its path in the organization. A unit below another one has what that one has, and its own. */
  public attachedTo(unit: string): PackedPolicy[] {
    return this.policies.filter(({ units }) => units === undefined ? !unit.includes('/') : units.some(name => this.units.nameOf(name) === unit));
  }

  /** When all units are known: what cannot be attached, and units that there are not. */
  public check(): void {
    const all = this.units.all;
    for (const { guardrail } of this.bound) {
      for (const name of guardrail._definition.organizationalUnits ?? []) {
        if (!all.includes(this.units.nameOf(name))) {
          this.problems.add(this.path, `guardrail ${guardrail.guardrailId}: organizational unit`, name, `one of ${all.join(', ')}`, `"${all[0]}"`);
        }
      }
    }
    for (const type of Object.values(GuardrailPolicyType)) {
      const kept = KEPT[type] ?? 0;
      const most = settingsType(type)?.perUnit ?? this.limits.policiesPerUnit;
      for (const unit of all) {
        const attached = this.attachedTo(unit).filter(({ policyType }) => policyType === type);
        if (attached.length <= most - kept) continue;
        const sizes = attached.flatMap(({ guardrails }) => guardrails).map(one => `${one.guardrail.guardrailId} (${one.size} characters)`);
        this.problems.add(this.path, `guardrails of ${unit}`, `${attached.length} policies: ${sizes.join(', ')}`,
          `at most ${most - kept}: AWS takes ${most}, and ${kept} of them are kept`, 'Guardrails.allExcept(...) for one of them, or the limit that AWS has granted you');
      }
    }
  }

  /** How many policies each unit has of each type, AWS's own and those that are kept included. */
  public get attachments(): { readonly unit: string; readonly policyType: GuardrailPolicyType; readonly attached: number }[] {
    return this.units.all.flatMap(unit => Object.values(GuardrailPolicyType).map(policyType => ({
      unit, policyType, attached: (KEPT[policyType] ?? 0) + this.attachedTo(unit).filter(policy => policy.policyType === policyType).length,
    })));
  }

  public nameOf(policy: PackedPolicy): string {
    return policyName(policy);
  }

  /** One document of all that bind at the same units: each value is set once, and AWS takes so many characters. */
  private checkSettings(policy: PackedPolicy): void {
    const type = settingsType(policy.policyType);
    if (!type) return;
    const ids = policy.guardrails.map(({ guardrail }) => guardrail.guardrailId);
    for (const setting of merged(policy.guardrails.map(({ guardrail }) => guardrail._definition.settings!)).conflicts) {
      this.problems.add(this.path, `guardrails ${ids.join(', ')}`, `${setting} with several values`, 'one value where they bind together', 'boundAt(...) for one of them');
    }
    const length = JSON.stringify(policyContent(policy)).length;
    if (length > type.size) {
      const sizes = policy.guardrails.map(({ guardrail, size }) => `${guardrail.guardrailId} (${size} characters)`).join(', ');
      this.problems.add(this.path, `guardrails of type ${policy.policyType}`, `${length} characters: ${sizes}`, `at most ${type.size}, the size of a policy`, 'fewer settings');
    }
  }

  /** For the plan. */
  public get planned(): PlannedGuardrail[] {
    return this.bound.map(one => ({
      id: one.guardrail.guardrailId,
      forbids: one.guardrail.forbids,
      reason: one.guardrail.reason,
      policyType: one.guardrail.policyType,
      organizationalUnits: one.guardrail._definition.organizationalUnits?.map(name => this.units.nameOf(name)) ?? this.units.all.filter(unit => !unit.includes('/')),
      exemptions: one.guardrail._exemptions.map(({ principalArns, reason }) => ({ principalArns, reason })),
      policy: policyName(this.policies.find(({ guardrails }) => guardrails.includes(one))!),
    }));
  }
}
