import { APPLICATION_QUALIFIER } from '../../private/names';
import { Guardrail } from '../guardrail';
import { GuardrailPolicyType } from '../guardrail-policy-type';
import { butThePlatform, deployers } from '../guardrail-rules';
import { platformRoles, platformWrites } from '../platform-writes';

export const PLATFORM_RESOURCES = Guardrail._define({
  id: 'PlatformResources',
  forbids: 'The platform\'s own roles, stacks, contract and handlers are changed by anybody but the platform.',
  reason: 'Whoever can change them can change what everybody else may do.',
  policyType: GuardrailPolicyType.SERVICE_CONTROL,
  statements: rules => platformWrites(rules).map(denied => ({ ...denied, Condition: { ArnNotLike: butThePlatform(rules) } })),
});

export const PLATFORM_ROLES = Guardrail._define({
  id: 'PlatformRoles',
  forbids: 'Anybody but its deploy identity assumes the roles of the platform\'s bootstrap, and anybody but its deploy role hands on an execution role.',
  reason: 'CDK\'s deploy roles trust their whole account, and lead to an administrator.',
  policyType: GuardrailPolicyType.SERVICE_CONTROL,
  statements: rules => {
    const role = (qualifier: string, kind: string) => `arn:*:iam::*:role/cdk-${qualifier}-${kind}-role-*`;
    const handOn = (qualifier: string) => ({
      Action: 'iam:PassRole', Resource: role(qualifier, 'cfn-exec'), Condition: { ArnNotLike: { 'aws:PrincipalArn': [role(qualifier, 'deploy')] } },
    });
    return [
      { Action: 'sts:AssumeRole', Resource: `arn:*:iam::*:role/cdk-${rules.qualifier}-*`, Condition: { ArnNotLike: { 'aws:PrincipalArn': deployers(rules) } } },
      { Action: 'iam:PassRole', Resource: platformRoles(rules), Condition: { ArnNotLike: butThePlatform(rules) } },
      handOn(rules.qualifier),
      handOn(APPLICATION_QUALIFIER),
    ];
  },
});
