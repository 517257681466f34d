import { readdirSync, readFileSync, statSync } from 'fs';
import { join, relative } from 'path';

/** The apps of each example: the platform team's, and an application team's. */
export const PARTS = ['platform', 'application'] as const;
export type Part = typeof PARTS[number];

/** Every file of a cloud assembly, with what is in it. */
export class Assembly {
  public static read(directory: string): Assembly {
    return new Assembly(new Map((readdirSync(directory, { recursive: true }) as string[]).map(file => join(directory, file))
      .filter(path => statSync(path).isFile()).map(path => [relative(directory, path), readFileSync(path)] as const)
      .sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))));
  }

  public constructor(public readonly files: ReadonlyMap<string, Buffer>) {
  }

  /** The first difference of another one, if there is any: file, place in it, both values. */
  public difference(other: Assembly): string | undefined {
    for (const [file, bytes] of this.files) {
      const others = other.files.get(file);
      if (!others) return `${file} is missing; got ${other.files.size} files, expected ${this.files.size}`;
      if (!bytes.equals(others)) return `${file}${firstDifference(bytes.toString(), others.toString())}`;
    }
    const extra = [...other.files.keys()].find(file => !this.files.has(file));
    return extra && `${extra} is one that TypeScript does not write; got ${other.files.size} files, expected ${this.files.size}`;
  }
}

/** What a person can read comes first: another value in a template makes other hashes in its asset manifest. */
function rank(file: string): number {
  return ['platform.json', '.template.json', ''].findIndex(end => file.endsWith(end));
}

function firstDifference(expected: string, got: string): string {
  const path = jsonDifference(parsed(expected), parsed(got));
  if (path) return path;
  let index = 0;
  while (expected[index] === got[index]) index++;
  return `, character ${index}: got ${JSON.stringify(got.slice(index, index + 60))}, expected ${JSON.stringify(expected.slice(index, index + 60))}`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Where two JSON documents first differ: a value, or a key that only one of them has. */
function jsonDifference(expected: unknown, got: unknown, path = ''): string | undefined {
  if (isTree(expected) && isTree(got) && Array.isArray(expected) === Array.isArray(got)) {
    const keys = [...Object.keys(expected), ...Object.keys(got).filter(key => !(key in expected))];
    for (const key of keys) {
      const difference = jsonDifference(expected[key], got[key], `${path}/${key}`);
      if (difference) return difference;
    }
    return undefined;
  }
  return Object.is(expected, got) ? undefined : `, ${path || '/'}: got ${shown(got)}, expected ${shown(expected)}`;
}

function isTree(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 200 ? `${text.slice(0, 200)} ...` : text;
}
