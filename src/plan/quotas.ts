import type { PlannedQuota } from './platform-json';
import type { PlatformAccount } from '../accounts/platform-account';
import { sizeOfPolicy } from '../guardrails/packer';
import { PERMISSION_SETS_PER_ACCOUNT, PERMISSION_SETS_QUOTA, permissionSetsIn } from '../identity/resolved-access';
import { bootstrapTemplate } from '../management/bootstrap-template';
import { nearest } from '../private/nearest';
import type { Platform } from '../private/platform';

/** From this share of a limit on it is time to ask: a request takes days. */
const NEAR = 0.8;

/** One for the platform's stacks and one for applications. */
const BOOTSTRAPS = 2;

/** How much of a quota is used, and where most of it. */
interface Usage {
  readonly used: number;
  readonly where: string;
}

interface Quota {
  /** What it is called in the plan and in `grantedQuotas`. */
  readonly id: string;
  /** AWS's own name of it. */
  readonly title: string;
  /** AWS's default. */
  readonly limit: number;
  /** What Service Quotas knows it by; absent where AWS raises it on no request, or has no code for it. */
  readonly code?: { readonly service: string; readonly quota: string; readonly region?: string };
  /** Prop of the landing zone that says what AWS has granted. */
  readonly prop?: string;
  readonly usage: (platform: Platform) => Usage;
}

/**
 * Every quota of AWS that the platform itself uses, with AWS's default. Closed accounts count until they are gone. What applications make in
 * their accounts, and rates of calls, are not in it.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
 * @see https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html
 */
const QUOTAS: Quota[] = [
  {
    id: 'accounts',
    title: 'Default maximum number of accounts',
    limit: 10,
    code: { service: 'organizations', quota: 'L-29A0C5DF', region: 'us-east-1' },
    prop: 'accountQuota',
    usage: platform => ({ used: livingAccounts(platform), where: 'the organization' }),
  },
  {
    id: 'organizational-units',
    title: 'OUs in an organization',
    limit: 2000,
    usage: ({ configuration: { organizationalUnits, registry } }) => ({
      used: new Set([...organizationalUnits.all, ...registry._file.organizationalUnits?.map(({ path }) => path) ?? []]).size, where: 'the organization',
    }),
  },
  {
    id: 'organizational-unit-depth',
    title: 'OU maximum nesting in a root',
    limit: 5,
    usage: ({ configuration: { organizationalUnits } }) => most(organizationalUnits.all.map(path => ({ used: path.split('/').length, where: path }))),
  },
  {
    id: 'policies-per-unit',
    title: 'Policies of one type at an OU',
    limit: 5,
    prop: 'guardrailPoliciesPerUnit',
    usage: ({ guardrails }) => most(guardrails.attachments.map(({ unit, policyType, attached }) => ({ used: attached, where: `${unit} (${policyType})` }))),
  },
  {
    id: 'policy-size',
    title: 'Maximum size of a policy document, in characters',
    limit: 5120,
    prop: 'guardrailPolicySize',
    usage: ({ guardrails }) => most(guardrails.policies.map(policy => ({ used: sizeOfPolicy(policy), where: guardrails.nameOf(policy) }))),
  },
  {
    id: 'stack-sets',
    title: 'Stack sets per administrator account',
    limit: 1000,
    code: { service: 'cloudformation', quota: 'L-EC62D81A' },
    usage: ({ management }) => ({ used: management._stackSets.length, where: management.accountName }),
  },
  {
    id: 'stack-instances',
    title: 'Stack instances per stack set',
    limit: 100_000,
    code: { service: 'cloudformation', quota: 'L-C8225BA5' },
    usage: platform => ({
      used: (livingAccounts(platform) - 1) * platform.configuration.regions.bootstrapped.length, where: platform.management.accountName,
    }),
  },
  {
    id: 'stacks',
    title: 'Stack count',
    limit: 2000,
    code: { service: 'cloudformation', quota: 'L-0485CB21' },
    usage: platform => most(platform.accounts.flatMap(account => {
      const regions = account._stacks.planned.map(({ region }) => region);
      return platform.configuration.regions.bootstrapped.map(region => ({
        used: regions.filter(other => other === region).length + stackSetsIn(platform, account, region), where: `${account.accountName} in ${region}`,
      }));
    })),
  },
  {
    id: 'roles',
    title: 'Roles per account',
    limit: 1000,
    code: { service: 'iam', quota: 'L-FE177D64', region: 'us-east-1' },
    usage: platform => {
      const doors = new Map<string, number>();
      const ofBootstrap = rolesOfBootstrap();
      for (const { _planned: { owner } } of platform.doors) doors.set(owner, (doors.get(owner) ?? 0) + 1);
      return most(platform.accounts.map(account => ({
        used: (doors.get(account.accountName) ?? 0) + (account === platform.email as PlatformAccount ? platform.email._serviceRoles : 0)
          + bootstrapsOf(platform, account) * ofBootstrap * platform.configuration.regions.bootstrapped.length
          // those of the baseline, and of what tells the security account
          + platform.configuration.regions.all.length
          + platform.management._furtherStackSets.filter(({ atUnits }) => !atUnits).reduce((sum, { regions }) => sum + regions.length, 0),
        where: account.accountName,
      })));
    },
  },
  {
    id: 'event-rules',
    title: 'Number of rules',
    limit: 300,
    code: { service: 'events', quota: 'L-244521F2' },
    // one that tells each environment what became of its mail, and the one that stops it
    usage: ({ accounts, email }) => ({
      used: accounts.filter(account => '_sender' in account && account._sender).length + 1, where: `the default bus of ${email.accountName}`,
    }),
  },
  {
    id: PERMISSION_SETS_QUOTA,
    title: 'Permission sets provisioned in an account',
    limit: PERMISSION_SETS_PER_ACCOUNT,
    usage: platform => most([...permissionSetsIn(platform)].map(([{ accountName }, { size }]) => ({ used: size, where: accountName }))),
  },
  {
    id: 'records',
    title: 'Records per hosted zone',
    limit: 10_000,
    code: { service: 'route53', quota: 'L-E209CC9F', region: 'us-east-1' },
    // NS and SOA of its own, and NS and DS of each zone that is delegated
    usage: ({ dns, accounts }) => ({
      used: 2 + 2 * accounts.filter(account => 'zoneName' in account && account !== dns as PlatformAccount).length, where: dns.zoneName,
    }),
  },
];

