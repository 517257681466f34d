import { execFileSync } from 'child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join, resolve } from 'path';
import { compareVersions, parseVersion } from '../../src/verify/upgrade/version';

/** Assemblies of the examples as releases made them, each an archive that is never written again. */
export const FROZEN = join('test', 'releases');
/** Made by a commit before the first release, so that there is something to upgrade from. */
export const PREVIEW = 'preview';
const SUFFIX = '.tar.gz';
const EXAMPLES = ['platform', 'application'];

/** The oldest first. */
export function frozenReleases(): string[] {
  const found = existsSync(FROZEN) ? readdirSync(FROZEN).filter(file => file.endsWith(SUFFIX)).map(file => file.slice(0, -SUFFIX.length)) : [];
  const strange = found.filter(name => name !== PREVIEW && !parseVersion(name));
  if (strange.length) throw new Error(`${FROZEN}: got ${strange.join(', ')}, expected versions such as 1.2.3`);
  const versions = found.filter(name => name !== PREVIEW).sort((one, other) => compareVersions(parseVersion(one)!, parseVersion(other)!));
  return [...found.filter(name => name === PREVIEW), ...versions];
}

/** Keeps the assemblies that `synth:examples` wrote, without the trees, which nobody deploys. */
export function freeze(version: string): string {
  const archive = join(FROZEN, `${version}${SUFFIX}`);
  if (existsSync(archive)) throw new Error(`${archive} is there already, and stays as it is`);
  const dir = mkdtempSync(join(tmpdir(), 'freeze-'));
  try {
    for (const example of EXAMPLES) {
      const assembly = join('examples', example, 'cdk.out');
      if (!existsSync(join(assembly, 'manifest.json'))) throw new Error(`${assembly}: got no manifest.json, expected an assembly: run "npx projen synth:examples"`);
      cpSync(assembly, join(dir, example), { recursive: true, filter: file => !file.endsWith('/tree.json') });
    }
    mkdirSync(FROZEN, { recursive: true });
    // from here on there is a release to begin with
    if (version !== PREVIEW) rmSync(join(FROZEN, `${PREVIEW}${SUFFIX}`), { force: true });
    execFileSync('tar', ['-czf', resolve(archive), '-C', dir, ...EXAMPLES]);
  } finally {
    rmSync(dir, { recursive: true });
  }
  return archive;
}

/** Unpacks a release into a directory: `platform` and `application` in it are assemblies. */
export function unfreeze(version: string, directory: string): void {
  mkdirSync(directory, { recursive: true });
  execFileSync('tar', ['-xzf', resolve(FROZEN, `${version}${SUFFIX}`), '-C', directory]);
}
