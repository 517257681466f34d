import type { ManualStep, PlannedQuota } from './platform-json';
import { Dnssec } from '../dns/dnssec';
import { unicodeName } from '../private/domain-names';
import { breakGlassRole } from '../private/names';
import type { Platform } from '../private/platform';

/** What no API can do. Each step stays in the plan as long as synth cannot know that it was done. */
export function manualSteps(platform: Platform, quotas: readonly PlannedQuota[]): ManualStep[] {
  const { registry, regions } = platform.configuration;
  const steps = registrarSteps(platform);
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
  steps.push(...peopleSteps(platform), ...connectionSteps(platform));
  steps.push(...platform.artifacts._manualSteps);
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
  const { breakGlass, prefix } = platform.configuration;
  if (breakGlass) {
    steps.push({
      id: 'break-glass',
      account: platform.management.accountName,
      title: `Make the users who may take the role ${breakGlassRole(prefix)}, and try it`,
      detail: `IAM console: ${breakGlass.principalArns.join(', ')}, each with a hardware key, no access key, and no right but sts:AssumeRole on the role. Confirm the mail of AWS that asks `
        + 'whether its alarm is wanted. Take the role once a quarter: the mail about it has to come.',
    });
  }
  for (const { id, title, where, used, request } of quotas.filter(quota => quota.standing === 'over' && quota.request)) {
    steps.push({
      id: id === 'accounts' ? 'account-quota' : `quota-${id}`,
      account: platform.management.accountName,
      title: id === 'accounts' ? `Raise the quota of accounts to at least ${used}` : `Raise the quota "${title}" of ${where} to at least ${used}`,
      detail: `${request!.command}; it takes days. When it is granted: ${request!.granted}.`,
    });
  }
  return steps;
}

/** CloudFormation has no registrar. */
function registrarSteps({ dns }: Platform): ManualStep[] {
  const account = dns.accountName;
  return [...dns._domains.values()].flatMap(({ domainName, dnssec }, index) => {
    const suffix = index ? `-${domainName}` : '';
    const named = unicodeName(domainName) ? `${domainName} (${unicodeName(domainName)})` : domainName;
    const steps: ManualStep[] = [{
      id: `registrar${suffix}`,
      account,
      title: `Set the name servers of ${named} at its registrar`,
      detail: '"cloud-platform dns check" names them, and says when they are set. '
        + `In the dns account: aws route53 list-hosted-zones-by-name --dns-name ${domainName}, then get-hosted-zone.`,
    }];
    if (dnssec === Dnssec.CHAIN_OF_TRUST) {
      steps.push({
        id: `registrar-ds${suffix}`,
        account,
        title: `Give the DS record of ${named} to its registrar`,
        detail: 'After the name servers. If the domain was in use before it was signed, wait for the longest TTL in its zone (two days for its NS record). '
          + `"cloud-platform dns check" shows the record; in the dns account: aws route53 get-dnssec --hosted-zone-id <id of ${domainName}>. `
          + 'To switch DNSSEC off, take it away there first and wait for its TTL, usually a day.',
      });
    }
    return steps;
  });
}

/** Only somebody who may do so in GitHub or GitLab can authorise a connection to it. */
function connectionSteps({ artifacts, homeRegion }: Platform): ManualStep[] {
  return artifacts._waitingConnections.map(name => ({
    id: `source-connection-${name}`,
    account: artifacts.accountName,
    title: `Authorise the connection ${name}`,
    detail: `Developer Tools console in the artifacts account, ${homeRegion}, Settings, Connections: "Update pending connection". Then say authorized: true in the code; what uses it is built from then on.`,
  }));
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
