import { Construct } from 'constructs';
import { addMailGuard, MAIL_GUARD_ROLES } from './mail-guard';
import { RootIdentities } from './root-identities';
import { AccountEmail } from '../accounts/account-email';
import { AccountPurpose } from '../accounts/account-purpose';
import { CoreAccount } from '../accounts/core-account';
import { INFRASTRUCTURE_UNIT } from '../accounts/organizational-units';
import { hasService } from '../accounts/region-services';
import { Platform } from '../private/platform';

/** The e-mail account: all other accounts send through it, and cannot send by themselves. */
export class EmailAccount extends CoreAccount {
  /** @internal Whether SES is where the platform's home is. */
  public readonly _isOffered: boolean;
  /** @internal Absent where SES is not. */
  public readonly _rootIdentities?: RootIdentities;

  /** @param alertEmails whom its alarms tell; by default the account's own e-mail address */
  public constructor(scope: Construct, id: string, alertEmails?: string[]) {
    super(scope, id, { purpose: AccountPurpose.EMAIL, unit: INFRASTRUCTURE_UNIT, wave: 2, slot: 6 });
    const platform = Platform.of(this);
    platform.email = this;
    this.checkAlertEmails(platform, alertEmails);
    const { regions } = platform.configuration;
    this._isOffered = regions.partition !== 'aws-cn' && hasService('email', regions.home);
    if (!this._isOffered) return;
    this._build({ region: regions.home }, stack => addMailGuard(stack, platform, alertEmails ?? [this.rootEmail]));
    this._rootIdentities = new RootIdentities(this, platform);
    this._rootIdentities.add(platform.dns.rootDomain);
  }

  /** @internal How many roles it has beside those of environments. */
  public get _serviceRoles(): number {
    return this._isOffered ? MAIL_GUARD_ROLES : 0;
  }

  private checkAlertEmails({ problems, configuration: { landingZone } }: Platform, emails?: string[]): void {
    for (const email of emails ?? []) {
      const fault = AccountEmail._fault(email);
      if (fault) problems.add(landingZone, 'mailAlertEmails', email, fault, '"postmaster@example.com"');
    }
    if (emails && !emails.length) problems.add(landingZone, 'mailAlertEmails', emails, 'at least one: an alarm that nobody hears of is none', '"postmaster@example.com"');
  }
}
