import { ChildProcess, execFileSync, spawn } from 'child_process';
import { cpSync, mkdirSync, readFileSync, rmSync } from 'fs';
import { join, resolve } from 'path';
import { EmbeddedAws } from '../../local/embedded-aws';
import type { AwsCall } from '../../local/faults/aws-call';
import { Disturbance, FaultProxy } from '../../local/faults/fault-proxy';

export const MANAGEMENT = '111111111111';
export const HOME_REGION = 'eu-west-1';
const MEMBERS = ['log-archive', 'security', 'identity', 'artifacts', 'dns', 'email', 'production'];
/** So that templates are the same in each run. */
const IDS = Object.fromEntries(MEMBERS.map((name, index) => [`aws+${name}@acme.com`, String(200000000000 + index)]));
export const ACCOUNTS = [MANAGEMENT, ...Object.values(IDS)];

export interface Deployed {
  readonly status: number | null;
  readonly output: string;
  readonly calls: AwsCall[];
  readonly disturbed: boolean;
}

/** A small platform in a folder of its own, before an empty embedded AWS of its own, with a fault proxy between them. */
export class SmallPlatform {
  public static async open(name: string): Promise<SmallPlatform> {
    const aws = await EmbeddedAws.start({ accountIds: IDS });
    return new SmallPlatform(resolve('.try', `faults-${process.pid}`, name), aws, await FaultProxy.before(aws.endpoint));
  }

  private constructor(private readonly dir: string, public readonly aws: EmbeddedAws, private readonly proxy: FaultProxy) {
    rmSync(dir, { recursive: true, force: true });
    mkdirSync(dir, { recursive: true });
    cpSync(join(__dirname, 'platform'), dir, { recursive: true });
  }

  /** `cloud-platform deploy`, the real tool with the real cdk. */
  public async deploy(disturbance?: Omit<Disturbance, 'kill'>): Promise<Deployed> {
    const child = spawn(process.execPath, [resolve('assets/cli/cloud-platform.js'), 'deploy', '--yes', '--json'], {
      cwd: this.dir,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...this.aws.environment(MANAGEMENT, HOME_REGION), AWS_ENDPOINT_URL: this.proxy.endpoint, CDK_VALIDATION: 'false', CI: '1', NODE_NO_WARNINGS: '1',
      },
    });
    this.proxy.begin(disturbance && { ...disturbance, kill: () => disturbance.fault.kills === 'caller' ? void child.kill('SIGKILL') : killTree(child) });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => { output += chunk; });
    const status = await new Promise<number | null>(done => child.once('close', done));
    await this.proxy.settled();
    return { status, output, calls: [...this.proxy.calls], disturbed: this.proxy.disturbed };
  }

  public get registry(): string {
    return readFileSync(join(this.dir, 'accounts.json'), 'utf8');
  }

  public async close(): Promise<void> {
    await this.proxy.close();
    await this.aws.stop();
    rmSync(this.dir, { recursive: true, force: true });
  }
}

/** The process with all below it, at once: what a machine does that goes away. */
async function killTree(child: ChildProcess): Promise<void> {
  const below = new Map<number, number[]>();
  for (const line of execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n')) {
    const [pid, parent] = line.trim().split(/\s+/).map(Number);
    below.set(parent, [...below.get(parent) ?? [], pid]);
  }
  const doomed = [child.pid!];
  for (const pid of doomed) doomed.push(...below.get(pid) ?? []);
  for (const pid of doomed) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // it has just ended
    }
  }
}
