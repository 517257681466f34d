import type { PlatformJson } from '../plan/platform-json';
import { bootstrapVersion } from './aws/bootstrap-version';
import { isDenied } from './aws/call';
import { Cdk, outcomes, tail } from './cdk';
import type { Children } from './children';
import { Credentials, environmentOf } from './credentials';
import { CliError, ExitCode, Interrupted, known } from './errors';
import type { Say } from './progress';
import { sideBySide } from './side-by-side';
import { AccountWork, regionsOf } from './waves';

/** How one account was deployed. */
export interface AccountOutcome {
  readonly name: string;
  readonly id?: string;
  readonly wave: number;
  readonly outcome: 'deployed' | 'unchanged' | 'failed' | 'interrupted';
  readonly deployed: string[];
  readonly unchanged: string[];
  readonly seconds: number;
  readonly log: string;
  /** Why it failed. */
  readonly error?: CliError;
}

export interface DeploymentOptions {
  readonly plan: PlatformJson;
  readonly assembly: string;
  readonly credentials: Credentials;
  readonly cdk: Cdk;
  readonly children: Children;
  /** How long to wait until the account is deployable. */
  readonly timeout: number;
  readonly concurrency: number;
  /** Accounts made in this run: their role may come a little later. */
  readonly isNew: (account: string) => boolean;
  readonly onLine?: (account: string, line: string) => void;
  readonly log: (account: string) => string;
}

/** How long a role of a new account, and of an older one, may be refused. */
const ROLE_APPEARS = { new: 5 * 60_000, old: 20_000 };

/** Deploys one account: credentials, wait until it is deployable, cdk. Never throws: how it ended is the result. */
export async function deployAccount(work: AccountWork, options: DeploymentOptions, say: Say): Promise<AccountOutcome> {
  const { account } = work;
  const started = Date.now();
  const base = { name: account.name, id: account.id, wave: account.wave, log: options.log(account.name) };
  const seconds = () => Math.round((Date.now() - started) / 100) / 10;
  let lines: string[] = [];
  try {
    await untilDeployable(work, options, say);
    say(`deploying ${work.stacks.length} ${work.stacks.length === 1 ? 'stack' : 'stacks'}`);
    const credentials = await options.credentials.of(account);
    const result = await options.cdk.run({
      args: [
        'deploy', ...work.whole ? [`${options.plan.landingZone}/${account.name}/*`] : work.stacks, '--exclusively', '--app', options.assembly,
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
    const { unchanged } = outcomes(lines);
    const deployed = work.stacks.filter(path => !unchanged.includes(path));
    return { ...base, outcome: deployed.length ? 'deployed' : 'unchanged', deployed, unchanged, seconds: seconds() };
  } catch (error) {
    return { ...base, outcome: error instanceof Interrupted ? 'interrupted' : 'failed', ...outcomes(lines), seconds: seconds(), error: known(error) };
  }
}

/** An account is deployable when it can be entered and its bootstrap stack stands in each region that its stacks are in. */
async function untilDeployable(work: AccountWork, options: DeploymentOptions, say: Say): Promise<void> {
  const { account } = work;
  const { plan, children } = options;
  const started = Date.now();
  let regions = regionsOf(plan, account.name);
  for (let attempt = 0; ; attempt++) {
    children.check();
    let waitsFor: string;
    try {
      const { session, inAccount } = await options.credentials.of(account);
      // with the caller's credentials another account's parameters cannot be read: cdk will say it
      if (!inAccount) return;
      const versions = await sideBySide(regions, 4, async region => bootstrapVersion(plan.bootstrapQualifier, region, session));
      regions = regions.filter((_, index) => versions[index] === undefined);
      if (!regions.length) return;
      waitsFor = `its bootstrap stack in ${regions.join(', ')}`;
    } catch (error) {
      const patience = Math.min(options.timeout, options.isNew(account.name) ? ROLE_APPEARS.new : ROLE_APPEARS.old);
      if (!isDenied(error) || Date.now() - started >= patience) throw error;
      waitsFor = 'its role';
    }
    if (Date.now() - started >= options.timeout) {
      throw new CliError({
        what: `account ${account.name} (${account.id}) did not become deployable`,
        where: regions.map(region => `/cdk-bootstrap/${plan.bootstrapQualifier}/version in ${region}`).join(', '),
        got: `nothing after ${Math.round(options.timeout / 1000)} s`,
        expected: `the bootstrap stack with qualifier ${plan.bootstrapQualifier}`,
        instead: 'look at the bootstrap StackSet in the management account; run the same command again, or wait longer with --timeout',
      }, ExitCode.FAILED);
    }
    say(`waits for ${waitsFor}`);
    const left = options.timeout - (Date.now() - started);
    await children.sleep(Math.max(100, Math.min(250 * 1.5 ** attempt, 15_000, left)));
  }
}
