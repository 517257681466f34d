import { PRODUCTION_UNIT, STAGING_UNIT } from '../../accounts/organizational-units';
import { Guardrail } from '../guardrail';
import { GuardrailPolicyType } from '../guardrail-policy-type';

/** Services whose reads people need when they look for a fault. */
const READ = [
  'access-analyzer', 'acm', 'apigateway', 'application-autoscaling', 'athena', 'autoscaling', 'backup', 'cloudformation', 'cloudfront', 'cloudtrail', 'cloudwatch', 'codebuild',
  'config', 'dynamodb', 'ec2', 'ecr', 'ecs', 'eks', 'elasticache', 'elasticfilesystem', 'elasticloadbalancing', 'events', 'firehose', 'glue', 'guardduty', 'health',
  'iam', 'kafka', 'kinesis', 'kms', 'lambda', 'logs', 'organizations', 'pi', 'ram', 'rds', 'redshift', 'route53', 's3', 'scheduler', 'secretsmanager',
  'securityhub', 'servicequotas', 'ses', 'sns', 'sqs', 'ssm', 'states', 'sts', 'synthetics', 'tag', 'trustedadvisor', 'wafv2', 'xray',
];

/** A permission set of this name is let through: whoever makes one says by whom it is taken, and why. */
export const BREAK_GLASS_SET = 'BreakGlass';

export const CHANGES_BY_HAND = Guardrail._define({
  id: 'ChangesByHand',
  forbids: 'People change production or staging by hand.',
  reason: 'What was not deployed is gone with the next deploy, or it stays and nobody knows why. It denies people and lists no machines: a list of machines breaks the next service.',
  policyType: GuardrailPolicyType.SERVICE_CONTROL,
  organizationalUnits: [PRODUCTION_UNIT, STAGING_UNIT],
  statements: () => [{
    NotAction: [
      ...READ.flatMap(service => [`${service}:Get*`, `${service}:List*`, `${service}:Describe*`]),
      'athena:StartQueryExecution', 'cloudtrail:LookupEvents', 'dynamodb:Query', 'dynamodb:Scan', 'iam:Simulate*', 'logs:FilterLogEvents', 'logs:StartLiveTail', 'logs:StartQuery',
      'logs:StopQuery', 'support:*',
    ],
    Resource: '*',
    Condition: {
      ArnLike: { 'aws:PrincipalArn': ['arn:*:iam::*:role/aws-reserved/sso.amazonaws.com/*', 'arn:*:iam::*:user/*'] },
      ArnNotLike: { 'aws:PrincipalArn': `arn:*:iam::*:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_${BREAK_GLASS_SET}_*` },
      Bool: { 'aws:ViaAWSService': 'false' },
    },
  }],
});
