import { accountStatus } from '../accounts/account-status';
import { SHARING_SERVICE, STACK_SETS_SERVICE } from '../aws-api/organization/constants';
import { nearest } from '../private/nearest';
import type { Platform } from '../private/platform';

/** A service of AWS that may act in every account of the organization. */
export interface OrganizationService {
  /** By which Organizations knows it. */
  readonly principal: string;
  /** Name of the account that administers it; without one, it is the management account. */
  readonly administrator?: string;
  /** It is trusted as soon as it is switched on by a call, or a console, of its own. */
  readonly trustsItself?: true;
  /** Control Tower switches it on by itself, and refuses an organization where it is on. */
  readonly byControlTower?: true;
}

const IDENTITY_CENTER = 'sso.amazonaws.com';

/** The one table: which services may act in the organization, and who administers them. What each is for stands in docs/organization.md. */
export const ORGANIZATION_SERVICES: OrganizationService[] = [
  { principal: STACK_SETS_SERVICE },
  { principal: SHARING_SERVICE, trustsItself: true },
  { principal: 'account.amazonaws.com' },
  { principal: 'iam.amazonaws.com', administrator: 'security' },
  { principal: 'access-analyzer.amazonaws.com', administrator: 'security' },
  { principal: 'securityhub.amazonaws.com', trustsItself: true },
  { principal: 'guardduty.amazonaws.com', trustsItself: true },
  { principal: 'malware-protection.guardduty.amazonaws.com' },
  { principal: 'inspector2.amazonaws.com', trustsItself: true },
  { principal: IDENTITY_CENTER, administrator: 'identity', trustsItself: true },
  { principal: 'cloudtrail.amazonaws.com', byControlTower: true },
  { principal: 'config.amazonaws.com', administrator: 'security', byControlTower: true },
];

/** They register their administrator by calls of their own, in each region: Organizations does not do it for them. */
const BY_OWN_CALL = ['auditmanager', 'cloudtrail', 'detective', 'fms', 'guardduty', 'inspector2', 'ipam', 'macie', 'securityhub', 'securitylake'];

const PRINCIPAL = /^[a-z0-9.-]+\.amazonaws\.com$/;
const MANAGEMENT = 'management';

/** Who is registered as administrator: its account exists. */
export interface Delegation {
  readonly principal: string;
  readonly account: string;
  readonly accountId: string;
}

/** The table, as the landing zone's owner has it. */
export class OrganizationServices {
  private readonly services: OrganizationService[];

  public constructor(private readonly platform: Platform) {
    const asked = platform.configuration.delegatedAdministrators;
    const known = new Set(ORGANIZATION_SERVICES.map(({ principal }) => principal));
    const ownLogs = platform.configuration.controlTower._settings.strategy === 'none';
    this.services = [
      ...ORGANIZATION_SERVICES.filter(({ byControlTower }) => ownLogs || !byControlTower)
        .map(service => ({ ...service, administrator: asked[service.principal] ?? service.administrator })),
      ...Object.entries(asked).filter(([principal]) => !known.has(principal)).map(([principal, administrator]) => ({ principal, administrator })),
    ];
  }

  /** Those that Organizations has to let in. */
  public get trusted(): string[] {
    return this.services.filter(({ trustsItself }) => !trustsItself).map(({ principal }) => principal).sort();
  }

  /** An account that is pending waits for it, and so does Identity Center until it is switched on. */
  public get delegations(): Delegation[] {
    const { platform } = this;
    return this.services.flatMap(({ principal, administrator = MANAGEMENT }) => {
      const account = platform.registered(administrator);
      if (administrator === MANAGEMENT || !account?.id || accountStatus(account) !== 'active') return [];
      if (principal === IDENTITY_CENTER && !platform.configuration.registry.identityCenter) return [];
      return [{ principal, account: administrator, accountId: account.id }];
    });
  }

  /** What is wrong with what the owner has written. */
  public check(): void {
    const { problems, configuration: { landingZone, delegatedAdministrators, registry }, accounts } = this.platform;
    const names = [...new Set([...accounts.map(({ accountName }) => accountName), ...registry._file.accounts.map(({ name }) => name)])];
    for (const [principal, administrator] of Object.entries(delegatedAdministrators)) {
      const [service] = principal.split('.');
      if (BY_OWN_CALL.includes(service)) {
        problems.add(landingZone, 'delegatedAdministrators', principal, 'a service whose administrator Organizations registers', `nothing for it: ${service} has a call of its own`);
      } else if (!PRINCIPAL.test(principal)) {
        problems.add(landingZone, 'delegatedAdministrators', principal, 'the service principal of an AWS service', '"backup.amazonaws.com"');
      }
      if (!names.includes(administrator)) {
        problems.add(landingZone, `delegatedAdministrators['${principal}']`, administrator, 'the name of an account of the code or of the registry',
          `"${nearest(String(administrator), names) ?? 'security'}"`);
      }
    }
  }
}
