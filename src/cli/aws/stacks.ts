import { CloudFormationClient, DescribeStacksCommand, Stack } from '@aws-sdk/client-cloudformation';
import { isDenied, RETRY } from './call';
import type { SessionCredentials } from './identity';
import { pages } from './pages';

/** Stacks of accounts. What was read ahead is not read again: until an account is deployed nothing of it changes. */
export class StackReader {
  private readonly ahead = new Map<string, Stack[]>();

  public async readAhead(account: string, region: string, credentials?: SessionCredentials): Promise<Stack[]> {
    const stacks = await describeStacks(region, credentials);
    this.ahead.set(`${account}/${region}`, stacks);
    return stacks;
  }

  public async read(account: string, region: string, credentials?: SessionCredentials): Promise<Stack[]> {
    const stacks = this.ahead.get(`${account}/${region}`);
    this.ahead.delete(`${account}/${region}`);
    return stacks ?? describeStacks(region, credentials);
  }
}

/** All stacks of an account in a region; none where the caller may not look: then cdk says it. */
async function describeStacks(region: string, credentials?: SessionCredentials): Promise<Stack[]> {
  try {
    return await listStacks(region, credentials);
  } catch (error) {
    if (isDenied(error)) return [];
    throw error;
  }
}

/** All stacks of an account in a region. */
export async function listStacks(region: string, credentials?: SessionCredentials): Promise<Stack[]> {
  const client = new CloudFormationClient({ region, credentials, ...RETRY });
  try {
    return await pages('cloudformation:DescribeStacks', region, NextToken => client.send(new DescribeStacksCommand({ NextToken })), page => page.Stacks);
  } finally {
    client.destroy();
  }
}

/** Those of the stacks that CloudFormation still works on, after an earlier run that was interrupted. cdk would refuse them. */
export function inProgress(stacks: readonly Stack[], names: readonly string[]): string[] {
  // a stack in review has a change set, and nothing works on it
  return stacks.filter(({ StackName, StackStatus }) => names.includes(StackName!) && StackStatus!.endsWith('_IN_PROGRESS') && StackStatus !== 'REVIEW_IN_PROGRESS')
    .map(({ StackName, StackStatus }) => `${StackName} (${StackStatus})`);
}
