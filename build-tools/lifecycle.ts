/**
 * The life of an organization on the embedded AWS: from nothing to twelve accounts in two regions with one command, then what happens to every platform. After each step the
 * same command runs once more and changes nothing. `npx projen lifecycle` writes docs/lifecycle.md; with `--check` the page has to say the same already.
 */
import { readFileSync, writeFileSync } from 'fs';
import { LivingOrganization } from './lifecycle/organization';
import { page, Step } from './lifecycle/page';
import { LivingPlatform, MANAGEMENT, Settings } from './lifecycle/platform';
import { Checks } from './tally';

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

const PAGE = 'docs/lifecycle.md';

const FIRST: Settings = {
  additionalRegions: ['us-east-1'], environments: { production: 'PRODUCTION', staging: 'STAGING' }, sandboxes: ['karpenter', 'ipv6', 'graviton'],
};
const CORE = ['management', 'log-archive', 'security', 'identity', 'artifacts', 'dns', 'email'];

async function main(check: boolean): Promise<void> {
  const checks = new Checks();
  const platform = await LivingPlatform.open();
  const organization = new LivingOrganization(platform.aws);
  const steps: Step[] = [];
  let settings = FIRST;
  let begun = 0;

  /** One change, the command, what must be so then, and the command once more. */
  const step = async (title: string, change: Partial<Settings>, byHand: () => Promise<void>, holds: () => Promise<string | undefined>) => {
    // after a step that failed the figures of the next ones would say nothing
    if (steps.length < begun++) return;
    const before = platform.templates;
    settings = { ...settings, ...change };
    platform.write(settings);
    await checks.check(title, async () => {
      await byHand();
      const first = await platform.deploy();
      const after = platform.templates;
      const wrong = await holds();
      const second = await platform.deploy();
      steps.push({
        title,
        changed: [...after].filter(([path, text]) => before.has(path) && before.get(path) !== text).map(([path]) => path).sort(),
        added: [...after.keys()].filter(path => !before.has(path)).length,
        gone: [...before.keys()].filter(path => !after.has(path)).length,
        deployed: first.stacks.deployed,
        again: second.stacks.deployed,
      });
      return wrong ?? (second.stacks.deployed ? `the second run deployed ${second.stacks.deployed} stacks, expected none` : undefined);
    });
  };
  const nothing = async () => undefined;

  try {
    await step('from an account without an organization to twelve accounts in two regions', {}, nothing, async () => {
      const wanted = [...CORE, 'production', 'staging', 'sandbox-graviton', 'sandbox-ipv6', 'sandbox-karpenter'].map(name => `${name} ACTIVE`).sort();
      return differs('accounts', await organization.accounts(), wanted)
        ?? differs('unit of staging', await organization.unitOf(platform.accountId('staging')), 'Workloads/Staging')
        ?? differs('tag of dns', (await organization.tagsOf(platform.accountId('dns'))).company, 'acme')
        ?? differs('contact of production', await organization.securityContactOf(platform.accountId('production')), 'security@acme.com')
        ?? differs('contact of management', await organization.securityContactOf(MANAGEMENT), 'security@acme.com')
        ?? differs('administrator of Access Analyzer', await organization.administratorsOf('access-analyzer.amazonaws.com'), [platform.accountId('security')])
        ?? differs('root users', await organization.rootFeatures(), ['RootCredentialsManagement', 'RootSessions']);
    });
    await step('an account is added', { environments: { ...settings.environments, quality: 'STAGING' } }, nothing, async () =>
      differs('unit of quality', await organization.unitOf(platform.accountId('quality')), 'Workloads/Staging'));
    await step('it moves to another organizational unit', { environments: { ...settings.environments, quality: 'PRODUCTION' } }, nothing, async () =>
      differs('unit of quality', await organization.unitOf(platform.accountId('quality')), 'Workloads/Production'));
    await step('an account is suspended by hand', {}, () => organization.close(platform.accountId('staging')), async () =>
      differs('status of staging', platform.plan.accounts.find(({ name }) => name === 'staging')!.status, 'suspended')
      ?? differs('stacks of staging', platform.plan.stacks.filter(({ account }) => account === 'staging').length, 0));
    await step('a sandbox is closed and its line goes', { sandboxes: ['karpenter', 'graviton'] }, () => organization.close(platform.accountId('sandbox-ipv6')), async () =>
      differs('accounts', (await organization.accounts()).filter(name => /SUSPENDED/.test(name)), ['sandbox-ipv6 SUSPENDED', 'staging SUSPENDED']));
    await step('a region is added', { additionalRegions: ['us-east-1', 'eu-central-1'] }, nothing, async () =>
      differs('regions of quality', platform.plan.stacks.filter(({ account }) => account === 'quality').map(({ region }) => region).sort(), ['eu-central-1', 'eu-west-1', 'us-east-1']));
    const text = page(steps, await platform.aws.summary());
    if (check) await checks.check(`${PAGE} says the same`, () => differs(PAGE, readFileSync(PAGE, 'utf8'), text) && 'run "npx projen lifecycle"');
    else writeFileSync(PAGE, text);
  } finally {
    await platform.close();
  }
  checks.report();
}

function differs(what: string, got: unknown, expected: unknown): string | undefined {
  return JSON.stringify(got) === JSON.stringify(expected) ? undefined : `${what}: got ${JSON.stringify(got)}, expected ${JSON.stringify(expected)}`;
}

main(process.argv.includes('--check')).catch(error => {
  console.error((error as Error).message);
  process.exitCode = 1;
});
