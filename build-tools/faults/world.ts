import { AccountClient, GetAlternateContactCommand } from '@aws-sdk/client-account';
import { ActivateOrganizationsAccessCommand, CloudFormationClient, DescribeOrganizationsAccessCommand } from '@aws-sdk/client-cloudformation';
import * as ce from '@aws-sdk/client-cost-explorer';
import { IAMClient, ListOrganizationsFeaturesCommand, ListRolesCommand } from '@aws-sdk/client-iam';
import * as org from '@aws-sdk/client-organizations';
import * as route53 from '@aws-sdk/client-route-53';
import * as ssm from '@aws-sdk/client-ssm';

const UUID = /\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g;
const REGIONS = ['eu-west-1', 'us-east-1', 'ap-southeast-2'];

/** Accounts of its own in the embedded AWS: whatever happens in one world, no other knows of it. */
export class World {
  private static made = 0;

  public readonly management: string;
  private zones = 0;
  private readonly clients = new Map<string, unknown>();
  /** What stands for ids and names that are others in each world. */
  private readonly labels = new Map<string, string>();

  /** @param management an account that is there, in whose world to look */
  public constructor(private readonly endpoint: string, management?: string) {
    this.management = management ?? `20${String(++World.made).padStart(9, '0')}1`;
    this.label(this.management, 'management');
  }

  public client<C>(kind: new (config: object) => C, account = this.management, region = 'eu-west-1'): C {
    const key = `${kind.name} ${account} ${region}`;
    const client = this.clients.get(key) ?? new kind({
      endpoint: this.endpoint, region, maxAttempts: 1, credentials: { accessKeyId: account, secretAccessKey: 'embedded' },
    });
    this.clients.set(key, client);
    return client as C;
  }

  /** The same text in every world where the same thing happened. */
  public told(value: unknown): string {
    const long = [...this.labels].sort(([a], [b]) => b.length - a.length);
    return long.reduce((text, [id, label]) => text.replaceAll(id, `<${label}>`), JSON.stringify(value, undefined, 1) ?? '').replace(UUID, '<uuid>');
  }

  public label(id: string, label: string): string {
    this.labels.set(id, label);
    return id;
  }

  // -- what is there before a run --------------------------------------------------------------------------------------------------------

  public async organization(...services: string[]): Promise<string> {
    const client = this.client(org.OrganizationsClient);
    await client.send(new org.CreateOrganizationCommand({ FeatureSet: 'ALL' }));
    for (const ServicePrincipal of services) await client.send(new org.EnableAWSServiceAccessCommand({ ServicePrincipal }));
    return (await client.send(new org.ListRootsCommand({}))).Roots![0].Id!;
  }

  public async unit(ParentId: string, Name: string): Promise<string> {
    return (await this.client(org.OrganizationsClient).send(new org.CreateOrganizationalUnitCommand({ ParentId, Name }))).OrganizationalUnit!.Id!;
  }

  public async account(AccountName: string, Email: string): Promise<string> {
    const client = this.client(org.OrganizationsClient);
    let { CreateAccountStatus: status } = await client.send(new org.CreateAccountCommand({ AccountName, Email }));
    while (status!.State === 'IN_PROGRESS') {
      ({ CreateAccountStatus: status } = await client.send(new org.DescribeCreateAccountStatusCommand({ CreateAccountRequestId: status!.Id })));
    }
    return status!.AccountId!;
  }

  public async activateStackSets(): Promise<void> {
    await this.client(CloudFormationClient).send(new ActivateOrganizationsAccessCommand({}));
  }

  public async zone(account: string, Name: string): Promise<{ id: string; servers: string[] }> {
    const number = ++this.zones;
    const { HostedZone, DelegationSet } = await this.client(route53.Route53Client, account).send(new route53.CreateHostedZoneCommand({
      Name, CallerReference: `${Name} ${account} ${number}`,
    }));
    const id = this.label(HostedZone!.Id!.replace('/hostedzone/', ''), `zone ${number}`);
    const servers = DelegationSet!.NameServers!.map(server => server.replace(/\.$/, '')).sort();
    servers.forEach((server, index) => this.label(server, `server ${index} of zone ${number}`));
    return { id, servers };
  }

  public async record(account: string, HostedZoneId: string, ResourceRecordSet: route53.ResourceRecordSet): Promise<void> {
    await this.client(route53.Route53Client, account).send(new route53.ChangeResourceRecordSetsCommand({
      HostedZoneId, ChangeBatch: { Changes: [{ Action: 'CREATE', ResourceRecordSet }] },
    }));
  }

  public async parameter(region: string, Name: string, Value: string, Description: string): Promise<void> {
    await this.client(ssm.SSMClient, this.management, region).send(new ssm.PutParameterCommand({ Name, Value, Description, Type: 'String' }));
  }

  /** A monitor of all services, and a subscription to it. */
  public async anomalies(SubscriptionName: string, Address: string): Promise<void> {
    const client = this.client(ce.CostExplorerClient);
    const { MonitorArn } = await client.send(new ce.CreateAnomalyMonitorCommand({
      AnomalyMonitor: { MonitorName: 'Default-Services-Monitor', MonitorType: 'DIMENSIONAL', MonitorDimension: 'SERVICE' },
    }));
    await client.send(new ce.CreateAnomalySubscriptionCommand({
      AnomalySubscription: { SubscriptionName, MonitorArnList: [MonitorArn!], Frequency: 'DAILY', Subscribers: [{ Type: 'EMAIL', Address }] },
    }));
  }

