import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ArtifactLock } from '../../src';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const FILE = `${'b'.repeat(64)}.tar.gz`;

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lock-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

function lock(content: unknown): ArtifactLock {
  writeFileSync(join(dir, 'lock.json'), typeof content === 'string' ? content : JSON.stringify(content));
  return ArtifactLock.fromFile(join(dir, 'lock.json'));
}

test('a version is its bytes', () => {
  const read = lock({ version: 1, images: { 'charts/shop:v1.4.2': DIGEST }, files: { 'site:v1.4.2': FILE } });
  expect([read.imageDigest('charts/shop', 'v1.4.2'), read.fileName('site', 'v1.4.2')]).toEqual([DIGEST, FILE]);
});

test('a version that is not locked is an error: synth asks no registry', () => {
  const read = lock({ version: 1, images: { 'api:v1.4.2': DIGEST } });
  expect(() => read.imageDigest('api', 'v1.4.3')).toThrow(
    'image: got "api:v1.4.3", expected one of api:v1.4.2; write "api:v1.4.2", or run "cloud-platform artifacts lock image api:v1.4.3 <digest>"');
  expect(() => read.fileName('site', 'v1')).toThrow('expected one of those that are locked, of which there are none; run "cloud-platform artifacts lock file site:v1 <file>"');
});

test('what every object has is no version', () => {
  expect(() => lock({ version: 1, images: {} }).imageDigest('constructor', '')).toThrow('got "constructor:"');
});

test.each<[string, unknown, string]>([
  ['no JSON', '{', 'expected JSON'],
  ['a list', [], 'version: got undefined, expected 1'],
  ['a newer format', { version: 2 }, 'version: got 2, expected 1'],
  ['a tag for a digest', { version: 1, images: { 'api:v1': 'latest' } }, 'images: api:v1: got "latest", expected "sha256:" and 64 hexadecimal digits'],
  ['a name without a tag', { version: 1, images: { api: DIGEST } }, 'images: got "api", expected a name and a tag: "api:v1.4.2"'],
  ['a path for a file', { version: 1, files: { 'site:v1': 'dist/site.zip' } }, 'files: site:v1: got "dist/site.zip", expected 64 hexadecimal digits and an ending'],
  ['images as a list', { version: 1, images: ['x'] }, 'images: got ["x"], expected an object'],
])('%s is an error that says what to run', (_, content, expected) => {
  expect(() => lock(content)).toThrow(expected);
  expect(() => lock(content)).toThrow('run "cloud-platform artifacts lock"');
});

test('no file is an error', () => {
  expect(() => ArtifactLock.fromFile('nowhere.json')).toThrow('nowhere.json: got no such file, expected a lock of artifacts; run "cloud-platform artifacts lock image <name>:<tag> <digest>"');
});
