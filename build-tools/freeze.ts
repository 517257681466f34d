/** The last step of `npx projen release:freeze <version>`: keeps the examples' assemblies, for `upgrade:deploy` to begin with. */
import { freeze, PREVIEW } from './release/frozen';
import { parseVersion } from '../src/verify/upgrade/version';

try {
  const [version] = process.argv.slice(2);
  if (version !== PREVIEW && !parseVersion(version ?? '')) throw new Error(`version: got ${version ?? 'none'}, expected the one that was released, such as 1.2.3`);
  console.log(freeze(version));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
