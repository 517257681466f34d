import {
  CloudFormationClient, CreateStackInstancesCommand, ListStackInstancesCommand, StackInstanceSummary, UpdateStackInstancesCommand,
} from '@aws-sdk/client-cloudformation';
import { awsCode, call, RETRY } from './call';
import { pages } from './pages';

/** Accounts, by the organization's root, and regions of one operation. */
export interface InstanceTargets {
  readonly rootId: string;
  readonly accounts: string[];
  readonly regions: string[];
}

/** StackSets of the management account. */
export class StackSets {
  private readonly client: CloudFormationClient;

  constructor(private readonly region: string) {
    this.client = new CloudFormationClient({ region, ...RETRY });
  }

  /** Instances of all accounts, or of one; undefined while there is no such StackSet. */
  public async instances(StackSetName: string, account?: string): Promise<StackInstanceSummary[] | undefined> {
    try {
      return await pages('cloudformation:ListStackInstances', this.region, NextToken => this.client.send(new ListStackInstancesCommand({
        StackSetName, StackInstanceAccount: account, CallAs: 'SELF', NextToken,
      })), page => page.Summaries);
    } catch (error) {
      if (awsCode(error) === 'StackSetNotFoundException') return undefined;
      throw error;
    }
  }

  /** @returns whether CloudFormation takes it: one operation at a time */
  public async create(StackSetName: string, targets: InstanceTargets): Promise<boolean> {
    const input = inputOf(StackSetName, targets);
    return this.isTaken(call('cloudformation:CreateStackInstances', this.region, () => this.client.send(new CreateStackInstancesCommand(input))));
  }

  /** Deploys instances that failed once more. @returns whether CloudFormation takes it */
  public async retry(StackSetName: string, targets: InstanceTargets): Promise<boolean> {
    const input = inputOf(StackSetName, targets);
    return this.isTaken(call('cloudformation:UpdateStackInstances', this.region, () => this.client.send(new UpdateStackInstancesCommand(input))));
  }

  private async isTaken(operation: Promise<unknown>): Promise<boolean> {
    try {
      await operation;
      return true;
    } catch (error) {
      if (awsCode(error) === 'OperationInProgressException') return false;
      throw error;
    }
  }
}

/** As the StackSet does it: all at once, and what fails in one account is no failure of the others. */
function inputOf(StackSetName: string, { rootId, accounts, regions }: InstanceTargets) {
  return {
    StackSetName,
    CallAs: 'SELF' as const,
    Regions: regions,
    DeploymentTargets: { OrganizationalUnitIds: [rootId], Accounts: accounts, AccountFilterType: 'INTERSECTION' as const },
    OperationPreferences: { RegionConcurrencyType: 'PARALLEL' as const, MaxConcurrentPercentage: 100, FailureTolerancePercentage: 100 },
  };
}
