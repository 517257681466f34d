import { Cdk, tail } from './cdk';
import { CliError, ExitCode } from './errors';
import { readPlan, stackFingerprints } from './plan-file';
import type { Progress } from './progress';
import type { Fingerprints } from './waves';
import type { PlatformJson } from '../plan/platform-json';

export interface SynthOptions {
  readonly cdk: Cdk;
  readonly progress: Progress;
  readonly assembly: string;
  readonly log: string;
  readonly app?: string;
  /** Builds these accounts alone. */
  readonly only?: readonly string[];
}

/** Runs the user's app, and reads what it says. */
export async function synth(options: SynthOptions): Promise<{ plan: PlatformJson; fingerprints: Fingerprints }> {
  const { cdk, progress, assembly, log, app, only } = options;
  await progress.tasks(undefined, [{
    title: only ? `synth of ${only.join(', ')}` : 'synth',
    run: async say => {
      const result = await cdk.run({
        args: [
          'synth', '--quiet', '--output', assembly,
          ...app === undefined ? [] : ['--app', app],
          ...only ? ['--context', `cloud-platform:only=${only.join(',')}`] : [],
        ],
        env: { ...process.env, NO_COLOR: '1' },
        log,
        onLine: line => say.detail(line),
      });
      if (result.code !== 0) {
        throw new CliError({
          what: 'the app could not be synthesised; nothing was deployed',
          where: 'cdk synth',
          got: `status ${result.code ?? result.signal}`,
          instead: `what cdk says below; all of it is in ${log}`,
          output: tail(result.lines, 60),
        }, ExitCode.FAILED);
      }
    },
    summary: () => ({ text: 'done' }),
  }], 1);
  return { plan: readPlan(assembly), fingerprints: stackFingerprints(assembly) };
}
