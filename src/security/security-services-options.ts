import { SecurityStandard } from './security-standard';

/** A service that watches over every account. */
export enum SecurityService {
  /** One list of findings, and the standards that accounts are measured by. */
  SECURITY_HUB = 'securityhub',
  /** Threats: who behaves as nobody should. */
  GUARD_DUTY = 'guardduty',
  /** Vulnerabilities of instances, images and functions. */
  INSPECTOR = 'inspector2',
  /** Who outside can reach what, and who has rights that nobody uses. */
  ACCESS_ANALYZER = 'access-analyzer',
}

/** A protection plan of GuardDuty, by its name there. */
export enum ProtectionPlan {
  /** Who reads and writes objects in S3. */
  S3 = 'S3_DATA_EVENTS',
  /** The audit logs of EKS clusters. */
  EKS = 'EKS_AUDIT_LOGS',
  /** Malware on the volumes of instances that behave strangely. */
  MALWARE = 'EBS_MALWARE_PROTECTION',
  /** Who logs in to databases. */
  RDS = 'RDS_LOGIN_EVENTS',
  /** Where functions connect to. */
  LAMBDA = 'LAMBDA_NETWORK_LOGS',
  /** What runs on instances and in containers: GuardDuty puts an agent into each. */
  RUNTIME = 'RUNTIME_MONITORING',
}

/** What Inspector looks into. */
export enum InspectorScan {
  /** Packages on instances, and what of them the network reaches. */
  EC2 = 'EC2',
  /** Packages in container images. */
  ECR = 'ECR',
  /** Packages that functions use. */
  LAMBDA = 'LAMBDA',
  /** The code of functions itself; only together with `LAMBDA`. */
  LAMBDA_CODE = 'LAMBDA_CODE',
  /** Repositories of source code that are connected. */
  CODE_REPOSITORY = 'CODE_REPOSITORY',
}

/** A control of Security Hub that no account has to fulfil. */
export interface SecurityControlException {
  /** Its id: `IAM.6`. */
  readonly control: string;
  /** Why; it stands in the plan and in the template. */
  readonly reason: string;
  /**
   * AWS has added it after this version of the library, which takes its word for it.
   *
   * @default false
   */
  readonly isNew?: boolean;
}

/** Security Hub: one list of findings of all accounts and regions. */
export interface SecurityHubOptions {
  /**
   * What accounts are measured by.
   *
   * @default [SecurityStandard.AWS_FOUNDATIONAL]
   */
  readonly standards?: SecurityStandard[];
  /**
   * Controls that are off everywhere, each with its reason.
   *
   * @default - none
   */
  readonly exceptions?: SecurityControlException[];
  /**
   * Where all findings come together. AWS takes no region for it that accounts have to opt in to.
   *
   * @default - the home region
   */
  readonly aggregationRegion?: string;
}

/** GuardDuty: threats. */
export interface GuardDutyOptions {
  /**
   * What it looks into beside the logs that it always reads. One that is taken out of the code stays on.
   *
   * @default - all but `ProtectionPlan.RUNTIME`, which puts an agent into instances
   */
  readonly plans?: ProtectionPlan[];
  /**
   * How often it says again that something goes on: in minutes, 15, 60 or 360.
   *
   * @default 15
   */
  readonly repeatMinutes?: number;
}

/** Inspector: vulnerabilities. */
export interface InspectorOptions {
  /**
   * What it looks into. One that is taken out of the code stays on.
   *
   * @default - instances, images, and the packages of functions
   */
  readonly scans?: InspectorScan[];
}

/** IAM Access Analyzer. */
export interface AccessAnalyzerOptions {
  /**
   * Days after which rights that nobody used are told, 1 to 365; 0 for no such analyzer: AWS takes money for each role that it looks at.
   *
   * @default 90
   */
  readonly unusedAccessDays?: number;
}

/** What watches over every account, administered by the security account: `securityServices` of a landing zone. */
export interface SecurityServicesOptions {
  /**
   * Security Hub: which standards it checks, and where its findings come together.
   *
   * @default - AWS's own standard, no exceptions, the home region
   */
  readonly securityHub?: SecurityHubOptions;
  /**
   * GuardDuty: which of its plans watch, and how often it repeats itself.
   *
   * @default - all plans that need no agent
   */
  readonly guardDuty?: GuardDutyOptions;
  /**
   * Inspector: what it looks into for known vulnerabilities.
   *
   * @default - instances, images, functions
   */
  readonly inspector?: InspectorOptions;
  /**
   * IAM Access Analyzer: who from outside reaches what, and which rights nobody uses.
   *
   * @default - access from outside in every region, and access that nobody used for 90 days
   */
  readonly accessAnalyzer?: AccessAnalyzerOptions;
  /**
   * Whether Macie looks for personal data in buckets.
   *
   * @default false
   */
  readonly macie?: boolean;
  /**
   * Whether Detective keeps who did what as a graph.
   *
   * @default false
   */
  readonly detective?: boolean;
  /**
   * Services that the platform leaves alone, because another product does their work. What was switched on stays on.
   *
   * @default - none
   */
  readonly without?: SecurityService[];
}
