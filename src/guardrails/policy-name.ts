import { GuardrailPolicyType } from './guardrail-policy-type';
import type { PackedPolicy } from './packer';
import { settingsType } from './settings';

/** Of the policy, behind the prefix, and of its resource in the template. */
export function policyName({ policyType, units, number }: PackedPolicy): string {
  const where = units === undefined ? 'everywhere' : units.map(unit => unit.replace(/[^A-Za-z0-9]+/g, '-').toLowerCase()).sort().join('-');
  const what = policyType === GuardrailPolicyType.RESOURCE_CONTROL ? 'resources' : settingsType(policyType)?.suffix;
  return `guardrails-${where}${what ? `-${what}` : ''}-${number}`;
}
