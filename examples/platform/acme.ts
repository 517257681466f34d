import {
  AccountEmail, AccountRegistry, AddressPlan, DeployIdentity, Dnssec, EnvironmentType, FindingSeverity, FindingTarget, Guardrails, ImageComponent,
  ImageLifecycle, LandingZone, OwnPackages, PackageSource, ParentImage, PermissionSet, Publisher, PullThroughCache, SecurityStandard,
  SourceProvider, Targets,
} from '@astradot/cloud-platform';
import { App } from 'aws-cdk-lib';

/** Everything that Acme's platform team owns. */
export function acme(app: App, accounts = AccountRegistry.fromFile('accounts.json')): LandingZone {
  const zone = new LandingZone(app, 'Acme', {
    accounts,
    accountEmail: AccountEmail.plusAddress('aws@acme.com'), // aws+production@acme.com
    domainName: 'acme.com',
    homeRegion: 'eu-west-1',
    additionalRegions: ['us-east-1'], // a new region is one line
    billing: {
      monthlyBudget: 8000, // US dollars, of the whole organization
      accountBudgets: { security: 500 },
      alertEmails: ['finance@acme.com'],
      costAllocationTags: ['aws:createdBy', 'aws:cloudformation:stack-name', 'Team'],
    },
    alternateContacts: { security: { name: 'Security', title: 'Security team', email: 'security@acme.com', phone: '+49 30 123456' } },
    accountTags: { company: 'acme' },
    addressPlan: AddressPlan.of(['10.0.0.0/8']), // a /16 for each environment in each region
    // made by hand, with hardware keys, for when Identity Center is down or a guardrail is wrong
    breakGlass: { principalArns: ['arn:aws:iam::111111111111:user/break-glass-1', 'arn:aws:iam::111111111111:user/break-glass-2'] },
    dnssec: Dnssec.CHAIN_OF_TRUST, // nothing is in use yet: all at once
    queryLogging: true,
    deployIdentity: DeployIdentity.gitHub({ organization: 'acme', repository: 'platform' }),
    securityServices: {
      securityHub: {
        standards: [SecurityStandard.AWS_FOUNDATIONAL, SecurityStandard.CIS_5_0],
        exceptions: [{ control: 'IAM.6', reason: 'Root users of members have no credentials, and the management account\'s key lies in a safe' }],
      },
    },
    guardrails: [
      ...Guardrails.allExcept(Guardrails.ACCESS_FROM_MANAGEMENT),
      Guardrails.ACCESS_FROM_MANAGEMENT.exempting({
        principalArns: ['arn:aws:iam::111111111111:role/PlatformAdministrator'], reason: 'The first deploy, before there is a pipeline, and emergencies',
      }),
    ],
  });

  const production = zone.addEnvironment('production', {
    environmentType: EnvironmentType.PRODUCTION, monthlyBudget: 5000, sendsAsRootDomain: true, // orders@acme.com
  });
  const staging = zone.addEnvironment('staging', { environmentType: EnvironmentType.STAGING });
  for (const environment of [production, staging]) {
    environment.addDeployRole('shop', DeployIdentity.gitHub({ organization: 'acme', repository: 'shop' }));
    environment.addDeployRole('search', DeployIdentity.terraformCloud({ organization: 'acme', project: 'search', workspace: 'search-{account}' }));
    environment.addDeployRole('reports', DeployIdentity.buildkite({ organization: 'acme', pipeline: 'reports' }));
  }
  const internal = zone.dns.addPrivateZone('internal.acme.com', { sharedWith: [production, staging] }); // resolved by VPCs that ask for it, and by nobody else
  internal.addCanonicalName('registry', 'registry.production.acme.com');
  zone.addSandbox('karpenter', { expires: '2027-01-15', owner: 'jane@acme.com', monthlyBudget: 200, purpose: 'Karpenter upgrade' });
  zone.addSandbox('ipv6', { expires: '2027-02-28', owner: 'lee@acme.com', purpose: 'IPv6-only clusters' });

  const shop = zone.artifacts.addContainerRepository('shop', { lifecycle: [ImageLifecycle.taggedMoreThan('main-*', 50)], movingTags: ['cache-*'], signed: true });
  const site = zone.artifacts.addFileStore('site');
  const charts = zone.artifacts.addContainerRepository('charts/shop');
  zone.artifacts.addPullThroughCache(PullThroughCache.DOCKER_HUB);
  zone.artifacts.addPublisher(Publisher.gitHub('acme/shop'), [shop, site]);
  zone.artifacts.addPublisher(Publisher.gitHub('acme/charts', { environment: 'release' }), [charts]);
  const npm = zone.artifacts.addPackageRepository('npm', { external: [PackageSource.NPM], ownPackages: [OwnPackages.npmScope('@acme')] });
  const base = zone.artifacts.addMachineImage('base', {
    parent: ParentImage.amazonLinux2023(),
    components: [ImageComponent.UPDATE_LINUX, ImageComponent.commands('time-zone', ['timedatectl set-timezone UTC'])],
    tests: [ImageComponent.REBOOT_TEST_LINUX, ImageComponent.test('clock', ['timedatectl show --property=Timezone --value | grep -qx UTC'])],
  });
  zone.artifacts.addPublisher(Publisher.gitHub('acme/ui'), [npm]);
  const gitHub = zone.artifacts.addSourceConnection('github', { provider: SourceProvider.GITHUB, authorized: true });
  zone.artifacts.addRunner('shop', { connection: gitHub, repository: 'acme/shop', docker: true, publishes: [shop, npm] });
  zone.artifacts.addBuildProject('images', { connection: gitHub, repository: 'acme/images', branch: 'main', publishes: [base] });

  const jane = zone.identity.addUser('jane', { email: 'jane@acme.com', givenName: 'Jane', familyName: 'Doe' });
  const lee = zone.identity.addUser('lee', { email: 'lee@acme.com', givenName: 'Lee', familyName: 'Wong' });
  const platform = zone.identity.addGroup('platform', { members: [jane] });
  platform.assign(PermissionSet.ADMINISTRATOR, Targets.organizationalUnit('Sandbox'));
  platform.assign(PermissionSet.ADMINISTRATOR, zone.dns, { reason: 'The registrar asks for records that no code has yet' });
  platform.assign(PermissionSet.READ_ONLY, Targets.memberAccounts());
  const engineers = zone.identity.addGroup('engineers', { members: [jane, lee] });
  engineers.assign(PermissionSet.READ_ONLY, production);
  engineers.assign(PermissionSet.POWER_USER, staging);
  engineers.assign(PermissionSet.DEPLOYER, Targets.environmentType(EnvironmentType.SANDBOX));
  engineers.assign(PermissionSet.SUPPORT, Targets.environmentType(EnvironmentType.PRODUCTION));
  zone.identity.addUser('maria', { email: 'maria@acme.com', givenName: 'Maria', familyName: 'Silva', groups: ['auditors'] });
  const auditors = zone.identity.addGroup('auditors', { description: 'Those who look at everything and change nothing' });
  auditors.assign(PermissionSet.SECURITY_AUDIT, Targets.everywhere());
  auditors.assign(PermissionSet.BILLING, zone.management);
  zone.security.addFindingRoute('on-call', {
    to: [FindingTarget.email('on-call@acme.com'), FindingTarget.slack({ workspaceId: 'T0123ABCDEF', channelId: 'C0123ABCDEF' })],
    minimumSeverity: FindingSeverity.CRITICAL,
    accounts: production,
  });
  zone.security.addFindingRoute('tickets', {
    to: [FindingTarget.https({ url: 'https://tickets.acme.com/api' })],
    products: ['GuardDuty', 'Inspector'],
  });
  zone.security.suppressFindings('public-website', {
    controls: ['S3.8'], resources: ['arn:aws:s3:::www.acme.com'], reason: 'The bucket is the public website.', expires: '2035-12-31',
  });
  zone.security.grantInvestigate(zone.identity.addGroup('security', { members: [jane] }));
  return zone;
}
