import { existsSync, readFileSync } from 'fs';
import { resolve } from 'path';

const PIPELINE = '2.3.1';

/** Whether the peer can be run; else why not, and how to get what is missing. */
export function peerFault(): string | undefined {
  const installed = (name: string) => {
    const manifest = resolve(__dirname, 'node_modules', name, 'package.json');
    return existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')).version : undefined;
  };
  if (!installed('aws-data-landing-zone')) return 'aws-data-landing-zone is not installed: npm --prefix bench ci';
  const pipeline = installed('cdk-express-pipeline');
  if (pipeline === PIPELINE) return undefined;
  return `aws-data-landing-zone needs cdk-express-pipeline ${PIPELINE}, ${pipeline ?? 'none'} is installed (older ones order all waves by all and do not end). `
    + `Where the registry has it: npm --prefix bench install --no-save cdk-express-pipeline@${PIPELINE}. Else from its source: `
    + `git clone --branch v${PIPELINE} https://github.com/rehanvdm/cdk-express-pipeline && cd cdk-express-pipeline && npm ci && npx projen compile `
    + `&& npm version --no-git-tag-version ${PIPELINE} && npm pack --ignore-scripts, then npm --prefix bench install --no-save <that tarball>`;
}
