import { DeployIdentity, EnvironmentType } from '../../src';
import type { Assembly } from '../../src/verify/assembly';
import { landingZone, registered } from '../support/acme';
import { complaintsOf, synthesize } from '../support/assembly';

const GITHUB = DeployIdentity.gitHub({ organization: 'acme', repository: 'platform' });
const TERRAFORM = DeployIdentity.terraformCloud({ organization: 'acme', project: 'Default Project', workspace: 'platform-{account}' });
const BUILDKITE = DeployIdentity.buildkite({ organization: 'acme', pipeline: 'platform', branch: 'trunk' });

const ENVIRONMENTS = ['production', 'staging'];
const zoneWith = (app: any, deployIdentity: DeployIdentity | undefined, more: (production: any, staging: any) => void = () => {}) => {
  const zone = landingZone(app, registered(ENVIRONMENTS), { deployIdentity });
  const [production, staging] = ENVIRONMENTS.map(name => zone.addEnvironment(name, { environmentType: EnvironmentType.STAGING }));
  more(production, staging);
};
function synth(deployIdentity?: DeployIdentity, more?: (production: any, staging: any) => void): Assembly {
  return synthesize(app => zoneWith(app, deployIdentity, more));
}

/** The roles that the StackSet of the deploy identity brings into each account. */
function everywhere(assembly: Assembly): { DeployRole: any; PlanRole?: any } {
  const [[, { Properties }]] = assembly.resources('Acme/management/eu-west-1-bootstrap', 'AWS::CloudFormation::StackSet')
    .filter(([, stackSet]) => stackSet.Properties.StackSetName === 'cloud-platform-deploy-identity');
  const { DeployRole, PlanRole } = JSON.parse(Properties.TemplateBody).Resources;
  return { DeployRole: DeployRole.Properties, PlanRole: PlanRole?.Properties };
}

function roleIn(assembly: Assembly, path: string, name: string): any {
  return assembly.resources(path, 'AWS::IAM::Role').map(([, { Properties }]) => Properties).find(({ RoleName }) => RoleName === name);
}

const condition = (role: any) => role.AssumeRolePolicyDocument.Statement[0].Condition;
const subjects = (role: any, issuer: string) => {
  const { StringEquals, StringLike } = condition(role);
  return { audience: StringEquals[`${issuer}:aud`], equals: StringEquals[`${issuer}:sub`]?.['Fn::Sub'], like: StringLike?.[`${issuer}:sub`]['Fn::Sub'] };
};

test('phases of a run of Terraform have a subject each, both said in full', () => {
  const { DeployRole, PlanRole } = everywhere(synth(TERRAFORM));
  const of = 'organization:acme:project:Default Project:workspace:platform-${AWS::AccountId}:run_phase';
  expect(subjects(DeployRole, 'app.terraform.io')).toEqual({ audience: 'aws.workload.identity', equals: `${of}:apply` });
  expect(subjects(PlanRole, 'app.terraform.io')).toEqual({ audience: 'aws.workload.identity', equals: `${of}:plan` });
});

test('a step of Buildkite says branch and account; of its subject the commit alone is left open, and no name of a branch looks like one', () => {
  const { DeployRole, PlanRole } = everywhere(synth(BUILDKITE));
  const { audience, like } = subjects(DeployRole, 'agent.buildkite.com');
  expect(audience).toBe('sts.amazonaws.com');
  expect(like).toBe(`organization:acme:pipeline:platform:ref:refs/heads/trunk:commit:${'?'.repeat(40)}:step:deploy-\${AWS::AccountId}`);
  expect(subjects(PlanRole, 'agent.buildkite.com').like).toContain(':step:plan-${AWS::AccountId}');
});

test.each([['gitHub', GITHUB], ['terraformCloud', TERRAFORM], ['buildkite', BUILDKITE]])('%s: a job that plans takes a role that only looks, in each account and in the management account', (_, identity) => {
  const assembly = synth(identity);
  const { DeployRole, PlanRole } = everywhere(assembly);
  for (const role of [PlanRole, roleIn(assembly, 'Acme/management/eu-west-1-deploy-identity', 'cloud-platform-plan')]) {
    expect(role).toMatchObject({ RoleName: 'cloud-platform-plan', Path: '/cloud-platform/' });
    const [{ PolicyDocument: { Statement } }] = role.Policies;
    const allowed = Statement.filter(({ Effect }: any) => Effect === 'Allow').flatMap(({ Action }: any) => Action);
    expect(allowed.filter((action: string) => !/^cloudformation:(BatchDescribe|Describe|Detect|Get)/.test(action))).toEqual([]);
    expect(Statement.filter(({ Effect }: any) => Effect === 'Deny').flatMap(({ Action }: any) => Action)).toEqual(expect.arrayContaining(['s3:GetObject', 'secretsmanager:GetSecretValue', 'ssm:GetParameters']));
  }
  expect(condition(PlanRole)).not.toEqual(condition(DeployRole));
  expect(assembly.plan.deployRoles).toContainEqual(expect.objectContaining({
    account: 'staging', deploys: 'platform', plan: { role: 'cloud-platform/cloud-platform-plan', subject: expect.stringContaining('200000000011') },
  }));
});

