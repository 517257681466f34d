import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { call, isDenied, RETRY } from './call';
import type { SessionCredentials } from './identity';

/** Those of the stacks that CloudFormation still works on, after an earlier run that was interrupted. cdk would refuse them. */
export async function stacksInProgress(names: readonly string[], region: string, credentials?: SessionCredentials): Promise<string[]> {
  const client = new CloudFormationClient({ region, credentials, ...RETRY });
  const busy: string[] = [];
  let NextToken: string | undefined;
  try {
    do {
      const token = NextToken;
      const page = await call('cloudformation:DescribeStacks', region, () => client.send(new DescribeStacksCommand({ NextToken: token })));
      for (const { StackName, StackStatus } of page.Stacks ?? []) {
        // a stack in review has a change set, and nothing works on it
        if (names.includes(StackName!) && StackStatus!.endsWith('_IN_PROGRESS') && StackStatus !== 'REVIEW_IN_PROGRESS') busy.push(`${StackName} (${StackStatus})`);
      }
      NextToken = page.NextToken;
    } while (NextToken);
    return busy;
  } catch (error) {
    // whoever may not look still deploys: then cdk says it
    if (isDenied(error)) return [];
    throw error;
  } finally {
    client.destroy();
  }
}
