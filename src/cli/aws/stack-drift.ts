import {
  CloudFormationClient, DescribeStackDriftDetectionStatusCommand, DescribeStackResourceDriftsCommand, DetectStackDriftCommand, StackResourceDrift,
} from '@aws-sdk/client-cloudformation';
import { sortedBy } from '../../private/sorted';
import type { Sleep } from '../revocation-steps';
import { awsCode, call, RETRY } from './call';
import type { SessionCredentials } from './identity';
import { pages } from './pages';

/** A resource that is not as its stack has it. */
export interface DriftedResource {
  readonly logicalId: string;
  readonly physicalId?: string;
  readonly type: string;
  readonly change: 'MODIFIED' | 'DELETED';
  /** Paths of the properties that differ; what they hold is not told: it may be a secret. */
  readonly properties: string[];
}

/** How a stack stands against what was deployed. */
export interface StackDrift {
  readonly status: 'in-sync' | 'drifted' | 'not-deployed' | 'failed';
  readonly resources: DriftedResource[];
  /** Why it could not be looked at, or not all of it. */
  readonly reason?: string;
}

/** CloudFormation looks at one resource after the other: hundreds of them take minutes. */
const TAKES = 15 * 60_000;

/** Asks CloudFormation to look at a stack, and waits for what it sees. One that somebody else has it look at is waited for. */
export async function stackDrift(region: string, StackName: string, sleep: Sleep, credentials?: SessionCredentials): Promise<StackDrift> {
  const client = new CloudFormationClient({ region, credentials, ...RETRY });
  try {
    let waited = 0;
    const wait = async (pause: number) => {
      await sleep(pause);
      waited += pause;
    };
    let id: string | undefined;
    for (let pause = 1000; id === undefined; pause = Math.min(pause * 2, 10_000)) {
      try {
        const asked = await call('cloudformation:DetectStackDrift', `${StackName} in ${region}`, () => client.send(new DetectStackDriftCommand({ StackName })));
        id = asked.StackDriftDetectionId;
      } catch (error) {
        const message = String((error as Error & { cause?: Error }).cause?.message);
        if (awsCode(error) === 'ValidationError' && /does not exist/.test(message)) return { status: 'not-deployed', resources: [] };
        if (awsCode(error) !== 'ValidationError' || !/already in progress|_IN_PROGRESS/.test(message)) throw error;
        if (waited > TAKES) return { status: 'failed', resources: [], reason: message };
        await wait(pause);
      }
    }
    for (let pause = 500; ; pause = Math.min(pause * 2, 5000)) {
      const seen = await call('cloudformation:DescribeStackDriftDetectionStatus', region, () => client.send(new DescribeStackDriftDetectionStatusCommand({ StackDriftDetectionId: id })));
      if (seen.DetectionStatus !== 'DETECTION_IN_PROGRESS') {
        const resources = await drifted(client, StackName, region);
        const failed = seen.DetectionStatus === 'DETECTION_FAILED';
        return {
          status: resources.length ? 'drifted' : failed ? 'failed' : 'in-sync', resources, ...failed && { reason: seen.DetectionStatusReason ?? 'CloudFormation does not say why' },
        };
      }
      if (waited > TAKES) return { status: 'failed', resources: [], reason: `CloudFormation is still looking after ${TAKES / 60_000} minutes` };
      await wait(pause);
    }
  } finally {
    client.destroy();
  }
}

async function drifted(client: CloudFormationClient, StackName: string, region: string): Promise<DriftedResource[]> {
  const found = await pages<{ NextToken?: string; StackResourceDrifts?: StackResourceDrift[] }, StackResourceDrift>(
    'cloudformation:DescribeStackResourceDrifts', `${StackName} in ${region}`,
    NextToken => client.send(new DescribeStackResourceDriftsCommand({ StackName, NextToken, StackResourceDriftStatusFilters: ['MODIFIED', 'DELETED'] })),
    page => page.StackResourceDrifts,
  );
  return sortedBy(found.map(({ LogicalResourceId, PhysicalResourceId, ResourceType, StackResourceDriftStatus, PropertyDifferences }) => ({
    logicalId: LogicalResourceId!,
    physicalId: PhysicalResourceId,
    type: ResourceType!,
    change: StackResourceDriftStatus as DriftedResource['change'],
    properties: (PropertyDifferences ?? []).map(({ PropertyPath }) => PropertyPath!).sort(),
  })), ({ logicalId }) => logicalId);
}
