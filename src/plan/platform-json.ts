import type { PlannedAccess } from './access-format';
import type { PlannedMail, PlannedPrivateZone, PlannedZone } from './names-format';
import type { ManualStep, PlannedQuota, PlannedStep } from './to-do-format';

export * from './access-format';
export * from './names-format';
export * from './to-do-format';

/**
 * `platform.json`: the plan as data. Synth writes it into the cloud assembly; the command-line tool, the map and the tests read it, and none
 * of them looks into templates for it. Additive within a major `schemaVersion`; `schema/platform.schema.json` is its JSON Schema.
 */
export const PLATFORM_JSON = 'platform.json';

/** Version of the format. */
export const PLATFORM_SCHEMA_VERSION = '1.0.0';

export interface PlatformJson {
  readonly schemaVersion: string;
  /** Of @astradot/cloud-platform, which wrote it; absent in plans of earlier versions. */
  readonly version?: string;
  /** Construct path of the landing zone; the first part of every stack's path. */
  readonly landingZone: string;
  /** First part of stack names, role paths and the contract's path. */
  readonly prefix: string;
  /** Qualifier of the bootstrap that the platform's own stacks are deployed with. */
  readonly bootstrapQualifier: string;
  readonly regions: PlannedRegions;
  /** Absent until AWS has made it, and in plans of earlier versions. */
  readonly organization?: { readonly id: string; readonly rootId: string };
  readonly organizationalUnits: PlannedOrganizationalUnit[];
  readonly accounts: PlannedAccount[];
  readonly stacks: PlannedStack[];
  /** Wave after wave; accounts of one wave are deployed side by side. */
  readonly waves: PlannedWave[];
  readonly doors: PlannedDoor[];
  readonly dns: PlannedZone[];
  /** Absent where there are none, and in plans of earlier versions. */
  readonly privateZones?: PlannedPrivateZone[];
  /** Who sends mail, and as whom; absent in plans of earlier versions, and where the home region has no SES. */
  readonly mail?: PlannedMail;
  readonly contract: PlannedContract;
  readonly guardrails: PlannedGuardrail[];
  readonly controlTower: PlannedControlTower;
  /** Every quota of AWS that the platform itself uses. */
  readonly quotas: PlannedQuota[];
  /** Who may enter where. */
  readonly access: PlannedAccess;
  /** Stacks in every member account, which the tool makes sure of; by some it becomes deployable. Absent in plans of earlier versions. */
  readonly stackSets?: PlannedStackSet[];
  /** By which pipelines deploy; absent in plans of earlier versions. */
  readonly deployRoles?: PlannedDeployRole[];
  /** What is built once for all environments; absent in plans of earlier versions. */
  readonly artifacts?: PlannedArtifact[];
  /** Findings that nobody has to see until a day; absent where there are none, and in plans of earlier versions. */
  readonly suppressions?: PlannedSuppression[];
  /** What no API can do. */
  readonly manualSteps: ManualStep[];
  /** Everything from an empty AWS account on, in the order in which AWS needs it. */
  readonly dayZero: PlannedStep[];
  /** How sandboxes end; absent in plans of earlier versions. */
  readonly sandboxes?: PlannedSandboxes;
}

/** How sandboxes end. */
export interface PlannedSandboxes {
  /** Days between the end of a sandbox and the closing of its account. */
  readonly gracePeriod: number;
  /** Days that a sandbox may live from the day on which its end is said. */
  readonly longestLife: number;
  /** Path of the unit in which they wait to be closed. */
  readonly quarantineUnit: string;
  /** How many more accounts, and so sandboxes, the organization may have. */
  readonly left: number;
}

/** Whether AWS Control Tower governs the organization, and what it is told. */
export interface PlannedControlTower {
  readonly strategy: 'managed' | 'adopted' | 'none';
  readonly landingZoneVersion?: string;
  readonly baselineVersion?: string;
  /** Whether Control Tower manages access by Identity Center. */
  readonly accessManagement?: boolean;
  /** Path of the stack that makes the landing zone. */
  readonly madeBy?: string;
  /** Names of accounts that AWS has to make first; until then neither the landing zone nor any other account is made. */
  readonly waitsFor: string[];
  /** Paths of the units that are registered, those above before those below. */
  readonly registeredUnits: string[];
  readonly controls: { readonly identifier: string; readonly organizationalUnits: string[] }[];
}

/** A stack set of the management account. */
export interface PlannedStackSet {
  readonly name: string;
  readonly regions: string[];
  /** It is deployed to the platform's units and not to the root: AWS brings it to an account that enters one, and the tool brings it to none. */
  readonly atUnits?: true;
  /** SSM parameter that is there when its stack stands; absent where it has none. */
  readonly parameter?: string;
}