  // -- what is there after it -------------------------------------------------------------------------------------------------------------

  /** Organization, units, accounts with what is on them, and trusted services. */
  public async organized(): Promise<object> {
    const client = this.client(org.OrganizationsClient);
    const { Organization } = await client.send(new org.DescribeOrganizationCommand({})).catch(nothing);
    if (!Organization) return { organization: 'none' };
    this.label(Organization.Id!, 'organization');
    const root = this.label((await client.send(new org.ListRootsCommand({}))).Roots![0].Id!, 'root');
    const units: object[] = [];
    const walk = async (ParentId: string, path: string): Promise<void> => {
      for (const { Id, Email, Name, Status } of (await client.send(new org.ListAccountsForParentCommand({ ParentId }))).Accounts ?? []) {
        const { Tags } = await client.send(new org.ListTagsForResourceCommand({ ResourceId: Id }));
        this.label(Id!, `account ${Email === 'master@example.com' ? 'management' : Email}`);
        units.push({ in: path, account: Name, email: Email, status: Status, tags: sorted(Tags ?? [], 'Key') });
      }
      const { OrganizationalUnits } = await client.send(new org.ListOrganizationalUnitsForParentCommand({ ParentId }));
      for (const { Id, Name } of sorted(OrganizationalUnits ?? [], 'Name')) {
        units.push({ in: path, unit: this.label(Id!, `unit ${path}/${Name}`) });
        await walk(Id!, `${path}/${Name}`);
      }
    };
    await walk(root, '');
    const { EnabledServicePrincipals } = await client.send(new org.ListAWSServiceAccessForOrganizationCommand({}));
    return {
      features: Organization.FeatureSet,
      units,
      services: EnabledServicePrincipals!.map(({ ServicePrincipal }) => ServicePrincipal).sort(),
      stackSets: (await this.client(CloudFormationClient).send(new DescribeOrganizationsAccessCommand({}))).Status,
    };
  }

  /** Who administers a service, what IAM and RAM have switched on, and the contacts of an account. */
  public async services(ServicePrincipal: string, AccountId: string): Promise<object> {
    const organizations = this.client(org.OrganizationsClient);
    const { DelegatedAdministrators } = await organizations.send(new org.ListDelegatedAdministratorsCommand({ ServicePrincipal }));
    const iam = this.client(IAMClient);
    const { EnabledFeatures } = await iam.send(new ListOrganizationsFeaturesCommand({}));
    const { Roles } = await iam.send(new ListRolesCommand({ PathPrefix: '/aws-service-role/' }));
    const contact = (AlternateContactType: 'SECURITY' | 'BILLING') => this.client(AccountClient)
      .send(new GetAlternateContactCommand({ AccountId, AlternateContactType })).then(({ AlternateContact }) => AlternateContact, () => 'none');
    return {
      administrators: DelegatedAdministrators!.map(({ Id }) => Id),
      features: [...EnabledFeatures ?? []].sort(),
      roles: Roles!.map(({ RoleName }) => RoleName).sort(),
      contacts: [await contact('SECURITY'), await contact('BILLING')],
    };
  }

  /** Monitors and subscriptions, whatever their ids, and tags. */
  public async explored(): Promise<object> {
    const client = this.client(ce.CostExplorerClient);
    const { AnomalyMonitors } = await client.send(new ce.GetAnomalyMonitorsCommand({}));
    const { AnomalySubscriptions } = await client.send(new ce.GetAnomalySubscriptionsCommand({}));
    const { CostAllocationTags } = await client.send(new ce.ListCostAllocationTagsCommand({}));
    return {
      monitors: AnomalyMonitors!.map(({ MonitorName, MonitorDimension }) => [MonitorName, MonitorDimension]),
      subscriptions: AnomalySubscriptions!.map(({ SubscriptionName, Subscribers, ThresholdExpression, MonitorArnList }) =>
        [SubscriptionName, Subscribers, ThresholdExpression, MonitorArnList!.length]),
      tags: CostAllocationTags!.map(({ TagKey, Status }) => [TagKey, Status]),
    };
  }

  /** The records of a zone. */
  public async records(account: string, HostedZoneId: string): Promise<route53.ResourceRecordSet[]> {
    const client = this.client(route53.Route53Client, account);
    const { ResourceRecordSets } = await client.send(new route53.ListResourceRecordSetsCommand({ HostedZoneId }));
    // the zone's own SOA names any one of its servers
    return sorted(ResourceRecordSets!.filter(record => record.Type !== 'SOA').map(record => ({
      ...record, key: `${record.Name} ${record.Type}`, ResourceRecords: sorted(record.ResourceRecords ?? [], 'Value'),
    })), 'key');
  }

  /** The parameters of each region, with value and description. */
  public async parameters(): Promise<object> {
    return Promise.all(REGIONS.map(async region => {
      const client = this.client(ssm.SSMClient, this.management, region);
      const { Parameters } = await client.send(new ssm.DescribeParametersCommand({}));
      return Promise.all(sorted(Parameters ?? [], 'Name').map(async ({ Name, Description }) => {
        const { Parameter } = await client.send(new ssm.GetParameterCommand({ Name }));
        return { region, Name, Description, Value: Parameter!.Value, Type: Parameter!.Type };
      }));
    }));
  }
}

export function sorted<T>(list: T[], by: keyof T): T[] {
  return [...list].sort((a, b) => String(a[by]) < String(b[by]) ? -1 : 1);
}

function nothing(error: Error): { Organization?: undefined } {
  if (error.name !== 'AWSOrganizationsNotInUseException') throw error;
  return {};
}
