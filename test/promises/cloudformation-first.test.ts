import { App } from 'aws-cdk-lib';
import { EnvironmentType, PermissionSet, Targets } from '../../src';
import { withEnvironments } from '../support/acme';
import { synthesize } from '../support/assembly';
import { peopleZone } from '../support/people';

/** Everything that a landing zone can have. */
function withPeople(app: App): void {
  const security = { name: 'Security', title: 'Security team', email: 'security@acme.com', phone: '+49 30 123456' };
  const zone = peopleZone(app, ['production'], { alternateContacts: { security } });
  zone.addEnvironment('production', { environmentType: EnvironmentType.PRODUCTION });
  const jane = zone.identity.addUser('jane', { email: 'jane@acme.com', givenName: 'Jane', familyName: 'Doe' });
  zone.identity.addGroup('engineers', { members: [jane] }).assign(PermissionSet.READ_ONLY, Targets.everywhere());
}

/** Each with the reason why no CloudFormation type does. */
const CUSTOM: Record<string, string> = {
  'Custom::Organization': 'AWS::Organizations::Organization can make and not adopt, and no type switches trusted access on',
  'Custom::OrganizationalUnit': 'AWS::Organizations::OrganizationalUnit can make and not adopt',
  'Custom::Account': 'AWS::Organizations::Account can make and not adopt, and a try that failed half-way cannot be taken up',
  'Custom::AlternateContacts': 'no type sets contacts',
  'Custom::DelegatedAdministrator': 'only Security Hub and Detective have a type for it',
  'Custom::ResourceSharing': 'no type switches it on',
  'Custom::RootAccess': 'no type switches it on',
  'Custom::AnomalyDetection': 'AWS::CE::AnomalyMonitor can make and not adopt, and fails where Cost Explorer was never opened',
  'Custom::CostAllocationTags': 'no type switches cost allocation tags on',
  'Custom::IdentityCenterBaseline': 'AWS::ControlTower::LandingZone does not tell what it has switched on',
  'Custom::SubdomainDelegation': 'a record set in another account',
  'Custom::RegionalParameter': 'a parameter in another region',
  'Custom::MailIdentity': 'what SES says of an identity in another account',
  'Custom::DirectoryUser': 'CloudFormation has no type for users that stands in every region',
  'Custom::DirectoryGroup': 'AWS::IdentityStore::Group can make and not adopt, and no membership that is there already either',
  'Custom::DirectoryGroupReference': 'a group of an identity provider, or of the identity account, by its name',
  'Custom::SecurityAdministrator': 'no type appoints the administrator of GuardDuty, Inspector or Macie',
  'Custom::OwnSecurityService': 'AWS::GuardDuty::Detector and AWS::SecurityHub::Hub can make and not adopt, and an account has one of each in a region',
  'Custom::GuardDutyOrganization': 'no type says what GuardDuty does in every account',
  'Custom::InspectorOrganization': 'no type says what Inspector does in every account',
  'Custom::AccountBaseline': 'no type encrypts volumes by default, sets the password policy or takes a default VPC away',
  'Custom::PermissionSetEnd': 'AWS::SSO::PermissionSet cannot be deleted while a stack that is deployed later assigns it',
};

test('a custom resource stands only where CloudFormation has no type that does it', () => {
  const assembly = synthesize(withPeople);
  const types = new Set([...assembly.templates.values()].flatMap(template => Object.values<any>(template.Resources).map(resource => resource.Type)));
  expect([...types].filter(type => !type.startsWith('AWS::')).sort()).toEqual(Object.keys(CUSTOM).sort());
});

test('a handler is a function, a role on the platform\'s own path, and a log group: nothing else, and no secret', () => {
  const assembly = synthesize(withEnvironments(['production']));
  const parts = assembly.resources('Acme/production/eu-west-1').filter(([id]) => id.startsWith('Handlerdelegation')).map(([, resource]) => resource);
  expect(parts.map(part => part.Type).sort()).toEqual(['AWS::IAM::Role', 'AWS::Lambda::Function', 'AWS::Logs::LogGroup']);
  expect(parts.find(part => part.Type === 'AWS::IAM::Role')!.Properties.Path).toBe('/cloud-platform/handlers/');
  expect(parts.find(part => part.Type === 'AWS::Lambda::Function')!.Properties.Environment).toBeUndefined();
});
