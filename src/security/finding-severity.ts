/** How bad a finding is, in the words of Security Hub. */
export enum FindingSeverity {
  /** Nothing is wrong. */
  INFORMATIONAL = 'INFORMATIONAL',
  /** Can wait. */
  LOW = 'LOW',
  /** To be looked at. */
  MEDIUM = 'MEDIUM',
  /** To be looked at first. */
  HIGH = 'HIGH',
  /** To be looked at now. */
  CRITICAL = 'CRITICAL',
}
