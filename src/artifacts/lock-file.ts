import { explained } from '../private/documentation';
import { sortedBy } from '../private/sorted';
/**
 * `artifacts.lock.json`: which bytes a version of an artifact is. Written when it is published, committed by who deploys it. This file is the one place that knows the format:
 * the library reads through it, the tool writes through it.
 */
export const LOCK_VERSION = 1;

/** What a deploy pins, by `name:tag`. */
export interface LockFile {
  readonly version: number;
  /** Digests of images: `sha256:...`. */
  readonly images: Readonly<Record<string, string>>;
  /** Names of files: the SHA-256 of what is in them, and their ending. */
  readonly files: Readonly<Record<string, string>>;
}

export const EMPTY_LOCK: LockFile = { version: LOCK_VERSION, images: {}, files: {} };

/** Of an image. @see https://github.com/opencontainers/image-spec/blob/main/descriptor.md#digests */
export const IMAGE_DIGEST = /^sha256:[0-9a-f]{64}$/;
/** SHA-256 of what is in the file, and its ending. */
export const FILE_NAME = /^[0-9a-f]{64}(\.[A-Za-z0-9]{1,10}){0,2}$/;
/** Name and tag of an artifact. */
export const VERSIONED_NAME = /^[a-z0-9][a-z0-9._/-]*:[\w][\w.-]{0,127}$/;

/** Reads the text of a lock file. All that is wrong with it is said at once. @param where for errors */
export function parseLock(text: string, where: string): LockFile {
  let file: LockFile;
  try {
    file = JSON.parse(text);
  } catch (error) {
    throw new Error(explained('the-lock-of-artifacts', `${where}: got ${(error as Error).message}, expected JSON; run "cloud-platform artifacts lock"`));
  }
  if (typeof file !== 'object' || file === null || file.version !== LOCK_VERSION) {
    throw new Error(explained('the-lock-of-artifacts', `${where}: version: got ${JSON.stringify(file?.version)}, expected ${LOCK_VERSION}; run "cloud-platform artifacts lock"`));
  }
  const faults = [...faultsIn('images', file.images, IMAGE_DIGEST, '"sha256:" and 64 hexadecimal digits'), ...faultsIn('files', file.files, FILE_NAME, '64 hexadecimal digits and an ending')];
  if (faults.length) throw new Error(explained('the-lock-of-artifacts', faults.map(fault => `${where}: ${fault}; run "cloud-platform artifacts lock"`).join('\n')));
  return { version: LOCK_VERSION, images: file.images ?? {}, files: file.files ?? {} };
}

/** The text of a lock file: the same lock gives the same bytes. */
export function renderLock({ version, images, files }: LockFile): string {
  const sorted = (all: Readonly<Record<string, string>>) => Object.fromEntries(sortedBy(Object.entries(all), ([key]) => key));
  return JSON.stringify({ version, images: sorted(images), files: sorted(files) }, undefined, 2) + '\n';
}

function faultsIn(part: string, entries: unknown, expected: RegExp, words: string): string[] {
  if (entries === undefined) return [];
  if (typeof entries !== 'object' || entries === null || Array.isArray(entries)) return [`${part}: got ${JSON.stringify(entries)}, expected an object`];
  return Object.entries(entries).flatMap(([name, value]) => [
    ...VERSIONED_NAME.test(name) ? [] : [`${part}: got ${JSON.stringify(name)}, expected a name and a tag: "api:v1.4.2"`],
    ...typeof value === 'string' && expected.test(value) ? [] : [`${part}: ${name}: got ${JSON.stringify(value)}, expected ${words}`],
  ]);
}
