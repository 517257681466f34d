import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import type { ApiAssembly, ApiMember } from '../../build-tools/api/assembly';
import { readBaseline, writeBaseline } from '../../build-tools/api/baseline';
import { apiChanges } from '../../build-tools/api/compatibility';

const STRING = { primitive: 'string' };
function api(properties: ApiMember[], summary = 'A room.'): ApiAssembly {
  const [name, fqn] = ['Room', '@acme/rooms.Room'];
  return {
    name: '@acme/rooms',
    version: '1.0.0',
    schema: 'jsii/0.10.0',
    jsiiVersion: '6.0.16',
    license: 'Apache-2.0',
    description: 'Rooms',
    homepage: '',
    fingerprint: '-',
    targets: {},
    types: { [fqn]: { assembly: '@acme/rooms', fqn, kind: 'interface', datatype: true, name, docs: { summary, stability: 'experimental' }, properties } },
  } as unknown as ApiAssembly;
}
const property = (name: string, more: object = {}): ApiMember => ({ name, type: STRING, immutable: true, abstract: true, ...more } as ApiMember);

let directory: string;
beforeEach(() => directory = mkdtempSync(join(tmpdir(), 'baseline-')));
afterEach(() => rmSync(directory, { recursive: true }));

test('what breaks is told by jsii-diff\'s keys, though it is experimental; what is new beside it', async () => {
  // GIVEN
  const before = api([property('door'), property('name')]);
  const now = api([property('name'), property('window', { optional: true })]);
  // WHEN
  const { breaking, added } = await apiChanges(before, now);
  // THEN
  expect(breaking.map(({ key }) => key)).toEqual(['removed:@acme/rooms.Room.door']);
  expect(added.map(({ key }) => key)).toEqual(['added:@acme/rooms.Room.window']);
});

test('other words change nothing', async () => {
  expect(await apiChanges(api([property('door')]), api([property('door')], 'A room with a door.'))).toEqual({ breaking: [], added: [] });
});

test('a baseline comes back as it was written, but for words', () => {
  const file = join(directory, 'a', 'baseline.jsii.gz');
  writeBaseline(api([property('door')]), '1.2.0', file);
  expect(readBaseline(file)).toMatchObject({ version: '1.2.0', types: { '@acme/rooms.Room': { docs: { stability: 'experimental' }, properties: [{ name: 'door' }] } } });
  expect(readBaseline(file).types['@acme/rooms.Room'].docs).not.toHaveProperty('summary');
});

test('a baseline that is missing or damaged says what to do', () => {
  const file = join(directory, 'baseline.jsii.gz');
  expect(() => readBaseline(file)).toThrow(`there is no baseline of the API at ${file}: take it back from git; if there never was one, run "npx projen api:baseline" and commit it`);
  writeFileSync(file, 'no gzip');
  expect(() => readBaseline(file)).toThrow(/^the baseline of the API at .* cannot be read \(.*\): take it back from git$/);
});
