import type { CaseFile, CaseLine } from './cases';
import { Decisive, prove } from './controls';
import { differsFromPlan, Door, doorsOf, Uncovered, uncovered } from './doors';
import { Case, expand } from './expand';
import type { Organization } from './organization';
import { layersOf } from './question';
import { readOrganization } from './read-organization';
import { Decision, describe, ModelError, Simulator } from './simulator';
import type { Assembly } from '../assembly';

export interface MatrixOptions {
  readonly simulator: Simulator;
  /** Every n-th case of a line has its controls run; 1: each. The first of each line always has. */
  readonly controlEvery?: number;
  /** Called after each case with the number of those that are done. */
  readonly onCase?: (done: number) => void;
}

/** A line of the table and how its cases came out. */
export interface LineReport {
  readonly name: string;
  readonly expect: 'allow' | 'deny';
  readonly why: string;
  readonly until?: string;
  readonly cases: number;
  readonly failed: number;
}

/** A case that came out as it must not. */
export interface Failure {
  readonly line: string;
  readonly question: string;
  readonly fault: string;
}

export interface MatrixReport {
  /** In the order of the files; a line that stands for no case here has none. */
  readonly lines: LineReport[];
  readonly cases: number;
  readonly controls: number;
  readonly simulations: number;
  readonly failures: Failure[];
  /** How many cases each kind of thing decides. */
  readonly decidedBy: Record<string, number>;
  readonly doors: Door[];
  readonly uncovered: Uncovered[];
  /** Where the doors of the templates and those of platform.json differ. */
  readonly planDiffers: string[];
}

/** Lines that state a known hole that there is here, with what ends it. */
export function knownHoles({ lines }: MatrixReport): LineReport[] {
  return lines.filter(({ until, cases }) => until !== undefined && cases > 0);
}

/** Lines that stand for no case here. */
export function emptyLines({ lines }: MatrixReport): LineReport[] {
  return lines.filter(({ cases, failed }) => !cases && !failed);
}

/** The access matrix of an assembly: all cases of these files, each with its controls, and the doors that no case speaks of. */
export async function accessMatrix(assembly: Assembly, files: readonly CaseFile[], options: MatrixOptions): Promise<MatrixReport> {
  const organization = readOrganization(assembly);
  const run = new MatrixRun(organization, options);
  // a line about a stack that this landing zone does not have is about something else
  const parts = new Set(assembly.plan.stacks.flatMap(({ account, part }) => [part, `${account}/${part}`]));
  for (const file of files) await run.file({ ...file, cases: file.cases.filter(({ part }) => part === undefined || parts.has(part)) });
  const doors = doorsOf(organization);
  return {
    ...run.report(),
    doors,
    uncovered: uncovered(doors, run.answers),
    planDiffers: differsFromPlan(organization, assembly.plan),
  };
}

class MatrixRun {
  public readonly answers: { of: Case; decision: Decision }[] = [];
  private readonly failures: Failure[] = [];
  private readonly decidedBy: Record<string, number> = {};
  private readonly lines: CaseLine[] = [];
  private controls = 0;

  public constructor(private readonly organization: Organization, private readonly options: MatrixOptions) {}

  public async file(file: CaseFile): Promise<void> {
    const places = new Map<unknown, number>();
    const { simulator, controlEvery = 1, onCase } = this.options;
    this.lines.push(...file.cases);
    const cases = await expand(this.organization, file, action => simulator.isForAnyResource(action));
    for (const one of cases) {
      const place = places.get(one.line) ?? 0;
      places.set(one.line, place + 1);
      await this.one(one, place % controlEvery === 0);
      onCase?.(this.answers.length);
    }
  }

  public report(): Omit<MatrixReport, 'doors' | 'uncovered' | 'planDiffers'> {
    const cases = countBy(this.answers, ({ of: { line } }) => line.name);
    const failed = countBy(this.failures, ({ line }) => line);
    return {
      lines: this.lines.map(({ name, expect, why, until }) =>
        ({ name, expect, why, until, cases: cases.get(name) ?? 0, failed: failed.get(name) ?? 0 })),
      cases: this.answers.length,
      controls: this.controls,
      simulations: this.options.simulator.count,
      failures: this.failures,
      decidedBy: this.decidedBy,
    };
  }

  private async one(of: Case, controlled: boolean): Promise<void> {
    const { line, question } = of;
    const { simulator } = this.options;
    const fail = (fault: string) => this.failures.push({ line: line.name, question: describe(question), fault });
    try {
      const layers = layersOf(this.organization, question);
      const decision = await simulator.decide(this.organization, question, layers);
      this.answers.push({ of, decision });
      if (decision.restsOnBound && decision.allowed) {
        return void fail('may be allowed by an AWS managed policy whose text is not known to the letter; expected a case that does not rest on it');
      }
      if (decision.allowed !== (line.expect === 'allow')) {
        return void fail(`got ${decision.allowed ? 'allow' : decision.explicit ? 'deny, by a statement' : 'deny, since nothing allows it'}, expected ${line.expect}: ${line.why}`);
      }
      if (!controlled) return;
      const proof = await prove(simulator, this.organization, question, layers, decision);
      this.controls += proof.controls;
      const kinds = [...new Set(proof.decisive.map(({ kind }) => kind))].sort().join(' + ');
      this.decidedBy[kinds] = (this.decidedBy[kinds] ?? 0) + 1;
      const fault = proof.fault ?? misjudged([line.by ?? []].flat(), proof.decisive);
      if (fault) fail(fault);
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      fail(error.message);
    }
  }
}

/** Guardrails, which deny beside what decides already. */
const GUARDRAILS = ['scp', 'rcp'];

/** A right answer for another reason than the case gives is a wrong answer. */
function misjudged(expected: string[], decisive: Decisive[]): string | undefined {
  const all = [...new Set(decisive.map(({ layer }) => layer as string))];
  const layers = all.filter(layer => expected.includes(layer) || !GUARDRAILS.includes(layer)).sort();
  return !expected.length || layers.join() === [...expected].sort().join() ? undefined
    : `it is decided by ${layers.join(', ')} (${decisive.map(({ kind, what }) => `${kind}: ${what}`).join('; ')}), expected ${expected.join(', ')}`;
}

function countBy<T>(items: readonly T[], key: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  return counts;
}
