/**
 * `npx projen upgrade:deploy [version ...]`: deploys each kept release to an embedded AWS, then the present code over it, and looks at what became of
 * every resource: nothing that holds state is another one than before, and nothing was replaced or removed that `cloud-platform upgrade` had not said.
 */
import { mkdirSync } from 'fs';
import { Playground } from './playground';
import { frozenReleases, unfreeze } from './release/frozen';
import { fates } from './release/resource-fates';
import { Checks } from './tally';

const DEPLOY = ['--require-approval', 'never', '--progress', 'events', '--concurrency', '4'];

async function main(names: string[]): Promise<void> {
  const kept = frozenReleases();
  const unknown = names.filter(name => !kept.includes(name));
  if (unknown.length) throw new Error(`got ${unknown.join(', ')}, expected some of ${kept.join(', ')}`);
  const checks = new Checks();
  await checks.check('there is a release to upgrade from', () => kept.length ? undefined : 'take test/releases back from git, or run "npx projen release:freeze <version>"');
  for (const release of names.length ? names : kept) await upgradeFrom(release, checks);
  checks.report();
}

async function upgradeFrom(release: string, checks: Checks): Promise<void> {
  const playground = await Playground.open(`upgrade-${release}`);
  const deploy = (example: 'platform' | 'application', account: string, app: string, ...which: string[]) => playground.cdk(example, account, 'deploy', '--app', app, ...which, ...DEPLOY);
  let standing = false;
  const begun = Date.now();
  try {
    const frozen = playground.path('before');
    mkdirSync(frozen, { recursive: true });
    unfreeze(release, frozen);
    const [before, application] = ['platform', 'application'].map(name => `${frozen}/${name}`);
    await checks.check(`${release} is deployed, from an empty organization`, async () => {
      await playground.tool(['accounts', 'sync']);
      await playground.tool(['bootstrap', '--assembly', before]);
      // the other accounts are bootstrapped by it
      await deploy('platform', 'management', before, '*/management/*', '--exclusively');
      await deploy('platform', 'management', before, '--all');
      await deploy('application', 'production', application, '--all');
      standing = true;
    });
    if (!standing) return;
    const deployed = await playground.aws.records();

    let report: any;
    await checks.check(`from ${release} to the present code: cloud-platform upgrade finds nothing that holds state lost`, async () => {
      await playground.tool(['accounts', 'sync', '--assembly', before]);
      await playground.cdk('platform', 'management', 'synth', '--quiet');
      await playground.cdk('application', 'production', 'synth', '--quiet');
      report = JSON.parse(await playground.answer(['upgrade', before, '--json'], [0, 3]));
      return report.refused ? JSON.stringify(report.changes.filter((change: any) => change.verdict === 'deletes state'), undefined, 1) : undefined;
    });
    await checks.check(`from ${release}: the present code is deployed over it`, async () => {
      await deploy('platform', 'management', 'cdk.out', '--all');
      await deploy('application', 'production', 'cdk.out', '--all');
    });

    const found = fates(deployed, (await playground.aws.records()).slice(deployed.length));
    const holding = found.kept.filter(({ stateful }) => stateful).length + found.gone.filter(({ stateful }) => stateful).length;
    await checks.check(`from ${release}: ${holding} resources that hold state are the ones that were there`, () => {
      if (!holding) return 'got none, expected some: nothing was looked at';
      return found.gone.filter(({ stateful }) => stateful).map(({ what, became }) => `${what} ${became}`).join('\n');
    });
    await checks.check(`from ${release}: nothing is replaced or removed that cloud-platform upgrade did not say`, () => {
      const said = new Set((report?.changes ?? []).map((change: any) => change.resource));
      return found.gone.filter(({ logicalId }) => !said.has(logicalId)).map(({ what, became }) => `${what} ${became}`).join('\n');
    });
    console.log(`from ${release}: ${found.kept.length} resources kept, ${found.gone.length} replaced or removed, ${found.added} added, in ${((Date.now() - begun) / 1000).toFixed(0)} s`);
  } finally {
    await playground.close();
  }
}

main(process.argv.slice(2)).catch(error => {
  console.error((error as Error).message);
  process.exitCode = 1;
});
