import { Stack } from 'aws-cdk-lib';
import { parameterValue } from '../../private/parameter-value';

/** What the ARN of a unit is made of, beside its id. */
export interface UnitArnProps {
  readonly partition: string;
  /** Where the id of the organization is published. */
  readonly organizationIdParameter: string;
}

/** ARN of an organizational unit whose id is published under this name. */
export function unitArn(stack: Stack, { partition, organizationIdParameter }: UnitArnProps, idParameter: string): string {
  return `arn:${partition}:organizations::${stack.account}:ou/${parameterValue(stack, organizationIdParameter)}/${parameterValue(stack, idParameter)}`;
}
