import { DeployIdentity, EnvironmentType } from '../../src';
import type { Assembly } from '../../src/verify/assembly';
import { landingZone, registered } from '../support/acme';
import { complaintsOf, synthesize } from '../support/assembly';

const PLATFORM = DeployIdentity.gitHub({ organization: 'acme', repository: 'platform' });
const SHOP = DeployIdentity.gitHub({ organization: 'acme', repository: 'shop' });

function synth(props: object, more: (production: any) => void = () => {}): Assembly {
  return synthesize(app => more(landingZone(app, registered(['production']), props).addEnvironment('production', { environmentType: EnvironmentType.PRODUCTION })));
}

function stackSets(assembly: Assembly): any[] {
  return assembly.stacks.flatMap(({ path }) => assembly.resources(path, 'AWS::CloudFormation::StackSet')).map(([, { Properties }]) => Properties);
}

/** The template that the StackSet of the deploy identity brings into each account. */
function everywhere(assembly: Assembly): { stackSet: any; provider: any; role: any } {
  const stackSet = stackSets(assembly).find(({ StackSetName }) => StackSetName === 'cloud-platform-deploy-identity');
  const { DeployProvider, DeployRole } = JSON.parse(stackSet.TemplateBody).Resources;
  return { stackSet, provider: DeployProvider.Properties, role: DeployRole.Properties };
}

const condition = (role: any) => role.AssumeRolePolicyDocument.Statement[0].Condition;

test('each account trusts exactly the jobs that say its id, from its first minute', () => {
  // WHEN
  const { stackSet, provider, role } = everywhere(synth({ deployIdentity: PLATFORM }));

  // THEN
  expect(stackSet).toMatchObject({ AutoDeployment: { Enabled: true }, StackInstancesGroup: [{ Regions: ['eu-west-1'] }] });
  expect(provider).toEqual({ Url: 'https://token.actions.githubusercontent.com', ClientIdList: ['sts.amazonaws.com'] });
  expect(role.AssumeRolePolicyDocument.Statement).toHaveLength(1);
  expect(condition(role)).toEqual({
    StringEquals: {
      'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
      'token.actions.githubusercontent.com:sub': { 'Fn::Sub': 'repo:acme/platform:environment:${AWS::AccountId}' },
    },
  });
});

test('no account trusts another one: the only roles with a principal of AWS are those of the bootstraps, in their own account', () => {
  for (const { TemplateBody } of stackSets(synth({ deployIdentity: PLATFORM }))) {
    const { Parameters, Resources } = JSON.parse(TemplateBody);
    expect(Parameters?.TrustedAccounts?.Default ?? '').toBe('');
    const principals = Object.values<any>(Resources).filter(({ Type }) => Type === 'AWS::IAM::Role')
      .flatMap(({ Properties }) => Properties.AssumeRolePolicyDocument.Statement).map(({ Principal }) => Principal?.AWS).filter(Boolean);
    expect(principals.filter(principal => JSON.stringify(principal) !== '{"Ref":"AWS::AccountId"}')).toEqual([]);
  }
});

test('the management account, which no StackSet reaches, has the same in a stack of its own', () => {
  // WHEN
  const assembly = synth({ deployIdentity: PLATFORM });

  // THEN
  const [[, role]] = assembly.resources('Acme/management/eu-west-1-deploy-identity', 'AWS::IAM::Role');
  expect(role.Properties).toMatchObject({ RoleName: 'cloud-platform-deploy', Path: '/cloud-platform/' });
  expect(condition(role.Properties)).toEqual(condition(everywhere(assembly).role));
  expect(assembly.resources('Acme/management/eu-west-1-deploy-identity', 'AWS::IAM::OIDCProvider')).toHaveLength(1);
});

test('without an identity nothing of it is there', () => {
  const assembly = synth({});
  expect(stackSets(assembly).map(({ StackSetName }) => StackSetName)).toEqual([
    'cloud-platform-baseline', 'cloud-platform-bootstrap-platform', 'cloud-platform-bootstrap-application', 'cloud-platform-alarms',
    'cloud-platform-changes-by-hand', 'cloud-platform-drift',
  ]);
  expect(assembly.stacks.flatMap(({ path }) => assembly.resources(path, 'AWS::IAM::OIDCProvider'))).toEqual([]);
  expect(assembly.plan.deployRoles).toEqual([]);
});

