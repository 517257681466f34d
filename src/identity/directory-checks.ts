import { Token } from 'aws-cdk-lib';
import type { DirectoryUser } from './directory-user';
import type { Platform } from '../private/platform';

/** What Identity Center takes. @see https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_CreateUser.html */
const USER_NAME = /^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,128}$/u;
const GROUP_NAME = /^[\p{L}\p{M}\p{S}\p{N}\p{P} ]{1,256}$/u;
const RESERVED = ['administrator', 'awsadministrators'];
const EMAIL = /^[^\s@<>(),;:"[\]\\]+@[^\s@<>(),;:"[\]\\]+\.[^\s@<>(),;:"[\]\\.]+$/;

export function checkUserName({ problems }: Platform, path: string, name: string): void {
  if (isBad(name, USER_NAME)) {
    problems.add(path, 'name', name, '1 to 128 letters, digits and punctuation, without spaces, and none of the names that AWS keeps', `"${suggested(name, '.')}"`);
  }
}

export function checkGroupName({ problems }: Platform, path: string, name: string): void {
  if (isBad(name, GROUP_NAME) || name !== name.trim()) {
    problems.add(path, 'name', name, '1 to 256 letters, digits, punctuation and single blanks, and none of the names that AWS keeps', `"${suggested(name, '-')}"`);
  }
}

/** @param others users that were added before */
export function checkUser({ problems, configuration: { directory } }: Platform, user: DirectoryUser, others: DirectoryUser[]): void {
  const { path } = user.node;
  const { email, givenName, familyName, displayName } = user._options;
  if (directory.isExternal) {
    problems.add(path, 'user', user.userName, 'no addUser: with Directory.external() users come from the identity provider', 'addGroup(...) with the display name of one of its groups');
  }
  if (Token.isUnresolved(email) || !EMAIL.test(email ?? '') || email.length > 254) problems.add(path, 'email', email, 'an e-mail address', '"jane@example.com"');
  const other = others.find(one => one.email?.toLowerCase() === email?.toLowerCase());
  if (other) problems.add(path, 'email', email, `an address of its own: ${other.node.path} has it`, 'another address, or one user who is in the groups of both');
  for (const [key, value] of Object.entries({ givenName, familyName, ...displayName !== undefined && { displayName } })) {
    if (Token.isUnresolved(value) || !value?.trim() || value.length > 1024) problems.add(path, key, value, '1 to 1024 characters', '"Jane"');
  }
}

function isBad(name: string, pattern: RegExp): boolean {
  return typeof name !== 'string' || Token.isUnresolved(name) || !pattern.test(name) || RESERVED.includes(name.toLowerCase());
}

function suggested(name: string, joint: string): string {
  const words = Token.isUnresolved(name) ? '' : String(name ?? '').replace(/[^\p{L}\p{N}._@-]+/gu, joint).replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
  return words && !RESERVED.includes(words.toLowerCase()) ? words.slice(0, 128) : `our${joint}${words.toLowerCase() || 'platform'}`;
}
