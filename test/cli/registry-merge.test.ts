import * as fc from 'fast-check';
import { planOf } from './fixtures/plan';
import { checkRegistry, RegistryFile } from '../../src/accounts/registry-file';
import type { OrganizationAccount, OrganizationSnapshot } from '../../src/cli/aws/organization';
import { diffRegistry } from '../../src/cli/registry-diff';
import { mergeRegistry, RegionsSeen } from '../../src/cli/registry-merge';

const MANAGEMENT: OrganizationAccount = { id: '111111111111', name: 'Acme Inc', email: 'aws@acme.com', status: 'ACTIVE', tags: {} };
const EMPTY: RegistryFile = { version: 1, accounts: [] };
const caller = '111111111111';

const organizationOf = (...accounts: Partial<OrganizationAccount>[]): OrganizationSnapshot => ({
  id: 'o-example0000',
  rootId: 'r-abcd',
  managementAccountId: caller,
  organizationalUnits: [],
  accounts: [MANAGEMENT, ...accounts.map((account, index) => ({
    id: String(index + 2).repeat(12), name: 'account', email: `aws+${index}@acme.com`, status: 'ACTIVE', tags: {}, ...account,
  }))],
});
const registryOf = (...accounts: RegistryFile['accounts']): RegistryFile => ({ version: 1, accounts });
const tags = (name: string, slot: number | string) => ({ 'cloud-platform:name': name, 'cloud-platform:slot': String(slot) });

describe('who an account is', () => {
  test('its tags say it', () => {
    // WHEN
    const { file } = mergeRegistry({ caller, previous: EMPTY, organization: organizationOf({ name: 'Acme Prod', tags: tags('production', 7) }) });

    // THEN
    expect(file.accounts[1]).toMatchObject({ name: 'production', id: '222222222222', slot: 7 });
  });

  test('else its e-mail in the code, whatever the case', () => {
    // WHEN
    const { file } = mergeRegistry({
      caller, previous: EMPTY, plan: planOf([{ name: 'production', slot: 4 }]), organization: organizationOf({ email: 'AWS+Production@acme.com' }),
    });

    // THEN
    expect(file.accounts).toHaveLength(2);
    expect(file.accounts[1]).toMatchObject({ name: 'production', id: '222222222222', slot: 4 });
  });

  test('else what was written down before', () => {
    // WHEN
    const { file } = mergeRegistry({
      caller, previous: registryOf({ name: 'production', id: '222222222222', slot: 4 }), organization: organizationOf({ name: 'renamed' }),
    });

    // THEN
    expect(file.accounts[1]).toMatchObject({ name: 'production', slot: 4 });
  });

  test("else AWS's own name, with the id where that name is not unique or belongs to the code", () => {
    // WHEN
    const { file } = mergeRegistry({
      caller,
      previous: EMPTY,
      plan: planOf([{ name: 'production' }]),
      organization: organizationOf({ name: 'legacy' }, { name: 'test' }, { name: 'test' }, { name: 'production', email: 'other@acme.com' }),
    });

    // THEN
    expect(file.accounts.map(account => account.name))
      .toEqual(['management', 'legacy', 'test-333333333333', 'test-444444444444', 'production-555555555555', 'production']);
  });

  test('the management account is management, whatever a tag says', () => {
    // WHEN
    const { file, warnings } = mergeRegistry({ caller, previous: EMPTY, organization: organizationOf({ name: 'x', tags: tags('management', 3) }) });

    // THEN
    expect(file.accounts.map(({ name, id, slot }) => ({ name, id, slot }))).toEqual([
      { name: 'management', id: '111111111111', slot: 0 }, { name: 'x', id: '222222222222', slot: 3 },
    ]);
    expect(warnings.join()).toContain('which only 111111111111 is');
  });
});

