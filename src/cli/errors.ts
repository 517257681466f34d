import { pageOfToolError } from './error-topics';

/** How the tool ends. `cloud-platform --help` lists these. */
export enum ExitCode {
  OK = 0,
  /** AWS, cdk or a deployment failed; running the same command again goes on. */
  FAILED = 1,
  /** Usage, input files or credentials; nothing was changed. */
  BAD_INPUT = 2,
  /** Something is pending, or differs from what is written down. */
  PENDING = 3,
  /** Ctrl-C. */
  INTERRUPTED = 130,
}

export interface Problem {
  readonly what: string;
  readonly where?: string;
  readonly got?: string;
  readonly expected?: string;
  /** What to write or run instead. */
  readonly instead?: string;
  /** Output of another program, shown as it is. */
  readonly output?: string;
}

/** An error that says its way out. */
export class CliError extends Error {
  constructor(public readonly problem: Problem, public readonly exitCode: ExitCode = ExitCode.BAD_INPUT, options?: ErrorOptions) {
    super(problem.what, options);
    this.name = 'CliError';
  }

  /** For people. */
  public render(): string {
    const { what, output, ...rest } = this.problem;
    const lines = Object.entries(rest).filter(([, value]) => value !== undefined)
      .map(([key, value]) => `  ${`${key}:`.padEnd(10)}${String(value).split('\n').join(`\n${' '.repeat(12)}`)}`);
    return [what, ...lines, `  see:      ${pageOfToolError(what)}`, ...output ? ['', ...output.trimEnd().split('\n').map(line => `  | ${line}`)] : []].join('\n');
  }
}

/** Any error as one that can be told; one that nobody foresaw keeps its stack. */
export function known(error: unknown): CliError {
  return error instanceof CliError ? error : new CliError({ what: (error as Error)?.stack ?? String(error) }, ExitCode.FAILED, { cause: error });
}

/** Ctrl-C: everything that ran has ended. */
export class Interrupted extends CliError {
  constructor(what = 'interrupted') {
    super({ what, instead: 'run the same command again: it goes on where it was' }, ExitCode.INTERRUPTED);
    this.name = 'Interrupted';
  }
}

/** A list of names in a sentence. */
export function list(names: readonly string[], most = 20): string {
  return names.length > most ? `${names.slice(0, most).join(', ')} and ${names.length - most} more` : names.join(', ');
}
