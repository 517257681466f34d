import { execFile } from 'child_process';
import { cpSync, mkdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import { isDeepStrictEqual } from 'util';
import type { ApiAssembly } from './assembly';
import { withoutWords } from './baseline';

/** A change of the API, by the key that jsii-diff gives it: `removed:@astradot/cloud-platform.LandingZone.zone`. */
export interface ApiChange {
  readonly key: string;
  readonly what: string;
}

export interface ApiChanges {
  /** Code that compiled does so no more. */
  readonly breaking: readonly ApiChange[];
  /** What was not there before. */
  readonly added: readonly ApiChange[];
}

const JSII_DIFF = join('node_modules', 'jsii-diff', 'bin', 'jsii-diff');
/** Below the project, so that what it depends on is found. */
const DIRECTORIES = { before: 'node_modules/.cache/api/before', now: 'node_modules/.cache/api/now' };

/** What has become of an API, as jsii-diff judges it for all languages; what is new is what would break on the way back. */
export async function apiChanges(before: ApiAssembly, now: ApiAssembly): Promise<ApiChanges> {
  const [one, other] = [before, now].map(api => ({ ...withoutWords(api) as ApiAssembly, version: '0.0.0' }));
  if (isDeepStrictEqual(one, other)) return { breaking: [], added: [] };
  place(DIRECTORIES.before, one);
  place(DIRECTORIES.now, other);
  const [forth, back] = await Promise.all([diff(DIRECTORIES.before, DIRECTORIES.now), diff(DIRECTORIES.now, DIRECTORIES.before)]);
  return { breaking: forth, added: back.filter(({ key }) => key.startsWith('removed:')).map(({ key }) => ({ key: key.replace('removed:', 'added:'), what: key.replace('removed:', '') })) };
}

function place(directory: string, api: ApiAssembly): void {
  mkdirSync(directory, { recursive: true });
  cpSync('package.json', `${directory}/package.json`);
  writeFileSync(`${directory}/.jsii`, JSON.stringify(api));
}

/** Everything is an error for it: a platform breaks for its user by what is experimental as well. */
function diff(before: string, now: string): Promise<ApiChange[]> {
  const env = { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [JSII_DIFF, before, now, '--keys', '--error-on', 'all'], { env, maxBuffer: 1e8 }, (error, _, said) => {
      const changes = [...said.matchAll(/^(?:err|warn) +- (.*) \[([^\]]+)\]$/gm)].map(([, what, key]) => ({ key, what }));
      if (error && error.code !== 1 || Boolean(error) !== changes.length > 0) reject(new Error(`jsii-diff failed: ${said}`));
      else resolve(changes);
    });
  });
}
