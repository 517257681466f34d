import { Construct } from 'constructs';
import { AccountPurpose } from '../accounts/account-purpose';
import { CoreAccount } from '../accounts/core-account';
import { SECURITY_UNIT } from '../accounts/organizational-units';

/** The security account: an investigation or an audit needs access to this account alone. */
export class SecurityAccount extends CoreAccount {
  public constructor(scope: Construct, id: string) {
    super(scope, id, { purpose: AccountPurpose.SECURITY, unit: SECURITY_UNIT, wave: 2, slot: 2 });
  }
}
