import { BoundGuardrail } from './bound-guardrail';
import { Guardrail } from './guardrail';
import { checkGuardrails } from './guardrail-checks';
import { GuardrailPolicyType } from './guardrail-policy-type';
import type { GuardrailRules } from './guardrail-rules';
import { pack, PackedPolicy, sizeAlone } from './packer';
import { policyName } from './policy-name';
import type { OrganizationalUnits } from '../accounts/organizational-units';
import type { PlannedGuardrail } from '../plan/platform-json';
import { Problems } from '../private/problems';

/** AWS's own policy that allows everything is attached everywhere; one more place is kept for revoking somebody in a hurry. */
const KEPT = { [GuardrailPolicyType.SERVICE_CONTROL]: 2, [GuardrailPolicyType.RESOURCE_CONTROL]: 1 };

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
    this.bound = usable.map(guardrail => new BoundGuardrail(guardrail, rules)).filter(({ statements }) => statements.length);
    const tooLong = this.bound.filter(one => sizeAlone(one) > limits.policySize);
    for (const one of tooLong) {
      problems.add(path, `guardrail ${one.guardrail.guardrailId}`, `${sizeAlone(one)} characters`, `at most ${limits.policySize}, the size of a policy`,
        'two guardrails with a part of its statements each, or fewer principals in exempting()');
    }
    this.policies = pack(this.bound.filter(one => !tooLong.includes(one)), limits.policySize);
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
      const room = this.limits.policiesPerUnit - KEPT[type];
      for (const unit of all) {
        const attached = this.attachedTo(unit).filter(({ policyType }) => policyType === type);
        if (attached.length <= room) continue;
        const sizes = attached.flatMap(({ guardrails }) => guardrails).map(one => `${one.guardrail.guardrailId} (${one.size} characters)`);
        this.problems.add(this.path, `guardrails of ${unit}`, `${attached.length} policies: ${sizes.join(', ')}`,
          `at most ${room}: AWS takes ${this.limits.policiesPerUnit}, and ${KEPT[type]} of them are kept`, 'Guardrails.except(...) for one of them, or the limit that AWS has granted you');
      }
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
