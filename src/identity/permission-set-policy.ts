import type { PermissionSetRules } from './catalogue/definition';
import type { PermissionSet } from './permission-set';

/** A policy as it stands in a template. */
interface InlinePolicy {
  readonly Version: string;
  readonly Statement: object[];
}

/** The inline policy of a permission set; undefined where it has none. */
export function renderedPolicy({ _definition: { inline } }: PermissionSet, rules: PermissionSetRules): InlinePolicy | undefined {
  return inline && { Version: '2012-10-17', Statement: inline(rules) };
}

/** Whether it allows everything: by AWS's own policy or by a statement. */
export function isAdministrator(permissionSet: PermissionSet, rules: PermissionSetRules): boolean {
  const { managedPolicies, inline } = permissionSet._definition;
  return managedPolicies.includes('AdministratorAccess') || !!inline?.(rules)
    .some(({ Effect, Action, Resource }) => Effect === 'Allow' && [Action].flat().some(action => action === '*' || action === 'iam:*' || action === '*:*') && [Resource].flat().includes('*'));
}
