import { ChildProcess, spawn } from 'child_process';
import { setTimeout as delay } from 'timers/promises';
import { Interrupted } from './errors';

/** How a child process ended. */
export interface ChildResult {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface ChildOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Takes each line of both outputs. */
  readonly onLine: (line: string) => void;
}

/** The child processes of this run. Each leads a process group of its own, so that nothing is left when the tool ends. */
export class Children {
  private readonly running = new Set<ChildProcess>();
  private readonly abort = new AbortController();

  /** True from the first Ctrl-C. */
  public get interrupted(): boolean {
    return this.abort.signal.aborted;
  }

  public get count(): number {
    return this.running.size;
  }

  /** Runs a program to its end; each line of both outputs goes to `onLine`. Its stdin is closed: it never asks. */
  public async run(command: string, args: readonly string[], options: ChildOptions): Promise<ChildResult> {
    this.check();
    const child = spawn(command, args, { cwd: options.cwd, env: options.env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    this.running.add(child);
    const flush = [lines(child.stdout!, options.onLine), lines(child.stderr!, options.onLine)];
    try {
      return await new Promise<ChildResult>((resolve, reject) => {
        child.once('error', reject);
        child.once('close', (code, signal) => resolve({ code, signal }));
      });
    } finally {
      flush.forEach(end => end());
      this.running.delete(child);
    }
  }

  /** Ctrl-C: no new ones start, and those that run are asked to end, or ended. */
  public interrupt(signal: 'SIGINT' | 'SIGKILL'): void {
    this.abort.abort();
    for (const child of this.running) {
      try {
        // the whole group: what cdk has started as well
        process.kill(-child.pid!, signal);
      } catch {
        // it has just ended
      }
    }
  }

  /** Throws once Ctrl-C was pressed. */
  public check(): void {
    if (this.interrupted) throw new Interrupted();
  }

  /** Sleeps, and wakes at Ctrl-C. */
  public async sleep(milliseconds: number): Promise<void> {
    await delay(milliseconds, undefined, { signal: this.abort.signal }).catch(() => undefined);
    this.check();
  }
}

function lines(stream: NodeJS.ReadableStream, onLine: (line: string) => void): () => void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    const parts = (rest + chunk).split(/\r?\n/);
    rest = parts.pop()!;
    parts.forEach(onLine);
  });
  return () => {
    if (rest) onLine(rest);
    rest = '';
  };
}
