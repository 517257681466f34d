import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Cdk, tail } from './cdk';
import { Assembly } from '../verify/assembly';
import type { Synthesis } from '../verify/check';

export interface ResynthesisOptions {
  readonly cdk: Cdk;
  readonly app?: string;
  readonly log: string;
}

/** Runs the user's app again and again, beside its assembly and not into it. */
export class Resynthesis {
  private readonly made = new Map<string, Promise<Assembly>>();
  private readonly directories: string[] = [];

  public constructor(private readonly options: ResynthesisOptions) {
  }

  /** The assembly of one more run. Each kind is run once. */
  public async synthesize(more: Synthesis): Promise<Assembly> {
    const key = JSON.stringify(more);
    const known = this.made.get(key) ?? this.run(more);
    this.made.set(key, known);
    return known;
  }

  public clear(): void {
    this.directories.splice(0).forEach(directory => rmSync(directory, { recursive: true, force: true }));
  }

  private async run({ env = {}, context = {} }: Synthesis): Promise<Assembly> {
    const { cdk, app, log } = this.options;
    const directory = mkdtempSync(join(tmpdir(), 'cloud-platform-verify-'));
    this.directories.push(directory);
    const { code, signal, lines } = await cdk.run({
      args: [
        'synth', '--quiet', '--output', directory,
        ...app === undefined ? [] : ['--app', app],
        ...Object.entries(context).flatMap(([key, value]) => ['--context', `${key}=${value}`]),
      ],
      env: { ...process.env, NO_COLOR: '1', ...env },
      log,
    });
    if (code !== 0) throw new Error(`cdk synth ended with ${code ?? signal}; all of it is in ${log}:\n${tail(lines, 60)}`);
    return new Assembly(directory);
  }
}
