/**
 * `npx projen consume [part ...]`: the tarball as its users install it. By each package manager, with peers that have to resolve; beside the oldest and
 * the newest aws-cdk-lib, which have to give the same plan; and its types under the oldest and the newest TypeScript. It downloads what a user would.
 */
import { existsSync, mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { Consumer } from './consume/consumer';
import { checkPackageManagers } from './consume/package-managers';
import { checkPeers } from './consume/peers';
import { checkTypes } from './consume/types';
import { Checks } from './tally';

const PARTS = { peers: checkPeers, managers: checkPackageManagers, types: checkTypes };

async function main(names: string[]): Promise<void> {
  const unknown = names.filter(name => !(name in PARTS));
  if (unknown.length) throw new Error(`got ${unknown.join(', ')}, expected some of ${Object.keys(PARTS).join(', ')}`);
  if (!existsSync('examples/platform/cdk.out/platform.json')) throw new Error('there is no plan to compare with: run "npx projen synth:examples"');
  const work = mkdtempSync(`${tmpdir()}/consume-`);
  const checks = new Checks();
  try {
    const consumer = Consumer.pack(work);
    for (const [name, part] of Object.entries(PARTS)) {
      const begun = Date.now();
      if (!names.length || names.includes(name)) await part(checks, consumer);
      console.log(`${name}: ${((Date.now() - begun) / 1000).toFixed(0)} s`);
    }
  } finally {
    rmSync(work, { recursive: true });
  }
  checks.report();
}

main(process.argv.slice(2)).catch(error => {
  console.error((error as Error).message);
  process.exitCode = 1;
});
