import { readdirSync, readFileSync } from 'fs';
import { anchorsOf } from '../../build-tools/markdown';
import { runbook } from '../../src/private/documentation';
import { alarms, CHANGED_BY_HAND } from '../../src/security/watched-calls';
import { exampleStacks } from '../support/golden';

const PAGE = 'docs/runbook.md';
const anchors = anchorsOf(PAGE);
const LINK = new RegExp(`${runbook('').replace(/[.?]/g, '\\$&')}([\\w-]*)`, 'g');

/** What people read, each with its place: descriptions of alarms, mail that rules write. */
function told(): { readonly place: string; readonly text: string }[] {
  return exampleStacks().flatMap(({ path, template }) => Object.entries<any>(template.Resources).flatMap(([id, { Type, Properties }]) => {
    if (Type === 'AWS::CloudWatch::Alarm') return [{ place: `${path}: ${id}`, text: Properties.AlarmDescription ?? '' }];
    if (Type !== 'AWS::Events::Rule') return [];
    return (Properties.Targets ?? []).map(({ InputTransformer }: any) => InputTransformer?.InputTemplate as string | undefined)
      // a sentence, and not JSON for a program
      .filter((text?: string) => text?.startsWith('"')).map((text: string) => ({ place: `${path}: ${id}`, text }));
  }));
}

/** Anchors that a text leads to. */
function ledTo(text: string): string[] {
  return [...text.matchAll(LINK)].map(([, anchor]) => anchor);
}

let texts: { readonly place: string; readonly text: string }[];
beforeAll(() => {
  texts = told();
});

test('each alarm and each mail of the example carries the link of a section', () => {
  expect(texts.length).toBeGreaterThan(10);
  expect(texts.filter(({ text }) => !ledTo(text).length || !ledTo(text).every(anchor => anchors.includes(anchor)))).toEqual([]);
});

test('so does each finding that the platform makes', () => {
  const ids = [...alarms('p', undefined, 'arn:aws:iam::111111111111:role/p'), CHANGED_BY_HAND].map(({ id }) => id);
  expect(ids.filter(id => !anchors.includes(id))).toEqual([]);
  expect(readFileSync('src/security/finding-report.ts', 'utf8')).toContain('Remediation:');
});

test('each section that a link leads to is there, and none is left that nothing leads to', () => {
  // GIVEN all links that the code writes
  const code = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts')).map(file => readFileSync(`src/${file}`, 'utf8')).join('\n');
  const literal = [...code.matchAll(/\brunbook\('([\w-]+)'\)/g)].map(([, anchor]) => anchor);

  // THEN
  expect(literal.filter(anchor => !anchors.includes(anchor))).toEqual([]);
  const used = new Set([...literal, ...texts.flatMap(({ text }) => ledTo(text)), CHANGED_BY_HAND.id]);
  const sections = [...readFileSync(PAGE, 'utf8').matchAll(/^### (.*)$/gm)].map(([, heading]) => heading.toLowerCase().replace(/ /g, '-'));
  expect(sections.filter(anchor => !used.has(anchor))).toEqual([]);
});
