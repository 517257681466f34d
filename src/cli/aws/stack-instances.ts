import {
  CloudFormationClient, CreateStackInstancesCommand, CreateStackInstancesCommandInput, DescribeStackInstanceCommand, UpdateStackInstancesCommand,
  UpdateStackInstancesCommandInput,
} from '@aws-sdk/client-cloudformation';
import { awsCode, call, RETRY } from './call';
import { sideBySide } from '../side-by-side';

/** Instances of the StackSets that bootstrap accounts. A StackSet does not try again by itself where a region was closed to an account. */
export class StackInstances {
  private readonly client: CloudFormationClient;

  constructor(private readonly region: string, private readonly stackSets: readonly string[], private readonly rootId: string) {
    this.client = new CloudFormationClient({ region, ...RETRY });
  }

  /**
   * Asks for those that are missing or failed. CloudFormation then works in the background.
   *
   * @returns false if CloudFormation is busy with another operation, and has to be asked again
   */
  public async ensure(accounts: readonly string[], region: string): Promise<boolean> {
    for (const name of this.stackSets) {
      const statuses = await sideBySide(accounts, 4, async account => this.status(name, account, region));
      const missing = accounts.filter((_, index) => statuses[index] === 'missing');
      const outdated = accounts.filter((_, index) => statuses[index] === 'OUTDATED' || statuses[index] === 'INOPERABLE');
      const create = async (input: CreateStackInstancesCommandInput) => this.client.send(new CreateStackInstancesCommand(input));
      const update = async (input: UpdateStackInstancesCommandInput) => this.client.send(new UpdateStackInstancesCommand(input));
      if (missing.length && !await this.ask('CreateStackInstances', create, name, missing, region)) return false;
      if (outdated.length && !await this.ask('UpdateStackInstances', update, name, outdated, region)) return false;
    }
    return true;
  }

  private async status(name: string, account: string, region: string): Promise<string | undefined> {
    try {
      const { StackInstance } = await call('cloudformation:DescribeStackInstance', `${name} (${account}, ${region})`,
        () => this.client.send(new DescribeStackInstanceCommand({ StackSetName: name, StackInstanceAccount: account, StackInstanceRegion: region })));
      // one that is being worked on is none of ours
      return /^(PENDING|RUNNING)$/.test(StackInstance?.StackInstanceStatus?.DetailedStatus ?? '') ? 'CURRENT' : StackInstance?.Status;
    } catch (error) {
      if (/^StackInstanceNotFound/.test(awsCode(error) ?? '')) return 'missing';
      // no StackSet yet: it will make its instances itself
      if (/^StackSetNotFound/.test(awsCode(error) ?? '')) return undefined;
      throw error;
    }
  }

  private async ask(
    action: string, send: (input: CreateStackInstancesCommandInput) => Promise<unknown>, name: string, accounts: readonly string[], region: string,
  ): Promise<boolean> {
    try {
      await call(`cloudformation:${action}`, `${name} (${this.region})`, async () => send({
        StackSetName: name,
        Regions: [region],
        DeploymentTargets: { OrganizationalUnitIds: [this.rootId], Accounts: [...accounts], AccountFilterType: 'INTERSECTION' },
        OperationPreferences: { MaxConcurrentPercentage: 100, FailureTolerancePercentage: 100 },
      }));
      return true;
    } catch (error) {
      if (awsCode(error) === 'OperationInProgressException') return false;
      throw error;
    }
  }
}
