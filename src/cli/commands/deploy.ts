import { relative, resolve } from 'path';
import type { PlannedAccount } from '../../plan/platform-json';
import { AccountOutcome } from '../account-deployment';
import { isDenied } from '../aws/call';
import { Caller, Identity } from '../aws/identity';
import { StackSets } from '../aws/stack-sets';
import { StackReader } from '../aws/stacks';
import { bootstrapOwnAccount } from '../bootstrap';
import { Cdk, findCdk } from '../cdk';
import { confirm } from '../confirm';
import { Credentials } from '../credentials';
import { checkCaller, checkDeployable, checkNames, checkSuppressions } from '../deploy-checks';
import { exitCodeOf, renderReport, report } from '../deploy-report';
import { deployRun, Synthesised } from '../deploy-run';
import { CliError, ExitCode, list } from '../errors';
import { Regions } from '../regions';
import { RegistrySession } from '../registry-session';
import { mendInstances, sentenceOf } from '../stack-instances';
import { synth } from '../synth';
import { finish, managementCaller, Paths, regionFor, storeOf, Tool } from '../tool';
import { leftOut, nextWave } from '../waves';

export interface DeployOptions extends Paths {
  /** Accounts side by side. */
  readonly concurrency: number;
  readonly app?: string;
  readonly cdk?: string;
  /** Name of the role to take in other accounts; false for the caller's credentials as they are. */
  readonly assumeRole?: string | false;
  readonly sync: boolean;
  readonly bootstrap: boolean;
  /** Milliseconds until an account must be deployable. */
  readonly timeout: number;
  /** Milliseconds that AWS may take to open one more region when nothing else is left to do. */
  readonly optInTimeout: number;
  readonly yes?: boolean;
  readonly verbose?: boolean;
}

/** The role that AWS Organizations makes in each account that it creates. */
export const DEFAULT_ROLE = 'OrganizationAccountAccessRole';

/** `deploy [account ...]`: all accounts wave by wave, or these alone. */
export async function deploy(tool: Tool, names: readonly string[], options: DeployOptions): Promise<ExitCode> {
  const started = Date.now();
  const { progress } = tool;
  const only = names.length ? [...new Set(names)] : undefined;
  const cdk = new Cdk(findCdk(tool.cwd, options.cdk), tool.cwd, tool.children);
  const log = (name: string) => relative(tool.cwd, resolve(tool.cwd, '.cloud-platform', 'logs', `${name}.log`));
  const store = storeOf(tool, options);
  const { file: before } = await store.read();
  if (only) checkNames(only, before, options);

  const region = regionFor(undefined, before);
  const caller = only
    ? checkCaller(await new Identity(region).caller(), only, before, options)
    : await managementCaller(region, before, options.accounts);

  const session = options.sync && !only ? new RegistrySession(tool, store, caller, region) : undefined;
  const build = async () => synth({ cdk, progress, assembly: options.assembly, log: log('synth'), app: options.app, only });
  await session?.sync(region);
  let now = await build();
  if (await session?.reserve(now.plan)) now = await build();
  if (only) checkDeployable(only, now.plan);
  checkSuppressions(now.plan, new Date(started).toISOString().slice(0, 10), only);

  const outcomes: AccountOutcome[] = [];
  const stacks = new StackReader();
  const bare = { landingZone: now.plan.landingZone, caller: caller.account };
  if (!await confirm(tool, question(now, caller, only), options.yes)) {
    return finish(tool, { ...bare, accounts: [], deployed: false }, 'nothing was deployed');
  }
  const credentials = new Credentials(new Identity(regionFor(now.plan)), caller, options.assumeRole ?? DEFAULT_ROLE, now.plan.deployRoles);
  const regions = new Regions({ tool, caller, plan: now.plan, store, registry: before, session, credentials, timeout: options.optInTimeout });
  await regions.openHome(only);
  const bootstrapOwn = async () => {
    if (!options.bootstrap || only && !only.includes('management') || !isOwn(now, caller)) return;
    await bootstrapOwnAccount({
      account: caller.account,
      plan: now.plan,
      cdk,
      progress,
      log: log('bootstrap'),
      isOpen: own => regions.optIns.isOpen(caller.account, own),
      isKnown: async home => isStanding(now, 'management', home, stacks),
    });
  };
  await bootstrapOwn();
  leftOut(now.plan).filter(one => one.status !== 'pending' && !only).forEach(one => progress.note(`${one.name} (${one.id}) is skipped: ${one.reason}`));

  let failure: unknown;
  try {
    await deployRun({
      first: now,
      only,
      outcomes,
      progress,
      concurrency: options.concurrency,
      deployment: {
        assembly: options.assembly,
        credentials,
        stacks,
        cdk,
        children: tool.children,
        timeout: options.timeout,
        concurrency: options.concurrency,
        log,
        mend: isOwn(now, caller) ? account => mend(tool, options, now, account) : undefined,
        onLine: options.verbose ? (account, line) => progress.note(`[${account}] ${line}`) : undefined,
      },
      refresh: async current => await session?.sync(current.plan.regions.home, current.plan) ? now = await build() : undefined,
      settle: async current => await session?.settle(current.plan) ? now = await build() : undefined,
      optIns: regions.optIns,
      optInTimeout: options.optInTimeout,
      beforeWave: async () => regions.hasOpenedOwn ? bootstrapOwn() : undefined,
      complete: async current => await regions.complete(current.plan) ? now = await build() : undefined,
    });
  } catch (error) {
    // what was done until then is told before why it ended
    failure = error;
  }
  regions.optIns.stop();
  const refusals = failure ? undefined : await session?.refusals(now.plan);
  const seconds = Math.round((Date.now() - started) / 100) / 10;
  const told = report({ ...bare, outcomes, plan: now.plan, refusals, waiting: regions.optIns.waiting, only, seconds, failure });
  if (failure && !outcomes.length) throw failure;
  return finish(tool, told, renderReport(told, outcomes, failure), exitCodeOf(told, failure));
}

