import { PRODUCTION_UNIT, SANDBOX_UNIT, STAGING_UNIT } from '../accounts/organizational-units';

/** Options of an environment type of one's own. */
export interface EnvironmentTypeOptions {
  /** Path of the organizational unit that its accounts stand in, names joined by `/`. */
  readonly organizationalUnit: string;
  /**
   * Whether stacks of its accounts are protected against deletion.
   *
   * @default true
   */
  readonly terminationProtection?: boolean;
}

/** A kind of environment: where its accounts stand and how much they are protected. */
export class EnvironmentType {
  /** Serves customers. */
  public static readonly PRODUCTION = new EnvironmentType('production', { organizationalUnit: PRODUCTION_UNIT });
  /** Tries application code before production does. */
  public static readonly STAGING = new EnvironmentType('staging', { organizationalUnit: STAGING_UNIT });
  /** Temporary, for changes to the bottom layers; its stacks can be deleted. */
  public static readonly SANDBOX = new EnvironmentType('sandbox', { organizationalUnit: SANDBOX_UNIT, terminationProtection: false });

  /**
   * A type of one's own.
   *
   * @param name one word, as in `platform.json`
   */
  public static of(name: string, options: EnvironmentTypeOptions): EnvironmentType {
    return new EnvironmentType(name, options);
  }

  /** One word, as in `platform.json` and in the contract. */
  public readonly typeName: string;
  /** Path of the organizational unit that its accounts stand in. */
  public readonly organizationalUnit: string;
  /** Whether stacks of its accounts are protected against deletion. */
  public readonly terminationProtection: boolean;

  private constructor(typeName: string, options: EnvironmentTypeOptions) {
    this.typeName = typeName;
    this.organizationalUnit = options.organizationalUnit;
    this.terminationProtection = options.terminationProtection ?? true;
  }
}
