import type { PlatformAccount } from '../accounts/platform-account';

/** Where somebody may enter: one account, or all that have something in common. Accounts of the platform are targets themselves. */
export interface IAccessTarget {
  /** In a few words, as it stands in `platform.json`: `production`, `everywhere`. */
  readonly targetName: string;
  /**
   * Whether the account is among it, also one that is added later in the code.
   *
   * @param account any account of the landing zone
   */
  includesAccount(account: PlatformAccount): boolean;
}
