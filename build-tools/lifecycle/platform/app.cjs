// A platform team's app; what it changes in the course of its life stands in settings.json.
const { readFileSync } = require('fs');
const { AccountEmail, AccountRegistry, ControlTower, EnvironmentType, LandingZone } = require('@astradot/cloud-platform');
const { App, CfnResource } = require('aws-cdk-lib/core');

const { additionalRegions, environments, sandboxes, controlTower, refused } = JSON.parse(readFileSync('settings.json', 'utf8'));
const zone = new LandingZone(new App(), 'Acme', {
  accounts: AccountRegistry.fromFile('accounts.json'),
  accountEmail: AccountEmail.plusAddress('aws@acme.com'),
  domainName: 'acme.com',
  homeRegion: 'eu-west-1',
  additionalRegions,
  ...controlTower && { controlTower: ControlTower[controlTower]() },
  accountQuota: 20,
  alternateContacts: { security: { name: 'Security', title: 'Security team', email: 'security@acme.com', phone: '+49 30 123456' } },
  accountTags: { company: 'acme' },
});
for (const [name, type] of Object.entries(environments)) zone.addEnvironment(name, { environmentType: EnvironmentType[type] });
for (const name of sandboxes) zone.addSandbox(name, { expires: '2027-01-15', owner: 'jane@acme.com' });
if (refused) {
  const properties = { Name: 'nowhere', ParentId: 'r-none' };
  new CfnResource(zone.management.stack('eu-west-1', 'refused'), 'Unit', { type: 'AWS::Organizations::OrganizationalUnit', properties });
}
