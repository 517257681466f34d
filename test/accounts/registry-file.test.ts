import { checkRegistry, hasEnded, renderRegistry, RegistryFile } from '../../src/accounts/registry-file';

const ACCOUNT = { name: 'management', id: '111111111111' };
const ORGANIZATION = { id: 'o-exampleorgid', rootId: 'r-exam', managementAccountId: '111111111111' };
const PLATFORM = { prefix: 'cloud-platform', homeRegion: 'eu-west-1', regions: ['eu-west-1'] };
const INSTANCE = { instanceArn: 'arn:aws:sso:::instance/ssoins-1111111111111111', identityStoreId: 'd-1111111111', region: 'eu-west-1' };
const SYNC = 'run "cloud-platform accounts sync"';

/** Each way to spoil an object of texts: another shape, and each of its texts missing or no text. */
function spoiled(whole: Record<string, unknown>): unknown[] {
  return [null, 'text', 1, [], ...Object.keys(whole).flatMap(key => [{ ...whole, [key]: undefined }, { ...whole, [key]: 1 }])];
}

/** The same for a list of them: one bad one beside a good one is enough. */
function spoiledList(whole: Record<string, unknown>): unknown[] {
  return [null, 'text', { 0: whole, length: 1 }, ...spoiled(whole).map(one => [whole, one])];
}

describe('a part of another shape is named, with what to do, and nothing of the file is used', () => {
  test.each<[keyof RegistryFile, unknown[], string, string]>([
    ['organization', spoiled(ORGANIZATION), 'an object with "id", "rootId" and "managementAccountId"', SYNC],
    ['platform', [...spoiled(PLATFORM), { ...PLATFORM, regions: [1] }, { ...PLATFORM, closedRegions: 'eu-west-1' }], 'an object with "prefix", "homeRegion" and "regions"', SYNC],
    ['identityCenter', spoiled(INSTANCE), 'an object with "instanceArn", "identityStoreId" and "region"', SYNC],
    ['organizationalUnits', spoiledList({ path: 'Sandbox', id: 'ou-exam-11111111' }), 'a list of objects with "path" and "id"', SYNC],
    ['revokedUsers', spoiledList({ name: 'jane', id: '1' }), 'a list of objects with "name" and "id"', 'the file as it was committed: sync does not know them'],
    ['doneSteps', spoiledList({ step: 'name-servers', of: 'acme.com' }), 'a list of objects with "step" and "of"',
      'nothing: "cloud-platform dns check" and "cloud-platform email status" write them'],
  ])('%s', (key, values, expected, instead) => {
    for (const value of values) {
      expect(checkRegistry({ version: 1, accounts: [ACCOUNT], [key]: value })).toEqual({
        file: { version: 1, accounts: [] }, problems: [{ what: `registry: ${key}`, got: value, expected, instead }],
      });
    }
  });

  test('all of them in one run', () => {
    const parts = ['organization', 'platform', 'identityCenter', 'organizationalUnits', 'revokedUsers', 'doneSteps'];
    const { problems } = checkRegistry({ version: 1, accounts: [ACCOUNT], ...Object.fromEntries(parts.map(part => [part, 1])) });
    expect(problems.map(({ what }) => what)).toEqual(parts.map(part => `registry: ${part}`));
  });

  test.each<[string, unknown]>([['nothing', undefined], ['null', null], ['a text', 'x'], ['no accounts', { version: 1 }], ['accounts that are no list', { version: 1, accounts: {} }]])(
    '%s instead of a registry', (_, value) => {
      expect(checkRegistry(value).problems).toEqual([{ what: 'registry', got: value, expected: 'an object with "version" and "accounts"', instead: SYNC }]);
    });

  test.each<[unknown, string]>([
    [undefined, SYNC], ['1', SYNC], [0, SYNC], [-1, SYNC], [0.5, SYNC], [2, 'a newer @astradot/cloud-platform in package.json: the file was written by one'],
  ])('version %s', (version, instead) => {
    expect(checkRegistry({ version, accounts: [ACCOUNT] }))
      .toEqual({ file: { version: 1, accounts: [] }, problems: [{ what: 'version of the registry', got: version, expected: '1', instead }] });
  });
});

