import { Construct } from 'constructs';
import { checkRoute, checkRouteAccounts, findingPattern, FindingRoute } from './finding-route';
import type { FindingRouteOptions } from './finding-route-options';
import { addRoute } from './finding-route-resources';
import { routeSteps } from './finding-route-steps';
import { FindingTarget } from './finding-target';
import { targetFaults } from './finding-target-faults';
import { addInvestigation } from './investigation';
import { addSecurityServices } from './security-services';
import { SecuritySettings } from './security-settings';
import { addSuppression, checkSuppression, checkSuppressions, Suppression } from './suppression';
import type { SuppressionOptions } from './suppression-options';
import { addWatch } from './watch';
import { AccountPurpose } from '../accounts/account-purpose';
import { CoreAccount } from '../accounts/core-account';
import { SECURITY_UNIT } from '../accounts/organizational-units';
import type { AccountStack } from '../accounts/stack-book';
import type { AssignOptions, DirectoryGroup } from '../identity/directory-group';
import { PermissionSet } from '../identity/permission-set';
import { breakGlassArn } from '../management/break-glass';
import { watchEverywhere } from '../management/watch';
import type { ManualStep, PlannedSuppression } from '../plan/platform-json';
import { Platform } from '../private/platform';

/** Each at its own rate of change. */
const WATCH = 'watch';
const ROUTES = 'finding-routes';
const SUPPRESSIONS = 'suppressions';

/** The security account: an investigation or an audit needs access to this account alone. */
export class SecurityAccount extends CoreAccount {
  /** @internal */
  public readonly _settings: SecuritySettings;
  /** @internal */
  public readonly _routes: FindingRoute[] = [];
  /** @internal */
  public readonly _suppressions: Suppression[] = [];
  private hasInvestigators = false;

  public constructor(scope: Construct, id: string) {
    super(scope, id, { purpose: AccountPurpose.SECURITY, unit: SECURITY_UNIT, wave: 2, slot: 2 });
    Platform.of(this).security = this;
    this._settings = new SecuritySettings(Platform.of(this));
  }

  /**
   * Lets a group look into what happened, in all accounts, from this one: findings, and the saved questions about the organization's logs. It
   * can change nothing anywhere. The permission set is called `SecurityInvestigator`.
   *
   * @param group of the directory
   */
  public grantInvestigate(group: DirectoryGroup, options: AssignOptions = {}): void {
    group.assign(PermissionSet._INVESTIGATOR, this, options);
    this.hasInvestigators = true;
  }

  /**
   * Tells people of findings, of all accounts and regions. Those that are high or critical are told out of the box to whoever hears of alarms: `securityAlarmEmails`.
   *
   * ```ts
   * declare const zone: LandingZone;
   *
   * zone.security.addFindingRoute('on-call', {
   *   to: [FindingTarget.email('on-call@acme.com')],
   *   minimumSeverity: FindingSeverity.CRITICAL,
   *   accounts: Targets.environmentType(EnvironmentType.PRODUCTION),
   * });
   * ```
   *
   * @param name lower-case letters, digits and hyphens
   */
  public addFindingRoute(name: string, options: FindingRouteOptions): void {
    const platform = Platform.of(this);
    const route = { ...options, name, path: `${this.node.path}/${name}` };
    checkRoute(platform, route);
    if (this._routes.some(other => other.name === name)) {
      platform.problems.add(route.path, 'name of a route', name, 'a name that no other route has', `"${name}-2"`);
      return;
    }
    this._routes.push(route);
    const { prefix, regions: { partition } } = platform.configuration;
    const props = { prefix, partition, pattern: () => findingPattern(platform, route) };
    this._build({ region: platform.homeRegion, part: ROUTES }, stack => addRoute(stack, props, route));
  }

