import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'fs';
import { join, resolve } from 'path';

const ROOT = resolve(__dirname, '..', '..');

/** Where the calls of the last jest run stand; the gate `replay` reads them. */
export const RECORDINGS = join(ROOT, 'test-reports', 'calls');

/** One side of a call of the AWS SDK that code of ours made in a test. */
export interface Recording {
  /** As the SDK's package calls it: `route-53` of `@aws-sdk/client-route-53`. */
  readonly service: string;
  readonly operation: string;
  /** What was sent, what a fake answered, or the code of the error that it answered with. */
  readonly side: 'input' | 'output' | 'error';
  readonly value: unknown;
  /** Source file that made the call; absent if a test made it itself. */
  readonly source?: string;
}

export function record(recording: Recording): void {
  mkdirSync(RECORDINGS, { recursive: true });
  appendFileSync(join(RECORDINGS, `${process.pid}.jsonl`), `${JSON.stringify(recording)}\n`);
}

/** Everything that was recorded, each once. */
export function recordings(folder = RECORDINGS): Recording[] {
  if (!existsSync(folder)) return [];
  const lines = readdirSync(folder).flatMap(file => readFileSync(join(folder, file), 'utf8').split('\n').filter(Boolean));
  return [...new Set(lines)].sort().map(line => JSON.parse(line));
}

/** `Route 53` of a client's configuration is `route-53`. */
export function serviceName(serviceId: string): string {
  return serviceId.toLowerCase().replaceAll(' ', '-');
}

/** The file below `src/` that a stack trace comes from: its innermost frame there. */
export function sourceOf(stack: string): string | undefined {
  for (const [, file, line] of stack.matchAll(/\(?(\/[^():\n]+):(\d+):\d+\)?/g)) {
    const source = file.startsWith(join(ROOT, 'src')) ? file.slice(ROOT.length + 1) : bundled(file, Number(line));
    if (source?.startsWith('src/')) return source;
  }
  return undefined;
}

const MARKS = new Map<string, { line: number; source: string }[]>();

/** esbuild writes the name of each source file before its text. */
function bundled(file: string, line: number): string | undefined {
  if (!/cloud-platform-[0-9a-f]+\/cli\/cloud-platform\.js$/.test(file)) return undefined;
  const marks = MARKS.get(file) ?? readFileSync(file, 'utf8').split('\n').flatMap((text, index) => {
    const source = /^\s*\/\/ (\S+\.[cm]?[jt]s)$/.exec(text)?.[1];
    return source ? [{ line: index + 1, source }] : [];
  });
  MARKS.set(file, marks);
  return marks.filter(mark => mark.line <= line).pop()?.source;
}