/** What of an account's bootstrap does not stand: it is made, or tried again. */
async function mend(tool: Tool, options: DeployOptions, { plan }: Synthesised, account: PlannedAccount): Promise<string[]> {
  const { file: { organization } } = await storeOf(tool, options).read();
  if (!organization) return [];
  try {
    const stackSets = new StackSets(plan.regions.home);
    return (await mendInstances({ plan, accounts: [account], rootId: organization.rootId, stackSets })).map(sentenceOf);
  } catch (error) {
    // then AWS may still bring it by itself
    if (isDenied(error)) return [`what is missing could not be looked after: ${(error as CliError).problem.what}`];
    throw error;
  }
}

function isOwn({ plan }: Synthesised, caller: Caller): boolean {
  return plan.accounts.some(account => account.name === 'management' && account.id === caller.account);
}

/** A region whose stacks all stand as they should was bootstrapped for them. */
async function isStanding({ plan, standing }: Synthesised, name: string, region: string, stacks: StackReader): Promise<boolean> {
  const { id } = plan.accounts.find(account => account.name === name)!;
  const paths = plan.stacks.filter(stack => stack.account === name && stack.region === region).map(({ path }) => path);
  if (!paths.length) return false;
  const there = standing.of(name, region, await stacks.readAhead(id!, region));
  return paths.every(path => there.includes(path));
}

function question({ plan, fingerprints }: Synthesised, caller: Caller, only: readonly string[] | undefined): string {
  const first = nextWave(plan, fingerprints, new Map(), only);
  const names = only ?? plan.accounts.filter(account => account.status === 'active').map(account => account.name);
  const pending = plan.accounts.filter(account => account.status === 'pending').map(account => account.name);
  return [
    `${plan.landingZone}, as ${caller.arn}:`,
    `  deploys ${list(names)}, wave ${first?.number ?? 0} first`,
    ...!only && pending.length ? [`  makes ${list(pending)}: an account cannot be unmade within 90 days`] : [],
    'Go on?',
  ].join('\n');
}
