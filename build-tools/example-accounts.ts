import { readFileSync } from 'fs';
import { parseRegistry, RegistryFile } from '../src/accounts/registry-file';

/** The registry of the example platform, as it is committed. */
export function exampleRegistry(): RegistryFile {
  return parseRegistry(readFileSync('examples/platform/accounts.json', 'utf8')).file;
}

/** So that the embedded AWS gives the accounts the ids that the example has. */
export function idsByEmail(): Record<string, string> {
  return Object.fromEntries(exampleRegistry().accounts.map(account => [account.email!, account.id!]));
}

export function accountId(name: string): string {
  return exampleRegistry().accounts.find(account => account.name === name)!.id!;
}
