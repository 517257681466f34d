import type { PlatformAccount } from '../accounts/platform-account';

/** Options of `SecurityAccount.suppressFindings`: which findings, why, and until when. A finding has to fit all that is said of it. */
export interface SuppressionOptions {
  /** Why nobody has to see them, in a sentence. It stands in each finding. */
  readonly reason: string;
  /**
   * The last day, `YYYY-MM-DD`, in UTC. The day after, each finding is new again when it is seen the next time. A day that is over is refused by
   * `cloud-platform deploy`.
   */
  readonly expires: string;
  /**
   * Controls of Security Hub: `S3.8`.
   *
   * @default - whatever the control
   */
  readonly controls?: string[];
  /**
   * Products that found it, by the name that Security Hub has for them: `GuardDuty`.
   *
   * @default - whatever the product
   */
  readonly products?: string[];
  /**
   * What titles begin with.
   *
   * @default - whatever the title
   */
  readonly titles?: string[];
  /**
   * What ids of resources begin with: `arn:aws:s3:::website-`.
   *
   * @default - whatever the resource
   */
  readonly resources?: string[];
  /**
   * Accounts that the findings are about.
   *
   * @default - all accounts
   */
  readonly accounts?: PlatformAccount[];
}