describe('slots', () => {
  test('tag and file disagree: the tag wins, and it is said', () => {
    // WHEN
    const { file, warnings } = mergeRegistry({
      caller, previous: registryOf({ name: 'production', id: '222222222222', slot: 4 }), organization: organizationOf({ tags: tags('production', 7) }),
    });

    // THEN
    expect(file.accounts[1].slot).toBe(7);
    expect(warnings).toEqual([expect.stringContaining('tag cloud-platform:slot says 7, accounts.json says 4; the tag wins')]);
  });

  test('a tag that is no number is ignored, and it is said', () => {
    // WHEN
    const { file, warnings } = mergeRegistry({
      caller, previous: registryOf({ name: 'production', id: '222222222222', slot: 4 }), organization: organizationOf({ tags: tags('production', 'four') }),
    });

    // THEN
    expect(file.accounts[1].slot).toBe(4);
    expect(warnings).toEqual([expect.stringContaining('says "four", expected a whole number')]);
  });

  test('two accounts with one slot: an error that names both, and nothing to write', () => {
    // WHEN
    const merge = () => mergeRegistry({ caller, previous: EMPTY, organization: organizationOf({ tags: tags('a', 3) }, { tags: tags('b', 3) }) });

    // THEN
    expect(merge).toThrow('the accounts of the organization contradict each other');
  });

  test('a place is kept for a pending account, and filled when AWS has made it', () => {
    // GIVEN
    const plan = planOf([{ name: 'management', id: caller }, { name: 'production', slot: 9 }]);

    // WHEN
    const reserved = mergeRegistry({ caller, previous: EMPTY, plan }).file;
    const filled = mergeRegistry({ caller, previous: reserved, organization: organizationOf({ email: 'aws+production@acme.com' }) }).file;

    // THEN
    expect(reserved.accounts).toContainEqual({ name: 'production', email: 'aws+production@acme.com', slot: 9 });
    expect(filled.accounts[1]).toMatchObject({ name: 'production', id: '222222222222', slot: 9 });
    expect(filled.accounts).toHaveLength(2);
  });

  test('a place that another account has is given anew while the account does not exist', () => {
    // WHEN
    const { file, warnings } = mergeRegistry({
      caller, previous: EMPTY, plan: planOf([{ name: 'production', slot: 3 }]), organization: organizationOf({ tags: tags('staging', 3) }),
    });

    // THEN
    expect(file.accounts.map(({ name, slot }) => [name, slot])).toEqual([['management', 0], ['staging', 3], ['production', 4]]);
    expect(warnings.join()).toContain('slot 3 belongs to another account');
  });
});

describe('no account is lost', () => {
  const previous = registryOf(
    { name: 'management', id: caller, slot: 0 }, { name: 'production', id: '222222222222', slot: 1, status: 'ACTIVE' }, { name: 'staging', slot: 2 });

  test('one that left the organization is kept as REMOVED, and said', () => {
    // WHEN
    const { file } = mergeRegistry({ caller, previous, organization: organizationOf() });

    // THEN
    expect(file.accounts).toContainEqual({ name: 'production', id: '222222222222', slot: 1, status: 'REMOVED' });
    expect(diffRegistry(previous, file)).toContainEqual({ kind: 'removed', name: 'production', id: '222222222222' });
  });

  test('only --prune takes it out', () => {
    // WHEN
    const { file } = mergeRegistry({ caller, previous, organization: organizationOf(), prune: true });

    // THEN
    expect(file.accounts.map(account => account.name)).toEqual(['management', 'staging']);
  });

  test('a place without an account stays as long as the code is not known, and goes when the code has dropped it', () => {
    // WHEN
    const unknown = mergeRegistry({ caller, previous, organization: organizationOf() }).file;
    const dropped = mergeRegistry({ caller, previous, organization: organizationOf(), plan: planOf([]) }).file;

    // THEN
    expect(unknown.accounts.map(account => account.name)).toContain('staging');
    expect(dropped.accounts.map(account => account.name)).not.toContain('staging');
    expect(diffRegistry(previous, dropped)).toContainEqual({ kind: 'released', name: 'staging', from: 2 });
  });

  test('whatever the organization and the file say: every id stays, no slot changes, and a second merge changes nothing', () => {
    // GIVEN
    const ids = fc.uniqueArray(fc.integer({ min: 2, max: 40 }), { maxLength: 12 });
    fc.assert(fc.property(ids, ids, ids, (inFile, inOrganization, inCode) => {
      const id = (n: number) => String(n).padStart(12, '7');
      const before = registryOf(...inFile.map(n => ({ name: `a${n}`, id: id(n), email: `aws+a${n}@acme.com`, slot: n, status: 'ACTIVE' as const })));
      const organization = organizationOf(...inOrganization.map(n => ({ id: id(n), name: `a${n}`, email: `aws+a${n}@acme.com` })));
      const plan = planOf(inCode.map(n => ({ name: `a${n}`, slot: n })));

      // WHEN
      const { file } = mergeRegistry({ caller, previous: before, organization, plan });

      // THEN
      const slots = new Map(file.accounts.map(account => [account.id, account.slot]));
      for (const account of before.accounts) expect(slots.get(account.id)).toBe(account.slot);
      for (const account of organization.accounts) expect(slots.has(account.id)).toBe(true);
      expect(checkRegistry(file).problems).toEqual([]);
      expect(mergeRegistry({ caller, previous: file, organization, plan }).file).toEqual(file);
    }), { numRuns: 200 });
  });
});

