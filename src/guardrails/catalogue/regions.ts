import { Guardrail } from '../guardrail';
import { GuardrailPolicyType } from '../guardrail-policy-type';
import { butThePlatform } from '../guardrail-rules';

/**
 * Services that answer in one region for all of them, and would be cut off.
 *
 * @see https://docs.aws.amazon.com/controltower/latest/controlreference/primary-region-deny-policy.html
 */
const GLOBAL = [
  'account', 'artifact', 'aws-marketplace', 'billing', 'billingconductor', 'budgets', 'ce', 'cloudfront', 'consolidatedbilling', 'cur', 'directconnect',
  'freetier', 'globalaccelerator', 'health', 'iam', 'identitystore', 'invoicing', 'kms', 'networkmanager', 'organizations', 'payments', 'pricing', 'ram',
  'resource-explorer-2', 'route53', 'route53-recovery-cluster', 'route53-recovery-control-config', 'route53-recovery-readiness', 'route53domains',
  'savingsplans', 'shield', 'sso', 'sts', 'support', 'sustainability', 'tax', 'trustedadvisor', 'waf', 'wafv2',
];

export const REGIONS = Guardrail._define({
  id: 'Regions',
  forbids: 'Anything outside the regions of the landing zone, but for services that are global.',
  reason: 'What stands where nobody looks is neither logged by us nor paid with intent.',
  policyType: GuardrailPolicyType.SERVICE_CONTROL,
  statements: rules => [{
    NotAction: [...GLOBAL.map(service => `${service}:*`), 'ec2:DescribeRegions', 's3:ListAllMyBuckets', 's3:GetBucketLocation'],
    Resource: '*',
    Condition: { StringNotEquals: { 'aws:RequestedRegion': [...rules.governedRegions] }, ArnNotLike: butThePlatform(rules) },
  }],
});