/** For the plan. */
export function plannedQuotas(platform: Platform): PlannedQuota[] {
  return QUOTAS.map(({ id, title, code, prop, usage, ...quota }) => {
    const { used, where } = usage(platform);
    const limit = granted(platform, id) ?? quota.limit;
    const standing = used > limit ? 'over' : used >= limit * NEAR ? 'near' : 'within';
    const region = code && (code.region ?? platform.homeRegion);
    return {
      id,
      title,
      where,
      used,
      limit,
      standing,
      serviceCode: code?.service,
      quotaCode: code?.quota,
      region,
      request: code && standing !== 'within' ? request(platform, { id, title, prop, used, limit, service: code.service, quota: code.quota, region: region! }) : undefined,
    } satisfies PlannedQuota;
  });
}

/** How many accounts the organization may have beside those that it has and those of the code. */
export function accountsLeft(quotas: readonly PlannedQuota[]): number {
  const { used, limit } = quotas.find(({ id }) => id === 'accounts')!;
  return Math.max(0, limit - used);
}

/** What is wrong with `grantedQuotas`. */
export function checkGrantedQuotas({ problems, configuration: { landingZone, grantedQuotas } }: Platform): void {
  const own = QUOTAS.filter(({ prop }) => prop);
  const ids = QUOTAS.filter(({ prop }) => !prop).map(({ id }) => id);
  for (const [id, limit] of Object.entries(grantedQuotas)) {
    const elsewhere = own.find(quota => quota.id === id);
    if (elsewhere) {
      problems.add(landingZone, 'grantedQuotas', id, `one of ${ids.join(', ')}`, `${elsewhere.prop}: ${limit}`);
    } else if (!ids.includes(id)) {
      problems.add(landingZone, 'grantedQuotas', id, `one of ${ids.join(', ')}`, `"${nearest(id, ids) ?? ids[0]}"`);
    } else if (!Number.isInteger(limit) || limit < 1) {
      problems.add(landingZone, `grantedQuotas: ${id}`, limit, 'a whole number from 1', `{ ${id.includes('-') ? `'${id}'` : id}: ${QUOTAS.find(quota => quota.id === id)!.limit} }`);
    }
  }
}

function granted({ configuration: { accountQuota, guardrailLimits, grantedQuotas } }: Platform, id: string): number | undefined {
  switch (id) {
    case 'accounts': return accountQuota;
    case 'policies-per-unit': return guardrailLimits.policiesPerUnit;
    case 'policy-size': return guardrailLimits.policySize;
    default: return grantedQuotas[id];
  }
}

interface Wanted {
  readonly id: string;
  readonly title: string;
  readonly prop?: string;
  readonly used: number;
  readonly limit: number;
  readonly service: string;
  readonly quota: string;
  readonly region: string;
}

/** Half as much again, so that it need not be asked for soon. */
function request(platform: Platform, { id, title, prop, used, limit, service, quota, region }: Wanted): PlannedQuota['request'] {
  const desired = Math.ceil(used * 1.5 / 10) * 10;
  return {
    desired,
    command: `aws service-quotas request-service-quota-increase --region ${region} --service-code ${service} --quota-code ${quota} --desired-value ${desired}`,
    text: `Please raise "${title}" (${service}, ${quota}) from ${limit} to ${desired}. An AWS Organization that is kept as code with one account for each environment `
      + `and purpose, ${livingAccounts(platform)} accounts in ${platform.configuration.regions.all.join(', ')}, needs ${used} of it now.`,
    granted: prop ? `${prop}: ${desired}` : `grantedQuotas: { ${id.includes('-') ? `'${id}'` : id}: ${desired} }`,
  };
}

/** Those of the code, and all others that the organization still has: closed ones count until they are gone. */
export function livingAccounts({ accounts, configuration }: Platform): number {
  const known = new Set(accounts.map(account => account.accountId));
  return accounts.length + configuration.registry._file.accounts.filter(({ id, status }) => id && status !== 'REMOVED' && !known.has(id)).length;
}

/** Stacks that the StackSets bring into a region of an account; the management account, which they do not reach, has its bootstrap. */
function stackSetsIn({ management }: Platform, account: PlatformAccount, region: string): number {
  return account === management as PlatformAccount ? 1
    : management._stackSets.filter(({ regions }) => regions.includes(region)).length;
}

/** Of each bootstrap that stands in an account and region. */
function rolesOfBootstrap(): number {
  return Object.values<any>(bootstrapTemplate().Resources).filter(({ Type }) => Type === 'AWS::IAM::Role').length;
}

/** The management account is no place for applications. */
function bootstrapsOf({ management }: Platform, account: PlatformAccount): number {
  return account === management as PlatformAccount ? 1 : BOOTSTRAPS;
}

function most(usages: Usage[]): Usage {
  return usages.reduce((best, usage) => usage.used > best.used ? usage : best, usages[0] ?? { used: 0, where: '-' });
}
