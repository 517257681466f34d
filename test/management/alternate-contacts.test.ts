import { EnvironmentType } from '../../src';
import { landingZone, registered } from '../support/acme';
import { synthesize } from '../support/assembly';

const SECURITY = { name: 'Security', title: 'Security team', email: 'security@acme.com', phone: '+49 30 123456' };
const SENT = { SECURITY: { Name: 'Security', Title: 'Security team', EmailAddress: 'security@acme.com', PhoneNumber: '+49 30 123456' } };

const assembly = synthesize(app => {
  const zone = landingZone(app, registered(['production']), { alternateContacts: { security: SECURITY }, accountTags: { team: 'platform', company: 'acme' } });
  zone.addEnvironment('production', { environmentType: EnvironmentType.PRODUCTION, accountTags: { team: 'shop' } });
  zone.addSandbox('x', { expires: '2027-01-15', owner: 'jane@acme.com', accountTags: { purpose: 'upgrade' } });
});

function custom(part: string, type: string): [string, any][] {
  return assembly.resources(`Acme/management/eu-west-1-${part}`, type).map(([id, { Properties }]) => [id, Properties]);
}

test('every account has the contacts, the management account by itself and those that are pending once they are made', () => {
  // WHEN
  const contacts = ['organization', 'accounts-0'].flatMap(part => custom(part, 'Custom::AlternateContacts').map(([, properties]) => properties));
  const accounts = ['organization', 'accounts-0'].flatMap(part => custom(part, 'Custom::Account').map(([id]) => id));
  // THEN
  expect(contacts.map(({ Contacts }) => Contacts)).toEqual(Array(accounts.length + 1).fill(SENT));
  expect(contacts.map(({ AccountId }) => AccountId?.['Fn::GetAtt'][0]).filter(Boolean).sort()).toEqual(accounts.sort());
});

test('the tags of all accounts and those of the one stand on it', () => {
  // WHEN
  const tags = Object.fromEntries(custom('accounts-0', 'Custom::Account').map(([, { AccountName, Tags }]) => [AccountName, Tags]));
  // THEN
  expect(tags.production).toEqual({ team: 'shop', company: 'acme' });
  expect(tags['sandbox-x']).toMatchObject({ team: 'platform', company: 'acme', purpose: 'upgrade' });
  expect(tags.dns).toEqual({ team: 'platform', company: 'acme' });
});

test('without contacts and tags nothing is set, and nothing is asked for', () => {
  // WHEN
  const bare = synthesize(app => void landingZone(app, registered()));
  const text = ['organization', 'accounts-0'].map(part => JSON.stringify(bare.resources(`Acme/management/eu-west-1-${part}`))).join();
  // THEN
  expect(text).not.toContain('AlternateContact');
  expect(text).not.toContain('"Tags"');
});
