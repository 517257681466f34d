import { Guardrail } from '../guardrail';
import { GuardrailPolicyType } from '../guardrail-policy-type';

/** @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_general.html */
export const LEAVING_THE_ORGANIZATION = Guardrail._define({
  id: 'LeavingTheOrganization',
  forbids: 'An account leaves the organization.',
  reason: 'With it every guardrail would be gone, and nobody would see it.',
  policyType: GuardrailPolicyType.SERVICE_CONTROL,
  statements: () => [{ Action: 'organizations:LeaveOrganization', Resource: '*' }],
});

/** Sessions of `sts:AssumeRoot`, by which the management account works on members' root users, are let through: they bring `aws:AssumedRoot`. */
export const ROOT_USER = Guardrail._define({
  id: 'RootUser',
  forbids: 'The root user of an account does anything.',
  reason: 'It has every right, belongs to nobody, and is needed for nothing that central root access cannot do.',
  policyType: GuardrailPolicyType.SERVICE_CONTROL,
  statements: () => [{
    Action: '*', Resource: '*', Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:*:iam::*:root' }, Null: { 'aws:AssumedRoot': 'true' } },
  }],
});
