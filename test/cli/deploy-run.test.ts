import { planOf } from './fixtures/plan';
import { StackReader } from '../../src/cli/aws/stacks';
import type { Cdk } from '../../src/cli/cdk';
import { Children } from '../../src/cli/children';
import type { Credentials } from '../../src/cli/credentials';
import { deployRun, Synthesised } from '../../src/cli/deploy-run';
import type { OptIns } from '../../src/cli/opt-ins';
import { PlainProgress } from '../../src/cli/progress';
import type { StandingStacks } from '../../src/cli/standing';

/** Runs a platform of management alone whose template is what `template` says at each synth. */
async function run(template: (synth: number) => string, synths: number) {
  const plan = planOf([{ name: 'management', id: '111111111111' }]);
  const deployed: string[] = [];
  let synth = 0;
  const standing = { of: () => [] } as unknown as StandingStacks;
  const at = (): Synthesised => ({ plan, fingerprints: new Map([[plan.stacks[0].path, template(synth)]]), standing });
  const cdk = { run: async () => { deployed.push(template(synth)); return { code: 0, signal: null, lines: [] }; } } as unknown as Cdk;
  await deployRun({
    first: at(),
    outcomes: [],
    progress: new PlainProgress(() => undefined),
    concurrency: 4,
    deployment: {
      assembly: 'cdk.out',
      stacks: new StackReader(),
      cdk,
      credentials: { of: async () => ({ inAccount: false }) } as unknown as Credentials,
      children: new Children(),
      timeout: 1000,
      concurrency: 4,
      log: name => `${name}.log`,
    },
    refresh: async () => ++synth < synths ? at() : undefined,
    settle: async () => undefined,
    complete: async () => undefined,
    beforeWave: async () => undefined,
    optIns: { begin: () => undefined, tell: () => undefined, isOpen: () => true, next: async () => false } as unknown as OptIns,
    optInTimeout: 1000,
  });
  return deployed;
}

test('a template that becomes what it was once is deployed again; the same bytes in a row are not', async () => {
  // WHEN
  const deployed = await run(synth => ['a', 'a', 'b'][Math.min(synth, 2)], 2);

  // THEN
  expect(deployed).toEqual(['a']);
  expect(await run(synth => ['a', 'b', 'a'][synth], 3)).toEqual(['a', 'b', 'a']);
});

test('a template that changes at every synth does not deploy for ever', async () => {
  // WHEN
  const result = run(String, Infinity);

  // THEN
  await expect(result).rejects.toThrow('the platform does not settle');
});
