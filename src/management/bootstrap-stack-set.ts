import { readFileSync } from 'fs';
import { join } from 'path';
import { CfnStackSet, Stack } from 'aws-cdk-lib';
import { parameterValue } from '../private/parameter-value';

/** CDK's own default qualifier: what an application is deployed with that says nothing about it. */
export const APPLICATION_QUALIFIER = 'hnb659fds';

/** Props of the bootstraps. */
export interface BootstrapProps {
  readonly prefix: string;
  /** Of the platform's own bootstrap. */
  readonly qualifier: string;
  readonly regions: string[];
  /** Where the id of the organization's root is published. */
  readonly rootIdParameter: string;
}

/**
 * CDK's own bootstrap in every account and region, also of accounts that come later, without a credential in any of them: one for the
 * platform's stacks and one for applications. It never reaches the management account, which `cloud-platform bootstrap` takes
 * care of. Each bootstrap trusts its own account and no other.
 */
export function addBootstrapStackSets(stack: Stack, props: BootstrapProps): void {
  const rootId = parameterValue(stack, props.rootIdParameter);
  const kinds = [{ id: 'Platform', qualifier: props.qualifier }, { id: 'Application', qualifier: APPLICATION_QUALIFIER }];
  for (const { id, qualifier } of kinds) {
    new CfnStackSet(stack, id, {
      stackSetName: `${props.prefix}-bootstrap-${id.toLowerCase()}`,
      description: `CDK bootstrap ${qualifier}: ${id.toLowerCase()} stacks`,
      permissionModel: 'SERVICE_MANAGED',
      callAs: 'SELF',
      autoDeployment: { enabled: true, retainStacksOnAccountRemoval: true },
      managedExecution: { Active: true },
      capabilities: ['CAPABILITY_NAMED_IAM'],
      templateBody: bootstrapTemplate(),
      parameters: [{ parameterKey: 'Qualifier', parameterValue: qualifier }],
      operationPreferences: { regionConcurrencyType: 'PARALLEL', maxConcurrentPercentage: 100, failureTolerancePercentage: 100 },
      stackInstancesGroup: [{ regions: props.regions, deploymentTargets: { organizationalUnitIds: [rootId] } }],
    });
  }
}

/** Vendored from the pinned CDK CLI when the package is built. */
function bootstrapTemplate(): string {
  return template ??= readFileSync(join(__dirname, '..', '..', 'assets', 'bootstrap', 'bootstrap-template.yaml'), 'utf8');
}
let template: string | undefined;
