/**
 * `npx projen golden:update [version]`: keeps the templates of the examples, for later releases to be compared with. Without a version it is the
 * state before the first release, which may be written again; a version that was kept once stays as it is.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'fs';
import { join } from 'path';
import { Schemas } from '../src/verify/upgrade/schemas';
import { compareVersions, parseVersion } from '../src/verify/upgrade/version';
import { exampleStacks, GOLDEN, MIGRATIONS, NEXT, Pins, PINS, releases, statefulIn, writeRelease } from '../test/support/golden';

function main(version: string | undefined): void {
  const kept = releases().filter(release => release !== NEXT);
  const newest = kept[kept.length - 1];
  if (version === undefined && newest) {
    throw new Error(`version: got none, expected the one that was released: "npx projen golden:update <version>"; ${newest} stays as it is`);
  }
  const parsed = version === undefined ? undefined : parseVersion(version);
  if (version !== undefined && !parsed) throw new Error(`version: got ${version}, expected one such as 1.2.3`);
  if (newest && compareVersions(parsed!, parseVersion(newest)!) <= 0) throw new Error(`version: got ${version}, expected one after ${newest}, which is kept`);

  const stacks = exampleStacks();
  const files = writeRelease(version ?? NEXT, stacks);
  if (version !== undefined) {
    rmSync(join(GOLDEN, NEXT), { recursive: true, force: true });
    mkdirSync(MIGRATIONS, { recursive: true });
    if (existsSync(join(MIGRATIONS, `${NEXT}.md`))) renameSync(join(MIGRATIONS, `${NEXT}.md`), join(MIGRATIONS, `${version}.md`));
  }
  const left = writePins(statefulIn(Schemas.load(), stacks));
  console.log(`${files.length} templates in test/golden/${version ?? NEXT}`);
  for (const pin of left) console.log(`test/golden/stateful.json still has ${pin}, which is in no template: it goes by hand, if it has to`);
}

/** Adds what is new, and takes nothing away: a pin is there to be missed. */
function writePins(now: Pins): string[] {
  const before: Pins = existsSync(PINS) ? JSON.parse(readFileSync(PINS, 'utf8')) : {};
  const paths = [...new Set([...Object.keys(now), ...Object.keys(before)])];
  writeFileSync(PINS, `${JSON.stringify(Object.fromEntries(paths.map(path => [path, { ...now[path], ...before[path] }])), undefined, 1)}\n`);
  return Object.entries(before).flatMap(([path, ids]) => Object.entries(ids).filter(([id, type]) => now[path]?.[id] !== type).map(([id]) => `${path}: ${id}`));
}

try {
  main(process.argv[2]);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
