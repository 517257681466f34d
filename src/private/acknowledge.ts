import { IConstruct } from 'constructs';

/** Where CDK keeps the rules that are acknowledged. */
const ACKNOWLEDGED = 'aws:cdk:acknowledged-rules';

/**
 * Explains to cdk-nag, also in a user's own app, why a policy names no resource. It is what `Validations.acknowledge` does, but for the stack
 * trace that it writes into the assembly: paths of the machine, at every synth.
 */
export function acknowledgeAnyResource(scope: IConstruct, reason: string): void {
  if (scope.node.metadata.some(({ type }) => type === ACKNOWLEDGED)) return;
  scope.node.addMetadata(ACKNOWLEDGED, { 'AwsSolutions-IAM5[Resource::*]': reason });
}
