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
  steps.push(...peopleSteps(platform));
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

/** What the consoles of Identity Center and of an identity provider can do and no API. */
function peopleSteps({ identity, configuration: { directory } }: Platform): ManualStep[] {
  if (directory.isExternal) {
    return [{
      id: 'identity-provider',
      account: identity.accountName,
      title: 'Connect the identity provider to IAM Identity Center',
      detail: 'Identity Center console, Settings, Identity source: SAML metadata both ways, then automatic provisioning (SCIM) with a token that ends after a year. '
        + 'Groups have to be there before the stacks of identity are deployed.',
    }];
  }
  return identity._users.length ? [{
    id: 'one-time-passwords',
    account: identity.accountName,
    title: 'Let new users sign in by a one-time password, and ask everybody for a second factor',
    detail: 'Identity Center console, Settings, Authentication: "Send email OTP" for users made by API; "Prompt users for MFA: every time they sign in", "Require them to register an MFA device".',
  }] : [];
}

/** Those of the code, and those of the organization that the code does not know. */
function livingAccounts({ accounts, configuration }: Platform): number {
  const known = new Set(accounts.map(account => account.accountName));
  return accounts.length + configuration.registry._file.accounts.filter(({ name, id, status }) => id && status !== 'REMOVED' && !known.has(name)).length;
}
