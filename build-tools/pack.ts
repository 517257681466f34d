/**
 * The tarball as a user gets it: what is in it, and that it installs into an empty application and works there with the newest supported
 * aws-cdk-lib, while everything else here runs with the oldest.
 */
import { execFileSync } from 'child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { INSTALL_SCRIPTS, packageFaults, PackedFile } from './consume/package-files';
import { Checks } from './tally';

const NEWEST_CDK = '2.275.0';
const LARGEST = 9_000_000;

const dir = mkdtempSync(join(tmpdir(), 'pack-'));
const checks = new Checks();

function run(command: string, ...args: string[]): string {
  return execFileSync(command, args, { cwd: dir, encoding: 'utf8', stdio: 'pipe', env: { ...process.env, CDK_VALIDATION: 'false', npm_config_yes: 'true' } });
}

async function main(): Promise<void> {
  const [tarball] = JSON.parse(execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', dir], { encoding: 'utf8', stdio: 'pipe' }));
  const { version, scripts, dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  const { aws_cdk, constructs, tsx } = versions();

  await checks.check('what is needed is in the tarball, and nothing else', () => {
    return packageFaults(tarball.files as PackedFile[]).join(', ');
  });
  await checks.check(`it unpacks to at most ${LARGEST / 1e6} MB`, () => {
    const [largest] = (tarball.files as { path: string; size: number }[]).sort((a, b) => b.size - a.size);
    return tarball.unpackedSize > LARGEST ? `${tarball.unpackedSize} bytes, the largest file is ${largest.path} with ${largest.size}` : undefined;
  });
  await checks.check('nothing runs when it is installed', () => INSTALL_SCRIPTS.find(script => scripts?.[script]));
  await checks.check('it brings no dependency', () => Object.keys(dependencies ?? {}).join(', ') || undefined);

  writeFileSync(join(dir, 'package.json'), JSON.stringify({ name: 'platform', version: '1.0.0', private: true }));
  await checks.check(`it installs beside aws-cdk-lib ${NEWEST_CDK}`, () => {
    return void run('npm', 'install', '--no-audit', '--no-fund', `./${tarball.filename}`, `aws-cdk-lib@${NEWEST_CDK}`, `constructs@${constructs}`, `aws-cdk@${aws_cdk}`, `tsx@${tsx}`);
  });
  for (const file of ['app.ts', 'acme.ts', 'cdk.json', 'accounts.json']) cpSync(join('examples/platform', file), join(dir, file));
  await checks.check('the example synthesises there, with the same plan', () => {
    run('npx', 'cdk', 'synth', '--quiet');
    const same = readFileSync(join(dir, 'cdk.out/platform.json'), 'utf8') === readFileSync('examples/platform/cdk.out/platform.json', 'utf8');
    return same ? undefined : 'platform.json differs from examples/platform/cdk.out: run "npx projen synth:examples" and look';
  });
  await checks.check('the tool runs there', () => {
    const help = run('npx', 'cloud-platform', '--help');
    const plan = JSON.parse(run('npx', 'cloud-platform', 'plan', '--json'));
    return /accounts/.test(help) && plan ? undefined : help;
  });
  await checks.check('it verifies the assembly there, by all that needs no simulator', () => {
    const { outcomes } = JSON.parse(run('npx', 'cloud-platform', 'verify', '--skip', 'policies', 'access', '--json'));
    const broken = outcomes.filter((outcome: any) => !['policies', 'access'].includes(outcome.id) && outcome.verdict !== 'holds');
    return broken.length ? JSON.stringify(broken) : undefined;
  });
  await checks.check('the example application is tested there without an account', () => {
    cpSync('examples/application', join(dir, 'shop'), { recursive: true, filter: path => !path.includes('cdk.out') });
    const said = run('node', '--import', 'tsx', '--test', 'shop/test/shop.test.ts');
    return /^# pass [1-9]/m.test(said) && /^# fail 0$/m.test(said) ? undefined : said;
  });
  await checks.check('what it is tested with cannot be deployed', () => {
    const app = "import { EnvironmentAccount } from '@astradot/cloud-platform'; import { App } from 'aws-cdk-lib'; import { ShopStack } from './shop-stack';";
    writeFileSync(join(dir, 'shop', 'fake.ts'), `${app} const app = new App(); EnvironmentAccount.fake(app); new ShopStack(app, 'Shop');`);
    try {
      return `cdk takes it: ${run('npx', 'cdk', 'synth', '--quiet', '--app', 'npx tsx shop/fake.ts', '--output', 'fake.out')}`;
    } catch (error) {
      const { stdout, stderr } = error as { stdout: string; stderr: string };
      return `${stdout}${stderr}`.includes('EnvironmentAccount.fake is for tests') ? undefined : `${stdout}${stderr}`;
    }
  });
  console.log(`${tarball.filename} ${version}: ${tarball.files.length} files, ${tarball.size} bytes, ${tarball.unpackedSize} unpacked`);
}

void main().finally(() => {
  rmSync(dir, { recursive: true });
  checks.report();
});

/** The versions that this project itself uses. */
function versions(): Record<string, string> {
  const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  const installed = (name: string) => JSON.parse(readFileSync(join('node_modules', name, 'package.json'), 'utf8')).version;
  return { aws_cdk: devDependencies['aws-cdk'], constructs: installed('constructs'), tsx: installed('tsx') };
}
