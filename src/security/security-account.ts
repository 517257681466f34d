import { Construct } from 'constructs';
import { addInvestigation } from './investigation';
import { addWatch } from './watch';
import { AccountPurpose } from '../accounts/account-purpose';
import { CoreAccount } from '../accounts/core-account';
import { SECURITY_UNIT } from '../accounts/organizational-units';
import type { AccountStack } from '../accounts/stack-book';
import type { AssignOptions, DirectoryGroup } from '../identity/directory-group';
import { PermissionSet } from '../identity/permission-set';
import { breakGlassArn } from '../management/break-glass';
import { watchEverywhere } from '../management/watch';
import { Platform } from '../private/platform';

const WATCH = 'watch';

/** The security account: an investigation or an audit needs access to this account alone. */
export class SecurityAccount extends CoreAccount {
  private hasInvestigators = false;

  public constructor(scope: Construct, id: string) {
    super(scope, id, { purpose: AccountPurpose.SECURITY, unit: SECURITY_UNIT, wave: 2, slot: 2 });
  }

  /**
   * Lets a group look into what happened, in all accounts, from this one: findings, and the saved questions about the organization's logs. It
   * can change nothing anywhere. The permission set is called `SecurityInvestigator`.
   */
  public grantInvestigate(group: DirectoryGroup, options: AssignOptions = {}): void {
    group.assign(PermissionSet._INVESTIGATOR, this, options);
    this.hasInvestigators = true;
  }

  /** @internal Whether somebody can enter by that permission set. */
  public get _isInvestigated(): boolean {
    return this.hasInvestigators && this._status === 'active' && !!Platform.of(this).configuration.registry.identityCenter;
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
  return securityAlarmEmails ?? [alternateContacts.security?.email ?? account.email];
}
