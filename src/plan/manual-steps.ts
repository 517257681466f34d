import type { ManualStep, PlannedQuota } from './platform-json';
import type { Platform } from '../private/platform';

/** What no API can do. Each step stays in the plan as long as synth cannot know that it was done. */
export function manualSteps(platform: Platform, quotas: readonly PlannedQuota[]): ManualStep[] {
  const { registry, regions } = platform.configuration;
  const steps: ManualStep[] = [{
    id: 'registrar',
    account: platform.dns.accountName,
    title: `Set the name servers of ${platform.dns.zoneName} at its registrar`,
    detail: `The zone's name servers stand in its NS record: aws route53 list-hosted-zones-by-name --dns-name ${platform.dns.zoneName}, then get-hosted-zone.`,
  }];
  const { accessManagement, strategy } = platform.configuration.controlTower._settings;
  // where Control Tower is told to, it switches it on
  if (!registry.identityCenter && !(strategy === 'managed' && accessManagement)) {
    steps.push({
      id: 'identity-center',
      account: platform.management.accountName,
      title: `Switch on IAM Identity Center in ${regions.home}`,
      detail: 'No API enables the organization instance: IAM Identity Center console in the management account, "Enable", "Enable with AWS Organizations". '
        + 'Then run "cloud-platform accounts sync".',
    });
  }
  for (const { id, title, where, used, request } of quotas.filter(quota => quota.standing === 'over' && quota.request)) {
  if (platform.management._billing.isOffered) {
    steps.push({
      id: 'cost-explorer',
      account: platform.management.accountName,
      title: 'Open Cost Explorer once',
      detail: 'No API switches it on: Billing and Cost Management console in the management account, "Cost Explorer". Until then the outputs of the stack '
        + 'billing say that anomalies wait for it; they are tried again when the next account comes.',
    });
  }
  const living = livingAccounts(platform);
  if (living > accountQuota) {
    steps.push({
      id: id === 'accounts' ? 'account-quota' : `quota-${id}`,
      account: platform.management.accountName,
      title: id === 'accounts' ? `Raise the quota of accounts to at least ${used}` : `Raise the quota "${title}" of ${where} to at least ${used}`,
      detail: `${request!.command}; it takes days. When it is granted: ${request!.granted}.`,
    });
  }
  return steps;
}
