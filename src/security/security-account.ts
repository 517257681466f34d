import { Construct } from 'constructs';
import { addSecurityServices } from './security-services';
import { SecuritySettings } from './security-settings';
import { AccountPurpose } from '../accounts/account-purpose';
import { CoreAccount } from '../accounts/core-account';
import { SECURITY_UNIT } from '../accounts/organizational-units';
import { Platform } from '../private/platform';

/** The security account: an investigation or an audit needs access to this account alone. */
export class SecurityAccount extends CoreAccount {
  /** @internal */
  public readonly _settings: SecuritySettings;

  public constructor(scope: Construct, id: string) {
    super(scope, id, { purpose: AccountPurpose.SECURITY, unit: SECURITY_UNIT, wave: 2, slot: 2 });
    this._settings = new SecuritySettings(Platform.of(this));
  }

  /** @internal What it administers in every region, for every account. */
  public _watch(): void {
    addSecurityServices(Platform.of(this), this, this._settings);
  }
}
