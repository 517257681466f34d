import { createWriteStream, existsSync, mkdirSync, writeFileSync, WriteStream } from 'fs';
import { createRequire } from 'module';
import { dirname, join } from 'path';
import { stripVTControlCharacters } from 'util';
import { Children, ChildResult } from './children';
import { CliError, ExitCode, Interrupted } from './errors';

/** How the user's own cdk is started. */
export interface CdkCommand {
  readonly command: string;
  readonly args: string[];
}

/** The cdk of the project in `cwd`, or the command that was given. */
export function findCdk(cwd: string, override?: string): CdkCommand {
  if (override !== undefined) {
    const [command, ...args] = [...override.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, double, single, plain]) => double ?? single ?? plain);
    if (!command) throw new CliError({ what: 'an empty command', where: '--cdk', got: `"${override}"`, expected: 'a command, for example "npx cdk"' });
    return { command, args };
  }
  try {
    const manifest = createRequire(join(cwd, 'package.json')).resolve('aws-cdk/package.json');
    return { command: process.execPath, args: [join(dirname(manifest), 'bin', 'cdk')] };
  } catch {
    throw new CliError({
      what: 'the project has no cdk',
      where: cwd,
      got: 'no package aws-cdk',
      expected: 'the CDK CLI among the dev dependencies',
      instead: 'npm i -D aws-cdk@2, or --cdk <command>',
    });
  }
}

export interface CdkRun {
  readonly args: string[];
  readonly env: NodeJS.ProcessEnv;
  /** Path of the log file. */
  readonly log: string;
  /** Each line of output as it comes, without colours. */
  readonly onLine?: (line: string) => void;
}

/** The user's own cdk, as a child process. */
export class Cdk {
  private readonly logged = new Set<string>();

  constructor(private readonly cdk: CdkCommand, private readonly cwd: string, private readonly children: Children) {
  }

  /** Runs cdk to its end; everything it says goes to the log. */
  public async run(run: CdkRun): Promise<ChildResult & { readonly lines: string[] }> {
    const log = this.open(run.log);
    const all: string[] = [];
    // never shown and never logged
    const secrets = [run.env.AWS_SECRET_ACCESS_KEY, run.env.AWS_SESSION_TOKEN].filter((secret): secret is string => !!secret && secret.length > 7);
    log.write(`$ cdk ${run.args.join(' ')}\n`);
    try {
      const result = await this.children.run(this.cdk.command, [...this.cdk.args, ...run.args], {
        cwd: this.cwd,
        env: run.env,
        onLine: raw => {
          const line = secrets.reduce((text, secret) => text.replaceAll(secret, '***'), stripVTControlCharacters(raw));
          all.push(line);
          log.write(`${line}\n`);
          run.onLine?.(line);
        },
      });
      log.write(`${result.signal ? `ended by ${result.signal}` : `exit status ${result.code}`}\n\n`);
      if (this.children.interrupted) throw new Interrupted();
      return { ...result, lines: all };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT' || (error as NodeJS.ErrnoException).code === 'EACCES') {
        throw new CliError({
          what: 'cdk cannot be started',
          where: '--cdk',
          got: (error as Error).message,
          expected: 'a command that exists',
          instead: existsSync(this.cwd) ? 'npm i -D aws-cdk@2, or another --cdk <command>' : `a directory ${this.cwd}`,
        }, ExitCode.BAD_INPUT, { cause: error });
      }
      throw error;
    } finally {
      await new Promise<void>(resolve => log.end(() => resolve()));
    }
  }

  /** A log starts anew with each run of the tool. */
  private open(path: string): WriteStream {
    mkdirSync(dirname(path), { recursive: true });
    // logs are nobody's to commit
    writeFileSync(join(dirname(path), '.gitignore'), '*\n');
    const flags = this.logged.has(path) ? 'a' : 'w';
    this.logged.add(path);
    return createWriteStream(path, { flags });
  }
}

/** What cdk said of each stack: changed, or without changes. */
export function outcomes(lines: readonly string[]): { readonly deployed: string[]; readonly unchanged: string[]; readonly failed: string[] } {
  const done = lines.flatMap(line => {
    // " ✅  Acme/production/eu-west-1 (acme-production)", with " (no changes)" behind it
    const [, name, unchanged] = /^\s*✅\s+(\S+).*?(\(no changes\))?\s*$/.exec(line) ?? [];
    return name ? [{ name, unchanged: !!unchanged }] : [];
  });
  return {
    deployed: done.filter(one => !one.unchanged).map(one => one.name),
    unchanged: done.filter(one => one.unchanged).map(one => one.name),
    // "❌  acme-production failed to deploy": by its own name, and by its path in other versions
    failed: lines.flatMap(line => /^\s*❌\s+(\S+)(?: \(\S+\))? failed/.exec(line)?.[1] ?? []),
  };
}

/** The end of an output, without empty lines. */
export function tail(lines: readonly string[], most = 25): string {
  return lines.filter(line => line.trim()).slice(-most).join('\n');
}
