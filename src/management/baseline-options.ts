/** What every account has from its first minute on, beside what guardrails settle: `accountBaseline` of a landing zone. It switches nothing off that is on. */
export interface AccountBaselineOptions {
  /**
   * Whether new volumes are encrypted, also where nobody asks for it.
   *
   * @default true
   */
  readonly encryptVolumes?: boolean;
  /**
   * Whether default VPCs go that nobody has ever put anything into.
   *
   * @default true
   */
  readonly removeDefaultVpcs?: boolean;
  /**
   * Whether passwords of IAM users have to be as AWS's standard says: 14 characters of four kinds, for 90 days.
   *
   * @default true
   */
  readonly passwordPolicy?: boolean;
}
