import { spawn } from 'child_process';
import { cpSync, mkdirSync, rmSync } from 'fs';
import { join, resolve } from 'path';
import { accountId, idsByEmail } from './example-accounts';
import { EmbeddedAws, EmbeddedAwsOptions } from '../local/embedded-aws';

const HOME_REGION = 'eu-west-1';

/** Copies of the examples beside an embedded AWS with nothing in it but the management account. */
export class Playground {
  public static async open(name: string, options: Omit<EmbeddedAwsOptions, 'accountIds'> = {}): Promise<Playground> {
    const aws = await EmbeddedAws.start({ accountIds: idsByEmail(), ...options });
    return new Playground(aws, resolve('.try', name));
  }

  private constructor(public readonly aws: EmbeddedAws, private readonly dir: string) {
    rmSync(dir, { recursive: true, force: true });
    for (const [example, files] of Object.entries({
      platform: ['app.ts', 'acme.ts', 'cdk.json'], application: ['app.ts', 'environments.ts', 'shop-stack.ts', 'artifacts.lock.json', 'cdk.json', 'package.json', 'test'],
    })) {
      mkdirSync(join(dir, example), { recursive: true });
      for (const file of files) cpSync(join('examples', example, file), join(dir, example, file), { recursive: true });
    }
  }

  public path(...parts: string[]): string {
    return join(this.dir, ...parts);
  }

  /** Runs a command in one of the examples with an account's credentials; its result is what it said, without what was shown. */
  public run(
    example: 'platform' | 'application', account: string, command: string[], show: 'nothing' | 'progress' | 'all' | 'answer' = 'nothing', codes = [0],
    identity: NodeJS.ProcessEnv = {},
  ): Promise<string> {
    return new Promise((done, failed) => {
      const child = spawn(command[0], command.slice(1), {
        cwd: this.path(example),
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...this.aws.environment(accountId(account), HOME_REGION), CDK_VALIDATION: 'false', CI: '1', ...identity },
      });
      const said = { stdout: '', stderr: '' };
      for (const name of ['stdout', 'stderr'] as const) {
        child[name].on('data', chunk => {
          said[name] += chunk;
          if (show === 'all' || show === 'progress' && name === 'stderr') process.stdout.write(chunk);
        });
      }
      const all = () => `${said.stderr}${said.stdout}`;
      child.on('close', code => codes.includes(code!)
        ? done(show === 'progress' || show === 'answer' ? said.stdout : all())
        : failed(new Error(`${command.join(' ')}: exit ${code}\n${show === 'nothing' ? all() : said.stdout}`)));
    });
  }

  /** Stock `cdk`. */
  public cdk(example: 'platform' | 'application', account: string, ...args: string[]): Promise<string> {
    return this.run(example, account, [resolve('node_modules/.bin/cdk'), ...args]);
  }

  /** Stock `cdk`, with credentials that somebody has given. */
  public cdkAs(identity: NodeJS.ProcessEnv, example: 'platform' | 'application', ...args: string[]): Promise<string> {
    return this.run(example, 'management', [resolve('node_modules/.bin/cdk'), ...args], 'nothing', [0], identity);
  }

  /** What the platform's own tool answers, in the management account, with one of these exit codes. */
  public answer(args: string[], codes: number[]): Promise<string> {
    return this.run('platform', 'management', [process.execPath, resolve('assets/cli/cloud-platform.js'), ...args], 'answer', codes);
  }

  /** The platform's own tool, in the management account. */
  public tool(args: string[], show: 'nothing' | 'progress' | 'all' = 'nothing'): Promise<string> {
    return this.run('platform', 'management', [process.execPath, resolve('assets/cli/cloud-platform.js'), ...args], show);
  }

  public async close(): Promise<void> {
    await this.aws.stop();
  }
}
