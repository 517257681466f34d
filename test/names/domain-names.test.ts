import { Lazy } from 'aws-cdk-lib';
import { asciiName, domainNameFault, isBelow, isTooLong, subdomainFault, unicodeName } from '../../src/private/domain-names';

const TOKEN = Lazy.string({ produce: () => 'acme.com' });
const LABELS = 'lower-case letters, digits and hyphens, 1 to 63 between the dots';
const label = (length: number) => 'x'.repeat(length);
/** As long as this, of labels that are short enough. */
const long = (length: number) => `${'abcdefghi.'.repeat(30)}`.slice(0, length - 2) + 'zz';

test.each(['acme.com', 'a.b', 'eu.production.acme.com', 'xn--bcher-kva.example', '1.acme.com', 'acme.c0m', 'acme.0c', `${label(63)}.com`, long(253)])('%s is a domain name', name => {
  expect([domainNameFault(name), isTooLong(name)]).toEqual([undefined, false]);
});

test.each<[unknown, string]>([
  [undefined, 'a domain name that is known at synth'], [7, 'a domain name that is known at synth'], [TOKEN, 'a domain name that is known at synth'],
  [long(254), 'at most 253 characters, 255 octets on the wire, and not 254'], ['acme', 'a domain name with a dot'], ['', 'a domain name with a dot'],
  [`${label(64)}.com`, 'at most 63 characters between the dots, and not 64'], [`acme.${label(70)}`, 'at most 63 characters between the dots, and not 70'],
  ['Acme.com', LABELS], ['acme.Com', LABELS], ['-acme.com', LABELS], ['acme-.com', LABELS], ['acme..com', LABELS], ['acme.com.', LABELS], ['a_b.com', LABELS], ['a b.com', LABELS],
  ['192.0.2.1', 'a top-level domain that is not a number'], ['acme.12', 'a top-level domain that is not a number'],
])('%s is none: expected %s', (name, fault) => {
  expect(domainNameFault(name)).toBe(fault);
});

test.each<[unknown, boolean]>([[long(254), true], [`${label(64)}.com`, true], [`com.${label(64)}`, true], [7, false], [undefined, false]])('%s is too long for CDK: %s', (name, tooLong) => {
  expect(isTooLong(name)).toBe(tooLong);
});

test.each<[unknown, string | undefined]>([
  ['eu', undefined], ['eu.production', undefined], [label(63), undefined], [label(64), LABELS], ['EU', LABELS], ['eu.', LABELS], ['.eu', LABELS], ['eu.a_b', LABELS], ['', LABELS],
  [7, 'labels that are known at synth'], [TOKEN, 'labels that are known at synth'],
])('%s before a parent\'s name: expected %s', (name, fault) => {
  expect(subdomainFault(name)).toBe(fault);
});

test.each<[unknown, unknown]>([
  ['bücher.example', 'xn--bcher-kva.example'], ['例え.jp', 'xn--r8jz45g.jp'], ['acme.com', 'acme.com'], ['Acme.com', 'Acme.com'], ['1.2', '1.2'], ['', ''], [7, 7], [undefined, undefined],
  [TOKEN, TOKEN], ['a b\u00fc.example', 'a b\u00fc.example'],
])('%s stands in DNS as %s', (name, ascii) => {
  expect(asciiName(name as string)).toBe(ascii);
});

test.each([['xn--bcher-kva.example', 'bücher.example'], ['shop.xn--bcher-kva.example', 'shop.bücher.example'], ['acme.com', undefined], ['axn--bcher-kva.example', undefined],
  ['xn--.example', undefined]])('%s is read as %s', (name, own) => {
  expect(unicodeName(name)).toBe(own);
});

test('below is below the whole label', () => {
  expect(['shop.acme.com', 'a.shop.acme.com', 'acme.com', 'myacme.com', 'acme.com.org'].map(name => isBelow(name, 'acme.com'))).toEqual([true, true, false, false, false]);
});
