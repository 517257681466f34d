import { readFileSync } from 'fs';
import { join } from 'path';

/** What this package says of itself. */
interface OwnPackage {
  readonly version: string;
  readonly engines: { readonly node: string };
  readonly peerDependencies: Record<string, string>;
}

let content: OwnPackage | undefined;

export function ownPackage(): OwnPackage {
  return content ??= JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8')) as OwnPackage;
}

/** Version of the package that this is. */
export function libraryVersion(): string {
  return ownPackage().version;
}
