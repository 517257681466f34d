import type { PlatformJson } from '../plan/platform-json';
import { versionParameter } from '../private/names';
import { bootstrapVersion } from './aws/bootstrap-version';
import type { Cdk } from './cdk';
import { tail } from './cdk';
import { environmentOf } from './credentials';
import { CliError, ExitCode } from './errors';
import type { Progress } from './progress';
import { sideBySide } from './side-by-side';

export interface BootstrapOptions {
  readonly account: string;
  readonly plan: PlatformJson;
  readonly cdk: Cdk;
  readonly progress: Progress;
  readonly log: string;
  /** Whether the region is open to the account; the others are left for later. */
  readonly isOpen?: (region: string) => boolean;
  /** Whether it is known of a region that it is bootstrapped: then nobody asks. */
  readonly isKnown?: (region: string) => Promise<boolean>;
}

export interface Bootstrapped {
  /** Regions that were bootstrapped now. */
  readonly bootstrapped: string[];
  /** Regions where the stack was there already. */
  readonly unchanged: string[];
}

/** Bootstraps the caller's own account wherever the platform needs it and it is not there yet. */
export async function bootstrapOwnAccount({ account, plan, cdk, progress, log, isOpen, isKnown }: BootstrapOptions): Promise<Bootstrapped> {
  const { home, bootstrapped } = plan.regions;
  const regions = [...new Set([home, ...bootstrapped])].filter(region => isOpen?.(region) ?? true);
  const bare = await sideBySide(regions, 4, async region => !await isKnown?.(region)
    && await bootstrapVersion(versionParameter(plan.bootstrapQualifier), region) === undefined);
  const missing = regions.filter((_, index) => bare[index]);
  if (missing.length) {
    await progress.tasks(undefined, [{
      title: `bootstrap of the management account in ${missing.join(', ')}`,
      run: async say => {
        const result = await cdk.run({
          args: [
            'bootstrap', ...missing.map(region => `aws://${account}/${region}`), '--qualifier', plan.bootstrapQualifier,
            // without an app: it would be run once more
            '--toolkit-stack-name', `CDKToolkit-${plan.bootstrapQualifier}`, '--app', '',
          ],
          env: environmentOf({ inAccount: true }, home),
          log,
          onLine: line => say.detail(line),
        });
        if (result.code !== 0) {
          throw new CliError({
            what: 'the management account could not be bootstrapped',
            where: missing.map(region => `aws://${account}/${region}`).join(' '),
            got: `cdk bootstrap ended with status ${result.code}`,
            instead: `see ${log}`,
            output: tail(result.lines),
          }, ExitCode.FAILED);
        }
      },
      summary: () => ({ text: 'done' }),
    }], 1);
  }
  return { bootstrapped: missing, unchanged: regions.filter(region => !missing.includes(region)) };
}
