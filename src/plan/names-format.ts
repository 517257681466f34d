export interface PlannedZone {
  readonly zoneName: string;
  /** In its own script, where that is another one. */
  readonly unicodeName?: string;
  readonly account: string;
  /** Absent for a root zone. */
  readonly parent?: string;
  /** Absent where zones are not signed. */
  readonly dnssec?: 'signing' | 'chain-of-trust';
}

/** A zone that VPCs of some environments resolve, and nobody else. */
export interface PlannedPrivateZone {
  readonly zoneName: string;
  readonly account: string;
  /** Names of environments. */
  readonly sharedWith: string[];
}

/** How mail is sent: through one account, in one region. */
export interface PlannedMail {
  readonly account: string;
  readonly region: string;
  /** Root domains that SES is told of. */
  readonly rootDomains: string[];
  readonly senders: PlannedSender[];
}

/** An environment that sends mail. */
export interface PlannedSender {
  readonly environment: string;
  /** Its own name. */
  readonly domainName: string;
  /** Absent unless it may also send as its root domain. */
  readonly rootDomain?: string;
  /** Name of its configuration set and of its tenant. */
  readonly configurationSet: string;
}
