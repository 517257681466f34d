import { mkdtempSync, readdirSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App } from 'aws-cdk-lib';
import { Assembly } from '../../src/verify/assembly';

const made: string[] = [];
afterAll(() => made.splice(0).forEach(dir => rmSync(dir, { recursive: true, force: true })));

/** An app in a folder of its own that goes when the tests of the file have ended. */
export function appIn(context: Record<string, unknown> = {}): App {
  const outdir = mkdtempSync(join(tmpdir(), 'assembly-'));
  made.push(outdir);
  return new App({ outdir, context, analyticsReporting: false, autoSynth: false });
}

export function synthesize(build: (app: App) => void, context: Record<string, unknown> = {}): Assembly {
  const app = appIn(context);
  build(app);
  app.synth();
  return new Assembly(app.outdir);
}

/** All that a synth complains of; that it wrote nothing is checked on the way. */
export function complaintsOf(build: (app: App) => void): string {
  const app = appIn();
  let message = '';
  try {
    build(app);
    app.synth();
  } catch (error) {
    message = (error as Error).message;
  }
  const written = readdirSync(app.outdir).filter(file => /template\.json$|^manifest\.json$|^platform\.json$/.test(file));
  if (message && written.length) throw new Error(`it complained, and yet it wrote ${written.join(', ')}`);
  const alone = message.split('\n').find((line, at, lines) => / got .*, expected .*; (write|run|take|wait) /.test(line) && !/^ *\S*\/errors\.md#/.test(lines[at + 1] ?? ''));
  if (alone) throw new Error(`no page explains it: ${alone}`);
  return message;
}
