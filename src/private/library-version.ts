import { readFileSync } from 'fs';
import { join } from 'path';

let version: string | undefined;

/** Version of the package that this is. */
export function libraryVersion(): string {
  return version ??= JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8')).version as string;
}
