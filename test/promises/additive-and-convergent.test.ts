import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { AccountRegistry, EnvironmentType, LandingZone, LandingZoneProps } from '../../src';
import { changedTemplates, movedResources } from '../../src/verify/comparison';
import { landingZone, registered, withEnvironments } from '../support/acme';
import { complaintsOf, synthesize } from '../support/assembly';

/** A registry file that remembers what the platform was made with. */
function remembered(platform: object): AccountRegistry {
  const dir = mkdtempSync(join(tmpdir(), 'registry-'));
  const file = join(dir, 'accounts.json');
  const accounts = registered().map(({ name, slot, accountId }) => ({ name, slot, id: accountId }));
  writeFileSync(file, JSON.stringify({ version: 1, platform, accounts }));
  const registry = AccountRegistry.fromFile(file);
  rmSync(dir, { recursive: true });
  return registry;
}

const MADE_WITH = { prefix: 'cloud-platform', homeRegion: 'eu-west-1', regions: ['eu-west-1', 'us-east-1'] };

function zoneWith(props: Partial<LandingZoneProps>, made = MADE_WITH): string {
  return complaintsOf(app => { landingZone(app, [], { accounts: remembered(made), ...props }); });
}

test('a region that only disappears is an error that names both ways on', () => {
  expect(zoneWith({ additionalRegions: [] })).toContain(
    'us-east-1 among them: the platform has stacks there (');
  expect(zoneWith({ additionalRegions: [] })).toContain('write it back, or removedRegions: [\'us-east-1\'] to give it up');
});

test('a region that is given up in so many words goes, and the plan says so', () => {
  // WHEN
  const assembly = synthesize(app => {
    landingZone(app, [], { accounts: remembered(MADE_WITH), additionalRegions: [], removedRegions: ['us-east-1'] })
      .addEnvironment('production', { environmentType: EnvironmentType.PRODUCTION });
  });
  // THEN
  expect(assembly.plan.regions).toMatchObject({ governed: ['eu-west-1'], removed: ['us-east-1'] });
});

/** Regions that the guardrail lets everybody work in, and those of the bootstraps' stack sets. */
function regionsOf({ templates }: ReturnType<typeof synthesize>): { everybody: string[]; bootstrapped: string[] } {
  const resources = [...templates.values()].flatMap(({ Resources }) => Object.values<any>(Resources));
  const statements = resources.filter(({ Type }) => Type === 'AWS::Organizations::Policy').flatMap(({ Properties }) => Properties.Content.Statement);
  return {
    everybody: statements.find(({ Sid }) => Sid === 'Regions').Condition.StringNotEquals['aws:RequestedRegion'],
    bootstrapped: resources.find(({ Properties }) => Properties?.StackSetName === 'cloud-platform-bootstrap-platform').Properties.StackInstancesGroup[0].Regions,
  };
}

test('a new region is closed to all but the platform until the registry says that all stands there', () => {
  // GIVEN
  const additionalRegions = ['us-east-1', 'eu-north-1'];
  const zone = (made?: object) => synthesize(app => {
    landingZone(app, registered(), { additionalRegions, ...made && { accounts: remembered(made) } })
      .addEnvironment('production', { environmentType: EnvironmentType.PRODUCTION });
  });
  const recorded = { ...MADE_WITH, regions: ['eu-north-1', 'eu-west-1', 'us-east-1'] };

  // WHEN
  const [atFirst, unknown, closed, open] = [zone(), zone(MADE_WITH), zone({ ...recorded, closedRegions: ['eu-north-1'] }), zone(recorded)];

  // THEN the first ones of all are open at once
  const all = ['eu-west-1', ...additionalRegions];
  expect([atFirst, unknown, closed, open].map(one => regionsOf(one).everybody)).toEqual([all, ['eu-west-1', 'us-east-1'], ['eu-west-1', 'us-east-1'], all]);
  expect([atFirst, unknown, closed, open].map(one => regionsOf(one).bootstrapped)).toEqual([all, all, all, all]);
  expect(closed.plan.regions).toMatchObject({ governed: all, closed: ['eu-north-1'] });
  expect(changedTemplates(closed, open)).toEqual([expect.stringContaining('guardrails')]);
});

