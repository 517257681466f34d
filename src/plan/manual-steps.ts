import type { ManualStep } from './platform-json';
import type { Platform } from '../private/platform';

/** What no API can do. Each step stays in the plan as long as synth cannot know that it was done. */
export function manualSteps(platform: Platform): ManualStep[] {
  const { registry, regions, accountQuota } = platform.configuration;
  const steps: ManualStep[] = [{
    id: 'registrar',
    account: platform.dns.accountName,
    title: `Set the name servers of ${platform.dns.zoneName} at its registrar`,
    detail: `The zone's name servers stand in its NS record: aws route53 list-hosted-zones-by-name --dns-name ${platform.dns.zoneName}, then get-hosted-zone.`,
  }];
  if (!registry.identityCenter) {
    steps.push({
      id: 'identity-center',
      account: platform.management.accountName,
      title: `Switch on IAM Identity Center in ${regions.home}`,
      detail: 'No API enables the organization instance: IAM Identity Center console in the management account, "Enable", "Enable with AWS Organizations". '
        + 'Then run "cloud-platform accounts sync".',
    });
  }
  if (platform.management._billing.isOffered) {
    steps.push({
      id: 'cost-explorer',
      account: platform.management.accountName,
      title: 'Open Cost Explorer once',
      detail: 'No API switches it on: Billing and Cost Management console in the management account, "Cost Explorer". Until then the outputs of the stack '
        + 'billing say that anomalies wait for it; they are tried again when the next account comes.',
    });
  } else {
    steps.push({
      id: 'billing',
      account: platform.management.accountName,
      title: `Set up budgets for the partition ${regions.partition}`,
      detail: 'AWS bills there elsewhere or by other means: what environments and sandboxes say of their monthlyBudget makes nothing.',
    });
  }
  const living = livingAccounts(platform);
  if (living > accountQuota) {
    steps.push({
      id: 'account-quota',
      account: platform.management.accountName,
      title: `Raise the quota of accounts to at least ${living}`,
      detail: `Service Quotas in us-east-1, AWS Organizations, "Default maximum number of accounts": the landing zone says ${accountQuota}; `
        + `closed accounts count until they are gone. Granted: accountQuota: ${living}.`,
    });
  }
  return steps;
}

/** Those of the code, and those of the organization that the code does not know. */
function livingAccounts({ accounts, configuration }: Platform): number {
  const known = new Set(accounts.map(account => account.accountName));
  return accounts.length + configuration.registry._file.accounts.filter(({ name, id, status }) => id && status !== 'REMOVED' && !known.has(name)).length;
}
