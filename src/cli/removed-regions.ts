import type { Stack } from '@aws-sdk/client-cloudformation';
import type { PlatformJson } from '../plan/platform-json';
import { isDenied, isUnknown } from './aws/call';
import { listStacks } from './aws/stacks';
import type { Children } from './children';
import type { Credentials } from './credentials';
import { CliError, known, list } from './errors';
import { sideBySide } from './side-by-side';

/** What still stands in a region that was given up, one line for each account. */
export interface Leftovers {
  readonly region: string;
  readonly lines: string[];
}

/** Bootstraps go by themselves when nothing else stands. */
const BOOTSTRAP = /^(StackSet-|CDKToolkit)/;

/** Looks into each account. What cannot be looked into counts as something that stands; nothing is deleted. */
export async function leftovers(plan: PlatformJson, regions: readonly string[], credentials: Credentials, children: Children): Promise<Leftovers[]> {
  const accounts = plan.accounts.filter(({ status }) => status === 'active');
  return sideBySide(regions, 1, async region => ({
    region,
    lines: (await sideBySide(accounts, 4, async ({ name, ...account }) => {
      children.check();
      const where = `${region} is given up, and ${name} (${account.id})`;
      try {
        const own = await credentials.of({ name, ...account });
        if (!own.inAccount) return [`${where} cannot be looked into with these credentials: its bootstraps stay`];
        const stacks = (await listStacks(region, own.session)).filter(({ StackName }) => !BOOTSTRAP.test(StackName!));
        return stacks.length ? [`${where} still has stacks there: ${list(stacks.map(told))}; keep what they hold, then: ${command(region, stacks)}`] : [];
      } catch (error) {
        // no region of this account, or none any more
        if (isUnknown(error) && plan.regions.optIn.includes(region)) return [];
        if (isDenied(error) || isUnknown(error)) return [`${where} cannot be looked into (${problemOf(error)}): its bootstraps stay`];
        throw error;
      }
    })).flat(),
  }));
}

function told({ StackName, EnableTerminationProtection }: Stack): string {
  return `${StackName}${EnableTerminationProtection ? ' (protected)' : ''}`;
}

/** For the first of them; the others alike. */
function command(region: string, [{ StackName, EnableTerminationProtection }]: Stack[]): string {
  const stack = `--region ${region} --stack-name ${StackName}`;
  return `${EnableTerminationProtection ? `aws cloudformation update-termination-protection --no-enable-termination-protection ${stack} && ` : ''}`
    + `aws cloudformation delete-stack ${stack}`;
}

function problemOf(error: unknown): string {
  return error instanceof CliError ? error.problem.got ?? error.problem.what : known(error).problem.what;
}
