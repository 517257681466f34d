import { execFileSync, execSync } from 'child_process';
import { cpSync, existsSync, readFileSync, rmSync } from 'fs';
import { join, resolve } from 'path';
import { Assembly, Part } from './assembly';

/** A language that the library is packed for, and what its people do with a package. */
export interface Language {
  readonly name: string;
  /** What jsii-pacmak calls it. */
  readonly target: string;
  /** The file of its example in which the sandbox gets its budget, 200 dollars, and nothing else is 200. */
  readonly budget: string;
  /** What else has to hold once it is installed: it throws, or says what is wrong. */
  readonly promises?: Record<string, (directory: string) => unknown>;
  /** Says which tool this machine lacks. */
  missing(): string | undefined;
  /** Installs in a copy of its example what the example asks for, the library from `dist`. */
  install(directory: string): void;
  /** The library's types that can be had there. */
  types(directory: string): string[];
  /** Environment variables for the app, beside those of this process. */
  environment?(directory: string): Record<string, string>;
}

/** A copy of a language's example. What was downloaded for it stays from one run to the next. */
export class Project {
  public readonly directory: string;

  public constructor(private readonly language: Language) {
    this.directory = resolve('.parity', language.name);
  }

  /** The example as it is committed, and the library as it was packed. */
  public install(): void {
    cpSync(join('examples', this.language.name), this.directory, { recursive: true, filter: path => !/cdk\.out|node_modules|__pycache__|[/\\]target$/.test(path) });
    this.language.install(this.directory);
  }

  /** Runs the command of `cdk.json` as the CDK CLI does, with options for Node. Nobody's file names are in the assembly then: they differ between languages. */
  public synth(part: Part, { outdir = `${this.directory}/${part}.out`, node = '' } = {}): Assembly {
    const cwd = join(this.directory, part);
    const { app, context, versionReporting, pathMetadata, assetMetadata } = JSON.parse(readFileSync(join(cwd, 'cdk.json'), 'utf8'));
    const settings = {
      ...context,
      'aws:cdk:version-reporting': versionReporting,
      'aws:cdk:enable-path-metadata': pathMetadata,
      'aws:cdk:enable-asset-metadata': assetMetadata,
      'aws:cdk:disable-creation-stack-traces': true,
    };
    rmSync(outdir, { recursive: true, force: true });
    execSync(app, {
      cwd,
      encoding: 'utf8',
      stdio: 'pipe',
      env: {
        ...process.env,
        ...this.language.environment?.(this.directory),
        CDK_OUTDIR: outdir,
        CDK_CONTEXT_JSON: JSON.stringify(settings),
        CDK_VALIDATION: 'false',
        NODE_OPTIONS: node,
      },
    });
    return Assembly.read(outdir);
  }
}

/** Runs a tool in a folder. */
export function run(directory: string, command: string, ...args: string[]): string {
  return execFileSync(command, args, { cwd: directory, encoding: 'utf8', stdio: 'pipe', maxBuffer: 64e6 });
}

/** Says that a tool is not here, and what to do. */
export function lacks(language: string, command: string, ...args: string[]): string | undefined {
  try {
    return void run('.', command, ...args);
  } catch {
    return `${language}: "${command} ${args.join(' ')}" does not run; install it, or name the languages that you have: "npx projen parity <language> ..."`;
  }
}

/** The one version of a package that this project itself is compiled with. */
export function installed(name: string): string {
  return JSON.parse(readFileSync(join('node_modules', name, 'package.json'), 'utf8')).version;
}

/** The one file in a folder that matches. */
export function only(folder: string, files: string[], pattern: RegExp): string {
  const found = files.filter(file => pattern.test(file));
  if (found.length !== 1 || !existsSync(folder)) throw new Error(`${folder}: got ${found.length} files like ${pattern}, expected one: ${found.join(', ')}`);
  return resolve(folder, found[0]);
}
