import { Cdk, outcomes, tail } from './cdk';
import { environmentOf } from './credentials';
import { DeployableOptions, untilDeployable } from './deployable';
import { CliError, ExitCode, Interrupted, known } from './errors';
import type { Say } from './progress';
import { AccountWork } from './waves';

/** How one account was deployed. */
export interface AccountOutcome {
  readonly name: string;
  readonly id?: string;
  readonly wave: number;
  readonly outcome: 'deployed' | 'unchanged' | 'failed' | 'interrupted';
  readonly deployed: string[];
  readonly unchanged: string[];
  /** Paths or names of stacks, as far as cdk has named them; it begins no other when one fails. */
  readonly failed?: string[];
  readonly seconds: number;
  readonly log: string;
  /** Why it failed. */
  readonly error?: CliError;
}

export interface DeploymentOptions extends DeployableOptions {
  readonly assembly: string;
  readonly cdk: Cdk;
  readonly concurrency: number;
  readonly onLine?: (account: string, line: string) => void;
  readonly log: (account: string) => string;
}

/** Deploys one account: credentials, wait until it is deployable, cdk. Never throws: how it ended is the result. */
export async function deployAccount(work: AccountWork, options: DeploymentOptions, say: Say): Promise<AccountOutcome> {
  const { account } = work;
  const started = Date.now();
  const base = { name: account.name, id: account.id, wave: account.wave, log: options.log(account.name) };
  const seconds = () => Math.round((Date.now() - started) / 100) / 10;
  let lines: string[] = [];
  try {
    const standing = await untilDeployable(work, options, say);
    const stacks = work.stacks.filter(path => !standing.includes(path));
    const standingNow = work.stacks.filter(path => standing.includes(path));
    if (!stacks.length) return { ...base, outcome: 'unchanged', deployed: [], unchanged: standingNow, seconds: seconds() };
    say(`deploying ${stacks.length} ${stacks.length === 1 ? 'stack' : 'stacks'}`);
    const credentials = await options.credentials.of(account);
    const result = await options.cdk.run({
      args: [
        'deploy', ...work.whole && !standingNow.length ? [`${options.plan.landingZone}/${account.name}/*`] : stacks, '--exclusively', '--app', options.assembly,
        '--require-approval', 'never', '--progress', 'events', '--concurrency', String(options.concurrency),
      ],
      env: environmentOf(credentials, options.plan.regions.home),
      log: base.log,
      onLine: line => {
        lines.push(line);
        if (line.trim()) say.detail(line.trim());
        options.onLine?.(account.name, line);
      },
    });
    lines = result.lines;
    if (result.code !== 0) {
      throw new CliError({
        what: `account ${account.name} (${account.id}) could not be deployed`,
        got: `cdk deploy ended with status ${result.code ?? result.signal}`,
        instead: `see ${base.log}, then run the same command again: it goes on`,
        output: tail(lines),
      }, ExitCode.FAILED);
    }
    const unchanged = [...standingNow, ...outcomes(lines).unchanged];
    const deployed = work.stacks.filter(path => !unchanged.includes(path));
    return { ...base, outcome: deployed.length ? 'deployed' : 'unchanged', deployed, unchanged, seconds: seconds() };
  } catch (error) {
    return { ...base, outcome: error instanceof Interrupted ? 'interrupted' : 'failed', ...outcomes(lines), seconds: seconds(), error: known(error) };
  }
}
