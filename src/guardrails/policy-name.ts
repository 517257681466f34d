import { GuardrailPolicyType } from './guardrail-policy-type';
import type { PackedPolicy } from './packer';

/** Of the policy, behind the prefix, and of its resource in the template. */
export function policyName({ policyType, units, number }: PackedPolicy): string {
  const where = units === undefined ? 'everywhere' : units.map(unit => unit.replace(/[^A-Za-z0-9]+/g, '-').toLowerCase()).sort().join('-');
  return `guardrails-${where}${policyType === GuardrailPolicyType.RESOURCE_CONTROL ? '-resources' : ''}-${number}`;
}
