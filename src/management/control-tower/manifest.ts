import type { ControlTowerSettings } from './control-tower';

/** What a manifest says beside the settings. */
export interface ManifestProps {
  readonly settings: ControlTowerSettings;
  /** Home region first. */
  readonly governedRegions: readonly string[];
  readonly logArchiveAccountId: string;
  readonly securityAccountId: string;
  /** Names of the organization's units for Control Tower's accounts and for sandboxes. */
  readonly securityUnit: string;
  readonly sandboxUnit: string;
}

/**
 * The landing zone as Control Tower takes it. From 4.0 on each integration says whether it is on, Config has an account of its own, and the structure of the
 * organization is no part of it; a key that a version does not know is refused.
 *
 * @see https://docs.aws.amazon.com/controltower/latest/userguide/landing-zone-schemas.html
 */
export function manifest({ settings, governedRegions, logArchiveAccountId, securityAccountId, securityUnit, sandboxUnit }: ManifestProps): object {
  const { version, accessManagement, logRetentionDays, accessLogRetentionDays, kmsKeyArn } = settings;
  const buckets = {
    loggingBucket: { retentionDays: logRetentionDays }, accessLoggingBucket: { retentionDays: accessLogRetentionDays }, ...kmsKeyArn && { kmsKeyArn },
  };
  const common = {
    governedRegions,
    centralizedLogging: { accountId: logArchiveAccountId, enabled: true, configurations: buckets },
    accessManagement: { enabled: accessManagement },
    backup: { enabled: false },
  };
  if (version._namesUnits) {
    return {
      ...common,
      organizationStructure: { security: { name: securityUnit }, sandbox: { name: sandboxUnit } },
      securityRoles: { accountId: securityAccountId },
    };
  }
  return {
    ...common,
    config: { accountId: securityAccountId, enabled: true, configurations: buckets },
    securityRoles: { accountId: securityAccountId, enabled: true },
  };
}
