/**
 * The API review of every change: what five languages cannot say, what nobody explained, and what breaks for whoever has the last release. It reads
 * what the compiler wrote, `.jsii`.
 */
import { existsSync, readFileSync } from 'fs';
import { join } from 'path';
import { parse } from 'yaml';
import { compiledApi } from './api/assembly';
import { readBaseline } from './api/baseline';
import { apiChanges } from './api/compatibility';
import { apiSize, reviewApi } from './api/review';
import { nextVersion } from './release/next-version';
import { Checks } from './tally';
import { parseNote } from '../src/verify/upgrade/migration-note';
import { freedom, parseVersion, Version } from '../src/verify/upgrade/version';

/** What is as it has to be, by the key of the fault, and why. */
const EXCEPTIONS = 'test/api/exceptions.yaml';
const NOTE = join('migrations', 'next.md');
const RULES: { readonly [rule: string]: string } = {
  any: 'no type is any',
  union: 'no type is one of several',
  reserved: 'no name is a word of Java, Python, C# or Go',
  object: 'no member hides one that every object has',
  document: 'everything is documented, and says more than its name',
  default: 'every option says what holds without it',
  unit: 'every number says its unit or its range',
};

async function main(): Promise<void> {
  const checks = new Checks();
  const api = compiledApi();
  const faults = reviewApi(api);
  const exceptions: { readonly [key: string]: string } = parse(readFileSync(EXCEPTIONS, 'utf8')) ?? {};
  for (const [rule, promise] of Object.entries(RULES)) {
    await checks.check(promise, () => faults.filter(({ key }) => key.startsWith(`${rule}:`) && !exceptions[key]).map(({ what }) => `\n  ${what}`).join(''));
  }
  for (const key of Object.keys(exceptions)) {
    await checks.check(`${EXCEPTIONS}: ${key}`, () => faults.some(fault => fault.key === key) ? undefined : 'got no such fault, expected one: take the line out');
  }
  await checks.check('nothing breaks for who has the last release', () => compatible(checks));
  const { types, members, parameters } = apiSize(api);
  console.log(`${types} types, ${members} members, ${parameters} parameters`);
  checks.report();
}

async function compatible(checks: Checks): Promise<string | undefined> {
  const baseline = readBaseline();
  const { breaking, added } = await apiChanges(baseline, compiledApi());
  console.log(`since ${baseline.version}: ${added.length} added, ${breaking.length} breaking`);
  const list = (changes: readonly { readonly what: string }[]) => changes.map(({ what }) => `\n  ${what}`).join('');
  const last = parseVersion(baseline.version);
  if (!last) return breaking.length ? `${list(breaking)}\nNothing is released yet: if that is meant, "npx projen api:baseline" takes it up.` : undefined;

  const noted = existsSync(NOTE) ? parseNote(readFileSync(NOTE, 'utf8'), NOTE).api : [];
  for (const { change } of noted) {
    await checks.check(`${NOTE}: ${change}`, () => breaking.some(({ key }) => key === change) ? undefined : `got no such change since ${baseline.version}, expected one`);
  }
  await checks.check('what breaks is in the migration note', () => breaking.filter(({ key }) => !noted.some(({ change }) => change === key)).map(({ key, what }) => `\n  ${what}: ${NOTE} has no "api" with "change: ${key}"`).join(''));
  return allowed(last, await nextVersion(last), { breaking: list(breaking), added: list(added) });
}

function allowed(from: Version, to: Version, { breaking, added }: { breaking: string; added: string }): string | undefined {
  const free = freedom(from, to);
  const commits = `the commits since v${from.join('.')} make ${to.join('.')} of it`;
  if (breaking && free !== 'replaces') return `${commits}, which may break nothing; a commit with "!" behind its type says that one breaks:${breaking}`;
  if (added && free === 'changes') return `${commits}, which may add nothing; a commit of type "feat" says that one adds:${added}`;
  return undefined;
}

main().catch(error => {
  console.error((error as Error).message);
  process.exitCode = 1;
});
