import { join, resolve } from 'path';
import * as org from '@aws-sdk/client-organizations';
import { CreateTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import type { Scenario } from './scenarios';
import type { World } from './world';
import {
  DELEGATION_TAG, EXPIRES_TAG, FORGOTTEN_TAG, OWNER_TAG, PARENT_ZONE_TAG, QUARANTINED_TAG, SAID_TAG, SandboxSettings, TOLD_TAG, ZONE_TAG,
} from '../../src/aws-api/sandboxes/constants';

const BUNDLE = resolve('assets/handlers/sandboxes/index.js');
const ZONE = 'old.sandbox.acme.com';
const PAST = '2026-01-01T00:00:00.000Z';
/** In quarantine since long ago, and its owner was told. */
const HELD = { [SAID_TAG]: '2026-01-01 2025-12-01', [QUARANTINED_TAG]: `expired ${PAST}`, [TOLD_TAG]: `quarantined expired ${PAST}` };
const SERVERS = ['ns-1.old.example.', 'ns-2.old.example.'];
const REMEMBERED = { [DELEGATION_TAG]: `172800=${SERVERS.map(server => server.slice(0, -1)).join(' ')}` };

/** What the keeper of sandboxes does in an hour, to a sandbox in each state that it leaves. */
export const SANDBOXES: Scenario[] = [
  keeper('a sandbox ends', 'Sandbox', {}),
  keeper('the name of a sandbox goes', 'Quarantine', { ...HELD, ...REMEMBERED }),
  keeper('the account of a sandbox is closed', 'Quarantine', { ...HELD, ...REMEMBERED, [TOLD_TAG]: `closing ${PAST}`, [FORGOTTEN_TAG]: PAST }),
];

function keeper(name: string, unit: 'Sandbox' | 'Quarantine', tags: Record<string, string>): Scenario {
  return {
    name,
    bundle: join(__dirname, 'keeper.cjs'),
    type: 'Custom::SandboxKeeper',
    reads: true,
    prepare: async world => {
      const root = await world.organization();
      const units = { Sandbox: await world.unit(root, 'Sandbox'), Quarantine: await world.unit(root, 'Quarantine') };
      const dns = world.label(await world.account('dns', 'aws+dns@acme.com'), 'dns');
      const parent = await world.zone(dns, 'acme.com');
      await world.record(dns, parent.id, { Name: ZONE, Type: 'NS', TTL: 172800, ResourceRecords: SERVERS.map(Value => ({ Value })) });
      const sandbox = await world.account('sandbox-old', 'aws+sandbox-old@acme.com');
      const organizations = world.client(org.OrganizationsClient);
      const move = { AccountId: sandbox, SourceParentId: root, DestinationParentId: units[unit] };
      await organizations.send(new org.MoveAccountCommand(move));
      const all = { [EXPIRES_TAG]: '2026-01-01', [OWNER_TAG]: 'jane@acme.com', [ZONE_TAG]: ZONE, [PARENT_ZONE_TAG]: 'acme.com', ...tags };
      const Tags = Object.entries(all).map(([Key, Value]) => ({ Key, Value }));
      await organizations.send(new org.TagResourceCommand({ ResourceId: sandbox, Tags }));
      const settings = await settingsOf(world, dns);
      return {
        request: { RequestType: 'Create', ResourceProperties: { Bundle: BUNDLE, Settings: JSON.stringify(settings) } },
        state: async () => {
          const records = (await world.records(dns, parent.id)).filter(record => record.Name !== 'acme.com.');
          return withoutTimes({ ...await world.organized(), records });
        },
      };
    },
  };
}

async function settingsOf(world: World, dns: string): Promise<SandboxSettings> {
  const { TopicArn } = await world.client(SNSClient).send(new CreateTopicCommand({ Name: 'cloud-platform-sandboxes' }));
  return {
    prefix: 'cloud-platform',
    accountId: world.management,
    sandboxUnit: 'Sandbox',
    quarantineUnit: 'Quarantine',
    gracePeriod: 14,
    longestLife: 180,
    topicArn: TopicArn!,
    // who may come in is not asked here
    doorArn: `arn:aws:iam::${dns}:role/OrganizationAccountAccessRole`,
    budgets: false,
  };
}

/** When something was done is another time in each run, and once more when it is done again. */
function withoutTimes(state: object): object {
  return JSON.parse(JSON.stringify(state).replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>').replace(/2026-01-01 \d{4}-\d\d-\d\d/g, '2026-01-01 <day>'));
}
