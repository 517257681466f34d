import pc from 'picocolors';
import { sideBySide } from './side-by-side';

/** How a task tells what it does: a phase, or a detail of it that only a live display shows. */
export interface Say {
  (phase: string): void;
  detail(line: string): void;
}

export interface Task<T> {
  readonly title: string;
  readonly run: (say: Say) => Promise<T>;
  /** What to say of the result; `failed` marks it so. */
  readonly summary: (result: T) => { text: string; failed?: boolean };
}

/** Shows what is under way. Always on stderr: stdout belongs to the result. */
export interface Progress {
  /** Runs tasks side by side; `run` must not throw unless everything is to end. */
  tasks<T>(title: string | undefined, tasks: Task<T>[], atOnce: number): Promise<T[]>;
  /** A line that stays. */
  note(text: string): void;
  warn(text: string): void;
}

/** Plain lines: no terminal, CI, --json, --verbose. */
export class PlainProgress implements Progress {
  constructor(private readonly write: (line: string) => void) {
  }

  public async tasks<T>(title: string | undefined, tasks: Task<T>[], atOnce: number): Promise<T[]> {
    if (title) this.note(title);
    const indent = title ? '  ' : '';
    return sideBySide(tasks, atOnce, async task => {
      let last: string | undefined;
      const say = Object.assign((phase: string) => {
        if (phase !== last) this.write(`${indent}${task.title}: ${phase}`);
        last = phase;
      }, { detail: () => undefined });
      const result = await task.run(say);
      const { text, failed } = task.summary(result);
      this.write(`${indent}${task.title}: ${failed ? pc.red(text) : text}`);
      return result;
    });
  }

  public note(text: string): void {
    this.write(text);
  }

  public warn(text: string): void {
    this.write(`${pc.yellow('warning:')} ${text}`);
  }
}
