import { Construct } from 'constructs';
import { AccountPurpose } from '../accounts/account-purpose';
import { CoreAccount } from '../accounts/core-account';
import { INFRASTRUCTURE_UNIT } from '../accounts/organizational-units';

/** The e-mail account: all other accounts send through it, and cannot send by themselves. */
export class EmailAccount extends CoreAccount {
  public constructor(scope: Construct, id: string) {
    super(scope, id, { purpose: AccountPurpose.EMAIL, unit: INFRASTRUCTURE_UNIT, wave: 2, slot: 6 });
  }
}
