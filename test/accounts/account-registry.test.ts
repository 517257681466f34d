import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { AccountEmail, AccountRegistry, EnvironmentType } from '../../src';
import { parseRegistry, renderRegistry } from '../../src/accounts/registry-file';
import { idOf, landingZone, registered, registryFile } from '../support/acme';
import { complaintsOf, synthesize } from '../support/assembly';

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

test.each([undefined, 'ACTIVE'])('a successor that is %s keeps the name, wherever the ended account stands in the file', status => {
  const ended = { name: 'dns', id: '900000000000', status: 'CLOSED' };
  const registry = registryFile([], undefined, {}, [ended, { name: 'dns', id: '200000000005', slot: 5, status }, { ...ended, id: '900000000001' }]);
  expect(registry.accountId('dns')).toBe('200000000005');
});

test('it answers with what AWS gave, and with nothing where AWS gave nothing', () => {
  const instance = { instanceArn: 'arn:aws:sso:::instance/ssoins-1111111111111111', identityStoreId: 'd-1111111111', region: 'eu-west-1' };
  const accounts = [{ name: 'dns' }, { name: 'management', accountId: '111111111111' }];
  const registry = AccountRegistry.of({ accounts, organizationId: 'o-exampleorgid', rootId: 'r-exam', identityCenter: instance });
  expect([registry.organizationId, registry.accountId('management'), registry.accountId('dns'), registry.accountId('no-such'), registry.identityCenter])
    .toEqual(['o-exampleorgid', '111111111111', undefined, undefined, instance]);
  expect(AccountRegistry.of({ accounts }).identityCenter).toBeUndefined();
});

test.each([[{ organizationId: 'o-exampleorgid' }], [{ rootId: 'r-exam' }], [{}]])('half an organization is none: %j', half => {
  expect(AccountRegistry.of({ accounts: [{ name: 'management', accountId: '111111111111' }], ...half }).organizationId).toBeUndefined();
});

test('the organization is the one of the account that is called management', () => {
  const accounts = [{ name: 'dns', accountId: '222222222222', slot: 5 }, ...registered()];
  const said = complaintsOf(app => {
    landingZone(app, [], { accounts: registryFile(accounts.slice(1), undefined, { organization: { id: 'o-exampleorgid', rootId: 'r-exam', managementAccountId: '222222222222' } }) });
  });
  expect(said).toContain('accounts.json: id of account management: got "200000000000", expected 222222222222, which manages the organization; run "cloud-platform accounts sync"');
});

test.each([[[10], 11], [[10, 25, 12], 26], [[], 10]])('the next slot comes behind all that were given: %j', (slots, next) => {
  const others = slots.map((slot, index) => ({ name: `other-${index}`, accountId: idOf(slot), slot }));
  const assembly = synthesize(app => {
    const zone = landingZone(app, [...registered(), ...others]);
    for (const name of [...others.map(other => other.name), 'production']) zone.addEnvironment(name, { environmentType: EnvironmentType.PRODUCTION });
  });
  expect(assembly.account('production').slot).toBe(next);
});

test('an e-mail address may have as many characters as AWS takes', () => {
  const of = (length: number) => AccountEmail.explicit({ dns: `${'x'.repeat(length - '@acme.com'.length)}@acme.com` }, AccountEmail.plusAddress('aws@acme.com'));
  const said = (length: number) => complaintsOf(app => { landingZone(app, registered(), { accountEmail: of(length) }); });
  expect([said(64), said(65)]).toEqual(['', expect.stringContaining('at most 64 characters')]);
});
