import { parseNote, settle } from '../../../src/verify/upgrade/migration-note';
import type { Change, Verdict } from '../../../src/verify/upgrade/verdict';
import { compareVersions, parseVersion, tooMuch, Version } from '../../../src/verify/upgrade/version';

function change(stack: string, resource: string, verdict: Verdict, effect: Change['effect'] = 'replaces'): Change {
  return { stack, resource, type: 'AWS::Route53::HostedZone', verdict, effect, properties: [], why: 'why' };
}

function note(stack: string, resource: string, verdict: string): string {
  return `---\nchanges:\n  - stack: '${stack}'\n    resource: '${resource}'\n    verdict: ${verdict}\n    action: Set the name servers at the registrar.\n---\nWhy.\n`;
}

const ZONE = change('Acme/dns/eu-west-1', 'RootZone', 'replaces');

test.each(['replaces', 'deletes state'] as const)('what %s needs a note', verdict => {
  expect(settle([change('A', 'Zone', verdict)], []).unexplained).toHaveLength(1);
});

test.each(['safe', 'interrupts'] as const)('what is only %s needs none, and may have one', verdict => {
  expect(settle([change('A', 'Zone', verdict)], [])).toEqual({ unexplained: [], unreal: [] });
  expect(settle([change('A', 'Zone', verdict)], [parseNote(note('A', 'Zone', verdict), 'next.md')])).toEqual({ unexplained: [], unreal: [] });
});

test.each([
  ['Acme/dns/eu-west-1', 'RootZone'], ['*/dns/*', 'RootZone'], ['*', '*'], ['Acme/dns/eu-west-1', 'Root*'],
])('a note on %s: %s explains it', (stack, resource) => {
  expect(settle([ZONE], [parseNote(note(stack, resource, 'replaces'), 'next.md')])).toEqual({ unexplained: [], unreal: [] });
});

test.each([
  ['another stack', 'Acme/dns/eu-west-2', 'RootZone', 'replaces'],
  ['a part of its name', 'Acme/dns', 'RootZone', 'replaces'],
  ['another resource', '*/dns/*', 'RootZones', 'replaces'],
  ['a dot that is no pattern', 'Acme.dns.eu-west-1', 'RootZone', 'replaces'],
  ['a worse verdict', '*/dns/*', 'RootZone', 'deletes state'],
  ['a better one', '*/dns/*', 'RootZone', 'interrupts'],
])('a note on %s explains nothing, and is itself a fault', (_, stack, resource, verdict) => {
  const { unexplained, unreal } = settle([ZONE], [parseNote(note(stack, resource, verdict), 'next.md')]);
  expect(unexplained).toEqual([ZONE]);
  expect(unreal).toMatchObject([{ file: 'next.md', noted: { stack, resource, verdict } }]);
});

test.each([
  ['Why.\n', 'next.md: got no front matter'],
  ['---\nchanges: []\n---\n', 'next.md: changes: got [], expected a list'],
  ['---\nchange: {}\n---\n', 'next.md: got change, expected changes, api'],
  ['---\nchanges: {}\n---\n', 'next.md: changes: got {}, expected a list'],
  ['---\napi:\n  - change: removed:a.B\n---\n', 'next.md: api[0]: action: got undefined, expected text'],
  ['---\nchanges: [\n---\n', 'next.md: got '],
  ['---\nchanges: [Zone]\n---\n', 'next.md: changes[0]: got "Zone", expected stack, resource, verdict, action'],
  ['---\nchanges: [null]\n---\n', 'next.md: changes[0]: got null, expected stack, resource, verdict, action'],
  [note('A', 'B', 'breaks'), 'next.md: changes[0]: verdict: got breaks, expected one of safe, interrupts, replaces, deletes state'],
  [note('A', 'B', 'replaces').replace('action', 'why'), 'next.md: changes[0]: got why, expected stack, resource, verdict, action'],
  [note('A', 'B', 'replaces').replace(/ {4}action.*\n/, ''), 'next.md: changes[0]: action: got undefined, expected text'],
  [note('A', ' ', 'replaces'), 'next.md: changes[0]: resource: got " ", expected text'],
])('a note that is none: %j', (text, message) => {
  expect(() => parseNote(text, 'next.md')).toThrow(message);
});

const ADDS = change('A', 'New', 'safe', 'adds');
const KEEPS = change('A', 'Old', 'interrupts', 'changes in place');
test.each<[string, string, string[]]>([
  ['1.2.3', '1.2.4', ['New', 'RootZone']],
  ['1.2.3', '1.3.0', ['RootZone']],
  ['1.2.3', '2.0.0', []],
  ['0.2.3', '0.2.4', ['RootZone']],
  ['0.2.3', '0.2.3', ['New', 'RootZone']],
  ['0.2.3', '0.3.0', []],
  ['0.9.0', '1.0.0', []],
])('from %s to %s what is too much is %j', (from, to, expected) => {
  expect(tooMuch(parseVersion(from)!, parseVersion(to)!, [ADDS, KEEPS, ZONE]).map(({ resource }) => resource)).toEqual(expected);
});

test('versions stand in the order of their numbers', () => {
  const order = ['0.9.0', '0.10.0', '1.0.0', '1.0.2', '1.0.10', '1.1.0', '10.0.0'];
  expect([...order].reverse().map(text => parseVersion(text)!).sort(compareVersions).map((version: Version) => version.join('.'))).toEqual(order);
  expect(['next', '1.0', 'v1.0.0', '1.0.0-rc.1'].map(parseVersion)).toEqual([undefined, undefined, undefined, undefined]);
});
