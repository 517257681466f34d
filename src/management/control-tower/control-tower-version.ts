/**
 * A version of AWS Control Tower's landing zone, and the version of the baseline for organizational units that goes with it. An upgrade is a change of
 * this prop; AWS has no way back.
 *
 * @see https://docs.aws.amazon.com/controltower/latest/userguide/table-of-baselines.html
 */
export class ControlTowerVersion {
  /** AWS makes no new landing zone of this version: for one that exists. */
  public static readonly V3_3 = new ControlTowerVersion('3.3', '4.0');
  /** Each integration is a choice of its own; the organization's structure is the platform's. */
  public static readonly V4_0 = new ControlTowerVersion('4.0', '5.0');

  /**
   * A version that this library does not know yet. Its manifest is written as the one of the newest known version.
   *
   * @param landingZone such as `4.1`
   * @param baseline version of `AWSControlTowerBaseline` that is compatible with it
   */
  public static of(landingZone: string, baseline: string): ControlTowerVersion {
    return new ControlTowerVersion(landingZone, baseline);
  }

  private constructor(
    /** Version of Control Tower's landing zone: `4.0`. */
    public readonly landingZoneVersion: string,
    /** Version of `AWSControlTowerBaseline`. */
    public readonly baselineVersion: string,
  ) {}

  /** @internal Up to here Control Tower itself makes the unit of its accounts and of the sandboxes. */
  public get _namesUnits(): boolean {
    return Number.parseInt(this.landingZoneVersion) < 4;
  }
}
