import { existsSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import pc from 'picocolors';
import { Assembly } from '../../verify/assembly';
import { MigrationNote, parseNote } from '../../verify/upgrade/migration-note';
import { Schemas } from '../../verify/upgrade/schemas';
import { compareVersions, parseVersion } from '../../verify/upgrade/version';
import { CliError, ExitCode } from '../errors';
import { readPlanIfThere } from '../plan-file';
import { table } from '../table';
import { finish, Tool } from '../tool';
import { AccountChanges, losses, UpgradeReport, upgradeReport, worthReading } from '../upgrade-report';

export interface UpgradeOptions {
  readonly assembly: string;
  readonly markdown?: boolean;
  /** What is lost is known, and no reason to refuse. */
  readonly acceptLoss?: boolean;
}

/** `upgrade`: what deploying the assembly does to what another assembly deployed. Offline: two assemblies are all it needs. */
export async function upgrade(tool: Tool, before: string, options: UpgradeOptions): Promise<ExitCode> {
  const [old, now] = [assemblyAt(before, 'a copy of cdk.out as it was deployed: "npx cdk synth --output before" in the version that is deployed'), assemblyAt(options.assembly)];
  sameSubject(old, now, before);
  const report = upgradeReport(old, now, Schemas.load(bundled('upgrade', 'types.json')), migrationNotes(old));
  const lost = losses(report).length;
  const refused = lost > 0 && !options.acceptLoss;
  const text = options.markdown ? markdown(report, refused) : plain(report, refused);
  return finish(tool, { ...report, refused }, text, refused ? ExitCode.PENDING : ExitCode.OK);
}

function assemblyAt(directory: string, instead = '"npx cdk synth", or --assembly <directory>'): Assembly {
  // a plan of another format is told in the tool's own words
  readPlanIfThere(directory);
  if (!existsSync(join(directory, 'manifest.json'))) {
    throw new CliError({ what: 'there is no cloud assembly', where: directory, got: 'no manifest.json', expected: 'what "npx cdk synth" writes', instead });
  }
  return new Assembly(directory);
}

/** Two assemblies that have nothing to do with each other would be one that is given up and one that is made. */
function sameSubject(old: Assembly, now: Assembly, before: string): void {
  const subject = (assembly: Assembly) => assembly.isPlatform ? `the landing zone ${assembly.plan.landingZone}` : 'an application';
  const [one, other] = [subject(old), subject(now)];
  const managementOf = (assembly: Assembly) => assembly.isPlatform ? assembly.plan.accounts.find(({ name }) => name === 'management')?.id : undefined;
  const [here, there] = [managementOf(now), managementOf(old)];
  if (one === other && (!here || !there || here === there)) return;
  throw new CliError({
    what: 'the assemblies are of different things',
    where: before,
    got: one === other ? `${one} of organization ${there}` : one,
    expected: one === other ? `${other} of organization ${here}` : other,
    instead: 'an earlier assembly of the same app',
  });
}

/** In the package they stand beside the bundled tool. */
function bundled(...path: string[]): string {
  const beside = join(__dirname, '..', ...path);
  return existsSync(beside) ? beside : join(__dirname, '..', '..', '..', 'assets', ...path);
}

/** Of the releases after the one that is deployed. */
function migrationNotes(old: Assembly): MigrationNote[] {
  const directory = bundled('upgrade', 'migrations');
  const from = old.isPlatform && old.plan.version ? parseVersion(old.plan.version) : undefined;
  const files = existsSync(directory) ? readdirSync(directory).filter(file => file.endsWith('.md')) : [];
  return files.filter(file => {
    const version = parseVersion(file.replace(/\.md$/, ''));
    return !from || !version || compareVersions(version, from) > 0;
  }).map(file => parseNote(readFileSync(join(directory, file), 'utf8'), file));
}

const HEAD = ['account', 'added', 'changed', 'interrupted', 'replaced', 'state lost'];

function rows(accounts: readonly AccountChanges[]): (string | number)[][] {
  return accounts.filter(one => one.added + one.changed + one.interrupted + one.replaced)
    .map(({ account, added, changed, interrupted, replaced, lost }) => [account, added, changed, interrupted, replaced, lost]);
}

function headline({ from, to, landingZone, accounts }: UpgradeReport): string {
  const versions = from && to && from !== to ? `, from version ${from} to ${to}` : '';
  const changed = rows(accounts).length;
  return `${landingZone ?? 'The application'}${versions}: ${changed ? `${changed} of ${accounts.length} accounts change` : 'nothing changes'}`;
}

const REFUSED = 'State is lost: deploy none of it before you have read why. When that is meant, say --accept-loss.';

function plain(report: UpgradeReport, refused: boolean): string {
  const { accounts, access, manualSteps } = report;
  const read = worthReading(report);
  return [
    headline(report),
    ...rows(accounts).length ? [table(HEAD, rows(accounts))] : [],
    ...read.map(({ verdict, stack, resource, type, effect, why, action }) => `${verdict === 'deletes state' ? pc.red(verdict) : pc.yellow(verdict)}  ${stack}: ${resource} (${type})`
      + `\n    ${effect}: ${why}${action ? `\n    do: ${action}` : ''}`),
    ...access.length ? [table(['', 'user', 'account', 'permission set'], access.map(({ change, who, account, permissionSet }) =>
      [change === 'gained' ? pc.green('+ gains') : pc.red('- loses'), who, account, permissionSet]))] : [],
    ...manualSteps.length ? [table(['by hand', 'account'], manualSteps.map(({ title, account }) => [title, account]))] : [],
    ...refused ? [pc.red(REFUSED)] : [],
  ].join('\n\n');
}

/** A comment on a pull request. */
function markdown(report: UpgradeReport, refused: boolean): string {
  const { accounts, access, manualSteps } = report;
  const read = worthReading(report);
  const grid = (head: readonly string[], body: readonly (readonly (string | number)[])[]) => {
    const row = (cells: readonly (string | number)[]) => `| ${cells.map(cell => String(cell).replace(/\|/g, '\\|').replace(/</g, '&lt;').replace(/\n/g, ' ')).join(' | ')} |`;
    return [row(head), row(head.map(() => '---')), ...body.map(row)].join('\n');
  };
  return [
    `### ${headline(report)}`,
    ...refused ? [`**${REFUSED}**`] : [],
    ...rows(accounts).length ? [grid(HEAD, rows(accounts))] : [],
    ...read.length ? ['#### To know before', grid(['', 'stack', 'resource', 'what happens', 'to do'], read.map(({ verdict, stack, resource, type, effect, why, action = '' }) =>
      [verdict === 'deletes state' ? `**${verdict}**` : verdict, stack, `${resource} (${type})`, `${effect}: ${why}`, action]))] : [],
    ...access.length ? ['#### Who may enter where', grid(['', 'user', 'account', 'permission set', 'group'], access.map(({ change, who, account, permissionSet, groups }) =>
      [change === 'gained' ? 'gains' : '**loses**', who, account, permissionSet, groups.join(', ')]))] : [],
    ...manualSteps.length ? ['#### By hand', ...manualSteps.map(({ title, account }) => `- [ ] ${title} (${account})`)] : [],
  ].join('\n\n');
}
