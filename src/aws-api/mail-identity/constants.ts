/** The contract between `MailRecords` and its handler. */
export const MAIL_IDENTITY_HANDLER = 'mail-identity';

/** Attributes, 1 to 3: `Token1._domainkey` below the domain has to stand for `Target1`. */
export const MAIL_IDENTITY_TYPE = 'Custom::MailIdentity';
export interface MailIdentityProperties {
  /** The domain. */
  readonly DomainName: string;
  /** Region of SES. */
  readonly Region: string;
  /** Role in the email account that may read the identity. */
  readonly RoleArn: string;
}
