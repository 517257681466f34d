import { Construct } from 'constructs';
import { addLogArchive } from './log-archive';
import { AccountPurpose } from '../accounts/account-purpose';
import { CoreAccount } from '../accounts/core-account';
import { SECURITY_UNIT } from '../accounts/organizational-units';
import type { AccountStack } from '../accounts/stack-book';
import { Platform } from '../private/platform';
import type { SecurityAccount } from '../security/security-account';

/** Changes as seldom as it can: whoever replaces a bucket of logs has two. */
const LOGS = 'logs';

/** The account of the organization's logs. Nobody works here; `security` reads what is kept. */
export class LogArchiveAccount extends CoreAccount {
  public constructor(scope: Construct, id: string) {
    super(scope, id, { purpose: AccountPurpose.LOG_ARCHIVE, unit: SECURITY_UNIT, wave: 2, slot: 1 });
  }

  /**
   * @internal The archive of the platform's own trail and of its own AWS Config.
   * @param security whose investigators read it
   * @returns the stack that keeps it; undefined as long as an account is missing
   */
  public _keepLogs(security: SecurityAccount): AccountStack | undefined {
    const { management, homeRegion: region, configuration } = Platform.of(this);
    const { prefix, bootstrapQualifier: qualifier, regions: { partition }, registry, controlTower: { _settings: settings } } = configuration;
    if (!this.accountId || !management.accountId || !settings.organizationTrail) return undefined;
    this._build({ region, part: LOGS }, stack => addLogArchive(stack, {
      prefix,
      qualifier,
      partition,
      retentionDays: settings.logRetentionDays,
      logArchiveId: this.accountId!,
      managementId: management.accountId!,
      investigatedFrom: () => security._isInvestigated ? security.accountId : undefined,
      configOf: settings.strategy === 'none' ? registry.organizationId : undefined,
    }));
    return { account: this, region, part: LOGS };
  }
}
