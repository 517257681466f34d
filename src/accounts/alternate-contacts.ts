/** Somebody whom AWS writes to. Better a role than a person: `Security`, `security@acme.com`. */
export interface AlternateContact {
  /** Name, at most 64 characters. */
  readonly name: string;
  /** What the person or the team is in the company, at most 50 characters. */
  readonly title: string;
  /** E-mail address. */
  readonly email: string;
  /** Telephone number, such as `+49 30 123456`. */
  readonly phone: string;
}

/**
 * Whom AWS writes to about an account, beside the address of its root user.
 *
 * @see https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-update-contact-alternate.html
 */
export interface AlternateContacts {
  /**
   * About abuse and leaked credentials: AWS waits for an answer and may stop what it takes for an attack.
   *
   * @default - the root user alone
   */
  readonly security?: AlternateContact;
  /**
   * About invoices and payments.
   *
   * @default - the root user alone
   */
  readonly billing?: AlternateContact;
  /**
   * About outages, and what AWS is going to change.
   *
   * @default - the root user alone
   */
  readonly operations?: AlternateContact;
}
