/** A way in for when Identity Center is down or a guardrail is wrong: `breakGlass` of a landing zone. */
export interface BreakGlassOptions {
  /**
   * ARNs of IAM users of the management account, in full: nobody else may take the role. Make them by hand, each with a hardware key as second factor and no
   * access key, and keep both in a safe. They need no right but `sts:AssumeRole` on the role.
   */
  readonly principalArns: string[];
  /**
   * E-mail addresses that hear of each use, and of each attempt. AWS asks each of them once whether it wants to.
   *
   * @default - the security contact of `alternateContacts`, or else the e-mail address of the management account
   */
  readonly alarmEmails?: string[];
}
