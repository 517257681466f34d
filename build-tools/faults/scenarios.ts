import { resolve } from 'path';
import { CreateEmailIdentityCommand, ListEmailIdentitiesCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import type { Request } from './lambda';
import { PEOPLE } from './people';
import { PRIVATE_ZONES } from './private-zones';
import { SANDBOXES } from './sandboxes';
import { SECURITY } from './security';
import type { World } from './world';
import { ANOMALY_DETECTION_TYPE, BILLING_HANDLER, COST_ALLOCATION_TAGS_TYPE } from '../../src/aws-api/billing/constants';
import { DELEGATION_HANDLER, DELEGATION_TYPE } from '../../src/aws-api/delegation/constants';
import { MAIL_IDENTITY_HANDLER, MAIL_IDENTITY_TYPE } from '../../src/aws-api/mail-identity/constants';
import {
  ACCOUNT_TYPE, ALTERNATE_CONTACTS_TYPE, DELEGATED_ADMINISTRATOR_TYPE, ORGANIZATION_HANDLER, ORGANIZATION_TYPE, ORGANIZATIONAL_UNIT_TYPE,
  RESOURCE_SHARING_TYPE, ROOT_ACCESS_TYPE, STACK_SETS_SERVICE,
} from '../../src/aws-api/organization/constants';
import { PARAMETERS_HANDLER, REGIONAL_PARAMETER_TYPE } from '../../src/aws-api/parameters/constants';

/** What the package ships. */
const bundled = (handler: string) => resolve('assets/handlers', handler, 'index.js');

/** One event of CloudFormation in a world that is ready for it. */
export interface Scenario {
  readonly name: string;
  /** Path of the function's one file. */
  readonly bundle: string;
  readonly type: string;
  /** Nothing of it is left after a rollback; organization, units and accounts stay. */
  readonly undone?: true;
  /** It makes many calls that only read: in the sample they are left in peace. */
  readonly reads?: true;
  /** Makes what is there before; its result asks for the event, and looks at what is there afterwards. The function is the management account's by default. */
  prepare(world: World): Promise<{ readonly request: Request; readonly state: () => Promise<unknown>; readonly account?: string }>;
}

export const SCENARIOS: Scenario[] = [
  organization('an organization is made', async () => undefined),
  organization('an organization is adopted', async world => {
    await world.organization('sso.amazonaws.com', 'ram.amazonaws.com');
  }),

  {
    name: 'units are made',
    bundle: bundled(ORGANIZATION_HANDLER),
    type: ORGANIZATIONAL_UNIT_TYPE,
    prepare: async world => {
      await world.organization();
      return { request: create({ Path: 'Workloads/Production' }), state: () => world.organized() };
    },
  },

  services('an account administers a service', DELEGATED_ADMINISTRATOR_TYPE,
    AccountId => ({ ServicePrincipal: SERVICE, AccountId, AccountName: 'security' })),
  services('sharing is switched on', RESOURCE_SHARING_TYPE, () => ({})),
  services('root users are managed', ROOT_ACCESS_TYPE, () => ({})),
  services('contacts are set', ALTERNATE_CONTACTS_TYPE, AccountId => ({ AccountId, Contacts: { SECURITY: CONTACT, BILLING: CONTACT } })),

  account('an account is made', async () => create(PRODUCTION)),
  account('an account is adopted', async (world, { root }) => {
    await world.unit(root, 'Elsewhere');
    await world.account('Prod', PRODUCTION.Email);
    return create(PRODUCTION);
  }),
  account('an account moves', async world => {
    const id = await world.account('production', PRODUCTION.Email);
    return { ...update(PRODUCTION, { ...PRODUCTION, OrganizationalUnit: 'Sandbox' }), PhysicalResourceId: id };
  }),
  account('an account is left', async world => {
    const id = await world.account('production', PRODUCTION.Email);
    return { RequestType: 'Delete', ResourceProperties: { ...PRODUCTION }, PhysicalResourceId: id };
  }),

  delegation('a subdomain is delegated', async (_, { properties }) => create(properties)),
  delegation('a delegation gets another time to live', async (world, { properties, child, parent }) => {
    await world.record(parent.account, parent.id, nameServers(child.servers));
    return { ...update({ ...properties, Ttl: '60' }, properties), PhysicalResourceId: physicalId(parent.account, child.servers) };
  }),
  delegation('a delegation follows a new zone', async (world, { properties, child, parent }) => {
    await world.record(parent.account, parent.id, nameServers(child.servers));
    const next = await world.zone(world.management, 'shop.acme.com');
    return { ...update({ ...properties, ChildZoneId: next.id }, properties), PhysicalResourceId: physicalId(parent.account, child.servers) };
  }),
  delegation('a delegation gets another name', async (world, { properties, child, parent }) => {
    await world.record(parent.account, parent.id, nameServers(child.servers));
    const next = await world.zone(world.management, 'store.acme.com');
    const named = { ...properties, ChildZoneId: next.id, ChildZoneName: 'store.acme.com' };
    return { ...update(named, properties), PhysicalResourceId: physicalId(parent.account, child.servers) };
  }),
  delegation('a delegation goes', async (world, { properties, child, parent }) => {
    await world.record(parent.account, parent.id, nameServers(child.servers));
    return { RequestType: 'Delete', ResourceProperties: properties, PhysicalResourceId: physicalId(parent.account, child.servers) };
  }),

  parameter('parameters are written', async () => create(VALUE)),
  parameter('parameters follow a new value', async world => {
    await world.parameter('us-east-1', VALUE.Name, 'old', 'The zone');
    await world.parameter('eu-west-1', VALUE.Name, 'old', 'The zone');
    return { ...update(VALUE, { ...VALUE, Value: 'old', Description: 'The zone', Regions: ['us-east-1', 'eu-west-1'] }), PhysicalResourceId: VALUE.Name };
  }),
  parameter('parameters get another name', async world => {
    for (const region of VALUE.Regions) await world.parameter(region, '/old', VALUE.Value, VALUE.Description);
    return { ...update(VALUE, { ...VALUE, Name: '/old' }), PhysicalResourceId: '/old' };
  }),
  parameter('parameters go', async world => {
    for (const region of VALUE.Regions) await world.parameter(region, VALUE.Name, VALUE.Value, VALUE.Description);
    return { RequestType: 'Delete', ResourceProperties: VALUE, PhysicalResourceId: VALUE.Name };
  }),

  costExplorer('anomalies are told', ANOMALY_DETECTION_TYPE, async () => create(ANOMALIES)),
  costExplorer('anomalies are told to others', ANOMALY_DETECTION_TYPE, async world => {
    await world.anomalies('acme-anomalies', 'finance@acme.com');
    return { ...update({ ...ANOMALIES, Emails: ['ops@acme.com'] }, ANOMALIES), PhysicalResourceId: ANOMALIES.Name };
  }),
  costExplorer('anomalies are told no longer', ANOMALY_DETECTION_TYPE, async world => {
    await world.anomalies('acme-anomalies', 'finance@acme.com');
    return { RequestType: 'Delete', ResourceProperties: ANOMALIES, PhysicalResourceId: ANOMALIES.Name };
  }),
  costExplorer('tags are switched on', COST_ALLOCATION_TAGS_TYPE, async () => create({ Keys: ['aws:createdBy', 'Team'], Accounts: '7' })),
  ...PEOPLE,
  ...SANDBOXES,
  ...PRIVATE_ZONES,
  ...SECURITY,

  mailIdentity('what SES wants to find is read'),
];

const SERVICE = 'access-analyzer.amazonaws.com';
const CONTACT = { Name: 'Security', Title: 'Security team', EmailAddress: 'security@acme.com', PhoneNumber: '1' };
const PRODUCTION = { AccountName: 'production', Email: 'aws+production@acme.com', OrganizationalUnit: 'Workloads/Production', Slot: '7', Tags: { team: 'shop' } };
const ANOMALIES = { Name: 'acme-anomalies', Emails: ['finance@acme.com'], Impact: '100', Accounts: '7' };
const VALUE = { Name: '/cloud-platform/v1/hosted-zone-id', Value: 'Z1', Description: 'Id of the zone', Regions: ['us-east-1', 'ap-southeast-2'] };

function create(properties: object): Request {
  return { RequestType: 'Create', ResourceProperties: properties };
}

function update(properties: object, before: object): Request {
  return { RequestType: 'Update', ResourceProperties: properties, OldResourceProperties: before };
}

function organization(name: string, before: (world: World) => Promise<void>): Scenario {
  return {
    name,
    bundle: bundled(ORGANIZATION_HANDLER),
    type: ORGANIZATION_TYPE,
    prepare: async world => {
      await before(world);
      return { request: create({ TrustedServices: ['sso.amazonaws.com', STACK_SETS_SERVICE, 'config.amazonaws.com'] }), state: () => world.organized() };
    },
  };
}

/** In an organization that trusts the services, with one account. */
function services(name: string, type: string, properties: (account: string) => object): Scenario {
  return {
    name,
    bundle: bundled(ORGANIZATION_HANDLER),
    type,
    prepare: async world => {
      await world.organization(SERVICE, 'iam.amazonaws.com', 'account.amazonaws.com');
      const id = world.label(await world.account('security', 'aws+security@acme.com'), 'security');
      return { request: create(properties(id)), state: async () => ({ ...await world.organized(), ...await world.services(SERVICE, id) }) };
    },
  };
}

function account(name: string, before: (world: World, made: { root: string }) => Promise<Request>): Scenario {
  return {
    name,
    bundle: bundled(ORGANIZATION_HANDLER),
    type: ACCOUNT_TYPE,
    prepare: async world => {
      const root = await world.organization();
      await world.unit(await world.unit(root, 'Workloads'), 'Production');
      await world.unit(root, 'Sandbox');
      return { request: await before(world, { root }), state: () => world.organized() };
    },
  };
}

interface Zone {
  readonly id: string;
  readonly servers: string[];
}

interface Family {
  readonly properties: object;
  readonly child: Zone;
  readonly parent: Zone & { readonly account: string };
}

function delegation(name: string, before: (world: World, family: Family) => Promise<Request>): Scenario {
  return {
    name,
    bundle: bundled(DELEGATION_HANDLER),
    type: DELEGATION_TYPE,
    undone: true,
    prepare: async world => {
      await world.organization();
      // the role that comes with an account lets the function in: who may is not asked here
      const dns = world.label(await world.account('dns', 'aws+dns@acme.com'), 'dns');
      const parent = await world.zone(dns, 'acme.com');
      const child = await world.zone(world.management, 'shop.acme.com');
      const RoleArn = `arn:aws:iam::${dns}:role/OrganizationAccountAccessRole`;
      const properties = { ChildZoneId: child.id, ChildZoneName: 'shop.acme.com', ParentZoneName: 'acme.com', RoleArn, Ttl: '172800' };
      return {
        request: await before(world, { properties, child, parent: { ...parent, account: dns } }),
        state: async () => (await world.records(dns, parent.id)).filter(record => record.Name !== 'acme.com.'),
      };
    },
  };
}

function nameServers(servers: string[]) {
  return { Name: 'shop.acme.com', Type: 'NS', TTL: 172800, ResourceRecords: servers.map(server => ({ Value: `${server}.` })) } as const;
}

/** As the handler wrote it when it made the delegation. */
function physicalId(owner: string, servers: string[]): string {
  return ['shop.acme.com', 'acme.com', owner, [...servers].sort().join()].join('|');
}

/** It only reads, and nothing has to be undone. */
function mailIdentity(name: string): Scenario {
  return {
    name,
    bundle: bundled(MAIL_IDENTITY_HANDLER),
    type: MAIL_IDENTITY_TYPE,
    prepare: async world => {
      await world.organization();
      const email = world.label(await world.account('email', 'aws+email@acme.com'), 'email');
      const ses = world.client(SESv2Client, email);
      await ses.send(new CreateEmailIdentityCommand({ EmailIdentity: 'shop.acme.com' }));
      return {
        request: create({ DomainName: 'shop.acme.com', Region: 'eu-west-1', RoleArn: `arn:aws:iam::${email}:role/OrganizationAccountAccessRole` }),
        state: async () => (await ses.send(new ListEmailIdentitiesCommand({}))).EmailIdentities?.map(({ IdentityName }) => IdentityName),
      };
    },
  };
}

function parameter(name: string, before: (world: World) => Promise<Request>): Scenario {
  return {
    name,
    bundle: bundled(PARAMETERS_HANDLER),
    type: REGIONAL_PARAMETER_TYPE,
    undone: true,
    prepare: async world => ({ request: await before(world), state: () => world.parameters() }),
  };
}

/** The monitor and the tags stay when a stack goes. */
function costExplorer(name: string, type: string, before: (world: World) => Promise<Request>): Scenario {
  return { name, bundle: bundled(BILLING_HANDLER), type, prepare: async world => ({ request: await before(world), state: () => world.explored() }) };
}
