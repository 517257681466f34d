import { Construct } from 'constructs';
import { AccountPurpose } from '../accounts/account-purpose';
import { CoreAccount } from '../accounts/core-account';
import { INFRASTRUCTURE_UNIT } from '../accounts/organizational-units';

/** The artifacts account: what is built once, belongs to no environment, and may be deployed in any. */
export class ArtifactsAccount extends CoreAccount {
  public constructor(scope: Construct, id: string) {
    super(scope, id, { purpose: AccountPurpose.ARTIFACTS, unit: INFRASTRUCTURE_UNIT, wave: 2, slot: 4 });
  }
}