test.each([
  ['gitHub', PLATFORM, 'token.actions.githubusercontent.com', 'sts.amazonaws.com', 'repo:acme/platform:environment:'],
  ['gitLab', DeployIdentity.gitLab({ project: 'acme/infra/platform' }), 'gitlab.com', 'https://gitlab.com', 'project_path:acme/infra/platform:ref_type:branch:ref:deploy/'],
  ['gitLab elsewhere', DeployIdentity.gitLab({ project: 'acme/platform', host: 'git.acme.com' }), 'git.acme.com', 'https://git.acme.com', 'project_path:acme/platform:ref_type:branch:ref:deploy/'],
  ['any other', DeployIdentity.openIdConnect({ issuer: 'https://ci.acme.com/oidc', audience: 'aws', subject: 'job:{account}' }), 'ci.acme.com/oidc', 'aws', 'job:'],
])('%s', (_, deployIdentity, issuer, audience, subject) => {
  const assembly = synth({ deployIdentity });
  expect(condition(everywhere(assembly).role)).toEqual({
    StringEquals: { [`${issuer}:aud`]: audience, [`${issuer}:sub`]: { 'Fn::Sub': `${subject}\${AWS::AccountId}` } },
  });
  expect(assembly.plan.deployRoles).toContainEqual(expect.objectContaining({
    account: 'production', role: 'cloud-platform/cloud-platform-deploy', deploys: 'platform', issuer, audience, subject: `${subject}200000000010`,
  }));
});

test('an application\'s pipeline has a role of its own, which says the name of the environment and has the boundary', () => {
  // WHEN
  const assembly = synth({ deployIdentity: PLATFORM }, production => expect(production.addDeployRole('shop', SHOP)).toBe('cloud-platform-deploy-shop'));

  // THEN
  const [[, { Properties }]] = assembly.resources('Acme/production/eu-west-1', 'AWS::IAM::Role').filter(([, role]) => role.Properties.RoleName === 'cloud-platform-deploy-shop');
  expect(condition(Properties).StringEquals['token.actions.githubusercontent.com:sub']).toBe('repo:acme/shop:environment:production');
  expect(JSON.stringify(Properties.PermissionsBoundary)).toContain(':policy/cloud-platform/cloud-platform-application-boundary-eu-west-1');
  expect(JSON.stringify(Properties.Policies)).not.toContain('cdk-cloudplat');
  // the bootstrap has brought the provider
  expect(assembly.resources('Acme/production/eu-west-1', 'AWS::IAM::OIDCProvider')).toEqual([]);
});

test('where the application\'s tokens come from elsewhere, the environment gets their provider, once', () => {
  const gitLab = DeployIdentity.gitLab({ project: 'acme/shop' });
  const assembly = synth({ deployIdentity: PLATFORM }, production => ['shop', 'search'].forEach(name => production.addDeployRole(name, gitLab)));
  expect(assembly.resources('Acme/production/eu-west-1', 'AWS::IAM::OIDCProvider').map(([, { Properties }]) => Properties.Url)).toEqual(['https://gitlab.com']);
});

test.each<[string, DeployIdentity, string]>([
  ['organization', DeployIdentity.gitHub({ organization: 'acme/', repository: 'platform' }), 'gitHub: organization: got "acme/", expected the name of an organization'],
  ['repository', DeployIdentity.gitHub({ organization: 'acme', repository: 'acme/platform' }), 'gitHub: repository: got "acme/platform", expected the name of a repository'],
  ['project', DeployIdentity.gitLab({ project: 'platform' }), 'gitLab: project: got "platform", expected the path of a project'],
  ['issuer', DeployIdentity.openIdConnect({ issuer: 'http://ci', audience: 'aws', subject: '{account}' }), 'openIdConnect: issuer: got "http://ci", expected a URL with https://'],
  ['one subject for all', DeployIdentity.openIdConnect({ issuer: 'https://ci.acme.com', audience: 'aws', subject: 'job' }), 'openIdConnect: subject: got "job", expected a subject with {account} in it'],
  ['any subject', DeployIdentity.openIdConnect({ issuer: 'https://ci.acme.com', audience: 'aws', subject: '{account}*' }), 'expected a subject with {account} in it, without *, ? and $'],
])('bad input is told: %s', (_, deployIdentity, complaint) => {
  expect(complaintsOf(app => { landingZone(app, registered(), { deployIdentity }); })).toContain(complaint);
});

test('bad input is told: two applications of one name, and another audience of the platform\'s own provider', () => {
  const complaints = complaintsOf(app => {
    const production = landingZone(app, registered(['production']), { deployIdentity: PLATFORM }).addEnvironment('production', { environmentType: EnvironmentType.PRODUCTION });
    production.addDeployRole('shop', SHOP);
    production.addDeployRole('shop', SHOP);
    production.addDeployRole('search', DeployIdentity.openIdConnect({ issuer: 'https://token.actions.githubusercontent.com', audience: 'acme', subject: 'repo:acme/search:environment:{account}' }));
  });
  expect(complaints).toContain('addDeployRole: got "shop", expected a name that no other application of this environment has');
  expect(complaints).toContain('addDeployRole: audience: got "acme", expected sts.amazonaws.com');
});
