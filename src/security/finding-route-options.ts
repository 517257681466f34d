import type { FindingSeverity } from './finding-severity';
import type { FindingTarget } from './finding-target';
import type { IAccessTarget } from '../identity/access-target';

/** Options of `SecurityAccount.addFindingRoute`. */
export interface FindingRouteOptions {
  /** Where they are told. */
  readonly to: FindingTarget[];
  /**
   * How bad a finding is at least.
   *
   * @default FindingSeverity.HIGH
   */
  readonly minimumSeverity?: FindingSeverity;
  /**
   * Accounts that findings are about: an account, or one of `Targets`, such as all environments of a type.
   *
   * @default - all accounts, also those that no code names
   */
  readonly accounts?: IAccessTarget;
  /**
   * Products that found it, by the name that Security Hub has for them: `GuardDuty`, `Inspector`, `Security Hub`, `Config`, `IAM Access Analyzer`. What the platform itself is
   * told is of the product `Cloud Platform`.
   *
   * @default - all
   */
  readonly products?: string[];
}
