import { Guardrail } from '../guardrail';
import { GuardrailPolicyType } from '../guardrail-policy-type';

/** @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_declarative_syntax.html */
export const PUBLIC_IMAGES = Guardrail._define({
  id: 'PublicImages',
  forbids: 'Machine images and snapshots are shared with everybody.',
  reason: 'They hold what was on the disk, secrets included.',
  policyType: GuardrailPolicyType.EC2_SETTINGS,
  statements: () => [],
  settings: {
    ec2_attributes: { image_block_public_access: { state: 'block_new_sharing' }, snapshot_block_public_access: { state: 'block_all_sharing' } },
  },
});

/** Two hops: one more than an instance needs, for what runs in containers. */
export const METADATA_DEFAULTS = Guardrail._define({
  id: 'MetadataDefaults',
  forbids: 'An instance starts without the second version of its metadata service because nobody asked for it.',
  reason: 'What nobody chooses is what most instances have.',
  policyType: GuardrailPolicyType.EC2_SETTINGS,
  statements: () => [],
  settings: {
    ec2_attributes: {
      instance_metadata_defaults: {
        http_tokens: 'required', http_put_response_hop_limit: '2', http_endpoint: 'no_preference', instance_metadata_tags: 'no_preference',
      },
    },
  },
});

export const SERIAL_CONSOLE = Guardrail._define({
  id: 'SerialConsole',
  forbids: 'Instances are entered by their serial console.',
  reason: 'It is a way in that no network wall sees.',
  policyType: GuardrailPolicyType.EC2_SETTINGS,
  statements: () => [],
  settings: { ec2_attributes: { serial_console_access: { status: 'disabled' } } },
});

/** @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_s3_syntax.html */
export const PUBLIC_BUCKETS = Guardrail._define({
  id: 'PublicBuckets',
  forbids: 'Buckets and objects are public, by whatever policy or ACL.',
  reason: 'Most leaks are a setting and not an attack.',
  policyType: GuardrailPolicyType.S3_SETTINGS,
  statements: () => [],
  settings: { s3_attributes: { public_access_block_configuration: 'all' } },
});

/** @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ai-opt-out_syntax.html */
export const AI_TRAINING = Guardrail._define({
  id: 'AiTraining',
  forbids: 'AWS keeps what its AI services are given, and improves them with it.',
  reason: 'What customers entrust to us is not ours to give away.',
  policyType: GuardrailPolicyType.AI_OPT_OUT,
  statements: () => [],
  settings: { services: { default: { opt_out_policy: 'optOut' } } },
});
