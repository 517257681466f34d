import { Validations } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/** Explains to cdk-nag, also in a user's own app, why a policy names no resource. */
export function acknowledgeAnyResource(scope: IConstruct, reason: string): void {
  Validations.of(scope).acknowledge({ id: 'AwsSolutions-IAM5[Resource::*]', reason });
}
