/** The contract between the constructs of the management account, the tool and the handler that ends sandboxes. */
export const SANDBOXES_HANDLER = 'sandboxes';

/** Tags of an account: what the code, or the tool, says of a sandbox. An account without the first one is none. */
export const EXPIRES_TAG = 'cloud-platform:expires';
export const OWNER_TAG = 'cloud-platform:owner';
export const ZONE_TAG = 'cloud-platform:zone';
export const PARENT_ZONE_TAG = 'cloud-platform:parent-zone';

/** Tags of an account: what the keeper remembers of it. Whatever it has to know stands there, so that a run that was cut off is taken up by the next one. */
export const SAID_TAG = 'cloud-platform:expires-said';
export const WARNED_TAG = 'cloud-platform:warned';
export const TOLD_TAG = 'cloud-platform:told';
export const QUARANTINED_TAG = 'cloud-platform:quarantined';
export const DELEGATION_TAG = 'cloud-platform:delegation';
export const CHAIN_TAG = 'cloud-platform:delegation-keys';
export const FORGOTTEN_TAG = 'cloud-platform:delegation-forgotten';

/** How many tags of a sandbox are the platform's, its name and its slot included: AWS allows 50. */
export const SANDBOX_TAGS = 13;

/** Name of the environment variable with the settings, as JSON. */
export const SETTINGS = 'SETTINGS';

export interface SandboxSettings {
  readonly prefix: string;
  /** Id of the management account. */
  readonly accountId: string;
  /** Paths of the units. */
  readonly sandboxUnit: string;
  readonly quarantineUnit: string;
  /** Days between the end of a sandbox and the closing of its account. */
  readonly gracePeriod: number;
  /** Days that a sandbox may live from the day on which its end was said. */
  readonly longestLife: number;
  /** Topic for the platform team. */
  readonly topicArn: string;
  /** Role in the dns account; absent while there is no such account, and no zone that is delegated. */
  readonly doorArn?: string;
  /** Whether AWS Budgets is asked. */
  readonly budgets: boolean;
}

/** Topic of the owner of one sandbox. */
export function ownerTopic(prefix: string, account: string): string {
  return `${prefix}-${account}`;
}

/** Topic of those who keep the platform. */
export function keeperTopic(prefix: string): string {
  return `${prefix}-sandboxes`;
}
