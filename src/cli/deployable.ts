import type { Stack } from '@aws-sdk/client-cloudformation';
import type { PlannedAccount, PlatformJson } from '../plan/platform-json';
import { versionParameter } from '../private/names';
import { bootstrapVersion } from './aws/bootstrap-version';
import { isDenied, isUnknown } from './aws/call';
import type { SessionCredentials } from './aws/identity';
import { inProgress, StackReader } from './aws/stacks';
import type { Children } from './children';
import type { AccountCredentials, Credentials } from './credentials';
import { CliError, ExitCode } from './errors';
import type { Say } from './progress';
import { sideBySide } from './side-by-side';
import type { StandingStacks } from './standing';
import { AccountWork, regionsOf } from './waves';

export interface DeployableOptions {
  readonly plan: PlatformJson;
  readonly standing: StandingStacks;
  readonly stacks: StackReader;
  readonly credentials: Credentials;
  readonly children: Children;
  /** How long to wait, in milliseconds. */
  readonly timeout: number;
  /** Accounts made in this run: their role may come a little later. */
  readonly isNew: (account: string) => boolean;
  /** Makes sure of the account's bootstrap, where the tool may; says what it found. */
  readonly mend?: (account: PlannedAccount) => Promise<string[]>;
}

/** AWS brings the bootstrap by itself; when it does not come, somebody has to look. */
const MEND = { after: 60_000, every: 5 * 60_000 };

/** How long a role of a new account, and of an older one, may be refused. */
const ROLE_APPEARS = { new: 5 * 60_000, old: 20_000 };
const LONGEST_PAUSE = 15_000;

/**
 * Waits until an account is deployable: it can be entered, its bootstrap stack stands in each region that its stacks are in, and CloudFormation
 * works on none of them. One call in each region says it of an account whose stacks all stand as they should.
 *
 * @returns paths of the stacks that stand already
 */
export async function untilDeployable(work: AccountWork, options: DeployableOptions, say: Say): Promise<string[]> {
  const { name, id } = work.account;
  const { children, timeout } = options;
  const started = Date.now();
  let mended = started + MEND.after - MEND.every;
  let found: string[] = [];
  for (let attempt = 0; ; attempt++) {
    children.check();
    const { credentials, refusal } = await enter(work, options, Date.now() - started);
    // with the caller's credentials another account cannot be looked into: cdk will say it
    if (credentials && !credentials.inAccount) return [];
    const { standing = [], missing } = credentials ? await look(work, options, credentials.session) : { missing: 'its role' };
    if (!missing) return standing;
    const waited = Date.now() - started;
    // at the end in any case: what is missing has a reason
    if (credentials && options.mend && (Date.now() - mended >= MEND.every || waited >= timeout)) {
      found = await options.mend(work.account);
      found.forEach(say);
      mended = Date.now();
    }
    if (waited >= timeout) {
      if (refusal) throw refusal;
      throw new CliError({
        what: `account ${name} (${id}) did not become deployable`,
        got: `nothing after ${Math.round(waited / 1000)} s`,
        expected: missing,
        ...found.length && { where: found.join('; ') },
        instead: 'look at the StackSets and stacks in the management account and in this one; run the same command again, or wait longer with --timeout',
      }, ExitCode.FAILED);
    }
    say(`waits for ${missing}`);
    await children.sleep(Math.max(100, Math.min(250 * 1.5 ** attempt, LONGEST_PAUSE, timeout - waited)));
  }
}

/** While the role is not there yet, why it cannot be entered. */
async function enter(
  { account }: AccountWork, options: DeployableOptions, waited: number,
): Promise<{ readonly credentials?: AccountCredentials; readonly refusal?: unknown }> {
  try {
    return { credentials: await options.credentials.of(account) };
  } catch (error) {
    const patience = Math.min(options.timeout, options.isNew(account.name) ? ROLE_APPEARS.new : ROLE_APPEARS.old);
    if (!isDenied(error) || waited >= patience) throw error;
    return { refusal: error };
  }
}

interface Look {
  readonly standing?: string[];
  readonly missing?: string;
}

async function look({ account, stacks }: AccountWork, options: DeployableOptions, session?: SessionCredentials): Promise<Look> {
  const { plan } = options;
  // the account's other stacks may be in regions that AWS still opens for it
  const regions = regionsOf(plan, account.name).filter(region => plan.stacks.some(stack => stack.region === region && stacks.includes(stack.path)));
  const described = await sideBySide(regions, 4, async region => readStacks(account.id!, region, options, session));
  const standing = regions.flatMap((region, index) => options.standing.of(account.name, region, described[index]));
  if (stacks.every(path => standing.includes(path))) return { standing };
  for (const parameter of bootstrapsOf(plan, account)) {
    const bare = await sideBySide(regions, 4, async region => !await isBootstrapped(plan, parameter, region, session));
    const missing = regions.filter((_, index) => bare[index]);
    if (missing.length) return { missing: `its bootstrap stack (${parameter}) in ${missing.join(', ')}` };
  }
  const busy = regions.flatMap((region, index) => inProgress(described[index],
    plan.stacks.filter(stack => stack.account === account.name && stack.region === region).map(stack => stack.stackName)));
  return busy.length ? { missing: `CloudFormation: ${busy.join(', ')}` } : { standing };
}

async function readStacks(account: string, region: string, { plan, stacks }: DeployableOptions, session?: SessionCredentials): Promise<Stack[]> {
  try {
    return await stacks.read(account, region, session);
  } catch (error) {
    if (isUnknown(error) && plan.regions.optIn.includes(region)) return [];
    throw error;
  }
}

/** Parameters of the bootstraps that an account has. No StackSet reaches the management account, which has the platform's alone. */
function bootstrapsOf({ stackSets = [], bootstrapQualifier }: PlatformJson, { purpose }: PlannedAccount): string[] {
  const own = versionParameter(bootstrapQualifier);
  return purpose === 'management' ? [own] : [...new Set([own, ...stackSets.flatMap(({ parameter }) => parameter ?? [])])];
}

async function isBootstrapped(plan: PlatformJson, parameter: string, region: string, session?: SessionCredentials): Promise<boolean> {
  try {
    return await bootstrapVersion(parameter, region, session) !== undefined;
  } catch (error) {
    // an identity that only takes the roles of cdk may not look: then cdk says it
    if (isDenied(error)) return true;
    // a region that the account has not opted in to knows nobody
    if (isUnknown(error) && plan.regions.optIn.includes(region)) return false;
    throw error;
  }
}
