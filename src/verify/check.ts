import type { CaseFile } from './access/cases';
import type { MatrixReport } from './access/matrix';
import type { Simulator } from './access/simulator';
import type { Assembly } from './assembly';

/** What a check may look at. */
export interface Subject {
  readonly assembly: Assembly;
  /** The standard cases and the user's own. */
  readonly cases: readonly CaseFile[];
  /** The simulator of the user's project; absent if no check needs it. */
  readonly simulator?: Simulator;
  /** Runs the user's app again, in a process of its own, with more environment variables and context. Absent if there is only the assembly. */
  readonly synthesize?: (more: Synthesis) => Promise<Assembly>;
  /** Shows what is under way. */
  readonly say: (detail: string) => void;
}

export interface Synthesis {
  readonly env?: Readonly<Record<string, string>>;
  readonly context?: Readonly<Record<string, string>>;
}

/** What a check has seen. */
export interface Seen {
  /** What was looked at, in numbers: "17 laws over 14 templates". A check that looked at nothing has proven nothing. */
  readonly looked: string;
  /** What does not hold, each with its place. */
  readonly faults: readonly string[];
  /** What the report says beyond the faults, in Markdown. */
  readonly matrix?: MatrixReport;
}

/** One thing that `verify` looks at. */
export interface Check {
  /** By which it is skipped and reported. */
  readonly id: string;
  /** One sentence. */
  readonly promise: string;
  readonly needsSimulator?: true;
  /** Why it cannot be made here; undefined if it can. */
  obstacle?(subject: Subject): string | undefined;
  see(subject: Subject): Promise<Seen>;
}

/** A check and how it came out. */
export interface Outcome {
  readonly id: string;
  readonly promise: string;
  readonly verdict: 'holds' | 'broken' | 'skipped';
  readonly looked?: string;
  readonly faults: readonly string[];
  /** Why it was skipped. */
  readonly why?: string;
  readonly matrix?: MatrixReport;
}

/** Makes a check. What it throws is what it has found: an assembly that cannot be read is none that holds. */
export async function outcomeOf(check: Check, subject: Subject, skip: readonly string[]): Promise<Outcome> {
  const { id, promise } = check;
  const why = skip.includes(id) ? 'left out by --skip' : check.obstacle?.(subject);
  if (why) return { id, promise, verdict: 'skipped', faults: [], why };
  try {
    const seen = await check.see(subject);
    return { id, promise, verdict: seen.faults.length ? 'broken' : 'holds', ...seen };
  } catch (error) {
    return { id, promise, verdict: 'broken', faults: [(error as Error).message] };
  }
}
