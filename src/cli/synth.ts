import { Cdk, tail } from './cdk';
import type { Synthesised } from './deploy-run';
import { CliError, ExitCode } from './errors';
import { readPlan, stackFingerprints } from './plan-file';
import type { Progress } from './progress';
import { StandingStacks } from './standing';

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
export async function synth(options: SynthOptions): Promise<Synthesised> {
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
  const plan = readPlan(assembly);
  return { plan, fingerprints: stackFingerprints(assembly), standing: new StandingStacks(plan, assembly) };
}
