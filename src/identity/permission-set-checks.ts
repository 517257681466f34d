import { Token } from 'aws-cdk-lib';
import type { PermissionSet } from './permission-set';
import { renderedPolicy } from './permission-set-policy';
import { MANAGEMENT_SUFFIX } from './resolved-access';
import type { Problems } from '../private/problems';

/**
 * Limits of Identity Center, which cannot be raised; how many policies a role may have can, from 10 to 20.
 *
 * @see https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html
 */
const LONGEST_NAME = 32;
const POLICIES = 20;
const INLINE_BYTES = 32_768;
/** Without white space. */
const INLINE_CHARACTERS = 10_240;
const NAME = /^[\w+=,.@-]{1,32}$/;
const POLICY_NAME = /^([\w+=,.@-]+\/)*[\w+=,.@-]{1,128}$/;
const PATH = /^\/([!-~]+\/)?$/;
const RELAY_STATE = /^[a-zA-Z0-9&$@#/%?=~\-'"|!:,.;*+[\] ()\\{}_]{1,240}$/;

/** What is wrong with a permission set. @param path where it is assigned; @param policiesPerRole as AWS has granted it */
export function checkPermissionSet(problems: Problems, path: string, set: PermissionSet, limits: PermissionSetLimits): void {
  const { permissionSetName: name, _definition: definition } = set;
  const where = `${path}: permission set ${name}`;
  if (Token.isUnresolved(name) || !NAME.test(name)) {
    problems.add(path, 'permission set', name, `1 to ${LONGEST_NAME} letters, digits and any of +=,.@_-, without spaces`, `"${suggested(name)}"`);
  } else if (limits.inManagement && name.length > LONGEST_NAME - MANAGEMENT_SUFFIX.length) {
    problems.add(where, 'name', name, `at most ${LONGEST_NAME - MANAGEMENT_SUFFIX.length} characters: in the management account it is called ${name}${MANAGEMENT_SUFFIX}`,
      `"${name.slice(0, LONGEST_NAME - MANAGEMENT_SUFFIX.length)}"`);
  }
  const { description, session, relayState, managedPolicies, customerManagedPolicies = [], boundary } = definition;
  if (!description?.trim() || description.length > 700) problems.add(where, 'description', description, 'a sentence of 1 to 700 characters', '"Looks after the network"');
  const seconds = session.toSeconds();
  if (seconds < 3600 || seconds > 12 * 3600) problems.add(where, 'sessionLength', session.toHumanString(), '1 to 12 hours', 'Duration.hours(4)');
  if (relayState !== undefined && !RELAY_STATE.test(relayState)) {
    problems.add(where, 'relayState', relayState, 'a URL of at most 240 characters', '"https://eu-west-1.console.aws.amazon.com/cloudwatch"');
  }
  for (const policy of managedPolicies.filter(one => Token.isUnresolved(one) || !POLICY_NAME.test(one))) {
    problems.add(where, 'managedPolicies', policy, 'the name of a managed policy of AWS, with its path', `"${policy.replace(/^arn:.*:policy\//, '').replace(/[^\w+=,.@/-]/g, '') || 'ReadOnlyAccess'}"`);
  }
  for (const { name: policy, path: at = '/' } of [...customerManagedPolicies, ...boundary?.customerManagedPolicy ? [boundary.customerManagedPolicy] : []]) {
    if (Token.isUnresolved(policy) || !/^[\w+=,.@-]{1,128}$/.test(policy)) problems.add(where, 'customer managed policy', policy, 'a name without its path, which is an option of its own', '"Network"');
    if (!PATH.test(at) || at.length > 512) problems.add(where, 'path of a customer managed policy', at, 'slashes at both ends', '"/network/"');
  }
  const policies = managedPolicies.length + customerManagedPolicies.length;
  if (policies > Math.min(limits.policiesPerRole, POLICIES)) {
    problems.add(where, 'managed policies', `${policies} policies`, `at most ${Math.min(limits.policiesPerRole, POLICIES)}`,
      policies > POLICIES ? 'statements instead of some of them' : 'statements instead of some of them, or managedPoliciesPerRole with what AWS has granted in every account');
  }
  if (boundary && !!boundary.managedPolicy === !!boundary.customerManagedPolicy) {
    problems.add(where, 'permissionsBoundary', boundary, 'one of managedPolicy and customerManagedPolicy', '{ managedPolicy: "PowerUserAccess" }');
  }
  checkInline(problems, where, set, limits.prefix);
}

/** What a permission set has to fit. */
export interface PermissionSetLimits {
  readonly policiesPerRole: number;
  readonly inManagement: boolean;
  readonly prefix: string;
}

function checkInline(problems: Problems, where: string, set: PermissionSet, prefix: string): void {
  const inline = renderedPolicy(set, { prefix });
  if (!inline && !set._definition.managedPolicies.length && !set._definition.customerManagedPolicies?.length) {
    problems.add(where, 'policies', 'none', 'at least one: without them nobody can do anything', 'managedPolicies: ["ReadOnlyAccess"]');
  }
  const text = JSON.stringify(inline) ?? '';
  const [bytes, characters] = [Buffer.byteLength(text), text.replace(/\s/g, '').length];
  if (bytes > INLINE_BYTES || characters > INLINE_CHARACTERS) {
    problems.add(where, 'statements', `${characters} characters`, `at most ${INLINE_CHARACTERS}`, 'a customer managed policy for a part of them, or two permission sets');
  }
  for (const { Principal, NotPrincipal } of (inline as { Statement: any[] } | undefined)?.Statement ?? []) {
    if (Principal || NotPrincipal) problems.add(where, 'principals', Principal ?? NotPrincipal, 'none: who has it is said by assign', 'the statement without principals');
  }
}

function suggested(name: string): string {
  const words = Token.isUnresolved(name) ? '' : String(name ?? '').replace(/[^\w+=,.@-]+/g, '');
  return words.slice(0, LONGEST_NAME) || 'Network';
}
