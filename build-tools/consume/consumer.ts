import { execFileSync } from 'child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'fs';
import { join, resolve } from 'path';

/** What users have. The oldest aws-cdk-lib is the one that the library is compiled with: where its peer range begins. */
export const VERSIONS = {
  oldestCdk: devDependency('aws-cdk-lib'),
  newestCdk: '2.275.0',
  constructs: devDependency('constructs'),
  cli: devDependency('aws-cdk'),
  /** Two years old at most, as with aws-cdk-lib itself. */
  oldestTypeScript: '5.7.3',
  ownTypeScript: installed('typescript'),
  newestTypeScript: '7.0.2',
  tsx: installed('tsx'),
  pnpm: '12.21.0',
  yarnClassic: '1.22.22',
  yarn: '4.18.1',
};
export const NAME = '@astradot/cloud-platform';
const EXAMPLE = ['app.ts', 'acme.ts', 'cdk.json', 'accounts.json'];

/** A user with the tarball in hand, who has a folder for each attempt. */
export class Consumer {
  /** Packs what is compiled. */
  public static pack(work: string): Consumer {
    const [{ filename }] = JSON.parse(execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', work], { encoding: 'utf8', stdio: 'pipe' }));
    return new Consumer(work, join(work, filename));
  }

  private constructor(private readonly work: string, public readonly tarball: string) {}

  /** A folder with the example's app and these dependencies; nothing is installed yet. */
  public app(name: string, dependencies: { readonly [name: string]: string }, more: object = {}): App {
    const dir = join(this.work, name);
    mkdirSync(dir);
    for (const file of EXAMPLE) cpSync(join('examples', 'platform', file), join(dir, file));
    const manifest = { name, version: '1.0.0', private: true, dependencies: { [NAME]: `file:${this.tarball}`, ...dependencies }, ...more };
    writeFileSync(join(dir, 'package.json'), JSON.stringify(manifest, undefined, 2));
    return new App(dir);
  }

  /** Installs a tool into a folder of its own and says where it is. */
  public tool(name: string, version: string, bin: string): string {
    const dir = join(this.work, `tool-${name.replace(/\W/g, '-')}-${version}`);
    mkdirSync(dir);
    writeFileSync(join(dir, 'package.json'), '{ "private": true }');
    new App(dir).run('npm', 'install', '--no-audit', '--no-fund', `${name}@${version}`);
    return join(dir, 'node_modules', '.bin', bin);
  }
}

/** One of its folders. */
export class App {
  public constructor(public readonly dir: string) {}

  public run(command: string, ...args: string[]): string {
    return execFileSync(command, args, {
      cwd: this.dir, encoding: 'utf8', stdio: 'pipe', maxBuffer: 1e8, env: { ...process.env, CDK_VALIDATION: 'false', npm_config_yes: 'true', CI: '1', ...registryForYarn() },
    });
  }

  /** What a command that has to fail said; nothing if it did not fail. */
  public failure(command: string, ...args: string[]): string | undefined {
    try {
      this.run(command, ...args);
      return undefined;
    } catch (error) {
      const { stdout, stderr } = error as { stdout: string; stderr: string };
      return `${stdout}${stderr}`;
    }
  }

  public read(...path: string[]): string {
    return readFileSync(join(this.dir, ...path), 'utf8');
  }

  public write(file: string, text: string): void {
    writeFileSync(join(this.dir, file), text);
  }

  /** What is wrong with the plan that it wrote; it has to be the repository's own, to the byte. */
  public planFault(): string | undefined {
    const same = this.read('cdk.out', 'platform.json') === readFileSync(resolve('examples/platform/cdk.out/platform.json'), 'utf8');
    return same ? undefined : 'platform.json differs from examples/platform/cdk.out: run "npx projen synth:examples" and look';
  }
}

/** Yarn reads no settings of npm. */
function registryForYarn(): { [name: string]: string } {
  const registry = execFileSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8', stdio: 'pipe' }).trim();
  return { YARN_NPM_REGISTRY_SERVER: registry, ...registry.startsWith('http:') && { YARN_UNSAFE_HTTP_WHITELIST: '*' }, YARN_REGISTRY: registry };
}

function devDependency(name: string): string {
  return JSON.parse(readFileSync('package.json', 'utf8')).devDependencies[name];
}

function installed(name: string): string {
  return JSON.parse(readFileSync(join('node_modules', name, 'package.json'), 'utf8')).version;
}
