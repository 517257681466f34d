/**
 * A control of AWS Control Tower at organizational units: a check or a rule of AWS's own. `Controls` has those that matter; `Control.of` is for the rest.
 */
export class Control {
  /**
   * A control by its ARN, `arn:aws:controlcatalog:::control/...` or `arn:aws:controltower:<region>::control/...`, or by a name of `Controls`. An unknown name is an error
   * at synth.
   *
   * @param identifier the ARN or the name
   */
  public static of(identifier: string): Control {
    return new Control(identifier);
  }

  /** ARN, or name in AWS's Control Catalog. */
  public readonly identifier: string;
  /** @internal Undefined for every unit that is registered. */
  public readonly _organizationalUnits?: readonly string[];

  private constructor(identifier: string, organizationalUnits?: readonly string[]) {
    this.identifier = identifier;
    this._organizationalUnits = organizationalUnits;
  }

  /**
   * The same control, on at these organizational units and nowhere else.
   *
   * @param organizationalUnits as the platform calls them: `Workloads/Production`
   */
  public boundAt(...organizationalUnits: string[]): Control {
    return new Control(this.identifier, organizationalUnits);
  }
}
