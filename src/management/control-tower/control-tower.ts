import { Control } from './control';
import { ControlTowerVersion } from './control-tower-version';

/** What every choice has in common. */
export interface ControlTowerLogOptions {
  /**
   * How long the organization's logs are kept, in days. Within them nobody can delete an object of the platform's own trail, root users and AWS Support
   * included.
   *
   * @default 365
   */
  readonly logRetentionDays?: number;
  /**
   * How long law or contract asks for, in days: keeping logs for less is an error. `logRetentionDays` says how long they are kept.
   *
   * @default - nothing asks
   */
  readonly minimumLogRetentionDays?: number;
}

/** Options of a Control Tower that the platform sets up. */
export interface ManagedControlTowerOptions extends ControlTowerLogOptions {
  /**
   * Version of the landing zone; another one is an upgrade.
   *
   * @default ControlTowerVersion.V4_0
   */
  readonly version?: ControlTowerVersion;
  /**
   * Whether Control Tower switches on IAM Identity Center and puts groups and permission sets of its own there. Without it, switching on is a step by
   * hand in the console: no API does it.
   *
   * @default true
   */
  readonly accessManagement?: boolean;
  /**
   * How long Control Tower keeps the access logs of its buckets, in days.
   *
   * @default 3650
   */
  readonly accessLogRetentionDays?: number;
  /**
   * ARN of a KMS key for Control Tower's buckets, in the management account and in the home region. Its policy has to let in CloudTrail and Config.
   *
   * @default - keys that S3 manages
   * @see https://docs.aws.amazon.com/controltower/latest/userguide/configure-kms-keys.html
   */
  readonly kmsKeyArn?: string;
  /**
   * Controls that are on beside the mandatory ones.
   *
   * @default - none: guardrails forbid
   */
  readonly controls?: Control[];
  /**
   * Whether the platform keeps a trail of its own beside Control Tower's: in a bucket under object lock, which Control Tower's is not. CloudTrail charges for
   * the second copy.
   *
   * @default true
   */
  readonly organizationTrail?: boolean;
}

/** Options of a Control Tower that was set up before. */
export interface AdoptedControlTowerOptions extends ControlTowerLogOptions {
  /**
   * Version of the landing zone that is there.
   *
   * @default ControlTowerVersion.V4_0
   */
  readonly version?: ControlTowerVersion;
  /**
   * Whether Control Tower manages access by IAM Identity Center.
   *
   * @default true
   */
  readonly accessManagement?: boolean;
  /**
   * Organizational units to register, as the platform calls them: `Workloads/Production`. One that is registered already must not be named: CloudFormation can only
   * enable a baseline, not adopt one.
   *
   * @default - none
   */
  readonly registeredUnits?: string[];
  /**
   * Controls that are on beside those that are on already.
   *
   * @default - none
   */
  readonly controls?: Control[];
  /**
   * Whether the platform keeps a trail of its own, in a bucket under object lock.
   *
   * @default false
   */
  readonly organizationTrail?: boolean;
}

/** @internal */
export interface ControlTowerSettings {
  readonly strategy: 'managed' | 'adopted' | 'none';
  readonly version: ControlTowerVersion;
  readonly accessManagement: boolean;
  readonly logRetentionDays: number;
  readonly minimumLogRetentionDays?: number;
  readonly accessLogRetentionDays: number;
  readonly kmsKeyArn?: string;
  /** Undefined for all units. */
  readonly registeredUnits?: string[];
  readonly controls: Control[];
  readonly organizationTrail: boolean;
}

const DEFAULTS = { version: ControlTowerVersion.V4_0, accessManagement: true, logRetentionDays: 365, accessLogRetentionDays: 3650 };

/** Whether AWS Control Tower governs the organization, and who sets it up. */
export class ControlTower {
  /** The platform sets it up: its roles, the landing zone, and a baseline at each organizational unit. */
  public static managed(options: ManagedControlTowerOptions = {}): ControlTower {
    return new ControlTower({ ...DEFAULTS, controls: [], organizationTrail: true, ...given(options), strategy: 'managed' });
  }

  /** It was set up by hand or by other code, and stays as it is. */
  public static adopted(options: AdoptedControlTowerOptions = {}): ControlTower {
    return new ControlTower({ ...DEFAULTS, controls: [], organizationTrail: false, registeredUnits: [], ...given(options), strategy: 'adopted' });
  }

  /** There is none. The platform gives an organization trail, AWS Config in each account and region, and the archive of both by itself. */
  public static none(options: ControlTowerLogOptions = {}): ControlTower {
    return new ControlTower({
      ...DEFAULTS, ...given(options), controls: [], accessManagement: false, registeredUnits: [], organizationTrail: true, strategy: 'none',
    });
  }

  /** @internal */
  public readonly _settings: ControlTowerSettings;

  private constructor(settings: ControlTowerSettings) {
    this._settings = settings;
  }
}

/** Without what was given as undefined, which other languages do. */
function given<T extends object>(options: T): T {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as T;
}