describe('an account of another shape is named, and the others are read', () => {
  test.each<[string, unknown[], string]>([
    ['number 2', [null, 'x', [], {}, { id: '222222222222' }, { name: '' }], 'an object with a "name"'],
    ['7', [{ name: 7 }], 'an object with a "name"'],
    ['a: id', ['12', 222222222222, null, '22222222222a'].map(id => ({ name: 'a', id })), '12 digits, as a string'],
    ['a: email', [1, null, {}].map(email => ({ name: 'a', email })), 'a string'],
    ['a: slot', [-1, 1.5, '1', null].map(slot => ({ name: 'a', slot })), 'a whole number from 0'],
    ['a: optedIn', ['eu-south-1', [1], {}].map(optedIn => ({ name: 'a', optedIn })), 'a list of regions'],
    ['a: networks', ['10.0.0.0/16', [], { 'eu-west-1': '10.0.0.0' }, { 'eu-west-1': '10.0.0.0/16', 'us-east-1': 1 }].map(networks => ({ name: 'a', networks })),
      'an object with a range in CIDR notation for each region'],
    ['a: status', ['active', 1, null].map(status => ({ name: 'a', status })), 'one of ACTIVE, SUSPENDED, PENDING_CLOSURE, CLOSED, REMOVED'],
  ])('%s', (where, values, expected) => {
    for (const value of values) {
      const { file, problems } = checkRegistry({ version: 1, accounts: [ACCOUNT, value] });
      expect(problems.map(({ what, expected: said }) => [what, said])).toEqual([[`registry: account ${where}`, expected]]);
      expect(file.accounts[0]).toEqual(ACCOUNT);
    }
  });

  test('what is absent, and what is as it should be, is no problem', () => {
    const whole = { slot: 0, email: 'a@acme.com', optedIn: [], networks: { 'eu-west-1': '10.0.0.0/16' }, status: 'SUSPENDED' };
    expect(checkRegistry({ version: 1, accounts: [ACCOUNT, { name: 'b', ...whole }] }).problems).toEqual([]);
  });
});

test.each([['ACTIVE', false], ['SUSPENDED', false], [undefined, false], ['PENDING_CLOSURE', true], ['CLOSED', true], ['REMOVED', true]] as const)(
  'an account that is %s and a living one with its e-mail: ended is %s', (status, ended) => {
    const [one, other] = [{ ...ACCOUNT, name: 'a', email: 'a@acme.com', status }, { name: 'a-2', id: '222222222222', email: 'a@acme.com' }];
    expect(hasEnded(one)).toBe(ended);
    expect(checkRegistry({ version: 1, accounts: [one, other] }).problems).toHaveLength(ended ? 0 : 1);
  });

test('every list is written in its order, and what is empty is not written', () => {
  const file: RegistryFile = {
    version: 1,
    organizationalUnits: [{ path: 'b', id: 'ou-1' }, { path: 'a', id: 'ou-2' }, { path: 'a/c', id: 'ou-0' }],
    platform: { ...PLATFORM, regions: ['us-east-1', 'eu-west-1'], closedRegions: ['us-east-1', 'eu-west-1'] },
    revokedUsers: [{ name: 'john', id: '1' }, { name: 'jane', id: '2' }],
    doneSteps: [{ step: 'b', of: 'a' }, { step: 'a', of: 'b' }, { step: 'a', of: 'a' }],
    accounts: [{ name: 'b', id: '111111111111' }, { name: 'a', id: '333333333333' }, { name: 'a', id: '222222222222' }, { name: 'a' }],
  };
  // WHEN
  const written = JSON.parse(renderRegistry(file));
  const nobody: RegistryFile = { version: 1, platform: { ...PLATFORM, closedRegions: [] }, revokedUsers: [], doneSteps: [], accounts: [] };
  // THEN
  expect(written).toEqual({
    version: 1,
    organizationalUnits: [{ path: 'a', id: 'ou-2' }, { path: 'a/c', id: 'ou-0' }, { path: 'b', id: 'ou-1' }],
    platform: { ...PLATFORM, regions: ['eu-west-1', 'us-east-1'], closedRegions: ['eu-west-1', 'us-east-1'] },
    revokedUsers: [{ name: 'jane', id: '2' }, { name: 'john', id: '1' }],
    doneSteps: [{ step: 'a', of: 'a' }, { step: 'a', of: 'b' }, { step: 'b', of: 'a' }],
    accounts: [{ name: 'a' }, { name: 'a', id: '222222222222' }, { name: 'a', id: '333333333333' }, { name: 'b', id: '111111111111' }],
  });
  expect(JSON.parse(renderRegistry(nobody))).toEqual({ version: 1, platform: PLATFORM, accounts: [] });
});
