import { readFileSync } from 'fs';
import { Consumer, NAME, VERSIONS } from './consumer';
import type { Checks } from '../tally';

/** What npm makes of the package's peers: none said, the newest, and one that is too old. */
export async function checkPeers(checks: Checks, consumer: Consumer): Promise<void> {
  const { oldestCdk, constructs } = VERSIONS;
  const { peerDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));

  await checks.check('its peers are aws-cdk-lib and constructs, from the versions that it is compiled with', () => {
    const expected = { 'aws-cdk-lib': `^${oldestCdk}`, 'constructs': `^${constructs}` };
    return JSON.stringify(peerDependencies) === JSON.stringify(expected) ? undefined : JSON.stringify(peerDependencies);
  });
  await checks.check('alone, it brings both with it', () => {
    const app = consumer.app('alone', {});
    app.run('npm', 'install', '--no-audit', '--no-fund', '--strict-peer-deps');
    const missing = Object.keys(peerDependencies).filter(name => app.failure('node', '-e', `require.resolve(${JSON.stringify(name)})`));
    return missing.join(', ') || app.failure('node', '-e', `require(${JSON.stringify(NAME)})`);
  });
  await checks.check('an aws-cdk-lib that is too old is refused, and named', () => {
    const older = oldestCdk.replace(/^2\.(\d+)\.\d+$/, (_, minor) => `2.${Number(minor) - 1}.0`);
    const said = consumer.app('too-old', { 'aws-cdk-lib': older, constructs }).failure('npm', 'install', '--no-audit', '--no-fund', '--dry-run');
    if (said === undefined) return `npm installed it beside aws-cdk-lib ${older}`;
    return said.includes('ERESOLVE') && said.includes(`peer aws-cdk-lib@"^${oldestCdk}"`) ? undefined : said;
  });
}
