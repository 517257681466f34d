import type { IAccessTarget } from './access-target';
import { AccountSet, UnitAccounts } from './account-set';
import { AccountPurpose } from '../accounts/account-purpose';
import type { EnvironmentType } from '../environments/environment-type';

/** Targets of more than one account. Accounts that come later are among them without another line. */
export class Targets {
  /** Every account of the platform, the management account included. */
  public static everywhere(): IAccessTarget {
    return new AccountSet('everywhere', () => true);
  }

  /** Every account that guardrails bind: all but the management account. */
  public static memberAccounts(): IAccessTarget {
    return new AccountSet('member accounts', ({ purpose }) => purpose !== AccountPurpose.MANAGEMENT);
  }

  /**
   * All environments of a type.
   *
   * @param environmentType such as `EnvironmentType.PRODUCTION`
   */
  public static environmentType(environmentType: EnvironmentType): IAccessTarget {
    const { typeName } = environmentType;
    return new AccountSet(`environments of type ${typeName}`, account => (account as { environmentTypeName?: string }).environmentTypeName === typeName);
  }

  /**
   * All accounts that stand in an organizational unit, or below it.
   *
   * @param path as the platform calls it: `Sandbox`, `Workloads`, `Workloads/Production`
   */
  public static organizationalUnit(path: string): IAccessTarget {
    return new UnitAccounts(path);
  }
}
