import { CostExplorerClient } from '@aws-sdk/client-cost-explorer';
import { AnomalyDetectionKind } from './anomaly-detection';
import { ANOMALY_DETECTION_TYPE, COST_ALLOCATION_TAGS_TYPE } from './constants';
import { CostAllocationTagsKind } from './cost-allocation-tags';
import { customResources } from '../runtime/custom-resource';

/** It answers in one region for all. Its word for too many calls is also that for a second monitor: few repetitions, and then it is looked at anew. */
const costExplorer = new CostExplorerClient({ region: 'us-east-1', maxAttempts: 4 });

/** What CloudFormation has no type for, or has one that cannot adopt what exists. */
export const handler = customResources({
  [ANOMALY_DETECTION_TYPE]: new AnomalyDetectionKind(costExplorer),
  [COST_ALLOCATION_TAGS_TYPE]: new CostAllocationTagsKind(costExplorer),
});
