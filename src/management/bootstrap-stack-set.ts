import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { applicationBootstrapTemplate, bootstrapTemplate } from './bootstrap-template';
import { addStackSet } from './stack-set';
import { PlatformNames } from '../guardrails/platform-writes';
import { APPLICATION_QUALIFIER, stackSetName } from '../private/names';
import { parameterValue } from '../private/parameter-value';

/** Props of the bootstraps. */
export interface BootstrapProps extends PlatformNames {
  readonly regions: string[];
  /** Where the id of the organization's root is published. */
  readonly rootIdParameter: string;
}

/**
 * CDK's own bootstrap in every account and region, also of accounts that come later, without a credential in any of them: one for the
 * platform's stacks and one for applications, whose roles have a boundary. It never reaches the management account, which `cloud-platform bootstrap` takes
 * care of. Each bootstrap trusts its own account and no other.
 */
export function addBootstrapStackSets(stack: Stack, props: BootstrapProps): void {
  const { prefix, qualifier, regions, rootIdParameter } = props;
  const add = (id: string, itsQualifier: string, template: object, parameters: { [name: string]: string }) => addStackSet(stack, id, {
    stackSetName: stackSetName(prefix, `bootstrap-${id.toLowerCase()}`),
    description: `CDK bootstrap ${itsQualifier}: ${id.toLowerCase()} stacks`,
    template,
    // as the CLI has it: a key of one's own would cost as much as all else of the bootstrap, in every account and region
    parameters: { Qualifier: itsQualifier, FileAssetsBucketKmsKeyId: 'AWS_MANAGED_KEY', ...parameters },
    regions,
    organizationalUnitIds: [parameterValue(stack, rootIdParameter)],
    // with it the roles that deploy would go, in every account
  }).applyRemovalPolicy(RemovalPolicy.RETAIN);
  add('Platform', qualifier, bootstrapTemplate(), {});
  // the CLI leaves a bootstrap of another variant alone
  add('Application', APPLICATION_QUALIFIER, applicationBootstrapTemplate(props), { BootstrapVariant: `${prefix}: with a permissions boundary` });
}
