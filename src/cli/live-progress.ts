import { Listr, ListrLogger, ProcessOutput } from 'listr2';
import pc from 'picocolors';
import { PlainProgress, Progress, Task } from './progress';

/** A live list in a terminal, drawn by listr2. */
export class LiveProgress implements Progress {
  public async tasks<T>(title: string | undefined, tasks: Task<T>[], atOnce: number): Promise<T[]> {
    // a list that is longer than the screen cannot be redrawn
    if (tasks.length > (process.stderr.rows ?? 24) - 4) return new PlainProgress(line => this.note(line)).tasks(title, tasks, atOnce);
    const results: T[] = new Array(tasks.length);
    if (title) this.note(title);
    let ended: unknown;
    await new Listr(tasks.map((task, index) => ({
      title: task.title,
      task: async (_: unknown, line: any) => {
        const say = Object.assign((phase: string) => {
          line.title = `${task.title}: ${phase}`;
        }, { detail: (text: string) => { line.output = text; } });
        try {
          results[index] = await task.run(say);
        } catch (error) {
          ended ??= error;
          throw error;
        }
        const { text, failed } = task.summary(results[index]);
        line.title = `${task.title}: ${text}`;
        if (failed) throw new Error(text);
      },
    })), {
      concurrent: atOnce,
      exitOnError: false,
      // Ctrl-C is handled in one place, for the children as well
      registerSignalListeners: false,
      rendererOptions: {
        showErrorMessage: false,
        collapseErrors: false,
        formatOutput: 'truncate',
        logger: new ListrLogger({ processOutput: new ProcessOutput(process.stderr, process.stderr) }),
      },
    } as any).run();
    if (ended) throw ended;
    return results;
  }

  public note(text: string): void {
    process.stderr.write(`${text}\n`);
  }

  public warn(text: string): void {
    this.note(`${pc.yellow('warning:')} ${text}`);
  }
}
