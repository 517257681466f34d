import { Token } from 'aws-cdk-lib';
import type { Problems } from '../private/problems';

interface AccountTags {
  readonly [key: string]: string;
}

/** Tags by which `accounts sync` knows accounts again, and AWS's own. */
const KEPT = /^(aws|cloud-platform):/i;
const CHARACTERS = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** AWS allows 50 on an account, and the platform has two of its own. @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_tagging.html */
const MOST = 48;

/** @param inherited tags that the account has beside these */
export function checkAccountTags(problems: Problems, path: string, tags: AccountTags, inherited: AccountTags = {}): void {
  for (const [key, value] of Object.entries(tags)) {
    if (!key || key.length > 128 || !CHARACTERS.test(key) || Token.isUnresolved(key)) {
      problems.add(path, 'key in accountTags', key, '1 to 128 letters, digits, spaces and _.:/=+-@', '"cost-center"');
    } else if (KEPT.test(key)) {
      problems.add(path, 'key in accountTags', key, 'a key that begins neither with aws: nor with cloud-platform:', `"${key.replace(KEPT, 'acme:')}"`);
    }
    if (typeof value !== 'string' || value.length > 256 || !CHARACTERS.test(value) || Token.isUnresolved(value)) {
      problems.add(path, `accountTags['${key}']`, value, 'at most 256 letters, digits, spaces and _.:/=+-@', '"4711"');
    }
  }
  const count = Object.keys({ ...inherited, ...tags }).length;
  if (count > MOST) problems.add(path, 'accountTags', `${count} tags`, `at most ${MOST}`, 'fewer');
}
