import { GuardrailPolicyType } from './guardrail-policy-type';
import type { PackedPolicy } from './packer';
import { assigned, merged, Settings, settingsType } from './settings';

/** The document of a policy. */
export function policyContent({ policyType, guardrails }: PackedPolicy): object {
  if (!settingsType(policyType)) return { Version: '2012-10-17', Statement: guardrails.flatMap(({ statements }) => statements) };
  const { settings } = merged(guardrails.map(({ guardrail }) => guardrail._definition.settings!));
  if (policyType !== GuardrailPolicyType.EC2_SETTINGS) return assigned(settings);
  return assigned(withMessage(settings, guardrails.map(({ guardrail }) => guardrail.guardrailId)));
}

/** What AWS says to whoever tries to change one of them. */
function withMessage(settings: Settings, ids: string[]): Settings {
  return { ...settings, ec2_attributes: { exception_message: `Guardrails of the organization hold this setting: ${ids.join(', ')}`, ...settings.ec2_attributes } };
}
