import { EnvironmentFeatures } from './environment-options';

/** Props of an `EnvironmentAccount`. */
export interface EnvironmentAccountProps extends EnvironmentFeatures {
  /** Labels before the root domain: `eu.production` for eu.production.example.com. */
  readonly subdomain: string;
  /**
   * What stands for the account in its e-mail address.
   *
   * @default - the account's name
   */
  readonly emailName?: string;
  /**
   * E-mail address of whoever answers for it, and hears of its budget.
   *
   * @default - those who hear of all budgets
   */
  readonly owner?: string;
}
