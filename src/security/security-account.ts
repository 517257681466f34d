import { Construct } from 'constructs';
import { addInvestigation } from './investigation';
import { AccountPurpose } from '../accounts/account-purpose';
import { CoreAccount } from '../accounts/core-account';
import { SECURITY_UNIT } from '../accounts/organizational-units';
import type { AccountStack } from '../accounts/stack-book';
import type { AssignOptions, DirectoryGroup } from '../identity/directory-group';
import { PermissionSet } from '../identity/permission-set';
import { Platform } from '../private/platform';

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

  /** @internal What the logs are asked by. @param archive where they are kept; undefined as long as there is none */
  public _investigate(archive: AccountStack | undefined): void {
    addInvestigationTo(this, archive);
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
