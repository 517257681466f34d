import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'fs';
import { dirname } from 'path';
import { gunzipSync, gzipSync } from 'zlib';
import type { ApiAssembly } from './assembly';

/** The API of the last release, in jsii's own words. Its version is that of the release; `next` before the first one. */
export const BASELINE = 'test/api/baseline.jsii.gz';

/** What decides nothing about who still compiles. */
const WORDS = new Set(['readme', 'fingerprint', 'locationInModule', 'symbolId', 'metadata', 'dependencyClosure', 'keywords', 'author', 'bin']);

export function readBaseline(file = BASELINE): ApiAssembly {
  if (!existsSync(file)) {
    throw new Error(`there is no baseline of the API at ${file}: take it back from git; if there never was one, run "npx projen api:baseline" and commit it`);
  }
  try {
    return JSON.parse(gunzipSync(readFileSync(file)).toString());
  } catch (error) {
    throw new Error(`the baseline of the API at ${file} cannot be read (${(error as Error).message}): take it back from git`);
  }
}

export function writeBaseline(api: ApiAssembly, version: string, file = BASELINE): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, gzipSync(JSON.stringify({ ...withoutWords(api) as ApiAssembly, version }), { level: 9 }));
}

/** An API without what only people read: stability and deprecation stay. */
export function withoutWords(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutWords);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => !WORDS.has(key)).map(([key, part]) => [key, key === 'docs' ? decisive(part) : withoutWords(part)]));
}

function decisive({ stability, deprecated }: { stability?: string; deprecated?: string }): object {
  return { ...stability && { stability }, ...deprecated && { deprecated } };
}
