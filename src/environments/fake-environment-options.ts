/** What an environment of `EnvironmentAccount.fake` is like. */
export interface FakeEnvironmentOptions {
  /**
   * Name of the environment; a stack that asks for one by name gets that one.
   *
   * @default production
   */
  readonly environmentName?: string;
  /**
   * Name of the environment's type.
   *
   * @default - the environment's name if that is staging, else production
   */
  readonly environmentTypeName?: string;
  /**
   * Domain name of the environment.
   *
   * @default - its name below example.com
   */
  readonly zoneName?: string;
  /**
   * Region of what exists once.
   *
   * @default eu-west-1
   */
  readonly homeRegion?: string;
  /**
   * Days that logs are kept.
   *
   * @default 365
   */
  readonly logRetention?: number;
  /**
   * The environment's network, in CIDR notation.
   *
   * @default 10.0.0.0/16
   */
  readonly network?: string;
  /**
   * Whether its landing zone has an address plan.
   *
   * @default true
   */
  readonly addressPlan?: boolean;
  /**
   * Whether it has a certificate.
   *
   * @default true
   */
  readonly certificate?: boolean;
  /**
   * Whether it sends mail.
   *
   * @default true
   */
  readonly sendsMail?: boolean;
  /**
   * Whether the platform shares a private zone with it.
   *
   * @default true
   */
  readonly privateZones?: boolean;
}
