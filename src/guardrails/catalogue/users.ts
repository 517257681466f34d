import { Guardrail } from '../guardrail';
import { GuardrailPolicyType } from '../guardrail-policy-type';

export const USERS = Guardrail._define({
  id: 'Users',
  forbids: 'IAM users, their passwords and access keys, users and groups of Identity Center and instances of it, anywhere but in identity.',
  reason: 'People come by Identity Center and machines by a role; a key that does not end is found one day.',
  policyType: GuardrailPolicyType.SERVICE_CONTROL,
  statements: ({ accountId }) => {
    const identity = accountId('identity');
    return [{
      Action: [
        'iam:CreateAccessKey', 'iam:CreateLoginProfile', 'iam:CreateServiceSpecificCredential', 'iam:CreateUser', 'iam:UpdateLoginProfile', 'iam:UploadSSHPublicKey',
        'identitystore:Create*', 'identitystore:Delete*', 'identitystore:Update*', 'sso:CreateInstance',
      ],
      Resource: '*',
      ...identity && { Condition: { StringNotEquals: { 'aws:PrincipalAccount': identity } } },
    }];
  },
});
