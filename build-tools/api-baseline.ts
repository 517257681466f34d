/**
 * `npx projen api:baseline [version]`: takes up the API as it is compiled as the one to compare with, of a release that is named or of the time
 * before the first.
 */
import { existsSync } from 'fs';
import { compiledApi } from './api/assembly';
import { BASELINE, readBaseline, writeBaseline } from './api/baseline';
import { compareVersions, parseVersion } from '../src/verify/upgrade/version';

function main(version = 'next'): void {
  const kept = existsSync(BASELINE) ? parseVersion(readBaseline().version) : undefined;
  const parsed = parseVersion(version);
  if (version !== 'next' && !parsed) throw new Error(`version: got ${version}, expected one such as 1.2.3`);
  if (kept && (!parsed || compareVersions(parsed, kept) <= 0)) {
    throw new Error(`version: got ${parsed ? version : 'none'}, expected one after ${kept.join('.')}, whose users this API has to keep`);
  }
  writeBaseline(compiledApi(), version);
  console.log(`${BASELINE} is the API of ${version}`);
}

try {
  main(process.argv[2]);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
