import { Construct } from 'constructs';
import { AccountPurpose } from '../accounts/account-purpose';
import { CoreAccount } from '../accounts/core-account';
import { SECURITY_UNIT } from '../accounts/organizational-units';

/** The account of the organization's logs. Nobody works here; `security` reads what is kept. */
export class LogArchiveAccount extends CoreAccount {
  public constructor(scope: Construct, id: string) {
    super(scope, id, { purpose: AccountPurpose.LOG_ARCHIVE, unit: SECURITY_UNIT, wave: 2, slot: 1 });
  }
}
