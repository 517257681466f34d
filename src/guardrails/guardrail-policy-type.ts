/** What kind of policy a guardrail becomes. */
export enum GuardrailPolicyType {
  /** Binds the principals of the accounts: what they can do, wherever the resource is. */
  SERVICE_CONTROL = 'SERVICE_CONTROL_POLICY',
  /** Binds the resources in the accounts: what can be done with them, whoever does it. */
  RESOURCE_CONTROL = 'RESOURCE_CONTROL_POLICY',
  /** Settings of EC2 that AWS holds in the accounts: nobody in them can change them, whatever rights they have. */
  EC2_SETTINGS = 'DECLARATIVE_POLICY_EC2',
  /** Settings of S3 that AWS holds in the accounts. */
  S3_SETTINGS = 'S3_POLICY',
  /** How tags are written. */
  TAGS = 'TAG_POLICY',
  /** What AWS may learn from. */
  AI_OPT_OUT = 'AISERVICES_OPT_OUT_POLICY',
}