  /**
   * Suppresses findings that nobody has to see: with a reason, and until a day. It ends by itself.
   *
   * ```ts
   * declare const zone: LandingZone;
   *
   * zone.security.suppressFindings('public-website', {
   *   controls: ['S3.8'],
   *   resources: ['arn:aws:s3:::www.acme.com'],
   *   reason: 'The bucket is the public website.',
   *   expires: '2027-06-30',
   * });
   * ```
   *
   * @param name lower-case letters, digits and hyphens
   */
  public suppressFindings(name: string, options: SuppressionOptions): void {
    const platform = Platform.of(this);
    const suppression = { ...options, name, path: `${this.node.path}/${name}` };
    checkSuppression(platform, suppression);
    if (this._suppressions.some(other => other.name === name)) {
      platform.problems.add(suppression.path, 'name of a suppression', name, 'a name that no other suppression has', `"${name}-2"`);
      return;
    }
    const index = this._suppressions.push(suppression) - 1;
    const { prefix } = platform.configuration;
    this._build({ region: platform.homeRegion, part: SUPPRESSIONS }, stack => addSuppression(stack, prefix, suppression, index));
  }

  /** @internal */
  public get _plannedSuppressions(): PlannedSuppression[] | undefined {
    const planned = this._suppressions.map(({ name, reason, expires, path }) => ({ name, reason, expires, path }));
    return planned.length ? planned : undefined;
  }

  /** @internal What nobody can do by code. */
  public get _manualSteps(): ManualStep[] {
    const { prefix } = Platform.of(this).configuration;
    return routeSteps(prefix, this.accountName, this._routes);
  }

  /** @internal What is wrong when all is said. */
  public _checkFindings(): void {
    const platform = Platform.of(this);
    const { problems, configuration: { landingZone, securityAlarmEmails } } = platform;
    for (const fault of securityAlarmEmails ? targetFaults(FindingTarget.email(...securityAlarmEmails)) : []) {
      problems.add(landingZone, 'securityAlarmEmails', ...fault.slice(1) as [unknown, string, string]);
    }
    for (const route of this._routes) checkRouteAccounts(platform, route);
    checkSuppressions(platform, this.node.path, this._suppressions);
  }

  /** @internal Whether somebody can enter by that permission set. */
  public get _isInvestigated(): boolean {
    return this.hasInvestigators && this._status === 'active' && !!Platform.of(this).configuration.registry.identityCenter;
  }

  /** @internal What it administers in every region, for every account. */
  public _watch(): void {
    addSecurityServices(Platform.of(this), this, this._settings);
  }

  /** @internal What the logs are asked by, and what all accounts tell. @param archive where logs are kept; undefined as long as there is none */
  public _investigate(archive: AccountStack | undefined): void {
    addInvestigationTo(this, archive);
    watchAll(this);
  }
}

function addInvestigationTo(account: SecurityAccount, archive: AccountStack | undefined): void {
  const { homeRegion: region, configuration: { prefix, regions: { partition }, registry: { organizationId }, controlTower } } = Platform.of(account);
  const { strategy, logRetentionDays: retentionDays } = controlTower._settings;
  if (!archive || !organizationId) return;
  account._build({ region, part: 'investigation' }, stack => addInvestigation(stack, {
    prefix, partition, organizationId, retentionDays, logArchiveId: archive.account.accountId!, config: strategy === 'none',
  }));
}

function watchAll(account: SecurityAccount): void {
  const platform = Platform.of(account);
  const { management, homeRegion: region, configuration: { prefix, regions: { partition }, registry: { organizationId }, breakGlass } } = platform;
  if (!organizationId || !account.accountId || !management.accountId) return;
  account._build({ region, part: WATCH }, stack => addWatch(stack, {
    prefix,
    partition,
    organizationId,
    breakGlassArn: breakGlass && breakGlassArn(prefix, partition, management.accountId!),
    emails: alarmEmails(platform, account),
  }));
  watchEverywhere(platform, management, { account, region, part: WATCH });
}

/** Who hears of alarms. */
function alarmEmails({ configuration: { securityAlarmEmails, alternateContacts } }: Platform, account: SecurityAccount): readonly string[] {
  return securityAlarmEmails ?? [alternateContacts.security?.email ?? account.rootEmail];
}
