import { casesIn, SIMULATOR } from './support/acme';
import { DeployIdentity, EnvironmentType } from '../../src';
import { accessMatrix } from '../../src/verify/access/matrix';
import type { Assembly } from '../../src/verify/assembly';
import { landingZone, registered } from '../support/acme';
import { synthesize } from '../support/assembly';

const BUILDKITE = 'agent.buildkite.com';
const TERRAFORM = 'app.terraform.io';
const COMMIT = '0123456789abcdef0123456789abcdef01234567';

let assembly: Assembly;
beforeAll(() => {
  assembly = synthesize(app => {
    const zone = landingZone(app, registered(['production', 'staging']), { deployIdentity: DeployIdentity.buildkite({ organization: 'acme', pipeline: 'platform' }) });
    for (const name of ['production', 'staging']) {
      zone.addEnvironment(name, { environmentType: EnvironmentType.STAGING })
        .addDeployRole('search', DeployIdentity.terraformCloud({ organization: 'acme', project: 'search', workspace: 'search-{account}' }));
    }
  });
});

interface Line { who: string; does: string; on: string; more?: string }

/** Whether each of these is allowed, with the controls of the matrix. */
async function expectAll(answer: 'allow' | 'deny', lines: Line[]): Promise<void> {
  const report = await accessMatrix(assembly, [casesIn(`cases:${lines.map(({ who, does, on, more = '' }, index) => `
  - { name: 'case ${index}', who: { ${who} }, does: '${does}', on: { ${on} }, ${more} expect: ${answer}, why: because }`).join('')}`)], { simulator: SIMULATOR });
  expect(report.failures).toEqual([]);
  expect(report.cases).toBe(lines.length);
}

const enters = (issuer: string, audience: string, role: string) => (token: string): Line => ({
  who: `account: production, federated: ${issuer}`,
  does: 'sts:AssumeRoleWithWebIdentity',
  on: `account: production, role: '${role}'`,
  more: `with: { '${issuer}:aud': '${audience}', '${issuer}:sub': '${token}' },`,
});
const step = (ref: string, key: string, commit = COMMIT, pipeline = 'platform') => `organization:acme:pipeline:${pipeline}:ref:refs/heads/${ref}:commit:${commit}:step:${key}`;
const PRODUCTION = 'deploy-200000000010';

test('a step of Buildkite deploys its account from its branch, at any commit', async () => {
  const deploys = enters(BUILDKITE, 'sts.amazonaws.com', 'cloud-platform/cloud-platform-deploy');
  await expectAll('allow', [step('main', PRODUCTION), step('main', PRODUCTION, COMMIT.replace(/0/g, 'f'))].map(deploys));
});

test('no other step does, whatever its branch is called', async () => {
  const deploys = enters(BUILDKITE, 'sts.amazonaws.com', 'cloud-platform/cloud-platform-deploy');
  await expectAll('deny', [
    // with the identity of staging, deploying production is refused
    step('main', 'deploy-200000000011'), step('main', 'plan-200000000010'), step('feature', PRODUCTION), step('main', PRODUCTION, COMMIT, 'shop'),
    // a fork's branch has the name of its owner before it, and a colon
    step('main:commit', PRODUCTION), step(`main:commit:${COMMIT}:step:${PRODUCTION}`, 'x'), step('main', `${PRODUCTION}0`), step('main', PRODUCTION, 'HEAD'),
  ].map(deploys));
});

test('a step of any branch plans, and no more', async () => {
  const plans = enters(BUILDKITE, 'sts.amazonaws.com', 'cloud-platform/cloud-platform-plan');
  await expectAll('allow', [step('main', 'plan-200000000010'), step('feature/x', 'plan-200000000010')].map(plans));
  await expectAll('deny', [step('feature', 'plan-200000000011'), step('feature', PRODUCTION), step('feature', 'plan-200000000010', COMMIT, 'shop')].map(plans));
});

test('Terraform plans with the one role and applies with the other', async () => {
  const run = (phase: string, workspace = 'search-production', project = 'search') => `organization:acme:project:${project}:workspace:${workspace}:run_phase:${phase}`;
  const [applies, plans] = ['deploy', 'plan'].map(phase => enters(TERRAFORM, 'aws.workload.identity', `cloud-platform-${phase}-search`));
  await expectAll('allow', [applies(run('apply')), plans(run('plan'))]);
  await expectAll('deny', [applies(run('plan')), applies(run('apply', 'search-staging')), applies(run('apply', 'search-production', 'other')), plans(run('apply')), plans(run('plan', 'search-staging'))]);
});

test('Terraform makes what an application has, and roles that keep to the boundary', async () => {
  const who = 'account: production, role: cloud-platform-deploy-search';
  const on = 'account: production, arn: \'arn:aws:iam::200000000010:role/search-api\'';
  const within = 'with: { iam:PermissionsBoundary: \'arn:aws:iam::200000000010:policy/cloud-platform/cloud-platform-application-boundary-eu-west-1\' },';
  await expectAll('allow', [
    { who, does: 'sqs:CreateQueue', on: 'account: production, arn: \'arn:aws:sqs:eu-west-1:200000000010:search\'' },
    { who, does: 'iam:CreateRole', on, more: within },
  ]);
  await expectAll('deny', [
    { who, does: 'iam:CreateRole', on, more: 'without: iam:PermissionsBoundary,' },
    { who, does: 'iam:DeleteRolePermissionsBoundary', on, more: within },
    { who, does: 'sts:AssumeRole', on: 'account: production, role: cdk-cloudplat-deploy-role-200000000010-eu-west-1' },
    { who, does: 'sts:AssumeRole', on: 'account: staging, role: cdk-hnb659fds-deploy-role-200000000011-eu-west-1' },
  ]);
});
