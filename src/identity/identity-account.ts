import { Construct } from 'constructs';
import { AccountPurpose } from '../accounts/account-purpose';
import { CoreAccount } from '../accounts/core-account';
import { INFRASTRUCTURE_UNIT } from '../accounts/organizational-units';

/** The identity account: the only one that can create users; everyone else assumes a role. */
export class IdentityAccount extends CoreAccount {
  public constructor(scope: Construct, id: string) {
    super(scope, id, { purpose: AccountPurpose.IDENTITY, unit: INFRASTRUCTURE_UNIT, wave: 2, slot: 3 });
  }
}
