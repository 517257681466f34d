/**
 * Mutation testing: `npx projen mutation [group...] [--incremental]` changes what decides, place by place, and looks whether a test notices.
 * Stryker does it, group after group (test/mutation/groups.ts); the sum goes to bench/mutation.md. With --incremental only what has changed
 * since the last run of the group is looked at.
 */
import { spawnSync } from 'child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { Group, GROUPS } from '../test/mutation/groups';

const REPORTS = 'reports/mutation';
const RESULTS = 'bench/mutation.json';
const PAGE = 'bench/mutation.md';
const GOAL = 85;

interface Score {
  readonly killed: number;
  /** Of the killed ones: those that hung. */
  readonly timedOut: number;
  readonly survived: number;
  readonly noCoverage: number;
  readonly seconds: number;
  readonly date: string;
}

function configOf(group: Group): object {
  return {
    ...group.synthesises ? {
      testRunner: 'mocha',
      mochaOptions: { require: ['tsx/cjs', './test/mutation/jest-globals.ts'], spec: group.tests },
      plugins: ['@stryker-mutator/mocha-runner'],
    } : {
      testRunner: 'jest',
      jest: { projectType: 'custom', configFile: 'test/mutation/jest.config.js', enableFindRelatedTests: false },
      plugins: ['@stryker-mutator/jest-runner'],
    },
    coverageAnalysis: 'perTest',
    mutate: group.mutate,
    // a text in an error is asserted where it matters; elsewhere it decides nothing
    mutator: { excludedMutations: ['StringLiteral'] },
    ignorePatterns: ['/bench', '/dist', '/lib', '/reports', '/local', '/rosetta', '/examples/**/cdk.out', '/.try', '/docs'],
    incrementalFile: `${REPORTS}/${fileName(group)}.incremental.json`,
    reporters: ['clear-text', 'json', 'progress-append-only'],
    jsonReporter: { fileName: `${REPORTS}/${fileName(group)}.json` },
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false, reportScoreTable: false },
    concurrency: 2,
    // a machine that is busy with other things must not make a mutant look as if it hung
    timeoutMS: 30000,
    warnings: { slow: false },
  };
}

function fileName({ name }: Group): string {
  return name.replace(/ /g, '-');
}

function run(group: Group, more: string[]): Score {
  const begun = Date.now();
  mkdirSync(REPORTS, { recursive: true });
  const config = join(REPORTS, `${fileName(group)}.config.json`);
  writeFileSync(config, JSON.stringify(configOf(group)));
  const env = { ...process.env, MUTATION_TESTS: JSON.stringify(group.tests), TSX_TSCONFIG_PATH: 'tsconfig.dev.json' };
  const { status } = spawnSync('npx', ['stryker', 'run', config, ...more], { stdio: 'inherit', env });
  if (status !== 0) throw new Error(`${group.name}: stryker ended with ${status}`);
  const { files } = JSON.parse(readFileSync(join(REPORTS, `${fileName(group)}.json`), 'utf8'));
  const mutants = Object.values<any>(files).flatMap(file => file.mutants.map(({ status: how }: { status: string }) => how)) as string[];
  const count = (...how: string[]) => mutants.filter(one => how.includes(one)).length;
  return {
    killed: count('Killed', 'Timeout'),
    timedOut: count('Timeout'),
    survived: count('Survived'),
    noCoverage: count('NoCoverage'),
    seconds: Math.round((Date.now() - begun) / 1000),
    date: new Date().toISOString().slice(0, 10),
  };
}

function page(scores: Record<string, Score>): string {
  const row = (name: string, { killed, timedOut, survived, noCoverage }: Score, rest: string) =>
    `| ${name} | ${killed} | ${timedOut} | ${survived} | ${noCoverage} | ${(100 * killed / (killed + survived + noCoverage)).toFixed(1)} % | ${rest} |`;
  const known = GROUPS.filter(({ name }) => scores[name]);
  const sum = known.map(({ name }) => scores[name]).reduce((one, other) => ({
    ...one,
    killed: one.killed + other.killed,
    timedOut: one.timedOut + other.timedOut,
    survived: one.survived + other.survived,
    noCoverage: one.noCoverage + other.noCoverage,
    seconds: one.seconds + other.seconds,
  }));
  const missing = GROUPS.filter(({ name }) => !scores[name]).map(({ name }) => name);
  return [
    '# Mutation testing',
    'What decides is changed, place by place; a test has to notice. `npx projen mutation` writes this page, group after group '
      + `(\`test/mutation/groups.ts\`). The goal is ${GOAL} % killed.`,
    [
      '| group | killed | of these, hung | survived | no test comes by | score | last run |', '| --- | --- | --- | --- | --- | --- | --- |',
      ...known.map(({ name }) => row(name, scores[name], `${scores[name].date}, ${scores[name].seconds} s`)),
      row('sum', sum, `${sum.seconds} s`),
    ].join('\n'),
    ...missing.length ? [`Not measured yet: ${missing.join(', ')}.`] : [],
  ].join('\n\n') + '\n';
}

function main(args: string[]): void {
  const names = args.filter(arg => !arg.startsWith('--'));
  const unknown = names.filter(name => !GROUPS.some(group => group.name === name));
  if (unknown.length) throw new Error(`no group ${unknown.join(', ')}; expected some of ${GROUPS.map(({ name }) => `"${name}"`).join(', ')}`);
  const scores: Record<string, Score> = existsSync(RESULTS) ? JSON.parse(readFileSync(RESULTS, 'utf8')) : {};
  for (const group of GROUPS.filter(({ name }) => !names.length || names.includes(name))) {
    scores[group.name] = run(group, args.filter(arg => arg.startsWith('--')));
    writeFileSync(RESULTS, JSON.stringify(scores, undefined, 2) + '\n');
    writeFileSync(PAGE, page(scores));
  }
  console.log(page(scores));
}

main(process.argv.slice(2));
