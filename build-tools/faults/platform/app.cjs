// The smallest platform that has all of it: the core accounts, one environment, one region.
const { AccountEmail, AccountRegistry, EnvironmentType, LandingZone } = require('@astradot/cloud-platform');
const { App } = require('aws-cdk-lib/core');

const zone = new LandingZone(new App(), 'Acme', {
  accounts: AccountRegistry.fromFile('accounts.json'),
  accountEmail: AccountEmail.plusAddress('aws@acme.com'),
  domainName: 'acme.com',
  homeRegion: 'eu-west-1',
});
zone.addEnvironment('production', { environmentType: EnvironmentType.PRODUCTION });
