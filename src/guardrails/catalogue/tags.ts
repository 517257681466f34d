import { Guardrail } from '../guardrail';
import { GuardrailPolicyType } from '../guardrail-policy-type';
import type { TagRule } from '../tag-rule';

/** A tag that is missing is nobody's fault here: a tag policy says how tags are written, and not that they are there. */
export function tags(rules: readonly TagRule[]): Guardrail {
  return Guardrail._define({
    id: 'Tags',
    forbids: `Tags are written otherwise: ${rules.map(({ key, values }) => values ? `${key} (${values.join(', ')})` : key).join(', ')}.`,
    reason: 'The bill and the inventory are broken down by them, and Team and team are two.',
    policyType: GuardrailPolicyType.TAGS,
    statements: () => [],
    settings: {
      tags: Object.fromEntries(rules.map(({ key, values, enforcedFor }) => [key.toLowerCase(), {
        tag_key: key, ...values && { tag_value: values }, ...enforcedFor && { enforced_for: enforcedFor },
      }])),
    },
  });
}
