import { App } from 'aws-cdk-lib';
import { ownPackage } from './own-package';

/** Where jsii writes the version of a package, on each of its classes. */
const JSII_RTTI = Symbol.for('jsii.rtti');

/**
 * What this package runs in has to be new enough. npm looks at that as well, but not in a Python, Java or Go project, nor where somebody was told to force it: what
 * fails then is some call in the middle, in words that do not help. So it is looked at first, when the package is loaded.
 */
export function checkSurroundings(node: string, cdk: string | undefined): void {
  const { version, engines, peerDependencies } = ownPackage();
  const faults = [
    fault('Node', node, engines.node, 'install a newer one, and have it first on the PATH: every language of the CDK runs on it'),
    fault('aws-cdk-lib', cdk, peerDependencies['aws-cdk-lib'], 'ask for a newer one where the project lists its packages, and install again'),
  ].filter(text => text);
  if (faults.length) throw new Error(`@astradot/cloud-platform ${version}: ${faults.join('\n')}`);
}

/** @param range what package.json says: a version with `^` or `>=` before it */
function fault(what: string, got: string | undefined, range: string, instead: string): string | undefined {
  const floor = /\d+\.\d+\.\d+/.exec(range)![0];
  const next = range.startsWith('^') ? ` and before ${Number(floor.split('.')[0]) + 1}` : '';
  // nothing is refused for a version that cannot be read
  if (!got || !/^\d+\.\d+\.\d+/.test(got)) return undefined;
  const fits = got.localeCompare(floor, 'en', { numeric: true }) >= 0 && !(next && parseInt(got, 10) > parseInt(floor, 10));
  return fits ? undefined : `${what}: got ${got}, expected ${floor} or later${next}; ${instead}`;
}

checkSurroundings(process.versions.node, (App as any)[JSII_RTTI]?.version);
