import { readFileSync } from 'fs';
import { join } from 'path';
import { CfnStackSet, Stack } from 'aws-cdk-lib';
import * as ssm from 'aws-cdk-lib/aws-ssm';

/** Props of the bootstrap. */
export interface BootstrapProps {
  readonly prefix: string;
  readonly qualifier: string;
  readonly regions: string[];
  /** Where the id of the organization's root is published. */
  readonly rootIdParameter: string;
}

/**
 * CDK's own bootstrap in every account and region, also of accounts that come later, without a credential in any of them. It never reaches
 * the management account, which `cloud-platform bootstrap` takes care of. Each bootstrap trusts its own account and no other.
 */
export function addBootstrapStackSet(stack: Stack, props: BootstrapProps): CfnStackSet {
  const rootId = ssm.StringParameter.valueForStringParameter(stack, props.rootIdParameter);
  return new CfnStackSet(stack, 'Bootstrap', {
    stackSetName: `${props.prefix}-bootstrap`,
    description: `CDK bootstrap with the qualifier ${props.qualifier}, for the platform's own stacks`,
    permissionModel: 'SERVICE_MANAGED',
    callAs: 'SELF',
    autoDeployment: { enabled: true, retainStacksOnAccountRemoval: true },
    managedExecution: { Active: true },
    capabilities: ['CAPABILITY_NAMED_IAM'],
    templateBody: bootstrapTemplate(),
    parameters: [{ parameterKey: 'Qualifier', parameterValue: props.qualifier }],
    operationPreferences: { regionConcurrencyType: 'PARALLEL', maxConcurrentPercentage: 100, failureTolerancePercentage: 100 },
    stackInstancesGroup: [{ regions: props.regions, deploymentTargets: { organizationalUnitIds: [rootId] } }],
  });
}

/** Vendored from the pinned CDK CLI when the package is built. */
function bootstrapTemplate(): string {
  return template ??= readFileSync(join(__dirname, '..', '..', 'assets', 'bootstrap', 'bootstrap-template.yaml'), 'utf8');
}
let template: string | undefined;
