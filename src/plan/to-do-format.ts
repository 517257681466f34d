/** How much the platform uses of what AWS allows. */
export interface PlannedQuota {
  readonly id: string;
  /** AWS's own name of it. */
  readonly title: string;
  /** What uses most of it. */
  readonly where: string;
  readonly used: number;
  /** AWS's default, or what the code says AWS has granted. */
  readonly limit: number;
  /** `near`: 80 % of it are used. */
  readonly standing: 'within' | 'near' | 'over';
  /** What Service Quotas knows it by; absent where AWS raises it on no request. */
  readonly serviceCode?: string;
  readonly quotaCode?: string;
  /** Where it is asked for. */
  readonly region?: string;
  /** Absent while it is within the limit. */
  readonly request?: {
    readonly desired: number;
    readonly command: string;
    /** For a form that asks why. */
    readonly text: string;
    /** What to write into the code when AWS has granted it. */
    readonly granted: string;
  };
}

export interface ManualStep {
  readonly id: string;
  readonly account: string;
  readonly title: string;
  readonly detail: string;
}

/** One step of day 0. */
export interface PlannedStep {
  /** Of a step by hand: the same as in `manualSteps`, which has the details. */
  readonly id: string;
  readonly title: string;
  /** `person`: by hand. `tool`: by `cloud-platform deploy` and CloudFormation. `AWS`: asked for by the tool, and waited for. */
  readonly by: 'person' | 'tool' | 'AWS';
  readonly account: string;
  /** As far as the registry knows; absent where it cannot know. */
  readonly done?: boolean;
}
