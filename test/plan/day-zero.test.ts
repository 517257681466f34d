import { AccountRegistry, ControlTower } from '../../src';
import { dayZero } from '../../src/plan/day-zero';
import { Platform } from '../../src/private/platform';
import { landingZone, registered } from '../support/acme';
import { appIn, synthesize } from '../support/assembly';

const OPT_IN = {
  homeRegion: 'eu-south-1', additionalRegions: ['eu-west-1'], securityServices: { securityHub: { aggregationRegion: 'eu-west-1' } },
};

test('from an empty account on: what AWS needs first comes first, and nothing is done', () => {
  // WHEN
  const { plan } = synthesize(app => {
    const zone = landingZone(app, [], { ...OPT_IN, accounts: AccountRegistry.of({ accounts: [{ name: 'management', accountId: '200000000000' }] }) });
    ['one', 'two', 'three', 'four'].forEach(name => zone.addSandbox(name, { expires: '2027-01-15', owner: 'jane@acme.com' }));
  });

  // THEN
  expect(plan.dayZero.map(({ id, by }) => [id, by])).toEqual([
    ['administrator', 'person'], ['account-quota', 'person'], ['for-good', 'person'], ['home-region', 'AWS'], ['bootstrap', 'tool'], ['organization', 'tool'],
    ['organizational-units', 'tool'], ['guardrails', 'tool'], ['log-archive-and-security', 'tool'], ['control-tower', 'AWS'], ['bootstraps', 'tool'],
    ['core-accounts', 'tool'], ['opt-in', 'AWS'], ['core-stacks', 'tool'], ['registrar', 'person'], ['cost-explorer', 'person'], ['environments', 'tool'],
    ['commit', 'person'],
  ]);
  expect(plan.dayZero.filter(({ done }) => done)).toEqual([]);
  expect(plan.dayZero.find(({ id }) => id === 'environments')!.title).toBe('Environments side by side: 0 of 4 accounts made');
});

test('without Control Tower somebody has to switch Identity Center on, before the accounts that need it', () => {
  // WHEN
  const { plan } = synthesize(app => {
    landingZone(app, [], { controlTower: ControlTower.none(), accounts: AccountRegistry.of({ accounts: [{ name: 'management', accountId: '200000000000' }] }) });
  });

  // THEN
  const ids = plan.dayZero.map(({ id }) => id);
  expect(ids.slice(ids.indexOf('log-archive-and-security'), ids.indexOf('bootstraps'))).toEqual(['log-archive-and-security', 'identity-center']);
});

test('what the registry knows is done; each step by hand is there once, with the same title', () => {
  // WHEN
  const { plan } = synthesize(app => { landingZone(app, registered()); });

  // THEN
  const done = (id: string) => plan.dayZero.find(step => step.id === id)?.done;
  expect(['administrator', 'organization', 'log-archive-and-security', 'core-accounts', 'environments'].map(done)).toEqual([true, true, true, true, true]);
  expect(['core-stacks', 'commit', 'registrar', 'opt-in'].map(done)).toEqual([undefined, undefined, undefined, undefined]);
  for (const { id, title } of plan.manualSteps) expect(plan.dayZero.filter(step => step.id === id).map(step => step.title)).toEqual([title]);
});

test('a step by hand that nobody has given a place comes before the environments', () => {
  // GIVEN
  const platform = Platform.of(landingZone(appIn(), registered()));

  // WHEN
  const ids = dayZero(platform, [{ id: 'ses-production', account: 'email', title: 'Ask for SES', detail: '-' }], []).map(({ id }) => id);

  // THEN
  expect(ids.slice(-3)).toEqual(['ses-production', 'environments', 'commit']);
});
