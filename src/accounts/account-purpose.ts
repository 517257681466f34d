/** What an account is there for. The core accounts exist once each; there are as many environments as the company needs. */
export enum AccountPurpose {
  /** Organization, organizational units, account creation, guardrails, consolidated billing. */
  MANAGEMENT = 'management',
  /** The organization's logs. */
  LOG_ARCHIVE = 'log-archive',
  /** One place for every investigation. */
  SECURITY = 'security',
  /** The only account with users. */
  IDENTITY = 'identity',
  /** Images, machine images, packages, CI that needs EC2. */
  ARTIFACTS = 'artifacts',
  /** The root domain. */
  DNS = 'dns',
  /** The account that sends mail for all others. */
  EMAIL = 'email',
  /** Production, staging, a sandbox. */
  ENVIRONMENT = 'environment',
}
