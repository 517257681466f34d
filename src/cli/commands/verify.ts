import { createHash } from 'crypto';
import { existsSync, readFileSync } from 'fs';
import { join, relative, resolve } from 'path';
import pc from 'picocolors';
import writeFileAtomic from 'write-file-atomic';
import { errorPage } from '../../private/documentation';
import { CaseFile, parseCases, standardCases } from '../../verify/access/cases';
import { emptyLines, knownHoles } from '../../verify/access/matrix';
import { ModelError, Simulator, SIMULATOR, SIMULATOR_VERSION } from '../../verify/access/simulator';
import { Assembly } from '../../verify/assembly';
import { Outcome, outcomeOf, Subject } from '../../verify/check';
import { CHECKS } from '../../verify/checks';
import { holds, markdownReport } from '../../verify/report';
import { Cdk, findCdk } from '../cdk';
import { CliError, ExitCode } from '../errors';
import { readPlanIfThere } from '../plan-file';
import { Resynthesis } from '../resynthesis';
import { table } from '../table';
import { finish, Tool } from '../tool';

export interface VerifyOptions {
  readonly assembly: string;
  /** False: the assembly alone is looked at. */
  readonly synth: boolean;
  readonly app?: string;
  readonly cdk?: string;
  /** The user's own cases. */
  readonly cases: readonly string[];
  /** Ids of checks. */
  readonly skip: readonly string[];
  /** Where the report goes. */
  readonly report?: string;
}

/** Most faults of a check that are shown; the report and --json have all. */
const SHOWN = 20;

/** `verify`: what has to hold, asked of the user's own assembly. Offline; nothing is changed. */
export async function verify(tool: Tool, options: VerifyOptions): Promise<ExitCode> {
  const unknown = options.skip.filter(id => !CHECKS.some(check => check.id === id));
  if (unknown.length) {
    throw new CliError({ what: 'no such check', where: '--skip', got: unknown.join(', '), expected: `some of ${CHECKS.map(({ id }) => id).join(', ')}` });
  }
  const assembly = readAssembly(options.assembly);
  const cases = [...standardCases(casesDirectory()), ...options.cases.map(readCases)];
  const simulator = simulatorFor(tool, assembly, options);
  const resynthesis = options.synth ? new Resynthesis({
    cdk: new Cdk(findCdk(tool.cwd, options.cdk), tool.cwd, tool.children),
    app: options.app,
    log: relative(tool.cwd, resolve(tool.cwd, '.cloud-platform', 'logs', 'verify.log')),
  }) : undefined;
  const subject: Subject = { assembly, cases, simulator, synthesize: resynthesis && (more => resynthesis.synthesize(more)), say: () => undefined };
  let outcomes: Outcome[];
  try {
    outcomes = await tool.progress.tasks(undefined, CHECKS.map(check => ({
      title: check.id,
      run: async say => outcomeOf(check, { ...subject, say: detail => say.detail(detail) }, options.skip),
      summary: ({ verdict, looked, why, faults }) => ({
        text: verdict === 'broken' ? `${faults.length} faults` : `${verdict}: ${looked ?? why}`, failed: verdict === 'broken',
      }),
    })), 1);
  } finally {
    resynthesis?.clear();
  }
  const name = assembly.isPlatform ? assembly.plan.landingZone : 'the application';
  const fingerprint = fingerprintOf(assembly);
  if (options.report) await writeFileAtomic(options.report, markdownReport(name, fingerprint, outcomes));
  return finish(tool, { landingZone: name, fingerprint, holds: holds(outcomes), outcomes: outcomes.map(forMachines) }, render(name, outcomes),
    holds(outcomes) ? ExitCode.OK : ExitCode.PENDING);
}

function readAssembly(directory: string): Assembly {
  // a plan of another format is told in the tool's own words
  readPlanIfThere(directory);
  if (!existsSync(join(directory, 'manifest.json'))) {
    throw new CliError({
      what: 'there is no cloud assembly', where: directory, got: 'no manifest.json', expected: 'what "npx cdk synth" writes', instead: '"npx cdk synth", or --assembly <directory>',
    });
  }
  return new Assembly(directory);
}

/** In the package they stand beside the bundled tool. */
function casesDirectory(): string | undefined {
  const bundled = join(__dirname, '..', 'access');
  return existsSync(bundled) ? bundled : undefined;
}

function readCases(file: string): CaseFile {
  try {
    return parseCases(readFileSync(file, 'utf8'), file);
  } catch (error) {
    throw new CliError({ what: 'the cases cannot be read', where: file, got: (error as Error).message, instead: 'see docs/access.md for the format' });
  }
}

/** A check that silently does not run is worse than none: without the simulator the command ends before it begins. */
function simulatorFor(tool: Tool, assembly: Assembly, options: VerifyOptions): Simulator | undefined {
  const wanting = CHECKS.filter(({ id, needsSimulator }) => needsSimulator && !options.skip.includes(id)).map(({ id }) => id);
  if (!wanting.length || !assembly.isPlatform) return undefined;
  try {
    return Simulator.load(tool.cwd);
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    throw new CliError({
      what: `the checks ${wanting.join(' and ')} need the simulator of IAM, which the project has not`,
      where: tool.cwd,
      got: `no package ${SIMULATOR}`,
      expected: 'it among the dev dependencies: its licence, AGPL-3.0, keeps it out of this package',
      instead: `npm i -D ${SIMULATOR}@${SIMULATOR_VERSION}, or --skip ${wanting.join(' ')}`,
    });
  }
}

function fingerprintOf({ files }: Assembly): string {
  const hash = createHash('sha256');
  for (const [file, text] of files) hash.update(`${file}\0${text}\0`);
  return hash.digest('hex').slice(0, 16);
}

function render(name: string, outcomes: readonly Outcome[]): string {
  const matrix = outcomes.map(outcome => outcome.matrix).find(Boolean);
  const holes = matrix ? knownHoles(matrix) : [];
  const empty = matrix ? emptyLines(matrix) : [];
  const colour = { holds: pc.green, broken: pc.red, skipped: pc.yellow };
  return [
    table(['check', '', 'looked at'], outcomes.map(({ id, verdict, looked, why }) => [id, colour[verdict](verdict), looked ?? why ?? ''])),
    ...outcomes.filter(({ verdict }) => verdict === 'broken').map(({ id, promise, faults }) => [
      `${pc.bold(id)}: ${promise}\n  ${errorPage(`the-check-${id}`)}`,
      ...faults.slice(0, SHOWN).map(fault => `  - ${fault.replace(/\n/g, '\n    ')}`),
      ...faults.length > SHOWN ? [`  and ${faults.length - SHOWN} more: --report <file> or --json has all`] : [],
    ].join('\n')),
    ...holes.length ? [`${pc.bold('known holes')}\n${holes.map(({ name: hole, until }) => `  - ${hole}; until ${until}`).join('\n')}`] : [],
    ...empty.length ? [`${pc.bold('no account yet for')}\n${empty.map(({ name: line }) => `  - ${line}`).join('\n')}`] : [],
    holds(outcomes) ? `${name}: everything that was looked at holds` : pc.red(`${name}: does not hold`),
  ].join('\n\n');
}

/** Without the model, which is large and circular. */
function forMachines({ matrix, ...outcome }: Outcome): object {
  return matrix ? { ...outcome, lines: matrix.lines, decidedBy: matrix.decidedBy, cases: matrix.cases, controls: matrix.controls } : outcome;
}
