/** `npx projen figures`: the figures of the README about the example platform, measured here and now. */
import { spawnSync } from 'child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join, resolve } from 'path';
import { performance } from 'perf_hooks';
import { AccountEmail, AccountRegistry, EnvironmentType, LandingZone } from '@astradot/cloud-platform';
import { App } from 'aws-cdk-lib';
import type { PlatformJson } from '../src/plan/platform-json';

process.env.CDK_VALIDATION = 'false';
const work = mkdtempSync(join(tmpdir(), 'figures-'));

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

/** Seconds of whole processes, after one that is not counted. */
function seconds(command: string, args: string[]): number {
  const times = Array.from({ length: 6 }, () => {
    const begun = performance.now();
    const { status, stderr } = spawnSync(command, args, { cwd: 'examples/platform', encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
    return (performance.now() - begun) / 1000;
  });
  return median(times.slice(1));
}

function templates(dir: string): Map<string, string> {
  return new Map(readdirSync(dir).filter(file => file.endsWith('.template.json')).map(file => [file, readFileSync(join(dir, file), 'utf8')]));
}

/** A platform with core accounts and environments that all exist. */
function synthesize(environments: number): string {
  const outdir = join(work, `${environments}-${readdirSync(work).length}`);
  const app = new App({ outdir, analyticsReporting: false });
  const names = ['management', 'log-archive', 'security', 'identity', 'artifacts', 'dns', 'email'];
  const accounts = [
    ...names.map((name, slot) => ({ name, slot })), ...Array.from({ length: environments }, (_, i) => ({ name: `env-${i}`, slot: 10 + i })),
  ].map(account => ({ ...account, accountId: String(200000000000 + account.slot) }));
  const zone = new LandingZone(app, 'Acme', {
    accounts: AccountRegistry.of({ accounts, organizationId: 'o-exampleorgid', rootId: 'r-exam' }),
    accountEmail: AccountEmail.plusAddress('aws@acme.com'),
    domainName: 'acme.com',
    homeRegion: 'eu-west-1',
    additionalRegions: ['us-east-1'],
  });
  for (let i = 0; i < environments; i++) zone.addEnvironment(`env-${i}`, { environmentType: EnvironmentType.STAGING });
  app.synth();
  return outdir;
}

/** The longest chain of stacks, each after the one before. */
function depth(dir: string): number {
  const { stacks } = JSON.parse(readFileSync(join(dir, 'platform.json'), 'utf8')) as PlatformJson;
  const known = new Map<string, number>();
  const of = (path: string): number => {
    if (!known.has(path)) known.set(path, 1 + Math.max(0, ...stacks.find(stack => stack.path === path)!.dependsOn.map(of)));
    return known.get(path)!;
  };
  return Math.max(...stacks.map(stack => of(stack.path)));
}

try {
  const cdk = resolve('node_modules/.bin/cdk');
  const rows: [string, string][] = [
    ['synth of the example, the app as a process (median of 5)', `${seconds(resolve('node_modules/.bin/tsx'), ['app.ts']).toFixed(2)} s`],
    ['the same by `cdk synth --quiet`', `${seconds(cdk, ['synth', '--quiet']).toFixed(2)} s`],
  ];
  const dir = 'examples/platform/cdk.out';
  const resources = [...templates(dir).values()].map(text => Object.keys(JSON.parse(text).Resources ?? {}).length);
  rows.push(['stacks, resources, empty stacks', `${resources.length}, ${resources.reduce((a, b) => a + b, 0)}, ${resources.filter(count => !count).length}`]);
  cpSync(dir, join(work, 'first'), { recursive: true });
  seconds(cdk, ['synth', '--quiet']);
  const files = readdirSync(dir).filter(file => file.endsWith('.json'));
  const same = files.filter(file => readFileSync(join(dir, file), 'utf8') === readFileSync(join(work, 'first', file), 'utf8'));
  rows.push(['files of two synths that are the same to the byte', `${same.length} of ${files.length}`]);
  const [before, after] = [synthesize(100), synthesize(101)].map(templates);
  rows.push(['existing templates that the 101st environment changes', `${[...before].filter(([file, text]) => after.get(file) !== text).length} of ${before.size}`]);
  rows.push(['longest chain of stacks with 10, 100, 1,000 environments', [10, 100, 1000].map(n => depth(synthesize(n))).join(', ')]);
  for (const [figure, value] of rows) console.log(`| ${figure} | ${value} |`);
} finally {
  rmSync(work, { recursive: true });
}
