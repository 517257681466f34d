import { App } from 'aws-cdk-lib';
import { DirectoryUser, LandingZone, PermissionSet } from '../../src';
import { denyUsers } from '../../src/identity/revocation';
import { landingZone, registered, registryFile } from '../support/acme';
import { synthesize } from '../support/assembly';
import { IDENTITY_CENTER } from '../support/people';

const ORGANIZATION = { id: 'o-exampleorgid', rootId: 'r-exam', managementAccountId: '200000000000' };
const name = (userName: string) => ({ email: `${userName}@acme.com`, givenName: userName, familyName: 'Doe' });

function zoneWith(app: App, revokedUsers?: object[]): { zone: LandingZone; jane: DirectoryUser } {
  const accounts = registryFile(registered(), undefined, { organization: ORGANIZATION, identityCenter: IDENTITY_CENTER, revokedUsers });
  const zone = landingZone(app, [], { accounts });
  const [jane, lee] = ['jane', 'lee'].map(one => zone.identity.addUser(one, name(one)));
  const auditors = zone.identity.addGroup('auditors', { members: [jane, lee] });
  auditors.assign(PermissionSet.READ_ONLY, zone.management);
  auditors.assign(PermissionSet.BILLING, zone.management);
  auditors.assign(PermissionSet.READ_ONLY, zone.dns);
  return { zone, jane };
}

const policies = (template: any) => Object.values<any>(template.Resources).filter(({ Type }) => Type === 'AWS::SSO::PermissionSet')
  .map(({ Properties }) => [Properties.Name, Properties.InlinePolicy?.Statement]);
const members = (template: any) => Object.values<any>(template.Resources).find(({ Type }) => Type === 'Custom::DirectoryGroup').Properties.Members;

test('what the tool has revoked, the next deploy keeps: the deny in the management account, and no membership', () => {
  // GIVEN
  const before = synthesize(app => zoneWith(app));

  // WHEN
  const after = synthesize(app => zoneWith(app, [{ name: 'jane', id: 'id-jane' }]));

  // THEN
  const management = 'Acme/management/eu-west-1-identity';
  expect(policies(after.templates.get(management))).toEqual(policies(before.templates.get(management))
    .map(([set, statements]) => [set, [...statements ?? [], denyUsers(['id-jane'])]]));
  expect(policies(before.templates.get(management)).map(([, statements]) => statements === undefined)).toEqual([true, false]);
  expect(members(before.templates.get('Acme/identity/eu-west-1-directory'))).toHaveLength(2);
  expect(members(after.templates.get('Acme/identity/eu-west-1-directory'))).toHaveLength(1);
  expect(after.plan.access.users.map(({ groups }) => groups)).toEqual([[], ['auditors']]);
});

test('members\' permission sets stay as they are: there a service control policy denies, which no stack has', () => {
  const before = synthesize(app => zoneWith(app));
  const after = synthesize(app => zoneWith(app, [{ name: 'jane', id: 'id-jane' }]));
  const path = 'Acme/identity/eu-west-1-permission-sets';
  expect(after.templates.get(path)).toEqual(before.templates.get(path));
  expect([...after.templates].filter(([, template]) => JSON.stringify(template).includes('id-jane')).map(([one]) => one)).toEqual(['Acme/management/eu-west-1-identity']);
});

test('a registry whose list is none is an error', () => {
  expect(() => synthesize(app => zoneWith(app, ['jane'] as any))).toThrow('revokedUsers');
});
