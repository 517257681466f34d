import { Stack, Token } from 'aws-cdk-lib';
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
  acknowledge(scope, `AwsSolutions-IAM5[Resource::${resource}]`, reason);
}

/** The same for a policy that AWS keeps. @param arn of the policy */
export function acknowledgeManagedPolicy(scope: IConstruct, arn: string, reason: string): void {
  acknowledge(scope, `AwsSolutions-IAM4[Policy::${arn}]`, reason);
}

/** The same for whatever rule. */
export function acknowledge(scope: IConstruct, rule: string, reason: string): void {
  const key = Token.isUnresolved(rule) ? asNagSaysIt(Stack.of(scope).resolve(rule)) : rule;
  if (scope.node.metadata.some(({ type, data }) => type === ACKNOWLEDGED && key in data)) return;
  scope.node.addMetadata(ACKNOWLEDGED, { [key]: reason });
}

/** What is known only at deploy, in cdk-nag's words: `<AWS::Partition>`. */
function asNagSaysIt(value: any): string {
  if (typeof value === 'string') return value;
  if (value['Fn::Join']) return value['Fn::Join'][1].map(asNagSaysIt).join('');
  return `<${value.Ref ?? value['Fn::GetAtt'].join('.')}>`;
}
