import type { ManualStep } from './platform-json';
import type { Platform } from '../private/platform';

/** Accounts of a new organization, the management account included. @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html */
const DEFAULT_ACCOUNT_QUOTA = 10;

/** What no API can do. Each step stays in the plan as long as synth cannot know that it was done. */
export function manualSteps(platform: Platform): ManualStep[] {
  const { registry, regions } = platform.configuration;
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
  if (platform.accounts.length > DEFAULT_ACCOUNT_QUOTA) {
    steps.push({
      id: 'account-quota',
      account: platform.management.accountName,
      title: `Raise the quota of accounts to at least ${platform.accounts.length}`,
      detail: `Service Quotas in us-east-1, AWS Organizations, "Default maximum number of accounts": a new organization may have ${DEFAULT_ACCOUNT_QUOTA}, `
        + 'closed ones count until they are gone.',
    });
  }
  return steps;
}
