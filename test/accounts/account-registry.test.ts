import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { AccountRegistry, EnvironmentType } from '../../src';
import { parseRegistry, renderRegistry } from '../../src/accounts/registry-file';
import { landingZone, registered } from '../support/acme';
import { synthesize } from '../support/assembly';

test('the same registry has the same bytes, in whatever order it was made', () => {
  const accounts = [{ name: 'b', id: '222222222222' }, { name: 'a', id: '111111111111', slot: 3, email: 'a@acme.com' }];
  const [one, two] = [accounts, [...accounts].reverse()].map(list => renderRegistry({ version: 1, accounts: list }));
  expect(two).toBe(one);
  expect(JSON.parse(one).accounts.map(({ name }: { name: string }) => name)).toEqual(['a', 'b']);
});

test('what is written is what is read', () => {
  const file = {
    version: 1,
    organization: { id: 'o-exampleorgid', rootId: 'r-exam', managementAccountId: '111111111111' },
    organizationalUnits: [{ path: 'Sandbox', id: 'ou-exam-11111111' }],
    platform: { prefix: 'cloud-platform', homeRegion: 'eu-west-1', regions: ['eu-west-1'] },
    identityCenter: { instanceArn: 'arn:aws:sso:::instance/ssoins-1111111111111111', identityStoreId: 'd-1111111111', region: 'eu-west-1' },
    accounts: [{ name: 'management', id: '111111111111', email: 'aws@acme.com', status: 'ACTIVE' as const, slot: 0, organizationalUnit: undefined }],
  };
  expect(parseRegistry(renderRegistry(file))).toEqual({ file: JSON.parse(JSON.stringify(file)), problems: [] });
});

test('a file and the same thing in code are one registry', () => {
  // GIVEN
  const dir = mkdtempSync(join(tmpdir(), 'registry-'));
  writeFileSync(join(dir, 'accounts.json'), JSON.stringify({
    version: 1,
    organization: { id: 'o-exampleorgid', rootId: 'r-exam', managementAccountId: '200000000000' },
    accounts: registered(['production']).map(({ name, accountId, slot }) => ({ name, id: accountId, slot, status: 'ACTIVE' })),
  }));
  // WHEN
  const [fromFile, inCode] = [{ accounts: AccountRegistry.fromFile(join(dir, 'accounts.json')) }, {}].map(props => synthesize(app => {
    landingZone(app, registered(['production']), props).addEnvironment('production', { environmentType: EnvironmentType.PRODUCTION });
  }));
  rmSync(dir, { recursive: true });
  // THEN
  expect([...fromFile.files]).toEqual([...inCode.files]);
});

test('an account that has ended gives its name to its successor, and its slot to nobody', () => {
  // GIVEN
  const dir = mkdtempSync(join(tmpdir(), 'registry-'));
  const ended = { name: 'sandbox-x', id: '300000000000', email: 'aws+sandbox-x@acme.com', status: 'CLOSED', slot: 10 };
  writeFileSync(join(dir, 'accounts.json'), JSON.stringify({
    version: 1, accounts: [...registered().map(({ name, accountId, slot }) => ({ name, id: accountId, slot })), ended, { name: 'sandbox-x', slot: 11 }],
  }));
  // WHEN
  const assembly = synthesize(app => {
    landingZone(app, [], { accounts: AccountRegistry.fromFile(join(dir, 'accounts.json')) })
      .addSandbox('x', { expires: '2027-01-15', owner: 'jane@acme.com', generation: 2 });
  });
  rmSync(dir, { recursive: true });
  // THEN
  const { id, email, slot, status } = assembly.account('sandbox-x');
  expect({ id, email, slot, status }).toEqual({ id: undefined, email: 'aws+sandbox-x-2@acme.com', slot: 11, status: 'pending' });
});

test('it answers with what AWS gave, and with nothing where AWS gave nothing', () => {
  const registry = AccountRegistry.of({ accounts: [{ name: 'management', accountId: '111111111111' }, { name: 'dns' }], organizationId: 'o-exampleorgid', rootId: 'r-exam' });
  expect([registry.organizationId, registry.accountId('management'), registry.accountId('dns'), registry.identityCenter])
    .toEqual(['o-exampleorgid', '111111111111', undefined, undefined]);
});
