/** The contract between the baseline of every account and its handler. */
export const BASELINE_HANDLER = 'baseline';

export const BASELINE_TYPE = 'Custom::AccountBaseline';
/** What it does, each `true` or absent: nothing is ever switched off. */
export interface BaselineProperties {
  /** New volumes and snapshots of this region are encrypted, also where nobody asks for it. */
  readonly EncryptVolumes?: string;
  /** The region's default VPC goes, if nothing was ever put into it. */
  readonly RemoveDefaultVpc?: string;
  /** What passwords of IAM users have to be like; of the whole account, whichever region comes first. */
  readonly PasswordPolicy?: string;
  /** Instances start with the second version of their metadata service. Members have it by a policy of the organization. */
  readonly RequireTokens?: string;
}
export const BASELINE_ATTRIBUTES = { defaultVpc: 'DefaultVpc' } as const;
