import { spawnSync } from 'child_process';
import { writeFileSync } from 'fs';
import { join } from 'path';
import * as fc from 'fast-check';
import { folder, synthesize } from './build';
import { billingOf, keeperOf, NEWCOMER, renamed, withNewcomer, withSlotsWritten } from './changes';
import { Configuration, validConfiguration } from './landing-zones';
import { holds } from './runs';
import { Assembly } from '../../src/verify/assembly';
import { changedStacks, differences, differencesAlone, movedResources } from '../../src/verify/comparison';
import { depth, faultsOf } from '../../src/verify/laws';

jest.setTimeout(3_600_000);

/** Organization, bootstraps, accounts; dns and its doors; an account of the third wave and its doors; an environment and its own stack. */
const LONGEST_CHAIN = 9;

test('every landing zone keeps every law', () => {
  holds(validConfiguration, 30, configuration => {
    const assembly = synthesize(configuration);
    expect(faultsOf(assembly)).toEqual([]);
    expect(depth(assembly)).toBeLessThanOrEqual(LONGEST_CHAIN);
  });
});

test('no id stands anywhere that AWS did not give, and accounts without one have no stack', () => {
  holds(validConfiguration, 8, configuration => {
    const assembly = synthesize(configuration);
    const given = configuration.registry.accounts.map(({ id }) => id);
    const found = new Set([...assembly.files.values()].flatMap(text => text.match(/(?<![0-9A-Za-z])\d{12}(?![0-9A-Za-z])/g) ?? []));
    expect([...found].filter(id => !given.includes(id))).toEqual([]);
    const active = configuration.registry.accounts.filter(({ status }) => status === 'ACTIVE').map(({ id }) => id);
    expect(assembly.stacks.filter(({ account }) => !active.includes(account))).toEqual([]);
  });
});

test('the same bytes twice, and the same for some accounts alone', () => {
  holds(fc.tuple(validConfiguration, fc.array(fc.nat({ max: 59 }), { minLength: 1, maxLength: 3 })), 8, ([configuration, picks]) => {
    const whole = synthesize(configuration);
    expect(differences(whole, synthesize(configuration))).toEqual([]);
    const names = whole.plan.accounts.map(({ name }) => name);
    const only = [...new Set(picks.map(pick => names[pick % names.length]))];
    expect(differencesAlone(whole, synthesize(configuration, { 'cloud-platform:only': only.join(',') }), only)).toEqual([]);
  });
});

test('the same bytes in another process, time zone, language and day', () => {
  holds(fc.array(validConfiguration, { minLength: 4, maxLength: 4 }), 1, configurations => {
    const here = configurations.map(configuration => synthesize(configuration));
    const there = synthesizeElsewhere(configurations, { TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' });
    expect(there.map((assembly, index) => differences(here[index], assembly))).toEqual(here.map(() => []));
  });
});

test('CDK validates every template against CloudFormation\'s schemas', () => {
  // the schemas are those of the regions that CDK knows best; what differs between regions is no part of this test
  const inTwoRegions = validConfiguration.filter(({ environments }) => environments.length < 4).map(configuration => ({ ...configuration, homeRegion: 'eu-west-1', additionalRegions: ['us-east-1'], ownStacks: [] }));
  holds(inTwoRegions, 1, configuration => {
    const [assembly] = synthesizeElsewhere([configuration], { CDK_VALIDATION: 'true' }, { '@aws-cdk/core:validateAgainstDefaultRules': true });
    expect(assembly.stacks.length).toBeGreaterThan(0);
  });
});

test('writing down the slots of accounts that are planned changes no byte of a template', () => {
  holds(validConfiguration, 5, configuration => {
    const before = synthesize(configuration);
    expect(changedStacks(before, synthesize(withSlotsWritten(configuration, before)))).toEqual([]);
  });
});

test('one more environment changes the parts that keep it, at most four, and moves nothing', () => {
  holds(fc.tuple(validConfiguration, fc.boolean()), 10, ([drawn, made]) => {
    const configuration = withSlotsWritten(drawn, synthesize(drawn));
    const before = synthesize(configuration);
    const after = synthesize(withNewcomer(configuration, made));
    const { slot } = after.account(NEWCOMER);
    const changed = changedStacks(before, after);
    expect(changed.length).toBeLessThanOrEqual(4);
    const keepers = [...['management', 'dns', 'email'].map(core => keeperOf(configuration, core, slot)), ...billingOf(configuration, slot)];
    expect(changed.filter(path => !keepers.includes(path))).toEqual([]);
    expect(movedResources(before, after)).toEqual([]);
    // nobody waits for the newcomer
    expect(before.stacks.filter(stack => !changed.includes(stack.path)))
      .toEqual(after.stacks.filter(stack => !changed.includes(stack.path) && before.templates.has(stack.path)));
  });
});

test('a new name of an environment changes, of other accounts, the parts that keep it in management, dns and email and at its doors, and no other', () => {
  const withEnvironment = validConfiguration.filter(({ environments }) => environments.length > 0);
  holds(fc.tuple(withEnvironment, fc.nat({ max: 52 })), 10, ([drawn, pick]) => {
    const configuration = withSlotsWritten(drawn, synthesize(drawn));
    const index = pick % configuration.environments.length;
    const { account } = configuration.environments[index];
    const before = synthesize(configuration);
    const { slot } = before.account(account);
    const after = synthesize(renamed(configuration, index).configuration);
    const keepers = ['management', 'dns', 'email', ...configuration.doors.filter(({ guest }) => guest === account).map(({ owner }) => owner)]
      .map(owner => keeperOf(configuration, owner, slot)).concat(billingOf(configuration, slot));
    const own = `${configuration.ids.join('/')}/${account}/`;
    expect(changedStacks(before, after).filter(path => !path.startsWith(own) && !keepers.includes(path))).toEqual([]);
  });
});

function synthesizeElsewhere(configurations: Configuration[], env: Record<string, string>, context?: Record<string, unknown>): Assembly[] {
  const tasks = configurations.map(configuration => ({ configuration, outdir: folder(), context }));
  const file = join(folder(), 'tasks.json');
  writeFileSync(file, JSON.stringify(tasks));
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', join(__dirname, 'elsewhere.ts'), file], {
    encoding: 'utf8', cwd: join(__dirname, '..', '..'), env: { ...process.env, ...env },
  });
  if (status !== 0) throw new Error(`exit ${status}: ${stdout}${stderr}`);
  return tasks.map(({ outdir }) => new Assembly(outdir));
}
