import type { Duration } from 'aws-cdk-lib';

/** What a permission set of the catalogue needs to know of the landing zone. */
export interface PermissionSetRules {
  readonly prefix: string;
}

/** A statement of an inline policy, as it stands there. */
export interface InlineStatement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: string | string[];
  readonly NotAction?: string | string[];
  readonly Resource?: string | string[];
  readonly NotResource?: string | string[];
  readonly Condition?: object;
}

/** A permission set as data. */
export interface PermissionSetDefinition {
  readonly description: string;
  readonly managedPolicies: readonly string[];
  readonly customerManagedPolicies?: readonly { readonly name: string; readonly path?: string }[];
  /** What the platform adds. */
  readonly inline?: (rules: PermissionSetRules) => InlineStatement[];
  readonly boundary?: { readonly managedPolicy?: string; readonly customerManagedPolicy?: { readonly name: string; readonly path?: string } };
  readonly session: Duration;
  readonly relayState?: string;
}
