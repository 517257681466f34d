import { EXPIRES_TAG } from '../../aws-api/sandboxes/constants';
import { dayOf, isDay, isTooFar, latestEnd } from '../../aws-api/sandboxes/decision';
import type { PlatformJson } from '../../plan/platform-json';
import { Organization } from '../aws/organization';
import { confirm } from '../confirm';
import { CliError, ExitCode } from '../errors';
import { readPlanIfThere } from '../plan-file';
import { ListedSandbox, rulesOf, sandboxesOf, sandboxNamed } from '../sandboxes';
import { table } from '../table';
import { finish, managementCaller, Paths, regionFor, storeOf, Tool } from '../tool';

interface Found {
  readonly organization: Organization;
  readonly sandboxes: ListedSandbox[];
  readonly plan?: PlatformJson;
}

/** `sandbox list`: all that the organization has, whether or not the code knows them. */
export async function sandboxList(tool: Tool, options: Paths): Promise<ExitCode> {
  const { sandboxes } = await find(tool, options);
  const rows = sandboxes.map(one => [
    one.name, one.id, one.expires, one.closes ? `${one.state}, is closed on ${one.closes.slice(0, 10)}` : one.state, one.owner ?? '-', one.monthlyBudget ?? '-',
    one.inCode ? `the code says ${one.inCode}` : '',
  ]);
  return finish(tool, { sandboxes }, sandboxes.length ? table(['sandbox', 'account', 'ends', 'state', 'owner', 'USD a month', ''], rows) : 'the organization has no sandbox');
}

/** `sandbox extend`: another day on which it ends, at once. */
export async function sandboxExtend(tool: Tool, name: string, options: Paths & { readonly until: string }): Promise<ExitCode> {
  const { until } = options;
  const now = Date.now();
  const { longestLife } = rulesOf(readPlanIfThere(options.assembly));
  const latest = latestEnd(now, { longestLife });
  if (!isDay(until)) throw wrong(until, 'a day, YYYY-MM-DD', latest);
  if (until <= dayOf(now)) throw wrong(until, `a day after today, ${dayOf(now)}`, `${latest}", or "cloud-platform sandbox end ${name}`);
  if (isTooFar(until, now, { longestLife })) throw wrong(until, `at most ${longestLife} days from today`, `${latest}", or another sandboxLongestLife at the LandingZone`);
  return setEnd(tool, name, until, options, found => found.closes ? 'it comes out of quarantine within the hour' : 'it lives on');
}

/** `sandbox end`: today. */
export async function sandboxEnd(tool: Tool, name: string, options: Paths & { readonly yes?: boolean }): Promise<ExitCode> {
  const now = Date.now();
  const { gracePeriod } = rulesOf(readPlanIfThere(options.assembly));
  const asks = async ({ name: account, id, owner }: ListedSandbox) =>
    confirm(tool, `End ${account} (${id}, of ${owner ?? 'nobody'})? Everything in it is denied within the hour, and it is closed after ${gracePeriod} days.`, options.yes);
  return setEnd(tool, name, dayOf(now), options, found => found.closes
    ? `it is closed on ${found.closes.slice(0, 10)}` : `everything in it is denied within the hour, and it is closed ${gracePeriod} days later`, asks);
}

async function setEnd(
  tool: Tool, name: string, day: string, options: Paths, tell: (found: ListedSandbox) => string, asks?: (found: ListedSandbox) => Promise<boolean>,
): Promise<ExitCode> {
  const { organization, sandboxes, plan } = await find(tool, options);
  const found = sandboxNamed(name, sandboxes);
  // one that has ended already ends on no other day: the grace period would not begin anew, but the record would
  const changed = asks ? found.expires > day || !isDay(found.expires) : found.expires !== day;
  if (changed && asks && !await asks(found)) return finish(tool, { ...found, changed: false }, 'nothing was changed', ExitCode.INTERRUPTED);
  if (changed) await organization.tag(found.id, { [EXPIRES_TAG]: day });
  const expires = changed ? day : found.expires;
  const left = leftToDo({ ...found, expires }, plan);
  const text = [`${found.name} (${found.id}): ${changed ? `ends on ${expires}, until now ${found.expires}` : `ends on ${expires} already`}; ${tell(found)}`,
    ...left.length ? ['', 'left to do:', ...left.map(line => `  - ${line}`)] : []];
  return finish(tool, { name: found.name, id: found.id, expires, changed, left }, text.join('\n'));
}

/** What the code has to say, so that the next deploy does not say something else. */
function leftToDo({ name, expires }: ListedSandbox, plan?: PlatformJson): string[] {
  const short = name.replace(/^sandbox-/, '');
  const said = plan?.accounts.find(account => account.name === name)?.sandbox;
  if (plan && !said) return [`the code has no sandbox "${short}": it ends all the same; nothing has to be written`];
  if (said?.expires === expires) return [];
  return [`in the code: addSandbox('${short}', { expires: '${expires}', ... }); until then a deploy that changes its account says ${said?.expires ?? 'another day'} again`];
}

async function find(tool: Tool, options: Paths): Promise<Found> {
  const plan = readPlanIfThere(options.assembly);
  const { file } = await storeOf(tool, options).read();
  const region = regionFor(plan, file);
  await managementCaller(region, file, options.accounts);
  const organization = new Organization(region);
  const described = await organization.describe();
  if (!described) throw new CliError({ what: 'there is no organization', got: 'an account on its own', expected: 'the management account of one', instead: '"cloud-platform deploy" makes it' });
  return { organization, plan, sandboxes: sandboxesOf(await organization.read(described), plan, Date.now()) };
}

function wrong(got: string, expected: string, instead: string): CliError {
  return new CliError({ what: '--until is no day that a sandbox can end on; nothing was changed', got, expected, instead: `--until "${instead}"` });
}
