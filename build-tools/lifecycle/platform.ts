import { spawn } from 'child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { join, resolve } from 'path';
import { EmbeddedAws } from '../../local/embedded-aws';
import type { PlatformJson } from '../../src/plan/platform-json';

export const MANAGEMENT = '111111111111';
export const HOME_REGION = 'eu-west-1';

/** What the platform team writes. */
export interface Settings {
  readonly additionalRegions: string[];
  readonly environments: Record<string, 'PRODUCTION' | 'STAGING'>;
  readonly sandboxes: string[];
  /** Another choice than the default. */
  readonly controlTower?: 'none' | 'adopted';
  /** Whether the management account has a stack that AWS refuses. */
  readonly refused?: boolean;
}

/** What `cloud-platform deploy --json` says. */
export interface Deployed {
  readonly stacks: { readonly deployed: number; readonly unchanged: number };
  readonly accounts: { readonly name: string; readonly outcome: string }[];
}

/** A platform team's folder before an embedded AWS with nothing in it but one account. */
export class LivingPlatform {
  public static async open(name = 'lifecycle'): Promise<LivingPlatform> {
    return new LivingPlatform(await EmbeddedAws.start(), name);
  }

  private readonly dir: string;

  private constructor(public readonly aws: EmbeddedAws, name: string) {
    this.dir = resolve('.try', name);
    rmSync(this.dir, { recursive: true, force: true });
    mkdirSync(this.dir, { recursive: true });
    cpSync(join(__dirname, 'platform'), this.dir, { recursive: true });
  }

  public write(settings: Settings): void {
    writeFileSync(join(this.dir, 'settings.json'), JSON.stringify(settings, undefined, 2));
  }

  /** The one command. @param expected its exit code */
  public async deploy(expected = 0): Promise<Deployed> {
    const child = spawn(process.execPath, [resolve('assets/cli/cloud-platform.js'), 'deploy', '--yes', '--json', '--concurrency', '4'], {
      cwd: this.dir,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...this.aws.environment(MANAGEMENT, HOME_REGION), CDK_VALIDATION: 'false', CI: '1', NODE_NO_WARNINGS: '1' },
    });
    const said = { stdout: '', stderr: '' };
    child.stdout.on('data', chunk => { said.stdout += chunk; });
    child.stderr.on('data', chunk => { said.stderr += chunk; });
    const code = await new Promise(done => child.once('close', done));
    if (code !== expected) throw new Error(`cloud-platform deploy: exit ${code}\n${said.stderr}${said.stdout}`);
    return JSON.parse(said.stdout);
  }

  public get plan(): PlatformJson {
    return JSON.parse(readFileSync(join(this.dir, 'cdk.out', 'platform.json'), 'utf8'));
  }

  /** Id of an account, as the registry has it. */
  public accountId(name: string): string {
    const { accounts } = JSON.parse(readFileSync(join(this.dir, 'accounts.json'), 'utf8'));
    return accounts.find((account: { name: string }) => account.name === name).id;
  }

  /** The templates of the last synth, by the paths of their stacks; files of earlier ones may lie beside them. */
  public get templates(): Map<string, string> {
    const out = join(this.dir, 'cdk.out');
    if (!existsSync(out)) return new Map();
    const { artifacts } = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8'));
    const stacks = Object.values<any>(artifacts).filter(({ type }) => type === 'aws:cloudformation:stack');
    return new Map(stacks.map(({ displayName, properties }) => [displayName, readFileSync(join(out, properties.templateFile), 'utf8')]));
  }

  public async close(): Promise<void> {
    await this.aws.stop();
  }
}
