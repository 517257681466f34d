import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as securityhub from 'aws-cdk-lib/aws-securityhub';
import type { SecuritySettings } from './security-settings';
import { REGION_NAMES, partitionOf } from '../accounts/aws-regions';
import { sortedBy } from '../private/sorted';

/** Props of Security Hub, where its findings come together. */
export interface SecurityHubProps {
  readonly prefix: string;
  readonly partition: string;
  /** The root of the organization: what holds for it holds for accounts that come later. */
  readonly rootId: string;
  readonly governedRegions: string[];
  readonly settings: SecuritySettings;
}

/**
 * Security Hub of the whole organization: what is found in any governed region is seen here, and one policy at the root says by which standards every account is measured,
 * present and future. It links regions by name, so that no account pays for one that nobody uses.
 */
export function addSecurityHub(stack: Stack, { prefix, partition, rootId, governedRegions, settings }: SecurityHubProps): void {
  const linked = governedRegions.filter(region => region !== stack.region);
  const aggregator = new securityhub.CfnFindingAggregator(stack, 'Findings', linked.length
    ? { regionLinkingMode: 'SPECIFIED_REGIONS', regions: linked }
    // CloudFormation knows no word for "only here"
    : { regionLinkingMode: 'ALL_REGIONS_EXCEPT_SPECIFIED', regions: REGION_NAMES.filter(region => region !== stack.region && partitionOf(region) === partition) });
  const organization = new securityhub.CfnOrganizationConfiguration(stack, 'Organization', {
    autoEnable: false, autoEnableStandards: 'NONE', configurationType: 'CENTRAL',
  });
  organization.addResourceDependency(aggregator);
  const exceptions = sortedBy(settings.exceptions, ({ control }) => control);
  const policy = new securityhub.CfnConfigurationPolicy(stack, 'Policy', {
    name: `${prefix}-every-account`,
    description: 'What every account is measured by',
    configurationPolicy: {
      securityHub: {
        serviceEnabled: true,
        enabledStandardIdentifiers: settings.standards.map(standard => standard._arn(partition, stack.region)),
        // not "enabled": controls that AWS adds are on from their first day
        securityControlsConfiguration: { disabledSecurityControlIdentifiers: exceptions.map(({ control }) => control) },
      },
    },
  });
  policy.addResourceDependency(organization);
  exceptions.forEach(({ control, reason }) => policy.addMetadata(control, reason));
  const everywhere = new securityhub.CfnPolicyAssociation(stack, 'Everywhere', {
    configurationPolicyId: policy.attrId, targetId: rootId, targetType: 'ROOT',
  });
  for (const resource of [aggregator, organization, policy, everywhere]) resource.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
}
