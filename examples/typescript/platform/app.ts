/** Everything that Acme's platform team owns. */
import { AccountEmail, AccountRegistry, EnvironmentType, ImageLifecycle, LandingZone, PermissionSet } from '@astradot/cloud-platform';
import { App } from 'aws-cdk-lib';
import { Topic } from 'aws-cdk-lib/aws-sns';

const app = new App();

const zone = new LandingZone(app, 'Acme', {
  accounts: AccountRegistry.fromFile('accounts.json'),
  accountEmail: AccountEmail.plusAddress('aws@acme.com'), // aws+production@acme.com
  domainName: 'acme.com',
  homeRegion: 'eu-west-1',
  additionalRegions: ['us-east-1'], // a new region is one line
});

const production = zone.addEnvironment('production', { environmentType: EnvironmentType.PRODUCTION });
const staging = zone.addEnvironment('staging', { environmentType: EnvironmentType.STAGING });
zone.addSandbox('karpenter', { expires: '2027-01-15', owner: 'jane@acme.com', monthlyBudget: 200 });

// who may enter where
const engineers = zone.identity.addGroup('engineers');
engineers.assign(PermissionSet.READ_ONLY, production);
engineers.assign(PermissionSet.POWER_USER, staging);

// built once, and deployed to every environment
zone.artifacts.addContainerRepository('shop', { lifecycle: [ImageLifecycle.taggedMoreThan('main-*', 50)] });

// of the platform team's own: in the right account, region and wave
const operations = production.stack('eu-west-1', 'operations');
new Topic(operations, 'Alarms', { displayName: 'Alarms of production' });