/** A role that the holder of a token takes. */
export interface PlannedDeployRole {
  /** The account where it stands, and which it deploys. A role that publishes artifacts stands in their account. */
  readonly account: string;
  /** Path and name. */
  readonly role: string;
  /** `platform` takes the roles of the platform's bootstrap, `application` those of the application's, `artifacts` takes none and publishes. */
  readonly deploys: 'platform' | 'application' | 'artifacts';
  /** URL of the provider without `https://`. */
  readonly issuer: string;
  readonly audience: string;
  /** What the token says of itself. `?` stands for any character, `*` for any text. */
  readonly subject: string;
  /** The role of jobs that only look, by tokens of the same provider; absent where there are none, and in plans of earlier versions. */
  readonly plan?: PlannedPlanRole;
}

/** A role that reads how things are set up. */
export interface PlannedPlanRole {
  /** Path and name. */
  readonly role: string;
  readonly subject: string;
}

/** Something that is built once and deployed in any environment. */
export interface PlannedArtifact {
  /** `container repository`, `file store`, ... */
  readonly kind: string;
  /** Unique among those of its kind. */
  readonly name: string;
  readonly account: string;
  /** In the region where it is published; elsewhere it has replicas. */
  readonly arn: string;
  /** Names of the roles by which it is published. */
  readonly publishers: string[];
}

/** Findings that nobody has to see for a while. */
export interface PlannedSuppression {
  readonly name: string;
  readonly reason: string;
  /** The last day, `YYYY-MM-DD`. */
  readonly expires: string;
  /** Construct path where it was said. */
  readonly path: string;
}

/** What nobody can do. */
export interface PlannedGuardrail {
  readonly id: string;
  /** What it forbids, in a sentence. */
  readonly forbids: string;
  readonly reason: string;
  /** SERVICE_CONTROL_POLICY binds principals, RESOURCE_CONTROL_POLICY binds resources, each other one holds settings of accounts. */
  readonly policyType: string;
  /** Paths of the units where it is attached; units below them are bound as well. */
  readonly organizationalUnits: string[];
  readonly exemptions: { readonly principalArns: string[]; readonly reason: string }[];
  /** Name of the policy that holds it, behind the prefix. */
  readonly policy: string;
}

export interface PlannedRegions {
  readonly home: string;
  /** Home region first. */
  readonly governed: string[];
  /** The governed ones, us-east-1, which global services need, and those that are given up where something still stands. */
  readonly bootstrapped: string[];
  /** Those of the governed ones that an account has to opt in to. */
  readonly optIn: string[];
  /** Those that were governed and are given up, in so many words. */
  readonly removed: string[];
  /** Those of the governed ones that only the platform may use, until all that it needs stands there. */
  readonly closed: string[];
}

export interface PlannedOrganizationalUnit {
  /** Names from the root down, joined by `/`. */
  readonly path: string;
  /** Absent until the registry has it. */
  readonly id?: string;
}

export interface PlannedAccount {
  readonly name: string;
  /** management, identity, security, log-archive, artifacts, dns, email or environment. */
  readonly purpose: string;
  /**
   * Absent while the account is pending.
   *
   * @pattern ^[0-9]{12}$
   */
  readonly id?: string;
  readonly email: string;
  /** Absent for the management account, which stays at the root. */
  readonly organizationalUnit?: string;
  /** The place that core accounts keep for it; given once, never changed. */
  readonly slot: number;
  /** `pending` until AWS has made it; afterwards what the registry says: `active`, `suspended`, `closed`. */
  readonly status: 'pending' | 'active' | 'suspended' | 'closed';
  /** Number of the wave that deploys it, from 0. */
  readonly wave: number;
  /** Regions that it had to opt in to and has, as far as the registry knows. Absent for none. */
  readonly optedIn?: string[];
  /** Its network in each region, in CIDR notation. Absent without an address plan. */
  readonly networks?: { readonly [region: string]: string };
  /** Absent for core accounts. */
  readonly environmentType?: string;
  /** Only for sandboxes. */
  readonly sandbox?: { readonly expires: string; readonly owner: string; readonly monthlyBudget?: number; readonly purpose?: string };
  /** The step that will make a pending account: the path of the stack. */
  readonly createdBy?: string;
}

export interface PlannedStack {
  /** What `cdk deploy` takes. */
  readonly path: string;
  readonly stackName: string;
  readonly account: string;
  readonly region: string;
  readonly part?: string;
  /** Number of the wave that deploys it, if that is a later one than its account's: it waits for a stack of another account. */
  readonly wave?: number;
  /** Paths of stacks that are deployed before this one. */
  readonly dependsOn: string[];
}

export interface PlannedWave {
  readonly number: number;
  readonly accounts: string[];
}

/** A role in the owner's account that the guest's account may assume. */
export interface PlannedDoor {
  readonly purpose: string;
  readonly owner: string;
  readonly guest: string;
  readonly roleName: string;
  readonly roleArn?: string;
  /** False while one of the two accounts is pending. */
  readonly open: boolean;
}

/** What an environment account publishes, in each governed region, for whoever works in it. */
export interface PlannedContract {
  readonly version: string;
  /** Path of the parameters, with a slash at both ends. */
  readonly path: string;
  readonly parameters: { readonly name: string; readonly description: string }[];
}