test('a region that is given up is closed first, and keeps its bootstraps as long as the registry has it', () => {
  // GIVEN
  const made = { ...MADE_WITH, regions: ['eu-west-1', 'eu-north-1', 'us-east-1'] };
  const zone = (still: object) => synthesize(app => { landingZone(app, [], { accounts: remembered(still), removedRegions: ['eu-north-1'] }); });

  // WHEN
  const [stands, gone] = [zone(made), zone(MADE_WITH)];

  // THEN
  expect(regionsOf(stands)).toEqual({ everybody: ['eu-west-1', 'us-east-1'], bootstrapped: ['eu-west-1', 'us-east-1', 'eu-north-1'] });
  expect(regionsOf(gone).bootstrapped).toEqual(['eu-west-1', 'us-east-1']);
  expect(stands.plan.stacks.find(({ part }) => part === 'bootstrap')!.dependsOn).toContain('Acme/management/eu-west-1-guardrails');
});

test('nothing is put into a region that is given up', () => {
  expect(complaintsOf(app => {
    landingZone(app, [], { accounts: remembered({ ...MADE_WITH, regions: ['eu-west-1', 'eu-north-1'] }), removedRegions: ['eu-north-1'] })
      .dns.stack('eu-north-1', 'late');
  })).toContain('region of a stack: got "eu-north-1", expected one of eu-west-1, us-east-1');
});

test('a region cannot be governed and given up', () => {
  expect(zoneWith({ removedRegions: ['us-east-1'] })).toContain('removedRegions: got "us-east-1", expected a region that is not governed');
});

test.each<[string, Partial<LandingZoneProps>, string]>([
  ['home region', { homeRegion: 'eu-central-1' }, 'homeRegion: got "eu-central-1", expected eu-west-1, which the platform was made with'],
  ['prefix', { prefix: 'acme' }, 'prefix: got "acme", expected cloud-platform, which the platform was made with'],
])('another %s than the platform was made with is an error', (_, props, complaint) => {
  expect(zoneWith(props)).toContain(complaint);
});

test('a new region adds templates, and changes only what has a part in every region', () => {
  // GIVEN
  const platform = (additionalRegions: string[]) => synthesize(app => {
    const zone = landingZone(app, registered(['production', 'staging']), { additionalRegions });
    for (const name of ['production', 'staging']) zone.addEnvironment(name, { environmentType: EnvironmentType.STAGING });
  });
  // WHEN
  const [before, after] = [['us-east-1'], ['us-east-1', 'eu-north-1']].map(platform);
  // THEN
  const added = after.stacks.filter(({ path }) => !before.templates.has(path)).map(({ path }) => path);
  expect(added.sort()).toEqual([
    'Acme/management/eu-north-1-baseline', 'Acme/management/eu-north-1-security-services', 'Acme/management/eu-north-1-watch',
    'Acme/production/eu-north-1', 'Acme/security/eu-north-1-security-services', 'Acme/staging/eu-north-1',
  ]);
  const changed = changedTemplates(before, after).map(file => before.stacks.find(stack => stack.file === file)!.path);
  expect(changed.sort()).toEqual([
    'Acme/management/eu-west-1-baseline', 'Acme/management/eu-west-1-bootstrap', 'Acme/management/eu-west-1-control-tower',
    'Acme/management/eu-west-1-drift', 'Acme/management/eu-west-1-guardrails', 'Acme/management/eu-west-1-watch', 'Acme/production/eu-west-1',
    'Acme/security/eu-west-1-security-hub', 'Acme/staging/eu-west-1',
  ]);
  expect(movedResources(before, after)).toEqual([]);
});

test('an environment that leaves the code takes nothing of the others with it', () => {
  // GIVEN a registry that still has the account
  const platform = (names: string[]) => synthesize(app => {
    const detachedAccounts = ['production', 'staging'].filter(name => !names.includes(name));
    const zone: LandingZone = landingZone(app, registered(['production', 'staging']), { detachedAccounts });
    for (const name of names) zone.addEnvironment(name, { environmentType: EnvironmentType.STAGING });
  });
  // WHEN
  const [before, after] = [['production', 'staging'], ['staging']].map(platform);
  // THEN
  const changed = changedTemplates(before, after).map(file => before.stacks.find(stack => stack.file === file)!.path);
  expect(changed.filter(path => path.startsWith('Acme/staging'))).toEqual([]);
  expect(after.account('staging').slot).toBe(before.account('staging').slot);
});

test('handlers get the same properties at every synth: a deploy without a change in the code changes nothing', () => {
  const [one, two] = [1, 2].map(() => synthesize(withEnvironments(['production'])));
  expect(changedTemplates(one, two)).toEqual([]);
});
