/** What watches over the example's accounts on the embedded AWS, and what each has from its first minute on: asked of the services, for every account and region. */
import { DescribeVpcsCommand, EC2Client, GetEbsEncryptionByDefaultCommand, GetInstanceMetadataDefaultsCommand } from '@aws-sdk/client-ec2';
import * as guardduty from '@aws-sdk/client-guardduty';
import { GetAccountPasswordPolicyCommand, IAMClient } from '@aws-sdk/client-iam';
import { BatchGetAccountStatusCommand, Inspector2Client } from '@aws-sdk/client-inspector2';
import { CreateAccountCommand, DescribeCreateAccountStatusCommand, ListParentsCommand, MoveAccountCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import * as securityhub from '@aws-sdk/client-securityhub';
import { accountId, exampleRegistry } from './example-accounts';
import type { Playground } from './playground';
import type { Checks } from './tally';

const HOME = 'eu-west-1';
const REGIONS = [HOME, 'us-east-1'];
const PLANS = ['EBS_MALWARE_PROTECTION', 'EKS_AUDIT_LOGS', 'LAMBDA_NETWORK_LOGS', 'RDS_LOGIN_EVENTS', 'S3_DATA_EVENTS'];
const STANDARDS = ['aws-foundational-security-best-practices', 'cis-aws-foundations-benchmark/v/5.0.0'];

/** After a deploy. */
export async function checkWatching(checks: Checks, playground: Playground): Promise<void> {
  const { accounts } = exampleRegistry();
  const members = accounts.map(({ id }) => id!);
  await checks.check('security administers every service in every region', () => each(['management'].map(accountId), (id, region) => administrators(playground, id, region)));
  await checks.check('GuardDuty is on in every account and region, with its plans', () => each(members, (id, region) => threats(playground, id, region)));
  await checks.check('Inspector scans every account in every region', () => each(members, (id, region) => vulnerabilities(playground, id, region)));
  await checks.check('Security Hub measures every account in every region', () => each(members, (id, region) => standards(playground, id, region)));
  await checks.check('every account has the baseline in every region', () => each(members, (id, region) => baseline(playground, id, region)));
  await checks.check('a finding of production in us-east-1 is seen at home, in security', () => findingComesHome(playground));
  await checks.check('an account that comes by no code of ours is watched, and has the baseline', () => accountThatComes(playground));
}

/** What is wrong, for each account and region. */
async function each(ids: string[], look: (id: string, region: string) => Promise<string | undefined>): Promise<string | undefined> {
  const faults = await Promise.all(ids.flatMap(id => REGIONS.map(async region => {
    const fault = await look(id, region).catch((error: Error) => `${error.name}: ${error.message}`);
    return fault && `${id} in ${region}: ${fault}`;
  })));
  return faults.filter(Boolean).join('; ') || undefined;
}

async function administrators(playground: Playground, id: string, region: string): Promise<string | undefined> {
  const security = accountId('security');
  const settings = playground.aws.clientSettings(id, region);
  const { AdminAccounts: threat } = await new guardduty.GuardDutyClient(settings).send(new guardduty.ListOrganizationAdminAccountsCommand({}));
  const { AdminAccounts: hub } = await new securityhub.SecurityHubClient(settings).send(new securityhub.ListOrganizationAdminAccountsCommand({}));
  const found = [threat?.map(({ AdminAccountId }) => AdminAccountId), hub?.map(({ AccountId }) => AccountId)];
  return found.every(one => one?.join() === security) ? undefined : JSON.stringify(found);
}

async function threats(playground: Playground, id: string, region: string): Promise<string | undefined> {
  const client = new guardduty.GuardDutyClient(playground.aws.clientSettings(id, region));
  const { DetectorIds } = await client.send(new guardduty.ListDetectorsCommand({}));
  if (!DetectorIds?.length) return 'no detector';
  const { Status, Features } = await client.send(new guardduty.GetDetectorCommand({ DetectorId: DetectorIds[0] }));
  const on = Features!.filter(one => one.Status === 'ENABLED').map(({ Name }) => Name);
  const missing = id === accountId('management') ? [] : PLANS.filter(plan => !on.includes(plan as guardduty.DetectorFeatureResult));
  return Status === 'ENABLED' && !missing.length ? undefined : `${Status}, without ${missing.join(', ')}`;
}

async function vulnerabilities(playground: Playground, id: string, region: string): Promise<string | undefined> {
  const client = new Inspector2Client(playground.aws.clientSettings(accountId('security'), region));
  const [account] = (await client.send(new BatchGetAccountStatusCommand({ accountIds: [id] }))).accounts!;
  const { ec2, ecr, lambda } = account.resourceState!;
  const off = Object.entries({ ec2, ecr, lambda }).filter(([, state]) => state?.status !== 'ENABLED').map(([name]) => name);
  return off.length ? `without ${off.join(', ')}` : undefined;
}

async function standards(playground: Playground, id: string, region: string): Promise<string | undefined> {
  const client = new securityhub.SecurityHubClient(playground.aws.clientSettings(id, region));
  const { StandardsSubscriptions } = await client.send(new securityhub.GetEnabledStandardsCommand({}));
  const found = StandardsSubscriptions!.map(({ StandardsArn }) => StandardsArn!);
  return found.length === STANDARDS.length && STANDARDS.every((name, index) => found[index].includes(name)) ? undefined : `measured by ${found.join(', ') || 'nothing'}`;
}

async function baseline(playground: Playground, id: string, region: string): Promise<string | undefined> {
  const ec2 = new EC2Client(playground.aws.clientSettings(id, region));
  const { EbsEncryptionByDefault } = await ec2.send(new GetEbsEncryptionByDefaultCommand({}));
  const { Vpcs } = await ec2.send(new DescribeVpcsCommand({ Filters: [{ Name: 'is-default', Values: ['true'] }] }));
  const { PasswordPolicy } = await new IAMClient(playground.aws.clientSettings(id, region)).send(new GetAccountPasswordPolicyCommand({}));
  const faults = [
    EbsEncryptionByDefault ? '' : 'volumes are not encrypted', Vpcs?.length ? `the default VPC ${Vpcs[0].VpcId} stands` : '',
    PasswordPolicy?.MinimumPasswordLength === 14 ? '' : 'passwords are weak',
  ];
  if (id === accountId('management')) {
    const { AccountLevel } = await ec2.send(new GetInstanceMetadataDefaultsCommand({}));
    faults.push(AccountLevel?.HttpTokens === 'required' ? '' : 'instances start without tokens');
  }
  return faults.filter(Boolean).join(', ') || undefined;
}

async function findingComesHome(playground: Playground): Promise<string | undefined> {
  const production = accountId('production');
  const Id = 'production-finding';
  await new securityhub.SecurityHubClient(playground.aws.clientSettings(production, 'us-east-1')).send(new securityhub.BatchImportFindingsCommand({
    Findings: [{
      SchemaVersion: '2018-10-08',
      Id,
      ProductArn: `arn:aws:securityhub:us-east-1:${production}:product/${production}/default`,
      GeneratorId: 'test',
      AwsAccountId: production,
      CreatedAt: '2026-01-01T00:00:00Z',
      UpdatedAt: '2026-01-01T00:00:00Z',
      Severity: { Label: 'HIGH' },
      Title: 'A finding',
      Description: 'Of a test',
      Resources: [{ Type: 'AwsAccount', Id: production }],
    }],
  }));
  const home = new securityhub.SecurityHubClient(playground.aws.clientSettings(accountId('security'), HOME));
  const { Findings } = await home.send(new securityhub.GetFindingsCommand({ Filters: { Id: [{ Value: Id, Comparison: 'EQUALS' }] } }));
  return Findings?.some(finding => finding.Id === Id) ? undefined : `security sees ${Findings?.length ?? 0} findings`;
}

/** Made and moved by hand into the unit of production: no template knows it, so none of the security stacks can have changed. */
async function accountThatComes(playground: Playground): Promise<string | undefined> {
  const organizations = new OrganizationsClient(playground.aws.clientSettings(accountId('management'), HOME));
  const { CreateAccountStatus } = await organizations.send(new CreateAccountCommand({ AccountName: 'acquired', Email: 'aws+acquired@acme.com' }));
  const made = await organizations.send(new DescribeCreateAccountStatusCommand({ CreateAccountRequestId: CreateAccountStatus!.Id! }));
  const AccountId = made.CreateAccountStatus!.AccountId!;
  const parentOf = async (ChildId: string) => (await organizations.send(new ListParentsCommand({ ChildId }))).Parents![0].Id!;
  await organizations.send(new MoveAccountCommand({
    AccountId, SourceParentId: await parentOf(AccountId), DestinationParentId: await parentOf(accountId('production')),
  }));
  const look = () => each([AccountId], async (id, region) => {
    const looks = [threats, vulnerabilities, standards, baseline];
    const faults = await Promise.all(looks.map(one => one(playground, id, region).catch((error: Error) => error.message)));
    return faults.filter(Boolean).join(', ') || undefined;
  });
  // StackSets make their stacks in the background
  for (let left = 60; left; left--) {
    if (!await look()) return undefined;
    await new Promise(resolve => setTimeout(resolve, 500));
  }
  return look();
}
