import { CfnStackSet, Stack } from 'aws-cdk-lib';

/** Props of a StackSet of the organization. */
export interface StackSetProps {
  readonly stackSetName: string;
  readonly description: string;
  readonly template: object;
  readonly parameters?: { readonly [name: string]: string };
  readonly regions: string[];
  /** Ids of units, or of the root. */
  readonly organizationalUnitIds: string[];
  /**
   * Whether roles in it have names.
   *
   * @default true
   */
  readonly namedRoles?: boolean;
  /**
   * Whether its stacks stay in an account that leaves the units.
   *
   * @default true
   */
  readonly staysInAccounts?: boolean;
}

/** A stack in every member account of these units, also of those that come later. What failed in one is no failure of the others: `cloud-platform bootstrap` looks for it. */
export function addStackSet(stack: Stack, id: string, props: StackSetProps): CfnStackSet {
  return new CfnStackSet(stack, id, {
    stackSetName: props.stackSetName,
    description: props.description,
    permissionModel: 'SERVICE_MANAGED',
    callAs: 'SELF',
    autoDeployment: { enabled: true, retainStacksOnAccountRemoval: props.staysInAccounts ?? true },
    managedExecution: { Active: true },
    capabilities: [props.namedRoles ?? true ? 'CAPABILITY_NAMED_IAM' : 'CAPABILITY_IAM'],
    templateBody: JSON.stringify(props.template),
    parameters: props.parameters && Object.entries(props.parameters).map(([parameterKey, parameterValue]) => ({ parameterKey, parameterValue })),
    operationPreferences: { regionConcurrencyType: 'PARALLEL', maxConcurrentPercentage: 100, failureTolerancePercentage: 100 },
    stackInstancesGroup: [{ regions: props.regions, deploymentTargets: { organizationalUnitIds: props.organizationalUnitIds } }],
  });
}
