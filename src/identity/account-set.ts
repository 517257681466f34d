import type { IAccessTarget } from './access-target';
import type { PlatformAccount } from '../accounts/platform-account';
import { Platform } from '../private/platform';

/** Accounts that have something in common. */
export class AccountSet implements IAccessTarget {
  public constructor(public readonly targetName: string, private readonly includes: (account: PlatformAccount) => boolean) {}

  public includesAccount(account: PlatformAccount): boolean {
    return this.includes(account);
  }
}

/** Accounts of an organizational unit and of those below it. */
export class UnitAccounts extends AccountSet {
  public constructor(public readonly path: string) {
    super(`organizational unit ${path}`, account => {
      const unit = Platform.of(account).configuration.organizationalUnits.nameOf(path);
      return account._organizationalUnit === unit || !!account._organizationalUnit?.startsWith(`${unit}/`);
    });
  }
}
