import { domainToASCII, domainToUnicode } from 'url';
import { Token } from 'aws-cdk-lib';

const LABEL = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/;
const LABELS = 'lower-case letters, digits and hyphens, 1 to 63 between the dots';

/**
 * A name as DNS has it: one of another script is converted (`bücher.example` is `xn--bcher-kva.example`). What is ASCII already stays as it is: node
 * would also take numbers for addresses. What cannot be converted stays, and is found by `domainNameFault`.
 */
export function asciiName(name: string): string {
  if (typeof name !== 'string' || Token.isUnresolved(name) || /^[\x00-\x7f]*$/.test(name)) return name;
  return domainToASCII(name) || name;
}

/** The name in its own script, where that is another one. */
export function unicodeName(name: string): string | undefined {
  if (!/(^|\.)xn--/.test(name)) return undefined;
  const own = domainToUnicode(name);
  return own && own !== name ? own : undefined;
}

/** What is wrong with a domain name, in the words "expected ..."; undefined if nothing is. RFC 1035, section 2.3.4. */
export function domainNameFault(name: unknown): string | undefined {
  if (typeof name !== 'string' || Token.isUnresolved(name)) return 'a domain name that is known at synth';
  // 255 octets with the length before each label and the root's at the end
  if (name.length > 253) return `at most 253 characters, 255 octets on the wire, and not ${name.length}`;
  const labels = name.split('.');
  if (labels.length < 2) return 'a domain name with a dot';
  const long = labels.find(label => label.length > 63);
  if (long) return `at most 63 characters between the dots, and not ${long.length}`;
  if (!labels.every(label => LABEL.test(label))) return LABELS;
  if (/^\d+$/.test(labels[labels.length - 1])) return 'a top-level domain that is not a number';
  return undefined;
}

/** Whether CDK itself would throw at the name, and hide what else is wrong. */
export function isTooLong(name: unknown): boolean {
  return typeof name === 'string' && (name.length > 253 || name.split('.').some(label => label.length > 63));
}

/** What is wrong with labels that go before a parent's name (`eu.production`). */
export function subdomainFault(name: unknown): string | undefined {
  if (typeof name !== 'string' || Token.isUnresolved(name)) return 'labels that are known at synth';
  return name.split('.').every(label => LABEL.test(label)) ? undefined : LABELS;
}

/** Whether a name lies below another one. */
export function isBelow(child: string, parent: string): boolean {
  return child.endsWith(`.${parent}`);
}
