/**
 * Upgrade safety: the templates of each release against those of the one before it, and the code as it is against the newest. What replaces a
 * resource or deletes state needs a migration note, a note needs something real, and the version allows what it allows.
 */
import { existsSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { nextVersion } from './release/next-version';
import { Checks } from './tally';
import { compare } from '../src/verify/upgrade/compare';
import { MigrationNote, parseNote, settle } from '../src/verify/upgrade/migration-note';
import { describe, reportText } from '../src/verify/upgrade/report';
import { Schemas } from '../src/verify/upgrade/schemas';
import type { StackTemplate } from '../src/verify/upgrade/stack-template';
import { freedom, parseVersion, tooMuch } from '../src/verify/upgrade/version';
import { exampleStacks, MIGRATIONS, NEXT, readRelease, releases } from '../test/support/golden';

interface Release {
  readonly name: string;
  readonly stacks: readonly StackTemplate[];
}

async function main(): Promise<void> {
  const checks = new Checks();
  const schemas = Schemas.load();
  const kept = releases();
  await checks.check('there is a release to compare with', () => kept.length ? undefined : 'run "npx projen golden:update"');
  const states: Release[] = [...kept.map(name => ({ name, stacks: readRelease(name) })), { name: 'the code', stacks: exampleStacks() }];

  for (let index = 1; index < states.length; index++) await step(checks, schemas, states[index - 1], states[index]);

  const files = existsSync(MIGRATIONS) ? readdirSync(MIGRATIONS).filter(file => file.endsWith('.md')) : [];
  // the first release is nobody's upgrade
  const known = [NEXT, ...kept.slice(1)].map(name => `${name}.md`);
  for (const file of files) {
    await checks.check(`migrations/${file} belongs to an upgrade`, () => known.includes(file) ? undefined : `got no such release, expected ${known.join(' or ')}`);
  }
  checks.report();
}

async function step(checks: Checks, schemas: Schemas, before: Release, after: Release): Promise<void> {
  const changes = compare(schemas, before.stacks, after.stacks);
  console.log(`from ${before.name} to ${after.name}: ${reportText(changes)}`);
  const notes = notesOf(parseVersion(after.name) ? after.name : NEXT);
  const { unexplained, unreal } = settle(changes, notes);
  for (const { path } of before.stacks) {
    await checks.check(`from ${before.name} to ${after.name}, ${path}`, () => unexplained.filter(({ stack }) => stack === path || stack.startsWith(`${path} > `))
      .map(change => `${change.verdict} without a migration note (docs/upgrades.md): ${describe(change)}`).join('\n'));
  }
  for (const { file, changes: noted } of notes) {
    for (const one of noted) {
      await checks.check(`${file}: ${one.stack}: ${one.resource}`, () =>
        unreal.some(({ noted: other }) => other === one) ? `got no change that ${one.verdict} there from ${before.name} to ${after.name}, expected one` : undefined);
    }
  }
  const from = parseVersion(before.name);
  if (!from) return;
  // of the code the commits say what it will be called
  await checks.check(`${after.name} makes no change that its number does not allow`, async () => {
    const to = parseVersion(after.name) ?? await nextVersion(from);
    return tooMuch(from, to, changes).map(change => `${describe(change)}: ${freedom(from, to) === 'adds' ? 'only added to' : 'only changed in place'} in ${to.join('.')}`).join('\n');
  });
}

function notesOf(version: string): MigrationNote[] {
  const file = join(MIGRATIONS, `${version}.md`);
  return existsSync(file) ? [parseNote(readFileSync(file, 'utf8'), `migrations/${version}.md`)] : [];
}

main().catch(error => {
  console.error(error);
  process.exitCode = 1;
});
