import { readdirSync, readFileSync } from 'fs';
import { errorPage as written } from '../../build-tools/error-page';
import { synthErrors, thrownByTheLibrary, toolErrors } from '../../build-tools/error-sites';
import { anchorOf, anchorsOf } from '../../build-tools/markdown';
import { TOOL_TOPICS, topicOfToolError } from '../../src/cli/error-topics';
import { CliError, known } from '../../src/cli/errors';
import { errorPage } from '../../src/private/documentation';
import { SYNTH_TOPICS, topicOfSynthError } from '../../src/private/error-topics';
import { CHECKS } from '../../src/verify/checks';
import { LAWS } from '../../src/verify/laws';

const PAGE = 'docs/errors.md';
const anchors = anchorsOf(PAGE);
const text = readFileSync(PAGE, 'utf8');

/** Types of our custom resources, as constructs and handlers know them. */
const CUSTOM_TYPES = readdirSync('src/aws-api', { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('constants.ts'))
  .flatMap(file => readFileSync(`src/aws-api/${file}`, 'utf8').match(/Custom::\w+/g) ?? []);

const KINDS = [
  { kind: 'synth', errors: synthErrors(), topics: SYNTH_TOPICS, topicOf: topicOfSynthError },
  { kind: 'the tool', errors: [...toolErrors(), { place: 'errors.ts', what: 'interrupted' }], topics: TOOL_TOPICS, topicOf: topicOfToolError },
];

describe.each(KINDS)('errors of $kind', ({ errors, topics, topicOf }) => {
  test('each has a section', () => {
    expect(errors.length).toBeGreaterThan(50);
    expect(errors.filter(({ what }) => !topicOf(what))).toEqual([]);
  });

  test('each section is on the page, and about an error that there is', () => {
    const used = new Set(errors.map(({ what }) => topicOf(what)));
    expect(Object.keys(topics).filter(topic => !anchors.includes(topic) || !used.has(topic))).toEqual([]);
  });
});

test('the page lists the messages that the code has', () => {
  expect(written()).toBe(text);
});

test('what the library throws at once names its section', () => {
  expect(thrownByTheLibrary().map(({ what }) => what).filter(anchor => !anchors.includes(anchor))).toEqual([]);
  expect(thrownByTheLibrary().length).toBeGreaterThan(5);
});

test('each type of custom resource has a section', () => {
  expect(CUSTOM_TYPES.length).toBeGreaterThan(20);
  expect(CUSTOM_TYPES.filter(type => !text.includes(`\n### ${type}\n`))).toEqual([]);
});

test('each check of verify has a section, and each law a line', () => {
  expect(CHECKS.filter(({ id }) => !anchors.includes(`the-check-${id}`))).toEqual([]);
  expect(LAWS.filter(({ id }) => !text.includes(`\`${id}\``))).toEqual([]);
});

test('no section is about nothing', () => {
  const about = [
    ...Object.keys(SYNTH_TOPICS), ...Object.keys(TOOL_TOPICS), ...thrownByTheLibrary().map(({ what }) => what), 'an-error-that-nobody-foresaw',
    ...CUSTOM_TYPES.map(type => type.toLowerCase().replace(/[^a-z]/g, '')), ...CHECKS.map(({ id }) => `the-check-${id}`),
  ];
  const sections = [...text.matchAll(/^### (.*)$/gm)].map(([, heading]) => anchorOf(heading));
  expect(sections.filter(anchor => !about.includes(anchor))).toEqual([]);
});

test('the link leads to the repository of the package', () => {
  const { repository } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(errorPage('names')).toBe(`${repository.url.replace(/\.git$/, '')}/blob/main/${PAGE}#names`);
});

test('the tool prints the link, also of an error that nobody foresaw', () => {
  expect(new CliError({ what: 'no AWS credentials' }).render()).toContain(`see:      ${errorPage('credentials')}`);
  expect(known(new TypeError('x is not a function')).render()).toContain(errorPage('an-error-that-nobody-foresaw'));
});
