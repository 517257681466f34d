import { Token } from 'aws-cdk-lib';
import { DEFAULT_PREFIX } from './names';
import { Problems } from './problems';

/** The rules that names keep. */

/** Longest name of an IAM role. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const ROLE_NAME_LENGTH = 64;

export function checkRoleName(problems: Problems, path: string, roleName: string): void {
  if (roleName.length > ROLE_NAME_LENGTH) {
    problems.add(path, 'role name', roleName, `at most ${ROLE_NAME_LENGTH} characters`, 'a shorter prefix, purpose or account name');
  }
}

/** SSM keeps names that begin with aws or ssm for AWS, and the contract's path begins with the prefix. */
const PREFIX = /^(?!aws|ssm)[a-z][a-z0-9-]{0,18}[a-z0-9]$/;
const ACCOUNT = /^[a-z](?:-?[a-z0-9]){1,29}$/;
const PART = /^[A-Za-z][A-Za-z0-9-]{0,59}$/;

/** @returns the prefix, or one to go on with: CDK itself throws at the first name that a bad one gets into, and would hide what else is wrong */
export function checkedPrefix(problems: Problems, path: string, prefix: string = DEFAULT_PREFIX): string {
  if (!Token.isUnresolved(prefix) && PREFIX.test(prefix)) return prefix;
  problems.add(path, 'prefix', prefix, '2 to 20 lower-case letters, digits and hyphens, beginning with a letter but not with aws or ssm', `"${DEFAULT_PREFIX}"`);
  return DEFAULT_PREFIX;
}

/** @returns whether the name can be used */
export function checkAccountName(problems: Problems, path: string, name: string): boolean {
  if (typeof name === 'string' && !Token.isUnresolved(name) && ACCOUNT.test(name) && name.length <= 30) return true;
  problems.add(path, 'name', name, '2 to 30 lower-case letters, digits and single hyphens, beginning with a letter', `"${suggestedName(name)}"`);
  return false;
}

/** @returns whether the part can be used */
export function checkPart(problems: Problems, path: string, part: string): boolean {
  if (!Token.isUnresolved(part) && PART.test(part)) return true;
  problems.add(path, 'part of the stack', part, 'letters, digits and hyphens, beginning with a letter', '"network"');
  return false;
}

/** What is left of a bad name: also the id under which construction goes on, so that one bad name does not hide the next. */
export function suggestedName(name: string): string {
  const words = Token.isUnresolved(name) ? '' : String(name ?? '').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+|-+$/g, '');
  return words.length > 1 ? words.slice(0, 30).replace(/-+$/, '') : 'production';
}
