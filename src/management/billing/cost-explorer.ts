import { CfnOutput, CfnResource, Lazy, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { BillingConfiguration } from './billing-configuration';
import type { CategorisedAccount } from './cost-category';
import {
  ANOMALY_DETECTION_TYPE, AnomalyDetectionProperties, BILLING_HANDLER, COST_ALLOCATION_TAGS_TYPE, CostAllocationTagsProperties, STATE_ATTRIBUTE,
} from '../../aws-api/billing/constants';
import { HandlerFunction } from '../../aws-api/handler-function';

/**
 * What Cost Explorer has to be asked for by its own calls: CloudFormation's monitor of anomalies can be made and not adopted, and AWS takes one; and it has no
 * type for cost allocation tags. Where Cost Explorer was never opened, or a tag never seen, the stack says so in its outputs, and goes on.
 */
export function addCostExplorer(stack: Stack, prefix: string, configuration: BillingConfiguration, accounts: readonly CategorisedAccount[]): void {
  const handler = HandlerFunction.in(stack, { handler: BILLING_HANDLER, prefix, description: 'Tells anomalies of cost and switches cost allocation tags on' });
  handler.allowAnywhere('monitors, subscriptions and tags of Cost Explorer have no ARN before they exist', [
    'ce:CreateAnomalyMonitor', 'ce:CreateAnomalySubscription', 'ce:DeleteAnomalySubscription', 'ce:GetAnomalyMonitors', 'ce:GetAnomalySubscriptions',
    'ce:ListCostAllocationTags', 'ce:UpdateAnomalySubscription', 'ce:UpdateCostAllocationTagsStatus',
  ]);
  const Accounts = Lazy.string({ produce: () => String(accounts.filter(({ account }) => account.accountId).length) });
  const add = (id: string, type: string, properties: object): void => {
    const scope = new Construct(stack, id);
    const resource: CfnResource = handler.resource(scope, 'Resource', type, properties);
    new CfnOutput(scope, 'State', { value: resource.getAtt(STATE_ATTRIBUTE).toString() });
  };
  const { alertEmails, anomalyImpact, costAllocationTags } = configuration;
  add('Anomalies', ANOMALY_DETECTION_TYPE, {
    Name: `${prefix}-anomalies`, Emails: alertEmails, Impact: String(anomalyImpact), Accounts,
  } satisfies AnomalyDetectionProperties);
  if (costAllocationTags.length) add('CostAllocationTags', COST_ALLOCATION_TAGS_TYPE, { Keys: costAllocationTags, Accounts } satisfies CostAllocationTagsProperties);
}
