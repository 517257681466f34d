/** How one tag is written. */
export interface TagRule {
  /** The key, written as it shall be: AWS takes no other use of upper and lower case. */
  readonly key: string;
  /**
   * What it may say, `*` allowed at the end: `['100', '2*']`.
   *
   * @default - anything
   */
  readonly values?: string[];
  /**
   * Types of resources that cannot be tagged otherwise: `['ec2:instance', 's3:bucket']`. Others are only reported.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_supported-resources-enforcement.html
   */
  readonly enforcedFor?: string[];
}
