import { CommanderError } from 'commander';
import pc from 'picocolors';
import { Children } from './children';
import { pageOfToolError } from './error-topics';
import { ExitCode, Interrupted, known } from './errors';
import { LiveProgress } from './live-progress';
import { program } from './program';
import { PlainProgress } from './progress';
import type { Tool } from './tool';

/** Runs the tool; gives its exit status. */
export async function main(argv: string[]): Promise<number> {
  const children = new Children();
  let exitCode: number = ExitCode.OK;
  let json = false;
  const run = (command: (tool: Tool) => Promise<ExitCode>, options: { json?: boolean; verbose?: boolean }) => {
    json = !!options.json;
    const live = process.stderr.isTTY && !process.env.CI && !options.json && !options.verbose;
    const tool: Tool = {
      cwd: process.cwd(),
      json,
      children,
      progress: live ? new LiveProgress() : new PlainProgress(line => process.stderr.write(`${line}\n`)),
      print: text => process.stdout.write(`${text}\n`),
    };
    return untilInterrupted(children, async () => { exitCode = await command(tool); });
  };
  try {
    await program(run).parseAsync(argv);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.OK : ExitCode.BAD_INPUT;
    const { problem, exitCode: failed } = known(error);
    if (json) process.stdout.write(`${JSON.stringify({ error: { ...problem, see: pageOfToolError(problem.what) } }, undefined, 2)}\n`);
    else process.stderr.write(`${pc.red('error:')} ${known(error).render()}\n`);
    return failed;
  }
  return exitCode;
}

/** Ctrl-C once: cdk is told and waited for. Twice: it is ended. */
async function untilInterrupted(children: Children, work: () => Promise<void>): Promise<void> {
  let interrupts = 0;
  let stop!: (reason: Interrupted) => void;
  const stopped = new Promise<never>((_, reject) => { stop = reject; });
  const leave = () => {
    // the live display may have hidden the cursor
    if (process.stderr.isTTY) process.stderr.write('\u001b[?25h');
    stop(new Interrupted());
  };
  const onSignal = () => {
    const first = interrupts++ === 0;
    const waits = children.count > 0;
    children.interrupt(first ? 'SIGINT' : 'SIGKILL');
    if (!first) leave();
    else if (waits) process.stderr.write('\ninterrupted: cdk is told to end; Ctrl-C once more ends it at once\n');
    // what waits wakes up and tells what was done; a call to AWS is not waited for
    else setTimeout(leave, 1000).unref();
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  signals.forEach(signal => process.on(signal, onSignal));
  const onExit = () => children.interrupt('SIGKILL');
  process.on('exit', onExit);
  try {
    await Promise.race([work(), stopped]);
  } finally {
    signals.forEach(signal => process.off(signal, onSignal));
  }
}

if (require.main === module) {
  // says when a later version of Node will be needed: the package's "engines" says it, and not in the middle of a table
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  // "cloud-platform plan | head"
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? ExitCode.OK : ExitCode.FAILED));
  void main(process.argv).then(exitCode => {
    // nothing is left to wait for but idle connections
    process.stdout.write('', () => process.exit(exitCode));
  });
}
