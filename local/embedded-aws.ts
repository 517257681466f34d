import { ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const LOCAL = __dirname;
const ENVIRONMENT = join(LOCAL, '.venv');
const REQUIREMENTS = join(LOCAL, 'requirements.txt');
const STAMP = join(ENVIRONMENT, 'requirements.sha256');
const LOCK = join(LOCAL, '.venv.lock');
const LOCK_PATIENCE = 10 * 60_000;

/** How far a resource of a stack really exists. */
export type Mode = 'deployed' | 'translated' | 'recorded';

/** One operation on one resource of a stack. */
export interface EmulatorRecord {
  readonly time: string;
  readonly op: 'create' | 'update' | 'delete';
  readonly type: string;
  readonly logicalId: string | null;
  readonly physicalId: string;
  readonly stack: string | null;
  readonly account: string;
  readonly region: string;
  readonly mode: Mode;
  /** Properties that were validated but that no call carries to the service. */
  readonly unsent?: string[];
}

/** How many of the resources that live now are of each mode, and the types that are only recorded. */
export interface Counts extends Readonly<Record<Mode, number>> {
  readonly recordedTypes: string[];
}

/** The counts of everything, and of each stack by `account/region/name`. */
export interface EmulatorSummary extends Counts {
  readonly stacks: { readonly [stack: string]: Counts };
}

/** The key of a signed zone, as a signer needs it. */
export interface SigningKey {
  readonly zone: string;
  readonly tag: number;
  readonly ds: string;
  /** Base64. */
  readonly public: string;
  /** Base64. */
  readonly private: string;
}

/** What an embedded AWS can be told at its start. */
export interface EmbeddedAwsOptions {
  /** Ids of accounts that will be created, by their e-mail. @default - free ids, new ones at every start */
  readonly accountIds?: { readonly [email: string]: string };
  /** The loopback port. @default - a free one */
  readonly port?: number;
  /** How often the creation of an account is looked at before it ends. @default 0: it ends at once */
  readonly creationLooks?: number;
  /** How often an opt-in to a region is looked at before it ends. @default 0: it ends at once */
  readonly optInLooks?: number;
  /** A file for the server's log. @default - shown only if the server fails */
  readonly log?: string;
}

/** What a client of the SDK needs. */
export interface ClientSettings {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** ministack and moto behind one loopback endpoint, as a process of its own that ends with this one. */
export class EmbeddedAws {
  /** Starts one and waits until it is healthy. */
  static async start(options: EmbeddedAwsOptions = {}): Promise<EmbeddedAws> {
    const python = await ensureVirtualEnvironment();
    const process_ = spawn(python, [
      '-m', 'embedded_aws', '--until-stdin-closes',
      '--account-ids', JSON.stringify(options.accountIds ?? {}),
      '--port', String(options.port ?? 0),
      '--creation-looks', String(options.creationLooks ?? 0),
      '--opt-in-looks', String(options.optInLooks ?? 0),
      ...(options.log === undefined ? [] : ['--log', options.log]),
    ], { cwd: LOCAL, stdio: ['pipe', 'pipe', 'pipe'], detached: true });
    // Detached, so that Ctrl-C in a terminal reaches only this process: it ends the stacks in its own order.
    let complaint = '';
    process_.stderr.on('data', (chunk: Buffer) => { complaint += chunk.toString(); });
    const line = await new Promise<string>((resolve, reject) => {
      createInterface(process_.stdout).once('line', resolve);
      process_.once('error', reject);
      process_.once('exit', (code) => reject(new Error(`the embedded AWS did not start (exit code ${code}): ${complaint.trim()}`)));
    });
    return new EmbeddedAws((JSON.parse(line) as { endpoint: string }).endpoint, process_);
  }

  private constructor(readonly endpoint: string, private readonly process: ChildProcess) {
    for (const stream of [process.stdin, process.stdout, process.stderr]) {
      stream?.on('error', () => undefined);
      (stream as unknown as { unref?: () => void } | null)?.unref?.();
    }
    process.unref();
  }

  /** The variables for a process that works as an account in a region; nothing of the caller's own AWS set-up leaks in. */
  environment(account: string, region: string): NodeJS.ProcessEnv {
    if (!/^\d{12}$/.test(account)) {
      throw new Error(`the account is '${account}', expected 12 digits such as '111111111111'`);
    }
    const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_') && !name.startsWith('CDK_DEFAULT_'));
    return {
      ...Object.fromEntries(inherited),
      AWS_ENDPOINT_URL: this.endpoint,
      AWS_ACCESS_KEY_ID: account,
      AWS_SECRET_ACCESS_KEY: 'embedded',
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: join(LOCAL, 'no-config'),
      AWS_SHARED_CREDENTIALS_FILE: join(LOCAL, 'no-credentials'),
    };
  }

  /** The settings of an SDK's client that works as an account in a region. */
  clientSettings(account: string, region: string): ClientSettings {
    const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = this.environment(account, region);
    return { endpoint: this.endpoint, region, credentials: { accessKeyId: AWS_ACCESS_KEY_ID!, secretAccessKey: AWS_SECRET_ACCESS_KEY! } };
  }

  /** Every operation on every resource of every stack, in order. */
  async records(): Promise<EmulatorRecord[]> {
    return this.get<EmulatorRecord[]>('records');
  }

  /** How many resources are deployed, translated and only recorded. */
  async summary(): Promise<EmulatorSummary> {
    return this.get<EmulatorSummary>('summary');
  }

  /** Says a record of CloudTrail, which nobody makes here: the rules of its account and region hear it as they would from CloudTrail. */
  async cloudTrail(record: object): Promise<void> {
    const answer = await fetch(`${this.endpoint}/_emulator/cloudtrail`, { method: 'POST', body: JSON.stringify(record) });
    if (!answer.ok) {
      throw new Error(`the record of CloudTrail is refused: ${await answer.text()}`);
    }
  }

  /** Keys of the zones that Route 53 signs: it hands out no signatures here, so that somebody else has to make them. */
  async signingKeys(): Promise<SigningKey[]> {
    return this.get<SigningKey[]>('signing-keys');
  }

  /** Ends it with everything that it started. */
  async stop(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) {
      return;
    }
    this.process.ref();
    const ended = new Promise<void>((resolve) => this.process.once('exit', () => resolve()));
    this.process.kill('SIGTERM');
    await ended;
  }

  private async get<T>(name: string): Promise<T> {
    const answer = await fetch(`${this.endpoint}/_emulator/${name}`);
    if (!answer.ok) {
      throw new Error(`${this.endpoint}/_emulator/${name} answered ${answer.status}: ${await answer.text()}`);
    }
    return await answer.json() as T;
  }
}

/** Makes `local/.venv` if it is missing or older than `requirements.txt`. Returns its Python. */
export async function ensureVirtualEnvironment(): Promise<string> {
  const python = process.platform === 'win32' ? join(ENVIRONMENT, 'Scripts', 'python.exe') : join(ENVIRONMENT, 'bin', 'python');
  const wanted = createHash('sha256').update(readFileSync(REQUIREMENTS)).digest('hex');
  const ready = () => existsSync(python) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted;
  if (ready()) {
    return python;
  }
  await lock();
  try {
    if (!ready()) {
      const started = Date.now();
      process.stderr.write('embedded AWS: making local/.venv from local/requirements.txt (once, about a minute) ...\n');
      rmSync(ENVIRONMENT, { recursive: true, force: true });
      run(systemPython(), ['-m', 'venv', ENVIRONMENT], 'Install the venv module of Python 3 (on Debian: apt install python3-venv).');
      run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--require-hashes', '-r', REQUIREMENTS],
        'Check that pip reaches its package index.');
      writeFileSync(STAMP, wanted);
      process.stderr.write(`embedded AWS: local/.venv is ready (${Math.round((Date.now() - started) / 1000)} s)\n`);
    }
  } finally {
    rmSync(LOCK, { recursive: true, force: true });
  }
  return python;
}

