/** The contract between `SubdomainDelegation` and its handler. */
export const DELEGATION_HANDLER = 'delegation';

export const DELEGATION_TYPE = 'Custom::SubdomainDelegation';
export interface DelegationProperties {
  /** Zone in the function's own account. */
  readonly ChildZoneId: string;
  readonly ChildZoneName: string;
  readonly ParentZoneName: string;
  /** Role in the parent's account. */
  readonly RoleArn: string;
  /** Seconds; text, as CloudFormation sends every scalar. */
  readonly Ttl: string;
  /** `true`: the parent also says which key the child's zone is signed with. */
  readonly ChainOfTrust?: string;
}
