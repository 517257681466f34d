/**
 * `npx projen bench [--sizes 100x2,...] [--repeats 5]`: whole processes, in turn, in one run. Writes RESULTS.md for people and results.json for
 * machines. Figures of CPU are ratios of neighbours in time, so that what else the machine does meets both sides.
 */
import { execFileSync } from 'child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { cpus, tmpdir } from 'os';
import { join, resolve } from 'path';
import { parseArgs } from 'util';
import { aloneFigures } from './alone';
import { Assembly } from './assembly';
import { deployModel } from './deploy-model';
import { floorData } from './floor-data';
import { compilePrograms, measure, median, Program, run, Usage } from './measure';
import { peerFault } from './peer';
import { sizeOf } from './programs/size';
import { renderResults, Results, SizeResult } from './results';
import { differingFiles } from './same-bytes';

const SIZES = '10x2,100x2,300x2,1000x2,50x5';

/** Its time grows faster than the number of accounts: beyond, one run would take a quarter of an hour. */
const MOST_ACCOUNTS_OF_PEER = 300;

/** Between which sizes growth is told, and one account alone is compared. */
const GROWTH = ['100x2', '1000x2'] as const;
const ALONE = ['10x2', '1000x2'] as const;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { sizes: { type: 'string', default: SIZES }, repeats: { type: 'string', default: '5' } } });
  const sizes = values.sizes.split(',').map(name => sizeOf(name.trim()).name);
  const repeats = Number(values.repeats);
  if (!(repeats >= 1)) throw new Error(`--repeats: got ${values.repeats}, expected a number from 1`);
  compilePrograms();
  const missing = peerFault();
  if (missing) console.log(`runs without the peer: ${missing}\n`);

  const work = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const measured: Record<string, SizeResult> = {};
    for (const size of sizes) {
      const peer = !missing && sizeOf(size).accounts <= MOST_ACCOUNTS_OF_PEER;
      measured[size] = await measureSize(size, repeats, peer, mkdtempSync(join(work, `${size}-`)));
    }
    const both = (names: readonly string[]) => names.every(name => sizes.includes(name));
    const exponent = (of: (result: SizeResult) => number) => {
      const [small, large] = GROWTH.map(name => ({ n: sizeOf(name).accounts, value: of(measured[name]) }));
      return round(Math.log(large.value / small.value) / Math.log(large.n / small.n), 3);
    };
    const results: Results = {
      machine: { node: process.version, cores: cpus().length, cpu: cpus()[0].model.trim(), commit: commit(), repeats },
      sizes: measured,
      growth: both(GROWTH)
        ? { from: GROWTH[0], to: GROWTH[1], time: exponent(one => one.oursCpuSeconds), memory: exponent(one => one.peakMiB) } : null,
      alone: both(ALONE) ? await aloneFigures(ALONE, repeats, work) : null,
      deploy: await deployModel(),
      peerMissing: missing ?? null,
    };
    writeFileSync(resolve(__dirname, 'results.json'), JSON.stringify(results, undefined, 2) + '\n');
    writeFileSync(resolve(__dirname, 'RESULTS.md'), renderResults(results));
    console.log(renderResults(results));
  } finally {
    rmSync(work, { recursive: true });
  }
}

async function measureSize(size: string, repeats: number, withPeer: boolean, work: string): Promise<SizeResult> {
  console.log(`${size} ...`);
  const first = await run({ name: 'ours', size }, work);
  const ours = new Assembly(first.outdir);
  const [floorFile, jsonFile] = [join(work, 'floor.json'), join(work, 'files.json')];
  const floor = floorData(ours, hash => join(first.outdir, `asset.${hash}`));
  writeFileSync(floorFile, JSON.stringify(floor));
  writeFileSync(jsonFile, JSON.stringify(ours.files));
  const programs: Program[] = [
    { name: 'ours', size }, { name: 'floor', size, data: floorFile }, { name: 'json', size, data: jsonFile },
    ...withPeer ? [{ name: 'peer', size } as const] : [],
  ];
  const second = await run(programs[0], work);
  const changed = differingFiles(first.outdir, second.outdir);
  if (changed.length) throw new Error(`${size}: two synths differ in ${changed.slice(0, 5).join(', ')}`);
  const bare = await run(programs[1], work);
  const different = ours.differencesFrom(new Assembly(bare.outdir));
  if (different.length) throw new Error(`${size}: the floor deploys something else: ${different.slice(0, 5).join(', ')}`);
  const peer = withPeer ? new Assembly((await run(programs[3], work)).outdir) : undefined;

  const rounds: Record<string, Usage>[] = [];
  for (let round_ = 0; round_ < repeats; round_++) {
    const usages: Record<string, Usage> = {};
    for (const program of programs) usages[program.name] = await measure(program, work);
    rounds.push(usages);
    console.log(`  ${programs.map(({ name }) => `${name} ${usages[name].cpu.toFixed(2)} s, ${usages[name].peakMiB.toFixed(0)} MiB`).join('; ')}`);
  }
  const of = (name: string, what: keyof Usage) => median(rounds.map(usages => usages[name][what]));
  const ratio = (above: string, below: string, what: keyof Usage = 'cpu') => median(rounds.map(usages => usages[above][what] / usages[below][what]));
  return {
    peerOverOurs: withPeer ? round(ratio('peer', 'ours')) : null,
    oursOverBareCdk: round(ratio('ours', 'floor')),
    oursOverJson: round(ratio('ours', 'json')),
    oursCpuSeconds: round(of('ours', 'cpu'), 3),
    oursWallSeconds: round(of('ours', 'wall'), 3),
    bareCdkCpuSeconds: round(of('floor', 'cpu'), 3),
    jsonCpuSeconds: round(of('json', 'cpu'), 3),
    peakMiB: round(of('ours', 'peakMiB'), 1),
    bareCdkPeakMiB: round(of('floor', 'peakMiB'), 1),
    stacks: ours.stacks.length,
    emptyStacks: ours.emptyStacks,
    resources: ours.resources,
    longestChain: ours.longestChain,
    bareCdkTyped: round(share(floor.stacks.flatMap(stack => stack.resources), ({ typed }) => typed), 3),
    peer: peer ? {
      cpuSeconds: round(of('peer', 'cpu'), 3),
      wallOverOurs: round(ratio('peer', 'ours', 'wall')),
      peakMiB: round(of('peer', 'peakMiB'), 1),
      stacks: peer.stacks.length,
      emptyStacks: peer.emptyStacks,
      resources: peer.resources,
      longestChain: peer.longestChain,
    } : null,
  };
}

function share<T>(all: T[], holds: (one: T) => boolean): number {
  return all.filter(holds).length / all.length;
}

function round(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}

function commit(): string {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: __dirname, encoding: 'utf8' }).trim();
  return git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain', '--', '../src') ? ', changed' : '');
}

main().catch(error => {
  console.error((error as Error).message);
  process.exitCode = 1;
});