describe('what was chosen for good', () => {
  const merge = (previous: RegistryFile, regions: string[], removed: string[] = [], prefix = 'cloud-platform', seen: Partial<RegionsSeen> = {}) => {
    const plan = planOf([], regions);
    return mergeRegistry({
      caller,
      previous,
      organization: organizationOf(),
      plan: { ...plan, prefix, regions: { ...plan.regions, removed } },
      regions: { optedIn: new Map(), ready: [], empty: [], ...seen },
    }).file;
  };

  test('is written down with the first plan, and no later plan changes it', () => {
    // WHEN
    const first = merge(EMPTY, ['eu-west-1']);
    const second = merge(first, ['us-east-1'], [], 'another');

    // THEN
    expect(first.platform).toEqual({ prefix: 'cloud-platform', homeRegion: 'eu-west-1', regions: ['eu-west-1'] });
    expect(second.platform).toMatchObject({ prefix: 'cloud-platform', homeRegion: 'eu-west-1' });
  });

  test('a region comes by itself, stays when it only disappears, and goes when the code gives it up and nothing stands there', () => {
    // WHEN
    const two = merge(merge(EMPTY, ['eu-west-1']), ['eu-west-1', 'us-east-1']);
    const forgotten = merge(two, ['eu-west-1']);
    const givenUp = merge(two, ['eu-west-1'], ['us-east-1']);
    const gone = merge(givenUp, ['eu-west-1'], ['us-east-1'], undefined, { empty: ['us-east-1'] });

    // THEN
    const both = ['eu-west-1', 'us-east-1'];
    expect([two, forgotten, givenUp, gone].map(file => file.platform!.regions)).toEqual([both, both, both, ['eu-west-1']]);
  });

  test('a region that comes later is closed until it is ready, one that is given up is closed again; the first ones are open', () => {
    // WHEN
    const first = merge(EMPTY, ['eu-west-1', 'us-east-1']);
    const more = merge(first, ['eu-west-1', 'us-east-1', 'eu-north-1']);
    const again = merge(more, ['eu-west-1', 'us-east-1', 'eu-north-1']);
    const ready = merge(again, ['eu-west-1', 'us-east-1', 'eu-north-1'], [], undefined, { ready: ['eu-north-1'] });
    const givenUp = merge(ready, ['eu-west-1', 'us-east-1'], ['eu-north-1']);
    const back = merge(givenUp, ['eu-west-1', 'us-east-1', 'eu-north-1']);

    // THEN
    expect([first, more, again, ready, givenUp, back].map(file => file.platform!.closedRegions))
      .toEqual([undefined, ['eu-north-1'], ['eu-north-1'], undefined, ['eu-north-1'], ['eu-north-1']]);
  });

  test('what an account has opted in to is remembered', () => {
    // WHEN
    const optedIn = (previous: RegistryFile, seen: [string, string[]][]) => merge(previous, ['eu-west-1'], [], undefined, { optedIn: new Map(seen) });
    const once = optedIn(EMPTY, [[caller, ['eu-south-1']]]);
    const later = optedIn(once, [[caller, ['af-south-1', 'eu-south-1']]]);

    // THEN
    expect([once, later, merge(later, ['eu-west-1'])].map(file => file.accounts.find(({ id }) => id === caller)!.optedIn))
      .toEqual([['eu-south-1'], ['af-south-1', 'eu-south-1'], ['af-south-1', 'eu-south-1']]);
  });

  test('without an organization there is nothing to write down yet', () => {
    expect(mergeRegistry({ caller, previous: EMPTY, plan: planOf([]) }).file.platform).toBeUndefined();
  });
});

test('a network that was given once stays, and one that the plan gives is remembered, also of an account that is pending', () => {
  // GIVEN
  const given = { 'eu-west-1': '10.0.0.0/16' };
  const previous = registryOf({ name: 'production', id: '222222222222', slot: 4, networks: given });
  const plan = planOf([
    { name: 'production', id: '222222222222', slot: 4, networks: { 'eu-west-1': '10.9.0.0/16', 'us-east-1': '10.1.0.0/16' } }, { name: 'staging', slot: 5, networks: { 'eu-west-1': '10.2.0.0/16' } },
  ]);
  // WHEN
  const { file } = mergeRegistry({ caller, previous, plan, organization: organizationOf({ tags: tags('production', 4) }) });
  // THEN
  expect(file.accounts.find(({ name }) => name === 'production')!.networks).toEqual({ ...given, 'us-east-1': '10.1.0.0/16' });
  expect(file.accounts.find(({ name }) => name === 'staging')).toMatchObject({ slot: 5, networks: { 'eu-west-1': '10.2.0.0/16' } });
  expect(diffRegistry(previous, file)).toContainEqual({ kind: 'networks', name: 'production', id: '222222222222', from: '10.0.0.0/16 in eu-west-1', to: '10.0.0.0/16 in eu-west-1, 10.1.0.0/16 in us-east-1' });
});
