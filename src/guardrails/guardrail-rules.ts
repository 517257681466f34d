import { PlatformNames, platformRoles } from './platform-writes';
import { deployRole, rolePath } from '../private/names';

/** What a guardrail of the catalogue needs to know of the landing zone. */
export interface GuardrailRules extends PlatformNames {
  readonly governedRegions: readonly string[];
  /** Id of the organization, known at deploy. */
  readonly organizationId: string;
  /** Ids of units where environments stand that customers or their testers use, known at deploy. */
  readonly workloadUnitIds: readonly string[];
  /** ARN of the role for emergencies, if there is one. */
  readonly breakGlass?: string;
  /** Ids of core accounts; undefined while one is pending. */
  accountId(name: string): string | undefined;
}

/** Who deploys the platform's stacks in an account: its deploy identity, and the tool where it enters by the role that Organizations makes. */
export function deployers({ prefix }: GuardrailRules): string[] {
  return [`${rolePath(prefix).slice(1)}${deployRole(prefix)}`, 'OrganizationAccountAccessRole'].map(role => `arn:*:iam::*:role/${role}`);
}

/**
 * A condition: for everybody but the platform's own principals, which no guardrail may lock out, and the doors by which AWS itself comes in: handlers, the
 * platform's bootstrap, deploy identities, StackSets, Control Tower, and the role by which the tool enters an account.
 */
export function butThePlatform(rules: GuardrailRules): Record<string, string[]> {
  return { 'aws:PrincipalArn': platformRoles(rules) };
}
