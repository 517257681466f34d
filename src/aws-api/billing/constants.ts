/** The contract between the stack of billing and its handler. */
export const BILLING_HANDLER = 'billing';

/** Both are asked anew whenever an account comes: what could not be done the last time is tried again. */
interface AskedAnew {
  /** How many accounts there are. */
  readonly Accounts: string;
}

export const ANOMALY_DETECTION_TYPE = 'Custom::AnomalyDetection';
export interface AnomalyDetectionProperties extends AskedAnew {
  /** Of the subscription, by which it is found again. */
  readonly Name: string;
  readonly Emails: string[];
  /** US dollars that an anomaly has to cost. */
  readonly Impact: string;
}

export const COST_ALLOCATION_TAGS_TYPE = 'Custom::CostAllocationTags';
export interface CostAllocationTagsProperties extends AskedAnew {
  /** Keys that are switched on; what is on beside them stays on. */
  readonly Keys: string[];
}

/** What became of it, in words; the stack says it in its outputs. */
export const STATE_ATTRIBUTE = 'State';
