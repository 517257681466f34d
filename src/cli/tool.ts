import { resolve } from 'path';
import { isOptIn } from '../accounts/aws-regions';
import type { RegistryFile } from '../accounts/registry-file';
import type { PlatformJson } from '../plan/platform-json';
import { Caller, Identity } from './aws/identity';
import { Children } from './children';
import { CliError, ExitCode } from './errors';
import type { Progress } from './progress';
import { RegistryStore } from './registry-store';

/** What every command has. */
export interface Tool {
  readonly cwd: string;
  readonly json: boolean;
  readonly progress: Progress;
  readonly children: Children;
  /** Writes a result to stdout. */
  readonly print: (text: string) => void;
}

/** Where a command reads and writes. */
export interface Paths {
  readonly accounts: string;
  readonly assembly: string;
}

export function storeOf(tool: Tool, paths: Pick<Paths, 'accounts'>): RegistryStore {
  return new RegistryStore(resolve(tool.cwd, paths.accounts), paths.accounts);
}

/** Ends a command: its result as JSON or as text. */
export function finish(tool: Tool, result: object, text: string, exitCode = ExitCode.OK): ExitCode {
  tool.print(tool.json ? JSON.stringify(result, undefined, 2) : text);
  return exitCode;
}

/**
 * The region to ask global services in: the home region where it is known. A region that has to be opted in to knows nobody until it is; tokens of
 * any regional endpoint of STS hold in every region.
 */
export function regionFor(plan?: PlatformJson, registry?: RegistryFile): string {
  const region = plan?.regions.home ?? registry?.platform?.homeRegion ?? registry?.identityCenter?.region
    ?? process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION ?? 'us-east-1';
  return isOptIn(region) ? 'us-east-1' : region;
}

/** Who the tool works as; an error if that is not the management account. */
export async function managementCaller(region: string, registry: RegistryFile, where: string): Promise<Caller> {
  const caller = await new Identity(region).caller();
  const expected = managementAccountOf(registry);
  if (expected && expected !== caller.account) throw wrongAccount(caller, `${expected} (management)`, where);
  return caller;
}

export function managementAccountOf(registry: RegistryFile): string | undefined {
  return registry.organization?.managementAccountId ?? registry.accounts.find(account => account.name === 'management')?.id;
}

export function wrongAccount(caller: Caller, expected: string, where: string): CliError {
  return new CliError({
    what: 'the credentials belong to another account; nothing was changed',
    where,
    got: `${caller.account} (${caller.arn})`,
    expected,
    instead: 'set AWS_PROFILE to a profile of that account, or remove AWS_ACCESS_KEY_ID from the environment if it hides the profile',
  });
}
