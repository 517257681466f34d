import pc from 'picocolors';
import { DEFAULT_ROLE } from './deploy';
import type { PlannedAccount, PlannedStack, PlatformJson } from '../../plan/platform-json';
import { nearest } from '../../private/nearest';
import { Identity } from '../aws/identity';
import { DriftedResource, StackDrift, stackDrift } from '../aws/stack-drift';
import { Credentials } from '../credentials';
import { CliError, ExitCode, known, list } from '../errors';
import { readPlan } from '../plan-file';
import type { Say } from '../progress';
import { sideBySide } from '../side-by-side';
import { table } from '../table';
import { finish, regionFor, Tool } from '../tool';

export interface DriftOptions {
  readonly assembly: string;
  /** Accounts side by side. */
  readonly concurrency: number;
  /** Name of the role to take in other accounts; false for the caller's credentials as they are. */
  readonly assumeRole?: string | false;
}

/** One stack. */
interface Row extends StackDrift {
  readonly account: string;
  readonly region: string;
  readonly stackName: string;
}

/** CloudFormation lets few be looked at at a time. */
const STACKS_AT_ONCE = 4;

/** `drift [account ...]`: what is not as it was deployed, of every stack of the plan, all accounts side by side. It changes nothing. */
export async function drift(tool: Tool, names: readonly string[], options: DriftOptions): Promise<ExitCode> {
  const plan = readPlan(options.assembly);
  checkNames(plan, names);
  const identity = new Identity(regionFor(plan));
  const caller = await identity.caller();
  const credentials = new Credentials(identity, caller, options.assumeRole ?? DEFAULT_ROLE, plan.deployRoles);
  const accounts = plan.accounts.filter(({ name, status }) => status === 'active' && (!names.length || names.includes(name)));
  const stacksOf = ({ name }: PlannedAccount) => plan.stacks.filter(({ account }) => account === name);
  const rows = (await tool.progress.tasks(undefined, accounts.filter(account => stacksOf(account).length).map(account => ({
    title: account.name,
    run: (say: Say) => lookAt(tool, account, stacksOf(account), credentials, say),
    summary: (seen: Row[]) => ({ text: inWords(seen), failed: seen.some(isBad) }),
  })), options.concurrency)).flat();
  const found = { drifted: count(rows, 'drifted'), inSync: count(rows, 'in-sync'), notDeployed: count(rows, 'not-deployed'), failed: count(rows, 'failed') };
  const exitCode = found.drifted ? ExitCode.PENDING : found.failed ? ExitCode.FAILED : ExitCode.OK;
  return finish(tool, { ...found, stacks: rows }, render(rows, found), exitCode);
}

/** An account that cannot be entered does not keep the others from being looked at. */
async function lookAt(tool: Tool, account: PlannedAccount, stacks: PlannedStack[], credentials: Credentials, say: Say): Promise<Row[]> {
  const row = ({ region, stackName }: PlannedStack, seen: StackDrift): Row => ({ account: account.name, region, stackName, ...seen });
  const failed = (error: unknown): StackDrift => {
    const { what, got } = known(error).problem;
    return { status: 'failed', resources: [], reason: got ? `${what}: ${got}` : what };
  };
  say('enters');
  let done = 0;
  try {
    const { inAccount, session } = await credentials.of(account);
    if (!inAccount) return stacks.map(stack => row(stack, { status: 'failed', resources: [], reason: 'the credentials are of another account' }));
    say(`looks at ${stacks.length} stacks`);
    return await sideBySide(stacks, STACKS_AT_ONCE, async stack => {
      try {
        return row(stack, await stackDrift(stack.region, stack.stackName, ms => tool.children.sleep(ms), session));
      } catch (error) {
        return row(stack, failed(error));
      } finally {
        say.detail(`${++done} of ${stacks.length}`);
      }
    });
  } catch (error) {
    return stacks.map(stack => row(stack, failed(error)));
  }
}

function isBad({ status }: Row): boolean {
  return status === 'drifted' || status === 'failed';
}

function count(rows: readonly Row[], status: Row['status']): number {
  return rows.filter(row => row.status === status).length;
}

function inWords(rows: readonly Row[]): string {
  const words: [Row['status'], string][] = [['drifted', 'drifted'], ['failed', 'could not be looked at'], ['not-deployed', 'not deployed'], ['in-sync', 'as deployed']];
  return words.map(([status, text]) => [count(rows, status), text] as const).filter(([number]) => number).map(([number, text]) => `${number} ${text}`).join(', ');
}

function render(rows: Row[], found: { drifted: number; failed: number; inSync: number; notDeployed: number }): string {
  const { drifted, failed, inSync, notDeployed } = found;
  const change = ({ change: what, properties }: DriftedResource) => what === 'DELETED' ? pc.red('is gone') : properties.join(', ') || 'changed';
  const differ = rows.filter(({ resources }) => resources.length).flatMap(({ account, region, stackName, resources }) =>
    resources.map(resource => [account, region, stackName, resource.physicalId ?? resource.logicalId, resource.type, change(resource)]));
  const unseen = rows.filter(({ reason }) => reason);
  return [
    ...differ.length ? [table(['account', 'region', 'stack', 'resource', 'type', 'differs'], differ)] : [],
    ...unseen.length ? [unseen.map(({ account, region, stackName, reason }) => `${account} ${region} ${stackName}: ${reason}`).join('\n')] : [],
    `${inSync} stacks are as they were deployed, ${drifted} have drifted, ${failed} could not be looked at${notDeployed ? `, ${notDeployed} are not deployed` : ''}`,
  ].join('\n\n');
}

function checkNames({ accounts, landingZone }: PlatformJson, names: readonly string[]): void {
  const all = accounts.map(({ name }) => name);
  const unknown = names.find(name => !all.includes(name));
  if (unknown === undefined) return;
  const meant = nearest(unknown, all);
  throw new CliError({
    what: `there is no account "${unknown}"`, where: landingZone, got: `"${unknown}"`, expected: `one of ${list(all)}`, instead: meant ? `did you mean "${meant}"?` : 'a name of the plan',
  });
}
