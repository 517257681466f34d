/** Runs programs as processes of their own and says what each of them took. */
import { spawn } from 'child_process';
import { mkdtempSync, readFileSync, rmSync } from 'fs';
import { join, resolve } from 'path';
import { buildSync } from 'esbuild';

export interface Usage {
  /** Seconds of all threads, user and system. */
  readonly cpu: number;
  readonly wall: number;
  readonly peakMiB: number;
}

export interface Program {
  readonly name: 'ours' | 'floor' | 'json' | 'peer';
  readonly size: string;
  /** What the floor and the JSON are made from. */
  readonly data?: string;
  /** Accounts to synthesise. */
  readonly only?: string;
}

const PROGRAMS = resolve(__dirname, '.programs');

/** On both sides. Validation is a step of its own in CI; stack traces and metadata of paths are what each side may switch off. */
const CONTEXT = {
  ...JSON.parse(readFileSync(resolve(__dirname, '..', 'examples', 'platform', 'cdk.json'), 'utf8')).context,
  'aws:cdk:disable-creation-stack-traces': true,
  'aws:cdk:version-reporting': false,
  'aws:cdk:enable-path-metadata': false,
  'aws:cdk:enable-asset-metadata': false,
  // the peer has more than 500 resources in one stack beyond 250 accounts
  '@aws-cdk/core:stackResourceLimit': 0,
};

/** Plain JavaScript, so that no loader is measured. */
export function compilePrograms(): void {
  const names = ['ours', 'floor', 'json', 'peer', 'size', 'usage', 'l1-classes'];
  buildSync({
    entryPoints: names.map(name => resolve(__dirname, 'programs', `${name}.ts`)),
    outdir: PROGRAMS,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    logLevel: 'warning',
  });
}

/** Runs a program into an empty folder. */
export async function run(program: Program, work: string): Promise<Usage & { readonly outdir: string }> {
  const directory = mkdtempSync(join(work, `${program.name}-${program.size}-`));
  const [outdir, usage] = [join(directory, 'cdk.out'), join(directory, 'usage.json')];
  const context = { ...CONTEXT, ...program.only && { 'cloud-platform:only': program.only } };
  const begun = process.hrtime.bigint();
  const child = spawn(process.execPath, [
    '--require', join(PROGRAMS, 'usage.js'), join(PROGRAMS, `${program.name}.js`), program.size, outdir, ...program.data ? [program.data] : [],
  ], {
    cwd: directory,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { PATH: process.env.PATH, HOME: directory, CDK_CONTEXT_JSON: JSON.stringify(context), CDK_VALIDATION: 'false', BENCH_USAGE: usage },
  });
  let errors = '';
  child.stderr.on('data', chunk => errors += chunk);
  const status = await new Promise(done => child.once('close', done));
  const wall = Number(process.hrtime.bigint() - begun) / 1e9;
  if (status !== 0) throw new Error(`${program.name} ${program.size} ended with status ${status}: ${errors.slice(-2000)}`);
  const { cpu, peak } = JSON.parse(readFileSync(usage, 'utf8'));
  return { cpu: cpu / 1e6, wall, peakMiB: peak / 1024, outdir };
}

/** The same, and what was written is thrown away. */
export async function measure(program: Program, work: string): Promise<Usage> {
  const { outdir, ...usage } = await run(program, work);
  rmSync(join(outdir, '..'), { recursive: true });
  return usage;
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
