/** One account synthesised alone, which is what a deploy job of one account does: what it costs, and whether it is the same. */
import { mkdtempSync } from 'fs';
import { join } from 'path';
import { Assembly } from './assembly';
import { measure, median, run, Usage } from './measure';
import { differingFiles } from './same-bytes';

export interface AloneResult {
  readonly from: string;
  readonly to: string;
  /** CPU with the many accounts over CPU with the few. */
  readonly ratio: number;
  readonly cpuSeconds: number;
  readonly peakMiB: number;
  /** Files of the account, and the plan, that the full synth does not have with the same bytes. */
  readonly differingFiles: number;
}

const ACCOUNT = 'env-7';

export async function aloneFigures([few, many]: readonly [string, string], repeats: number, work: string): Promise<AloneResult> {
  console.log(`${ACCOUNT} alone, ${few} and ${many} ...`);
  const folder = mkdtempSync(join(work, 'alone-'));
  const full = await run({ name: 'ours', size: many }, folder);
  const alone = await run({ name: 'ours', size: many, only: ACCOUNT }, folder);
  // those of the full synth, so that one that is missing shows
  const stacks = new Assembly(full.outdir).stacks.filter(({ path }) => path.startsWith(`Acme/${ACCOUNT}/`));
  const own = ['platform.json', ...stacks.map(({ artifact }) => `${artifact}.`), ...stacks.flatMap(({ assets }) => assets.map(({ hash }) => `asset.${hash}`))];
  const differing = differingFiles(alone.outdir, full.outdir, file => own.some(start => file.startsWith(start)));

  const rounds: Usage[][] = [];
  for (let index = 0; index < repeats; index++) {
    rounds.push([await measure({ name: 'ours', size: few, only: ACCOUNT }, folder), await measure({ name: 'ours', size: many, only: ACCOUNT }, folder)]);
  }
  const round = (value: number, digits = 2) => Number(value.toFixed(digits));
  return {
    from: few,
    to: many,
    ratio: round(median(rounds.map(([small, large]) => large.cpu / small.cpu))),
    cpuSeconds: round(median(rounds.map(([, large]) => large.cpu)), 3),
    peakMiB: round(median(rounds.map(([, large]) => large.peakMiB)), 1),
    differingFiles: differing.length,
  };
}
