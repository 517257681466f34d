/** What kind of policy a guardrail becomes. */
export enum GuardrailPolicyType {
  /** Binds the principals of the accounts: what they can do, wherever the resource is. */
  SERVICE_CONTROL = 'SERVICE_CONTROL_POLICY',
  /** Binds the resources in the accounts: what can be done with them, whoever does it. */
  RESOURCE_CONTROL = 'RESOURCE_CONTROL_POLICY',
}
