import pc from 'picocolors';
import { DEFAULT_ROLE } from './deploy';
import type { PlatformJson } from '../../plan/platform-json';
import { AccessChange, accessChanges, readEarlierPlan } from '../access-diff';
import { compareAccess, LiveComparison } from '../access-live';
import { AccessFilter, accessRows, asCsv, columns, filtered, Order, ordered } from '../access-rows';
import { Identity } from '../aws/identity';
import { IdentityCenterAccess } from '../aws/identity-center-access';
import { Credentials } from '../credentials';
import { CliError, ExitCode, list } from '../errors';
import { readPlan } from '../plan-file';
import { table } from '../table';
import { finish, Tool } from '../tool';

export interface AccessOptions extends AccessFilter {
  readonly assembly: string;
  readonly by: Order;
  readonly csv?: boolean;
  /** An earlier `platform.json`. */
  readonly diff?: string;
  readonly live?: boolean;
  readonly exitCode?: boolean;
  /** Name of the role to take in the identity account; false for the caller's credentials as they are. */
  readonly assumeRole?: string | false;
}

/** `access`: who may enter where, as the last synth says it; against an earlier one; against Identity Center itself. */
export async function access(tool: Tool, options: AccessOptions): Promise<ExitCode> {
  const modes = [options.diff !== undefined && '--diff', options.live && '--live', options.csv && '--csv'].filter(Boolean);
  if (modes.length > 1) throw new CliError({ what: 'two answers at once', got: modes.join(' and '), expected: 'one of them', instead: `${modes[0]} alone` });
  const plan = readPlan(options.assembly);
  checkNames(plan, options);
  const rows = filtered(accessRows(plan), options);
  if (options.diff !== undefined) {
    const changes = accessChanges(filtered(accessRows(readEarlierPlan(options.diff)), options), rows);
    return finish(tool, { changes }, renderChanges(changes), options.exitCode && changes.length ? ExitCode.PENDING : ExitCode.OK);
  }
  if (options.live) return live(tool, plan, options);
  const sorted = ordered(rows, options.by);
  if (options.csv) return finish({ ...tool, json: false }, {}, asCsv(sorted));
  const shown = columns(options.by).filter(([head, cell]) => head !== 'reason' || sorted.some(row => cell(row)));
  return finish(tool, { access: sorted }, sorted.length ? table(shown.map(([head]) => head), sorted.map(row => shown.map(([, cell]) => cell(row))))
    : 'nobody may enter anywhere: group.assign(...) in the code says who may');
}

async function live(tool: Tool, plan: PlatformJson, options: AccessOptions): Promise<ExitCode> {
  const instance = plan.access.identityCenter;
  const identity = plan.accounts.find(({ purpose }) => purpose === 'identity');
  if (!instance || !identity?.id) {
    throw new CliError({
      what: 'Identity Center cannot be asked',
      where: options.assembly,
      got: instance ? 'an identity account that AWS has not made yet' : 'a plan without an instance of Identity Center',
      expected: 'both in accounts.json',
      instead: '"cloud-platform accounts sync", then "npx cdk synth"',
    });
  }
  const sts = new Identity(instance.region);
  const { session } = await new Credentials(sts, await sts.caller(), options.assumeRole ?? DEFAULT_ROLE).of(identity);
  tool.progress.note(`asking ${instance.instanceArn} in ${instance.region}`);
  const compared = compareAccess(plan, accessRows(plan), await new IdentityCenterAccess(instance, session).read());
  return finish(tool, compared, renderComparison(compared), compared.differences.length ? ExitCode.PENDING : ExitCode.OK);
}

function renderComparison({ same, differences, unknownUsers, unknownGroups }: LiveComparison): string {
  const count = (kind: string) => differences.filter(({ difference }) => difference === kind).length;
  return [
    ...differences.length ? [table(['', 'user', 'account', 'permission set', 'group'],
      differences.map(one => [one.difference === 'by hand' ? pc.red(one.difference) : one.difference, one.who, one.account, one.permissionSet, one.group]))] : [],
    ...unknownUsers.length ? [`users that the code does not know: ${list(unknownUsers)}`] : [],
    ...unknownGroups.length ? [`groups that the code does not know: ${list(unknownGroups)}`] : [],
    `${same} as the code says, ${count('by hand')} by hand, ${count('missing')} missing${count('missing') ? ': "cloud-platform deploy" makes them' : ''}`,
  ].join('\n\n');
}

function renderChanges(changes: readonly AccessChange[]): string {
  if (!changes.length) return 'nobody gains or loses anything';
  const count = (kind: string) => changes.filter(({ change }) => change === kind).length;
  const rows = changes.map(({ change, who, account, permissionSet, groups, reasons }) =>
    [change === 'gained' ? pc.green('+ gained') : pc.red('- lost'), who, account, permissionSet, groups.join(', '), reasons.join('; ')]);
  return `${table(['', 'user', 'account', 'permission set', 'group', 'reason'], rows)}\n\n${count('gained')} gained, ${count('lost')} lost`;
}

/** A name that is mistyped would be an empty table, which reads like "nobody". */
function checkNames({ accounts, access: { users, permissionSets } }: PlatformJson, { user, account, permissionSet, diff }: AccessOptions): void {
  // who has gone is asked for as well
  if (diff !== undefined) return;
  const check = (option: string, name: string | undefined, known: string[]) => {
    if (name === undefined || known.includes(name)) return;
    throw new CliError({ what: 'nothing is called so', where: option, got: name, expected: `one of ${list(known.filter(one => !/^\d{12}$/.test(one)))}` });
  };
  check('--user', user, users.map(({ name }) => name));
  check('--account', account, accounts.flatMap(({ name, id }) => id ? [name, id] : [name]));
  check('--permission-set', permissionSet, permissionSets.map(({ name }) => name));
}
