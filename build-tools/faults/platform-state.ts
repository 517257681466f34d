import { setTimeout as delay } from 'timers/promises';
import { CloudFormationClient, DescribeStacksCommand, GetTemplateCommand, ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { ListHostedZonesCommand, Route53Client } from '@aws-sdk/client-route-53';
import { ACCOUNTS, HOME_REGION, MANAGEMENT, SmallPlatform } from './platform';
import { sorted, World } from './world';

const REGIONS = [HOME_REGION, 'us-east-1'];

/** All that a deployed platform is, as text that is the same wherever the same thing was made. */
export async function stateOf(platform: SmallPlatform): Promise<string> {
  const world = new World(platform.aws.endpoint, MANAGEMENT);
  await quiet(world);
  const organization = await world.organized();
  const zones = [];
  const stacks = [];
  for (const account of ACCOUNTS) {
    const { HostedZones } = await world.client(Route53Client, account).send(new ListHostedZonesCommand({}));
    for (const { Id, Name } of HostedZones ?? []) {
      const id = world.label(Id!.replace('/hostedzone/', ''), `zone ${Name}`);
      zones.push({ account, Name, records: await named(world, account, id, Name!) });
    }
    for (const region of REGIONS) stacks.push(...await stacksOf(world, account, region));
  }
  const { stacks: living, ...counts } = await platform.aws.summary();
  return world.told({ organization, zones, stacks, living, counts, parameters: await world.parameters(), registry: JSON.parse(platform.registry) });
}

/** Nothing is left that CloudFormation works on, the bootstraps of new accounts among it. */
async function quiet(world: World): Promise<void> {
  for (let before = '', patience = 120; patience; patience--) {
    const found = (await Promise.all(ACCOUNTS.map(account => Promise.all(REGIONS.map(region => described(world, account, region)))))).flat(2);
    const now = JSON.stringify(found.map(({ StackId, StackStatus }) => [StackId, StackStatus]));
    if (now === before && !found.some(({ StackStatus }) => StackStatus!.endsWith('_IN_PROGRESS') && StackStatus !== 'REVIEW_IN_PROGRESS')) return;
    before = now;
    await delay(250);
  }
  throw new Error('CloudFormation still works on something after 30 s');
}

async function described(world: World, account: string, region: string) {
  return (await world.client(CloudFormationClient, account, region).send(new DescribeStacksCommand({}))).Stacks ?? [];
}

async function stacksOf(world: World, account: string, region: string): Promise<object[]> {
  const client = world.client(CloudFormationClient, account, region);
  return Promise.all(sorted(await described(world, account, region), 'StackName').map(async ({ StackName, StackStatus, Outputs, EnableTerminationProtection }) => {
    const { TemplateBody } = await client.send(new GetTemplateCommand({ StackName }));
    const { StackResourceSummaries } = await client.send(new ListStackResourcesCommand({ StackName }));
    return {
      stack: `${account}/${region}/${StackName}`,
      // whether it came by one change or by two is the only thing that may differ
      status: StackStatus!.replace(/^(CREATE|UPDATE)_COMPLETE$/, 'COMPLETE'),
      protected: EnableTerminationProtection,
      resources: sorted(StackResourceSummaries!, 'LogicalResourceId').map(({ LogicalResourceId, ResourceType, ResourceStatus }) =>
        `${LogicalResourceId} ${ResourceType} ${ResourceStatus!.replace(/^(CREATE|UPDATE)_COMPLETE$/, 'COMPLETE')}`),
      outputs: sorted(Outputs ?? [], 'OutputKey').map(({ OutputKey, OutputValue }) => `${OutputKey} ${OutputValue}`),
      // its stamp is of all bytes, those of ids too that are others in each run
      template: TemplateBody!.replace(/ \[[0-9a-f]{16}\]"/, '"'),
    };
  }));
}

/** The records of a zone, its name servers named by the zone. */
async function named(world: World, account: string, id: string, name: string): Promise<object> {
  const records = await world.records(account, id);
  records.find(record => record.Type === 'NS' && record.Name === name)?.ResourceRecords?.forEach(({ Value }, index) => world.label(Value!.replace(/\.$/, ''), `server ${index} of ${name}`));
  return records;
}
