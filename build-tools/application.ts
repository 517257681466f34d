/**
 * An application team's own package on the embedded AWS: it installs the tarball, is tested by the fake, is synthesised once, and deployed to two environments with each one's own identity. The
 * emulator enforces no IAM: what an identity may not do in another account is asked of the access model (`src/verify/access/cases/applications.yaml`).
 */
import { execFileSync } from 'child_process';
import { mkdirSync, readFileSync, symlinkSync } from 'fs';
import { join, resolve } from 'path';
import { CloudFormationClient, ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { GetRoleCommand, GetRolePolicyCommand, IAMClient, ListRolePoliciesCommand } from '@aws-sdk/client-iam';
import { DeleteParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { AssumeRoleWithWebIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { accountId } from './example-accounts';
import { parameterAsDeployed } from './parameter-as-deployed';
import type { Playground } from './playground';
import type { Checks } from './tally';

const HOME = 'eu-west-1';
const DEPLOY = ['--require-approval', 'never', '--progress', 'events'];
const CONTRACT = '/cloud-platform/v1/';

/** After a deploy of the platform. */
export async function checkApplication(checks: Checks, playground: Playground): Promise<void> {
  await checks.check('an application installs the tarball into its own package', () => install(playground));
  await checks.check('it is tested without an account', async () => {
    const said = await playground.run('application', 'staging', ['npm', 'test']);
    return /^# pass [1-9]/m.test(said) && /^# fail 0$/m.test(said) ? undefined : said;
  });
  await checks.check('it is synthesised once', () => playground.cdk('application', 'staging', 'synth', '--quiet').then(() => undefined));
  for (const environment of ['staging', 'production']) {
    await checks.check(`the assembly is deployed to ${environment} by the identity that ${environment} has for it`, async () => {
      await playground.cdkAs(await identity(playground, environment), 'application', 'deploy', '--app', 'cdk.out', ...DEPLOY);
    });
    await checks.check(`the image in ${environment} is the locked one, of the artifacts account`, () => image(playground, environment));
    await checks.check(`the mail grant in ${environment} is for ${environment}'s own role and address`, () => mailGrant(playground, environment));
  }
  await checks.check('nothing of it stands in another account', async () => {
    const others = (await playground.aws.records()).filter(({ stack, account }) => stack === 'Shop' && !['staging', 'production'].map(accountId).includes(account));
    return others.map(({ account, logicalId }) => `${account}: ${logicalId}`).join(', ');
  });
  await checkRefusals(checks, playground);
}

/** What does not fit is refused before anything is made, in words that say what to do. */
async function checkRefusals(checks: Checks, playground: Playground): Promise<void> {
  const perEnvironment = ['deploy', '--app', 'npx tsx environments.ts', '--output', 'cdk.environments', ...DEPLOY];
  await checks.check('with the identity of staging, production\'s stack is refused, and says whose it is', async () =>
    says(await failure(playground.cdkAs(await identity(playground, 'staging'), 'application', ...perEnvironment, 'Shop-production')),
      'This stack is for the environment production, and this account is another one\'s. Deploy it with the identity of production.'));
  const ssm = new SSMClient(playground.aws.clientSettings(accountId('staging'), HOME));
  const deployAgain = async () => failure(playground.cdkAs(await identity(playground, 'staging'), 'application', 'deploy', '--app', 'cdk.out', ...DEPLOY));
  await checks.check('a contract of a later version is refused, and says what to install', () =>
    withParameter(ssm, `${CONTRACT}contract-version`, 'v2', async () => says(await deployAgain(), 'Install the version of @astradot/cloud-platform that the platform has')));
  await checks.check('a value that the account does not have is called by its name', () =>
    withParameter(ssm, `${CONTRACT}mail-role-arn`, undefined, async () => says(await deployAgain(), `Unable to fetch parameters [${CONTRACT}mail-role-arn]`)));
}

/** The tarball, as npm installs it. The CDK is this project's own, so that nothing is fetched; the gate `pack` installs all of it. */
function install(playground: Playground): string | undefined {
  const cwd = playground.path('application');
  mkdirSync(join(cwd, 'node_modules'));
  for (const name of ['aws-cdk-lib', 'constructs']) symlinkSync(resolve('node_modules', name), join(cwd, 'node_modules', name));
  const [{ filename }] = JSON.parse(execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', cwd], { encoding: 'utf8', stdio: 'pipe' }));
  const alone = ['--no-save', '--no-package-lock', '--ignore-scripts', '--offline', '--omit=dev', '--no-audit', '--no-fund'];
  const said = execFileSync('npm', ['install', ...alone, `./${filename}`], { cwd, encoding: 'utf8', stdio: 'pipe' });
  return /added 1 package /.test(said) ? undefined : said;
}

/** A job of the shop's pipeline: the role of the environment takes a token with that environment's subject, and no other. */
async function identity(playground: Playground, environment: string): Promise<NodeJS.ProcessEnv> {
  const account = accountId(environment);
  const { deployRoles = [] } = JSON.parse(readFileSync(playground.path('platform', 'cdk.out', 'platform.json'), 'utf8'));
  const planned = deployRoles.find((role: any) => role.account === environment && role.deploys === 'application');
  const { Role } = await new IAMClient(playground.aws.clientSettings(account, HOME)).send(new GetRoleCommand({ RoleName: planned.role }));
  const trust = decodeURIComponent(Role!.AssumeRolePolicyDocument!);
  if (!trust.includes(`"${planned.subject}"`) || !planned.subject.endsWith(`:environment:${environment}`)) throw new Error(`${Role!.Arn} trusts ${trust}`);
  const { Credentials } = await new STSClient(playground.aws.clientSettings(account, HOME)).send(new AssumeRoleWithWebIdentityCommand({
    RoleArn: Role!.Arn, RoleSessionName: 'shop', WebIdentityToken: 'header.payload.signature',
  }));
  const { AccessKeyId, SecretAccessKey, SessionToken } = Credentials!;
  return { AWS_ACCESS_KEY_ID: AccessKeyId, AWS_SECRET_ACCESS_KEY: SecretAccessKey, AWS_SESSION_TOKEN: SessionToken };
}

async function mailGrant(playground: Playground, environment: string): Promise<string | undefined> {
  const RoleName = await physicalId(playground, environment, 'AWS::IAM::Role', 'Orders');
  const client = new IAMClient(playground.aws.clientSettings(accountId(environment), HOME));
  const { PolicyNames } = await client.send(new ListRolePoliciesCommand({ RoleName }));
  const { PolicyDocument } = await client.send(new GetRolePolicyCommand({ RoleName, PolicyName: PolicyNames![0] }));
  const policy = decodeURIComponent(PolicyDocument!);
  const expected = [`arn:aws:iam::${accountId('email')}:role/cloud-platform/cloud-platform-mail-${environment}`, `orders@${environment}.acme.com`];
  return expected.every(one => policy.includes(`"${one}"`)) ? undefined : `got ${policy}`;
}

async function image(playground: Playground, environment: string): Promise<string | undefined> {
  const { images } = JSON.parse(readFileSync(playground.path('application', 'artifacts.lock.json'), 'utf8'));
  const expected = `${accountId('artifacts')}.dkr.ecr.${HOME}.amazonaws.com/shop@${images['shop:v1.4.2']}`;
  const answer = await fetch(playground.aws.endpoint, {
    method: 'POST',
    headers: {
      'x-amz-target': 'AmazonEC2ContainerServiceV20141113.DescribeTaskDefinition',
      'content-type': 'application/x-amz-json-1.1',
      // nothing here checks a signature; it says the account
      'authorization': `AWS4-HMAC-SHA256 Credential=${accountId(environment)}/20260101/${HOME}/ecs/aws4_request, SignedHeaders=host, Signature=0`,
    },
    body: JSON.stringify({ taskDefinition: await physicalId(playground, environment, 'AWS::ECS::TaskDefinition', 'Api') }),
  });
  const { taskDefinition } = await answer.json() as any;
  const [{ image: got }] = taskDefinition.containerDefinitions;
  return got === expected && taskDefinition.taskDefinitionArn.includes(`:${accountId(environment)}:`) ? undefined : `got ${got}, expected ${expected}`;
}

/** Of the application's resource of a type whose logical id begins so. */
async function physicalId(playground: Playground, environment: string, type: string, logicalId: string): Promise<string> {
  const client = new CloudFormationClient(playground.aws.clientSettings(accountId(environment), HOME));
  const { StackResourceSummaries } = await client.send(new ListStackResourcesCommand({ StackName: 'Shop' }));
  return StackResourceSummaries!.find(one => one.ResourceType === type && one.LogicalResourceId!.startsWith(logicalId))!.PhysicalResourceId!;
}

/** @param value undefined for none */
async function withParameter(
  ssm: SSMClient, Name: string, value: string | undefined, check: () => Promise<string | undefined>,
): Promise<string | undefined> {
  const deployed = await parameterAsDeployed(ssm, Name);
  if (value === undefined) await ssm.send(new DeleteParameterCommand({ Name }));
  else await deployed.put(value);
  try {
    return await check();
  } finally {
    await deployed.put(deployed.value);
  }
}

async function failure(deployment: Promise<string>): Promise<string> {
  return deployment.then(said => `it was deployed: ${said}`, (error: Error) => error.message);
}

function says(said: string, expected: string): string | undefined {
  return said.includes(expected) && !said.startsWith('it was deployed') ? undefined : `expected "${expected}", got ${said}`;
}
