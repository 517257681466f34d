import { Guardrail } from '../guardrail';
import { GuardrailPolicyType } from '../guardrail-policy-type';

/**
 * Organizations makes the role in each account, and cannot be told not to; it trusts the management account as a whole, which no service control policy binds. A resource control policy
 * binds the role, whoever asks for it. Where accounts have no identity of their own the tool deploys by it, and nothing is denied.
 */
export const ACCESS_FROM_MANAGEMENT = Guardrail._define({
  id: 'AccessFromManagement',
  forbids: 'Somebody in the management account enters another account by OrganizationAccountAccessRole.',
  reason: 'Each account is deployed by an identity of its own, and no account trusts another one as a whole.',
  policyType: GuardrailPolicyType.RESOURCE_CONTROL,
  statements: ({ issuer, breakGlass }) => issuer === undefined ? [] : [{
    Action: 'sts:AssumeRole',
    Resource: 'arn:*:iam::*:role/OrganizationAccountAccessRole',
    ...breakGlass && { Condition: { ArnNotLike: { 'aws:PrincipalArn': [breakGlass] } } },
  }],
});
