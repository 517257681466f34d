import { AccountEmail, AccountRegistry, DeployIdentity, EnvironmentType, Guardrails, LandingZone } from '@astradot/cloud-platform';
import { App } from 'aws-cdk-lib';

/** Everything that Acme's platform team owns. */
export function acme(app: App, accounts = AccountRegistry.fromFile('accounts.json')): LandingZone {
  const zone = new LandingZone(app, 'Acme', {
    accounts,
    accountEmail: AccountEmail.plusAddress('aws@acme.com'), // aws+production@acme.com
    domainName: 'acme.com',
    homeRegion: 'eu-west-1',
    additionalRegions: ['us-east-1'], // a new region is one line
    deployIdentity: DeployIdentity.gitHub({ organization: 'acme', repository: 'platform' }),
    guardrails: [
      ...Guardrails.except(Guardrails.ACCESS_FROM_MANAGEMENT),
      Guardrails.ACCESS_FROM_MANAGEMENT.exempting({
        principalArns: ['arn:aws:iam::111111111111:role/PlatformAdministrator'], reason: 'The first deploy, before there is a pipeline, and emergencies',
      }),
    ],
  });

  const production = zone.addEnvironment('production', { environmentType: EnvironmentType.PRODUCTION });
  const staging = zone.addEnvironment('staging', { environmentType: EnvironmentType.STAGING });
  for (const environment of [production, staging]) {
    environment.addDeployRole('shop', DeployIdentity.gitHub({ organization: 'acme', repository: 'shop' }));
  }
  zone.addSandbox('karpenter', { expires: '2027-01-15', owner: 'jane@acme.com', monthlyBudget: 200, purpose: 'Karpenter upgrade' });
  zone.addSandbox('ipv6', { expires: '2027-02-28', owner: 'lee@acme.com', purpose: 'IPv6-only clusters' });
  return zone;
}
