import type { InlineStatement, PermissionSetRules } from './catalogue/definition';
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

/** By these somebody is an administrator, or becomes one by a role of their own. */
const ADMINISTRATORS = ['AdministratorAccess', 'IAMFullAccess'];

/** Whether it allows everything: by a policy of AWS's or by a statement. */
export function isAdministrator(permissionSet: PermissionSet, rules: PermissionSetRules): boolean {
  const { managedPolicies, inline } = permissionSet._definition;
  return managedPolicies.some(policy => ADMINISTRATORS.includes(policy)) || !!inline?.(rules).some(allowsEverything);
}

function allowsEverything({ Effect, Action, NotAction, Resource, NotResource }: InlineStatement): boolean {
  const everywhere = NotResource !== undefined || [Resource].flat().includes('*');
  const everything = NotAction !== undefined ? ![NotAction].flat().includes('iam:*') : [Action].flat().some(action => ['*', '*:*', 'iam:*'].includes(action!));
  return Effect === 'Allow' && everywhere && everything;
}
