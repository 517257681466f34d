import { Token } from 'aws-cdk-lib';

const LABEL = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/;

/** What is wrong with a domain name, in the words "expected ..."; undefined if nothing is. RFC 1035, section 2.3.4. */
export function domainNameFault(name: unknown): string | undefined {
  if (typeof name !== 'string' || Token.isUnresolved(name)) return 'a domain name that is known at synth';
  if (name.length > 253) return 'at most 253 characters';
  const labels = name.split('.');
  if (labels.length < 2) return 'a domain name with a dot';
  if (!labels.every(label => LABEL.test(label))) return 'lower-case letters, digits and hyphens, 1 to 63 between the dots';
  if (/^\d+$/.test(labels[labels.length - 1])) return 'a top-level domain that is not a number';
  return undefined;
}

/** What is wrong with labels that go before a parent's name (`eu.production`). */
export function subdomainFault(name: unknown): string | undefined {
  if (typeof name !== 'string' || Token.isUnresolved(name)) return 'labels that are known at synth';
  return name.split('.').every(label => LABEL.test(label)) ? undefined : 'lower-case letters, digits and hyphens, 1 to 63 between the dots';
}

/** Whether a name lies below another one. */
export function isBelow(child: string, parent: string): boolean {
  return child.endsWith(`.${parent}`);
}
