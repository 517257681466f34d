/** By which the statement is found again in policies that hold others as well. */
export const REVOKED_SID = 'RevokedUsers';

/** Name of the policy that the tool keeps beside those of the guardrails: no stack has it, so that no deployment takes it away. */
export function revocationPolicyName(prefix: string): string {
  return `${prefix}-revoked`;
}

/**
 * Denies everything to these users of Identity Center, in sessions that are open as well. The id is the person's own; names and addresses change.
 *
 * @see https://docs.aws.amazon.com/singlesignon/latest/userguide/prereqs-revoking-user-permissions.html
 */
export function denyUsers(ids: readonly string[]): { [key: string]: any } {
  return { Sid: REVOKED_SID, Effect: 'Deny', Action: '*', Resource: '*', Condition: { StringEquals: { 'identitystore:UserId': [...ids].sort() } } };
}

/** Whom such a statement denies everything; undefined for another statement. */
export function deniedUsers(statement: { [key: string]: any } | undefined): string[] | undefined {
  if (statement?.Sid !== REVOKED_SID) return undefined;
  return [statement.Condition?.StringEquals?.['identitystore:UserId'] ?? []].flat();
}
