import { Guardrail } from '../guardrail';
import { GuardrailPolicyType } from '../guardrail-policy-type';

export const MAIL = Guardrail._define({
  id: 'Mail',
  forbids: 'Mail is sent from anywhere but the email account.',
  reason: 'Reputation is one for all, and one account that sends on its own spends it.',
  policyType: GuardrailPolicyType.SERVICE_CONTROL,
  statements: ({ accountId }) => {
    const email = accountId('email');
    return [{
      Action: 'ses:Send*',
      Resource: '*',
      ...email && { Condition: { StringNotEquals: { 'aws:PrincipalAccount': email } } },
    }];
  },
});
