import { Guardrail } from '../guardrail';
import { GuardrailPolicyType } from '../guardrail-policy-type';
import { butThePlatform } from '../guardrail-rules';

export const PUBLIC_ACCESS = Guardrail._define({
  id: 'PublicAccess',
  forbids: 'Buckets, machine images, snapshots and functions become public.',
  reason: 'Most leaks are a setting and not an attack.',
  policyType: GuardrailPolicyType.SERVICE_CONTROL,
  statements: rules => [
    {
      Action: ['ec2:DisableImageBlockPublicAccess', 'ec2:DisableSnapshotBlockPublicAccess', 's3:PutAccountPublicAccessBlock'],
      Resource: '*',
      Condition: { ArnNotLike: butThePlatform(rules) },
    },
    { Action: ['ec2:ModifyImageAttribute', 'ec2:ModifySnapshotAttribute'], Resource: '*', Condition: { StringEquals: { 'ec2:Add/group': 'all' } } },
    {
      Action: ['s3:PutBucketAcl', 's3:PutObjectAcl', 's3:PutObject', 's3:CreateBucket'],
      Resource: '*',
      Condition: { StringEquals: { 's3:x-amz-acl': ['public-read', 'public-read-write', 'authenticated-read'] } },
    },
    {
      Action: ['lambda:CreateFunctionUrlConfig', 'lambda:UpdateFunctionUrlConfig'],
      Resource: '*',
      Condition: { StringEquals: { 'lambda:FunctionUrlAuthType': 'NONE' } },
    },
  ],
});

export const INSTANCE_METADATA = Guardrail._define({
  id: 'InstanceMetadata',
  forbids: 'Instances whose metadata is given without a token (IMDSv1).',
  reason: 'A request that an application can be talked into would hand out the instance\'s credentials.',
  policyType: GuardrailPolicyType.SERVICE_CONTROL,
  statements: () => [
    { Action: 'ec2:RunInstances', Resource: 'arn:*:ec2:*:*:instance/*', Condition: { StringNotEquals: { 'ec2:MetadataHttpTokens': 'required' } } },
    { Action: 'ec2:ModifyInstanceMetadataOptions', Resource: '*', Condition: { StringEquals: { 'ec2:Attribute/HttpTokens': 'optional' } } },
  ],
});
