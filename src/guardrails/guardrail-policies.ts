import { Lazy, Stack } from 'aws-cdk-lib';
import { CfnPolicy } from 'aws-cdk-lib/aws-organizations';
import type { PackedPolicy } from './packer';
import { policyName } from './policy-name';
import { parameterValue } from '../private/parameter-value';

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
        content: { Version: '2012-10-17', Statement: policy.guardrails.flatMap(({ statements }) => statements) },
        targetIds: Lazy.list({ produce: () => ids }),
      });
    }
  }

  /** @param idParameter where the id of the unit is published */
  public attach(policy: PackedPolicy, idParameter: string): void {
    this.targets.get(policy)!.push(parameterValue(this.stack, idParameter));
  }
}
