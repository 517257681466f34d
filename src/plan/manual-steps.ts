import type { ManualStep, PlannedQuota } from './platform-json';
import { MAIL_PRODUCTION_ACCESS, REGISTRAR, REGISTRAR_DS } from './step-names';
import { Dnssec } from '../dns/dnssec';
import { EnvironmentAccount } from '../environments/environment-account';
import { unicodeName } from '../private/domain-names';
import { breakGlassRole } from '../private/names';
import type { Platform } from '../private/platform';

/** A step, and whether the registry says that it was found done. */
export interface StepByHand extends ManualStep {
  readonly done?: boolean;
}

/** What no API can do. Each step stays in the plan as long as synth cannot know that it was done. */
export function manualSteps(platform: Platform, quotas: readonly PlannedQuota[]): StepByHand[] {
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
  steps.push(...peopleSteps(platform), ...mailSteps(platform), ...connectionSteps(platform), ...platform.security._manualSteps);
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

/** Whether the tool has found it done: "dns check" and "email status" write it down. */
function isDone({ configuration: { registry } }: Platform, step: string, of: string): boolean | undefined {
  return registry._file.doneSteps?.some(one => one.step === step && one.of === of) || undefined;
}

/** CloudFormation has no registrar. */
function registrarSteps(platform: Platform): StepByHand[] {
  const { dns } = platform;
  const account = dns.accountName;
  return [...dns._domains.values()].flatMap(({ domainName, dnssec }, index) => {
    const suffix = index ? `-${domainName}` : '';
    const named = unicodeName(domainName) ? `${domainName} (${unicodeName(domainName)})` : domainName;
    const steps: StepByHand[] = [{
      id: `${REGISTRAR}${suffix}`,
      done: isDone(platform, REGISTRAR, domainName),
      account,
      title: `Set the name servers of ${named} at its registrar`,
      detail: '"cloud-platform dns check" names them, and says when they are set. '
        + `In the dns account: aws route53 list-hosted-zones-by-name --dns-name ${domainName}, then get-hosted-zone.`,
    }];
    if (dnssec === Dnssec.CHAIN_OF_TRUST) {
      steps.push({
        id: `${REGISTRAR_DS}${suffix}`,
        done: isDone(platform, REGISTRAR_DS, domainName),
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

/** People at AWS decide who may send to everybody, and how much. */
function mailSteps(platform: Platform): StepByHand[] {
  const { email, accounts, homeRegion, configuration: { domainName } } = platform;
  const senders = accounts.flatMap(account => account instanceof EnvironmentAccount && account._sender ? [account._sender.planned] : []);
  if (!senders.length) return [];
  const domains = senders.flatMap(sender => [sender.domainName, ...sender.rootDomain ? [sender.rootDomain] : []]);
  return [{
    id: MAIL_PRODUCTION_ACCESS,
    done: isDone(platform, MAIL_PRODUCTION_ACCESS, homeRegion),
    account: email.accountName,
    title: `Ask AWS to let the email account send to everybody from ${homeRegion}`,
    detail: 'Until people at AWS have said yes, SES sends 200 mails a day, and to verified addresses alone. "cloud-platform email status" shows how far it is. In the email account: '
      + `aws sesv2 put-account-details --region ${homeRegion} --production-access-enabled --mail-type TRANSACTIONAL --website-url https://${domainName} --use-case-description, with: `
      + `"${requestText([...new Set(domains)])}" A higher quota is asked for in the same account, by Service Quotas (ses).`,
  }];
}

/** What people at AWS want to know. */
function requestText(domains: string[]): string {
  const named = domains.length > 5 ? `${domains.slice(0, 5).join(', ')} and ${domains.length - 5} more` : domains.join(', ');
  return `This account sends the mail of all accounts of our organization, to customers who have asked for it: confirmations, invoices, notices. Each environment sends from a domain of its own (${named}), `
    + 'with DKIM, a MAIL FROM domain, a configuration set and a tenant of its own. Bounces and complaints are suppressed and told to the environment by events; alarms at 5 % and 0.1 % '
    + 'tell us, and at 10 % and 0.5 % the environment is stopped. DMARC of the root domain refuses what is not aligned.';
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
