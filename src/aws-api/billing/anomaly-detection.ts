import {
  AnomalySubscription, CostExplorerClient, CreateAnomalyMonitorCommand, CreateAnomalySubscriptionCommand, DeleteAnomalySubscriptionCommand,
  paginateGetAnomalyMonitors, paginateGetAnomalySubscriptions, UpdateAnomalySubscriptionCommand,
} from '@aws-sdk/client-cost-explorer';
import { AnomalyDetectionProperties, STATE_ATTRIBUTE } from './constants';
import { withCostExplorer } from './cost-explorer';
import type { ResourceKind, ResourceRequest } from '../runtime/custom-resource';
import { Properties } from '../runtime/properties';

/**
 * Anomalies of cost, service by service, told by mail. AWS takes one monitor of all services, and gives one to whoever opens Cost Explorer: that one is
 * adopted. The subscription is ours, found by its name.
 */
export class AnomalyDetectionKind implements ResourceKind<AnomalyDetectionProperties> {
  public constructor(private readonly costExplorer: CostExplorerClient) {}

  public parse(raw: Record<string, unknown>): AnomalyDetectionProperties {
    const properties = new Properties(raw);
    return {
      Name: properties.string('Name'),
      Emails: properties.strings('Emails'),
      Impact: properties.string('Impact'),
      Accounts: properties.string('Accounts'),
    };
  }

  public async ensure({ properties }: ResourceRequest<AnomalyDetectionProperties>) {
    const state = await withCostExplorer(async () => {
      const monitor = await this.monitor() ?? await this.createMonitor(properties.Name);
      await this.subscribe(monitor, properties);
      return 'on';
    });
    return { physicalId: properties.Name, attributes: { [STATE_ATTRIBUTE]: state } };
  }

  /** The monitor stays: others may have subscribed to it. */
  public async remove({ properties }: { readonly properties: AnomalyDetectionProperties }): Promise<void> {
    await withCostExplorer(async () => {
      for (const { SubscriptionArn } of await this.subscriptions(properties.Name)) await this.deleteSubscription(SubscriptionArn!);
      return 'off';
    });
  }

  private async monitor(): Promise<string | undefined> {
    for await (const page of paginateGetAnomalyMonitors({ client: this.costExplorer }, {})) {
      const found = page.AnomalyMonitors?.find(({ MonitorType, MonitorDimension }) => MonitorType === 'DIMENSIONAL' && MonitorDimension === 'SERVICE');
      if (found) return found.MonitorArn;
    }
    return undefined;
  }

  private async createMonitor(MonitorName: string): Promise<string> {
    const made = await this.costExplorer.send(new CreateAnomalyMonitorCommand({
      AnomalyMonitor: { MonitorName, MonitorType: 'DIMENSIONAL', MonitorDimension: 'SERVICE' },
    }));
    return made.MonitorArn!;
  }

  /** Names are not unique: a call that was cut off and repeated makes a second one. */
  private async subscribe(monitor: string, properties: AnomalyDetectionProperties): Promise<void> {
    const wanted = subscription(monitor, properties);
    if (!(await this.subscriptions(properties.Name)).length) {
      await this.costExplorer.send(new CreateAnomalySubscriptionCommand({ AnomalySubscription: wanted }));
    }
    const [kept, ...others] = await this.subscriptions(properties.Name);
    for (const { SubscriptionArn } of others) await this.deleteSubscription(SubscriptionArn!);
    if (!kept || isSame(kept, wanted)) return;
    await this.costExplorer.send(new UpdateAnomalySubscriptionCommand({ ...wanted, SubscriptionArn: kept.SubscriptionArn }));
  }

  private async subscriptions(name: string): Promise<AnomalySubscription[]> {
    const found: AnomalySubscription[] = [];
    for await (const page of paginateGetAnomalySubscriptions({ client: this.costExplorer }, {})) {
      found.push(...page.AnomalySubscriptions?.filter(({ SubscriptionName }) => SubscriptionName === name) ?? []);
    }
    return found;
  }

  private async deleteSubscription(SubscriptionArn: string): Promise<void> {
    try {
      await this.costExplorer.send(new DeleteAnomalySubscriptionCommand({ SubscriptionArn }));
    } catch (error) {
      if ((error as Error).name !== 'UnknownSubscriptionException') throw error;
    }
  }
}

function subscription(monitor: string, { Name, Emails, Impact }: AnomalyDetectionProperties) {
  return {
    SubscriptionName: Name,
    MonitorArnList: [monitor],
    // mail goes out once a day at most
    Frequency: 'DAILY' as const,
    Subscribers: Emails.map(Address => ({ Type: 'EMAIL' as const, Address })),
    ThresholdExpression: { Dimensions: { Key: 'ANOMALY_TOTAL_IMPACT_ABSOLUTE' as const, MatchOptions: ['GREATER_THAN_OR_EQUAL' as const], Values: [Impact] } },
  };
}

function isSame(one: AnomalySubscription, other: ReturnType<typeof subscription>): boolean {
  const told = ({ MonitorArnList, Frequency, Subscribers, ThresholdExpression }: Partial<AnomalySubscription>) => JSON.stringify([
    MonitorArnList, Frequency, Subscribers?.map(({ Type, Address }) => `${Type} ${Address}`).sort(), ThresholdExpression?.Dimensions?.Values,
  ]);
  return told(one) === told(other);
}
