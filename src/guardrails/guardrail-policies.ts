import { CfnParameter, Lazy, Stack } from 'aws-cdk-lib';
import { CfnPolicy } from 'aws-cdk-lib/aws-organizations';
import { Construct } from 'constructs';
import type { PackedPolicy } from './packer';
import { policyContent } from './policy-content';
import { policyName } from './policy-name';

/** Guardrails in a stack of the management account: organizational units may still come when the policies stand. */
export class GuardrailPolicies {
  private readonly targets = new Map<PackedPolicy, string[]>();

  public constructor(private readonly stack: Stack, prefix: string, policies: readonly PackedPolicy[]) {
    for (const policy of policies) {
      const ids: string[] = [];
      this.targets.set(policy, ids);
      const name = policyName(policy);
      new CfnPolicy(stack, name, {
        name: `${prefix}-${name}`,
        description: policy.guardrails.map(({ guardrail }) => guardrail.guardrailId).join(', '),
        type: policy.policyType,
        content: policyContent(policy),
        targetIds: Lazy.list({ produce: () => ids }),
      });
    }
  }

  /** @param idParameter where the id of the unit is published */
  public attach(policy: PackedPolicy, idParameter: string): void {
    // below a construct of its own: names of units that differ in other letters than A to Z stay apart
    const id = `Unit${idParameter.replaceAll('/', '_2f')}`;
    const scope = this.stack.node.tryFindChild(id) as Construct | undefined ?? new Construct(this.stack, id);
    const known = scope.node.tryFindChild('Id') as CfnParameter | undefined;
    const parameter = known ?? new CfnParameter(scope, 'Id', { type: 'AWS::SSM::Parameter::Value<String>', default: idParameter });
    this.targets.get(policy)!.push(parameter.valueAsString);
  }
}