function systemPython(): string {
  const seen: string[] = [];
  for (const name of ['python3', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python']) {
    const answer = spawnSync(name, ['-c', 'import sys; print("%d.%d" % sys.version_info[:2])'], { encoding: 'utf8' });
    const version = answer.status === 0 ? answer.stdout.trim() : '';
    const [major, minor] = version.split('.').map(Number);
    if (major === 3 && minor >= 10) {
      return name;
    }
    if (version !== '') {
      seen.push(`${name} is ${version}`);
    }
  }
  throw new Error(`the embedded AWS needs Python 3.10 or later, got ${seen.join(', ') || 'no python3'} on the PATH. `
    + 'Install Python 3.10 or later (https://www.python.org/downloads/) and try again.');
}

function run(command: string, args: string[], advice: string): void {
  const answer = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (answer.status !== 0) {
    const said = `${answer.error?.message ?? ''}${answer.stdout ?? ''}${answer.stderr ?? ''}`.trim().split('\n').slice(-15).join('\n');
    throw new Error(`'${command} ${args.join(' ')}' failed (${answer.status ?? answer.signal}). ${advice}\n${said}`);
  }
}

/** A folder is made by one process only; the lock of a process that is gone does not count. */
async function lock(): Promise<void> {
  for (const started = Date.now(); ; await new Promise((resolve) => setTimeout(resolve, 200))) {
    try {
      mkdirSync(LOCK);
      writeFileSync(join(LOCK, 'pid'), String(process.pid));
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
        throw error;
      }
    }
    if (abandoned()) {
      rmSync(LOCK, { recursive: true, force: true });
    } else if (Date.now() - started > LOCK_PATIENCE) {
      throw new Error(`another process has held ${LOCK} for ${LOCK_PATIENCE / 60_000} minutes. If none is running, delete that folder.`);
    }
  }
}

function abandoned(): boolean {
  try {
    process.kill(Number(readFileSync(join(LOCK, 'pid'), 'utf8')), 0);
    return false;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') { // made a moment ago, the pid is not written yet
      return existsSync(LOCK) && Date.now() - statSync(LOCK).mtimeMs > 10_000;
    }
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
