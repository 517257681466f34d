import { Guardrail } from '../guardrail';
import { GuardrailPolicyType } from '../guardrail-policy-type';
import { butThePlatform, GuardrailRules } from '../guardrail-rules';

/** Roles of the platform: its own, those of its bootstrap, and those by which AWS comes in. */
function roles({ prefix, qualifier }: GuardrailRules): string[] {
  return [
    `role/${prefix}/*`, `role/cdk-${qualifier}-*`, 'role/stacksets-exec-*', 'role/AWSControlTowerExecution', 'role/OrganizationAccountAccessRole',
  ].map(role => `arn:*:iam::*:${role}`);
}

export const PLATFORM_RESOURCES = Guardrail._define({
  id: 'PlatformResources',
  forbids: 'The platform\'s own roles, stacks, contract and handlers are changed by anybody but the platform.',
  reason: 'Whoever can change them can change what everybody else may do.',
  policyType: GuardrailPolicyType.SERVICE_CONTROL,
  statements: rules => {
    const { prefix, qualifier } = rules;
    const Condition = { ArnNotLike: butThePlatform(rules) };
    return [
      {
        Action: [
          'iam:AttachRolePolicy', 'iam:CreateRole', 'iam:DeleteRole*', 'iam:DetachRolePolicy', 'iam:PassRole', 'iam:PutRole*', 'iam:TagRole', 'iam:UntagRole',
          'iam:UpdateAssumeRolePolicy', 'iam:UpdateRole*',
        ],
        Resource: roles(rules),
        Condition,
      },
      {
        Action: [
          'cloudformation:CancelUpdateStack', 'cloudformation:ContinueUpdateRollback', 'cloudformation:CreateChangeSet', 'cloudformation:CreateStack',
          'cloudformation:DeleteChangeSet', 'cloudformation:DeleteStack', 'cloudformation:ExecuteChangeSet', 'cloudformation:RollbackStack',
          'cloudformation:SetStackPolicy', 'cloudformation:SignalResource', 'cloudformation:UpdateStack', 'cloudformation:UpdateTerminationProtection',
        ],
        Resource: [`arn:*:cloudformation:*:*:stack/${prefix}-*`, `arn:*:cloudformation:*:*:stack/StackSet-${prefix}-*`],
        Condition,
      },
      {
        Action: ['ssm:DeleteParameter*', 'ssm:LabelParameterVersion', 'ssm:PutParameter', 'ssm:UnlabelParameterVersion'],
        Resource: [`arn:*:ssm:*:*:parameter/${prefix}/*`, `arn:*:ssm:*:*:parameter/cdk-bootstrap/${qualifier}/*`],
        Condition,
      },
      {
        Action: ['lambda:AddPermission', 'lambda:DeleteFunction*', 'lambda:InvokeFunction', 'lambda:PutFunction*', 'lambda:UpdateFunction*'],
        Resource: `arn:*:lambda:*:*:function:${prefix}-*`,
        Condition,
      },
    ];
  },
});

export const PLATFORM_ROLES = Guardrail._define({
  id: 'PlatformRoles',
  forbids: 'Anybody but the platform assumes the roles of the platform\'s bootstrap.',
  reason: 'CDK\'s deploy roles trust their whole account, and lead to an administrator.',
  policyType: GuardrailPolicyType.SERVICE_CONTROL,
  statements: rules => [{
    Action: 'sts:AssumeRole', Resource: `arn:*:iam::*:role/cdk-${rules.qualifier}-*`, Condition: { ArnNotLike: butThePlatform(rules) },
  }],
});
