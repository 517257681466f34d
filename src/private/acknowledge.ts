import { IConstruct } from 'constructs';

/** Where CDK keeps the rules that are acknowledged. */
const ACKNOWLEDGED = 'aws:cdk:acknowledged-rules';

/**
 * Explains to cdk-nag, also in a user's own app, why a policy names no resource. It is what `Validations.acknowledge` does, but for the stack
 * trace that it writes into the assembly: paths of the machine, at every synth.
 */
export function acknowledgeAnyResource(scope: IConstruct, reason: string): void {
  acknowledgeResource(scope, '*', reason);
}

/** The same for a resource with a wildcard in it. */
export function acknowledgeResource(scope: IConstruct, resource: string, reason: string): void {
  acknowledgeRule(scope, `AwsSolutions-IAM5[Resource::${resource}]`, reason);
}

/** The same for any rule. */
export function acknowledgeRule(scope: IConstruct, rule: string, reason: string): void {
  if (scope.node.metadata.some(({ type, data }) => type === ACKNOWLEDGED && rule in data)) return;
  scope.node.addMetadata(ACKNOWLEDGED, { [rule]: reason });
}
