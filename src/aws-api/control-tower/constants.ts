/** The contract between the constructs of Control Tower and their handler. */
export const CONTROL_TOWER_HANDLER = 'control-tower';

export const IDENTITY_CENTER_BASELINE_TYPE = 'Custom::IdentityCenterBaseline';
export interface IdentityCenterBaselineProperties {
  /** Of the landing zone: with another one it is looked up anew. */
  readonly LandingZoneVersion: string;
}
export const IDENTITY_CENTER_BASELINE_ATTRIBUTES = { arn: 'EnabledBaselineArn' } as const;

/** Ids of baselines, the same in every region. @see https://docs.aws.amazon.com/controltower/latest/userguide/baseline-api-examples.html */
export const CONTROL_TOWER_BASELINE = '17BSJV3IGJ2QSGA2';
export const IDENTITY_CENTER_BASELINE = 'LN25R72TTG6IGPTQ';
