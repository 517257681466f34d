/** What a guardrail of the catalogue needs to know of the landing zone. */
export interface GuardrailRules {
  readonly prefix: string;
  /** Of the platform's own bootstrap. */
  readonly qualifier: string;
  readonly governedRegions: readonly string[];
  /** Id of the organization, known at deploy. */
  readonly organizationId: string;
  /** Ids of core accounts; undefined while one is pending. */
  accountId(name: string): string | undefined;
}

/**
 * The platform's own principals, which no guardrail may lock out, and the doors by which AWS itself comes in: handlers, the platform's bootstrap,
 * StackSets, Control Tower, and the role by which the tool enters an account.
 */
export function platformPrincipals({ prefix, qualifier }: GuardrailRules): string[] {
  return [
    `arn:*:iam::*:role/${prefix}/*`, `arn:*:iam::*:role/cdk-${qualifier}-*`, 'arn:*:iam::*:role/stacksets-exec-*',
    'arn:*:iam::*:role/AWSControlTowerExecution', 'arn:*:iam::*:role/OrganizationAccountAccessRole',
  ];
}

/** A condition: for everybody but the platform. */
export function butThePlatform(rules: GuardrailRules): Record<string, string[]> {
  return { 'aws:PrincipalArn': platformPrincipals(rules) };
}
