import { createInterface } from 'readline';
import { Interrupted } from './errors';
import type { Tool } from './tool';

/** Asks where there is somebody to ask: a script, CI or --json never waits. */
export async function confirm(tool: Tool, question: string, yes?: boolean): Promise<boolean> {
  if (yes || tool.json || process.env.CI || !process.stdin.isTTY || !process.stderr.isTTY) return true;
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await new Promise<string>((resolve, reject) => {
      asking.once('SIGINT', () => reject(new Interrupted('interrupted; nothing was deployed')));
      asking.once('close', () => resolve(''));
      asking.question(`${question} [y/N] `, resolve);
    });
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    asking.close();
  }
}
