import { BudgetsClient } from '@aws-sdk/client-budgets';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { Route53Client } from '@aws-sdk/client-route-53';
import { SNSClient } from '@aws-sdk/client-sns';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { OrganizationAccounts } from './accounts';
import { SandboxSettings, SETTINGS } from './constants';
import { Keeper } from './keeper';
import { ParentZones } from './name-records';
import { Topics } from './notices';
import { spendingOf } from './spending';

const maxAttempts = 10;
const sts = new STSClient({ maxAttempts });
const organizations = new OrganizationsClient({ maxAttempts });
const sns = new SNSClient({ maxAttempts });
// one endpoint for the whole partition
const budgets = new BudgetsClient({ maxAttempts, region: 'us-east-1' });

async function throughDoor(RoleArn: string): Promise<Route53Client> {
  const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'sandboxes' }));
  return new Route53Client({
    maxAttempts,
    credentials: { accessKeyId: Credentials!.AccessKeyId!, secretAccessKey: Credentials!.SecretAccessKey!, sessionToken: Credentials!.SessionToken },
  });
}

/** Runs each hour. What it did stands in its log; what failed makes the run a failure, and the next one tries again. */
export async function handler(): Promise<{ readonly outcomes: object[] }> {
  const settings: SandboxSettings = JSON.parse(process.env[SETTINGS]!);
  const { accountId, prefix, doorArn } = settings;
  const units = { sandboxes: settings.sandboxUnit, quarantine: settings.quarantineUnit };
  const accounts = new OrganizationAccounts(organizations, units, async () => settings.budgets ? spendingOf(budgets, accountId, prefix) : new Map());
  const zones = new ParentZones(doorArn ? async () => throughDoor(doorArn) : undefined);
  const { outcomes, failures } = await new Keeper(accounts, zones, new Topics(sns, settings), settings, Date.now).run();
  for (const outcome of outcomes) console.log(JSON.stringify(outcome));
  if (failures.length) throw new Error(`${failures.length} of ${outcomes.length + failures.length} sandboxes: ${failures.join('; ')}`);
  return { outcomes };
}
