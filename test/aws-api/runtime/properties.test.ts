import { Properties } from '../../../src/aws-api/runtime/properties';

type Reader = 'string' | 'strings' | 'texts' | 'flag' | 'number';

test.each<[Reader, unknown, unknown]>([
  ['string', 'x', 'x'],
  ['strings', ['a', 'b'], ['a', 'b']], ['strings', [], []],
  ['texts', { a: 'x', b: 'y' }, { a: 'x', b: 'y' }], ['texts', {}, {}],
  ['flag', 'true', true], ['flag', 'false', false], ['flag', undefined, false],
  ['number', '0', 0], ['number', '172800', 172800],
])('%s reads %j', (kind, value, read) => {
  expect(new Properties({ It: value })[kind]('It')).toEqual(read);
});

test.each<[Reader, string, unknown[]]>([
  ['string', 'text', [undefined, null, '', 1, true, ['x'], {}]],
  ['strings', 'a list of texts', [undefined, null, 'x', [1], ['x', 1], { 0: 'x' }]],
  ['texts', 'texts by name', [undefined, null, 'x', 1, { a: 1 }, { a: 'x', b: {} }]],
  ['flag', 'true or false', [null, true, false, 'True', '', 'yes', 1]],
  ['number', 'a whole number', [undefined, null, 1, '', '-1', '1.5', '1a', 'a1', ['1']]],
])('%s: an error names the property, what was got, and that it is no %s', (kind, expected, values) => {
  for (const value of values) {
    expect(() => new Properties({ It: value })[kind]('It')).toThrow(new Error(`property It: got ${JSON.stringify(value)}, expected ${expected}`));
  }
});
