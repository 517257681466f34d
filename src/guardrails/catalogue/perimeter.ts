import { Guardrail } from '../guardrail';
import { GuardrailPolicyType } from '../guardrail-policy-type';

/** Web identities and SAML bring no organization: of STS only `sts:AssumeRole` is denied, or every login would end. */
export const OUTSIDERS = Guardrail._define({
  id: 'Outsiders',
  forbids: 'Principals outside the organization use buckets, queues, keys, secrets and roles in it, whatever their policies say.',
  reason: 'Data leaves by a policy that somebody wrote too wide.',
  policyType: GuardrailPolicyType.RESOURCE_CONTROL,
  statements: ({ organizationId }) => [{
    Action: ['kms:*', 's3:*', 'secretsmanager:*', 'sqs:*', 'sts:AssumeRole'],
    Resource: '*',
    Condition: { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': organizationId }, BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } },
  }],
});

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html */
export const CONFUSED_DEPUTY = Guardrail._define({
  id: 'ConfusedDeputy',
  forbids: 'AWS services act on buckets, queues, keys and secrets for somebody outside the organization.',
  reason: 'A service that is trusted is trusted by others as well.',
  policyType: GuardrailPolicyType.RESOURCE_CONTROL,
  statements: ({ organizationId }) => [{
    Action: ['kms:*', 's3:*', 'secretsmanager:*', 'sqs:*'],
    Resource: '*',
    Condition: {
      StringNotEqualsIfExists: { 'aws:SourceOrgID': organizationId },
      Null: { 'aws:SourceAccount': 'false' },
      Bool: { 'aws:PrincipalIsAWSService': 'true' },
    },
  }],
});
