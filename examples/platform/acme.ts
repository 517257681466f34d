import { AccountEmail, AccountRegistry, Dnssec, EnvironmentType, LandingZone } from '@astradot/cloud-platform';
import { App } from 'aws-cdk-lib';

/** Everything that Acme's platform team owns. */
export function acme(app: App, accounts = AccountRegistry.fromFile('accounts.json')): LandingZone {
  const zone = new LandingZone(app, 'Acme', {
    accounts,
    accountEmail: AccountEmail.plusAddress('aws@acme.com'), // aws+production@acme.com
    domainName: 'acme.com',
    homeRegion: 'eu-west-1',
    additionalRegions: ['us-east-1'], // a new region is one line
    dnssec: Dnssec.CHAIN_OF_TRUST, // nothing is in use yet: all at once
  });

  zone.addEnvironment('production', { environmentType: EnvironmentType.PRODUCTION });
  zone.addEnvironment('staging', { environmentType: EnvironmentType.STAGING });
  zone.addSandbox('karpenter', { expires: '2027-01-15', owner: 'jane@acme.com', monthlyBudget: 200, purpose: 'Karpenter upgrade' });
  zone.addSandbox('ipv6', { expires: '2027-02-28', owner: 'lee@acme.com', purpose: 'IPv6-only clusters' });
  return zone;
}
