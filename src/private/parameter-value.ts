import { CfnParameter, Stack } from 'aws-cdk-lib';

/**
 * The value of an SSM parameter at deploy, under the logical id that `StringParameter.valueForStringParameter` gives it. That one also makes the
 * parameter's ARN, which nobody reads, and for it loads all that CDK knows of AWS's regions.
 */
export function parameterValue(stack: Stack, name: string, description?: string): string {
  const id = `SsmParameterValue:${name}:C96584B6-F00A-464E-AD19-53AFF4B05118.Parameter`;
  const known = stack.node.tryFindChild(id) as CfnParameter | undefined;
  return (known ?? new CfnParameter(stack, id, { type: 'AWS::SSM::Parameter::Value<String>', default: name, description })).valueAsString;
}