test('what drift needs, both phases may ask', () => {
  const { DeployRole, PlanRole } = everywhere(synth(GITHUB));
  for (const { ManagedPolicyArns, Policies } of [DeployRole, PlanRole]) {
    // CloudFormation looks at each resource with the rights of whoever asks
    expect(JSON.stringify(ManagedPolicyArns)).toContain('iam::aws:policy/ReadOnlyAccess');
    expect(Policies[0].PolicyDocument.Statement.flatMap(({ Action }: any) => Action)).toEqual(expect.arrayContaining([
      'cloudformation:DetectStackDrift', 'cloudformation:DescribeStackDriftDetectionStatus', 'cloudformation:DescribeStackResourceDrifts',
    ]));
  }
});

test('Terraform makes itself what an application has: within the boundary, and never more', () => {
  // WHEN
  const identity = DeployIdentity.terraformCloud({ organization: 'acme', project: 'search', workspace: 'search-{account}' });
  const assembly = synth(undefined, (...environments) => environments.forEach(environment => environment.addDeployRole('search', identity)));

  // THEN
  const deploy = roleIn(assembly, 'Acme/staging/eu-west-1', 'cloud-platform-deploy-search');
  const plan = roleIn(assembly, 'Acme/staging/eu-west-1', 'cloud-platform-plan-search');
  expect(condition(deploy).StringEquals['app.terraform.io:sub']).toBe('organization:acme:project:search:workspace:search-staging:run_phase:apply');
  expect(condition(plan).StringEquals['app.terraform.io:sub']).toBe('organization:acme:project:search:workspace:search-staging:run_phase:plan');
  expect(JSON.stringify(deploy.ManagedPolicyArns)).toContain('policy/AdministratorAccess');
  expect(JSON.stringify(plan.ManagedPolicyArns)).toContain('policy/ReadOnlyAccess');
  for (const { PermissionsBoundary } of [deploy, plan]) {
    expect(JSON.stringify(PermissionsBoundary)).toContain(':policy/cloud-platform/cloud-platform-application-boundary-eu-west-1');
  }
});

test('where tokens of a job that plans are not told, there is no such role', () => {
  const identity = DeployIdentity.openIdConnect({ issuer: 'https://ci.acme.com', audience: 'aws', subject: 'job:{account}' });
  const assembly = synth(identity);
  expect(everywhere(assembly).PlanRole).toBeUndefined();
  expect(assembly.plan.deployRoles!.filter(({ plan }) => plan)).toEqual([]);
});

const terraform = (options: object) => DeployIdentity.terraformCloud({ organization: 'acme', project: 'search', workspace: 'search-{account}', ...options });
const buildkite = (options: object) => DeployIdentity.buildkite({ organization: 'acme', pipeline: 'platform', ...options });
test.each<[string, DeployIdentity, string]>([
  ['any workspace', terraform({ workspace: '*-{account}' }), 'terraformCloud: workspace: got "*-{account}", expected the name of one workspace'],
  ['any project', terraform({ project: '*' }), 'terraformCloud: project: got "*", expected the name of one project'],
  ['an organization with a subject in it', terraform({ organization: 'acme:project:x' }), 'terraformCloud: organization: got "acme:project:x"'],
  ['a URL', terraform({ host: 'https://app.terraform.io' }), 'terraformCloud: host: got "https://app.terraform.io", expected a host name'],
  ['one workspace for all accounts', terraform({ workspace: 'platform' }), 'expected {account} in the name of the workspace: each account has its own; write "platform-{account}"'],
  ['any branch', buildkite({ branch: '*' }), 'buildkite: branch: got "*", expected the name of one branch'],
  ['any pipeline', buildkite({ pipeline: 'plat?orm' }), 'buildkite: pipeline: got "plat?orm", expected the slug of one pipeline'],
  ['a name, no slug', buildkite({ organization: 'Acme Inc' }), 'buildkite: organization: got "Acme Inc", expected the slug'],
  ['any plan', DeployIdentity.openIdConnect({ issuer: 'https://ci.acme.com', audience: 'aws', subject: 'job:{account}', planSubject: '*{account}' }), 'openIdConnect: planSubject: got "*{account}"'],
  ['a plan that deploys', DeployIdentity.openIdConnect({ issuer: 'https://ci.acme.com', audience: 'aws', subject: 'job:{account}', planSubject: 'job:{account}' }), 'openIdConnect: planSubject: got "job:{account}", expected another one than that of jobs that deploy'],
])('bad input is told: %s', (_, deployIdentity, complaint) => {
  expect(complaintsOf(app => { landingZone(app, registered(), { deployIdentity }); })).toContain(complaint);
});

test('bad input is told: a workspace in two accounts', () => {
  const shop = terraform({ workspace: 'shop' });
  expect(complaintsOf(app => zoneWith(app, undefined, (...environments) => environments.forEach(environment => environment.addDeployRole('shop', shop)))))
    .toContain('expected a subject that deploys one account, and this one deploys production; write "{account}" in the name of the workspace, or another workspace');
  // in one account it is nobody else's
  expect(complaintsOf(app => zoneWith(app, undefined, production => production.addDeployRole('shop', shop)))).toBe('');
});
