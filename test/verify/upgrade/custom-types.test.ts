import { handler as mailHandler } from '../../../src/aws-api/mail-identity/mail-identity.lambda';
import { classify } from '../../../src/verify/upgrade/classify';
import { CUSTOM_TYPES } from '../../../src/verify/upgrade/custom-types';
import { Schemas } from '../../../src/verify/upgrade/schemas';
import { StackResource } from '../../aws-api/fixtures/cloudformation';
import { FakeControlTower } from '../../aws-api/fixtures/control-tower';
import { FakeCostExplorer } from '../../aws-api/fixtures/cost-explorer';
import { EMAIL, FakeMail } from '../../aws-api/fixtures/mail';
import { FakeOrganizationServices } from '../../aws-api/fixtures/organization-services';
import { FakePrivateZones, SHOP } from '../../aws-api/fixtures/private-zones';
import { FakeRegions } from '../../aws-api/fixtures/regions';
import { propertiesOf, zones } from '../../aws-api/fixtures/shop';
import { CHILD, FakeZones, PARENT } from '../../aws-api/fixtures/zones';

const schemas = Schemas.load();
let resource: StackResource | undefined;
let controlTower: FakeControlTower | undefined;
afterEach(async () => {
  await resource?.stop();
  await controlTower?.stop();
  controlTower = undefined;
});

interface World {
  readonly resource: StackResource;
  readonly properties: object;
  /** What is there, to see what a removal leaves. */
  readonly there: () => unknown;
}

async function organization(type: string, properties: object): Promise<World> {
  const aws = new FakeOrganizationServices();
  aws.organize();
  for (const unit of ['Security', 'Workloads']) aws.unit(unit);
  return { resource: await aws.resource(type), properties, there: () => [aws.organization, aws.units.length, aws.accounts.length] };
}

async function services(type: string, properties: object): Promise<World> {
  const aws = new FakeOrganizationServices();
  aws.organize();
  for (const name of ['a', 'b']) aws.account(`aws+${name}@acme.com`);
  ['iam.amazonaws.com', 'sso.amazonaws.com'].forEach(service => aws.trusted.add(service));
  return {
    resource: await aws.resource(type), properties, there: () => [[...aws.administrators], [...aws.features], [...aws.contacts], [...aws.trusted]],
  };
}

async function delegation(): Promise<World> {
  const aws = new FakeZones();
  const { parent, child } = zones(aws);
  child.keys = [{ ds: '1 13 2 AB', created: new Date(0) }];
  // every other name and place that a row below changes to
  aws.zone(CHILD, 'shop.acme.com', { id: 'Z2' });
  aws.zone(PARENT, 'acme.org');
  aws.zone('333333333333', 'acme.com');
  return { resource: await aws.resource(), properties: propertiesOf(child), there: () => parent.records.length };
}

async function parameter(): Promise<World> {
  const aws = new FakeRegions();
  const properties = { Name: '/a', Value: 'x', Description: 'A', Regions: ['us-east-1', 'sa-east-1'] };
  return { resource: await aws.resource(), properties, there: () => aws.parameters.size };
}

async function costExplorer(type: string, properties: object): Promise<World> {
  const aws = new FakeCostExplorer();
  aws.tags.set('Team', 'Inactive');
  return { resource: await aws.resource(type), properties, there: () => [aws.subscriptions.length, ...aws.tags] };
}

async function identityCenterBaseline(): Promise<World> {
  const aws = controlTower = await FakeControlTower.start();
  aws.add('XA1', 'SUCCEEDED');
  return { resource: await aws.resource(), properties: { LandingZoneVersion: '4.0' }, there: () => aws.baselines };
}
async function mailIdentity(): Promise<World> {
  const aws = new FakeMail();
  for (const name of ['shop.acme.com', 'store.acme.com']) aws.identities.set(name, { tokens: ['aaa', 'bbb', 'ccc'] });
  const properties = { DomainName: 'shop.acme.com', Region: 'eu-west-1', RoleArn: `arn:aws:iam::${EMAIL}:role/cloud-platform/mail-shop` };
  return { resource: await StackResource.of(mailHandler, 'Custom::MailIdentity'), properties, there: () => aws.identities.size };
}

async function privateZone(): Promise<World> {
  const aws = new FakePrivateZones();
  const [internal] = ['internal.acme.com', 'corp.acme.com'].map(name => aws.zone(name));
  for (const vpc of ['vpc-a', 'vpc-b']) aws.vpcs.set(vpc, SHOP);
  return { resource: await aws.resource(), properties: { ZoneName: 'internal.acme.com', VpcId: 'vpc-a' }, there: () => internal.vpcs.size };
}
const CONTACT = { Name: 'Security', Title: 'Security team', EmailAddress: 'security@acme.com', PhoneNumber: '1' };

const WORLDS: Record<string, () => Promise<World>> = {
  'Custom::Organization': () => organization('Custom::Organization', { TrustedServices: ['a.amazonaws.com'], PolicyTypes: ['SERVICE_CONTROL_POLICY'] }),
  'Custom::OrganizationalUnit': () => organization('Custom::OrganizationalUnit', { Path: 'Workloads/Production' }),
  'Custom::Account': () => organization('Custom::Account', { AccountName: 'a', Email: 'aws+a@acme.com', OrganizationalUnit: 'Security', Slot: '1' }),
  'Custom::AlternateContacts': () => services('Custom::AlternateContacts', { AccountId: '222222222222', Contacts: { SECURITY: CONTACT } }),
  'Custom::DelegatedAdministrator': () => services('Custom::DelegatedAdministrator', {
    ServicePrincipal: 'iam.amazonaws.com', AccountId: '222222222222', AccountName: 'a',
  }),
  'Custom::ResourceSharing': () => services('Custom::ResourceSharing', {}),
  'Custom::RootAccess': () => services('Custom::RootAccess', {}),
  'Custom::RegionalParameter': parameter,
  'Custom::SubdomainDelegation': delegation,
  'Custom::AnomalyDetection': () => costExplorer('Custom::AnomalyDetection', { Name: 'a', Emails: ['a@acme.com'], Impact: '100', Accounts: '7' }),
  'Custom::CostAllocationTags': () => costExplorer('Custom::CostAllocationTags', { Keys: ['Team'], Accounts: '7' }),
  'Custom::IdentityCenterBaseline': identityCenterBaseline,
  'Custom::MailIdentity': mailIdentity,
  'Custom::PrivateZoneAssociation': privateZone,
};

/** Another value for each property, where there is more than one way two. */
const CHANGES: [type: string, property: string, value: unknown][] = [
  ['Custom::Organization', 'TrustedServices', ['a.amazonaws.com', 'b.amazonaws.com']],
  ['Custom::Organization', 'PolicyTypes', ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY']],
  ['Custom::OrganizationalUnit', 'Path', 'Workloads/Staging'],
  ['Custom::Account', 'AccountName', 'b'],
  ['Custom::Account', 'Email', 'AWS+A@acme.com'],
  ['Custom::Account', 'Email', 'aws+b@acme.com'],
  ['Custom::Account', 'OrganizationalUnit', 'Workloads'],
  ['Custom::Account', 'Slot', '2'],
  ['Custom::Account', 'Tags', { team: 'shop' }],
  ['Custom::Account', 'LongestLife', '30'],
  ['Custom::AlternateContacts', 'AccountId', '333333333333'],
  ['Custom::AlternateContacts', 'Contacts', { BILLING: CONTACT }],
  ['Custom::DelegatedAdministrator', 'ServicePrincipal', 'sso.amazonaws.com'],
  ['Custom::DelegatedAdministrator', 'AccountId', '333333333333'],
  ['Custom::DelegatedAdministrator', 'AccountName', 'b'],
  ['Custom::RegionalParameter', 'Name', '/b'],
  ['Custom::RegionalParameter', 'Value', 'y'],
  ['Custom::RegionalParameter', 'Description', 'B'],
  ['Custom::RegionalParameter', 'Regions', ['us-east-1']],
  ['Custom::RegionalParameter', 'Regions', ['us-east-1', 'ap-east-1', 'sa-east-1']],
  ['Custom::SubdomainDelegation', 'ChildZoneId', 'Z2'],
  ['Custom::SubdomainDelegation', 'ChildZoneName', 'Shop.acme.com.'],
  ['Custom::SubdomainDelegation', 'ChildZoneName', 'store.acme.com'],
  ['Custom::SubdomainDelegation', 'ParentZoneName', 'acme.com.'],
  ['Custom::SubdomainDelegation', 'ParentZoneName', 'acme.org'],
  ['Custom::SubdomainDelegation', 'RoleArn', `arn:aws:iam::${PARENT}:role/other`],
  ['Custom::SubdomainDelegation', 'RoleArn', 'arn:aws:iam::333333333333:role/cloud-platform/delegation-shop'],
  ['Custom::SubdomainDelegation', 'Ttl', '60'],
  ['Custom::AnomalyDetection', 'Name', 'b'],
  ['Custom::AnomalyDetection', 'Emails', ['b@acme.com']],
  ['Custom::AnomalyDetection', 'Impact', '200'],
  ['Custom::AnomalyDetection', 'Accounts', '8'],
  ['Custom::CostAllocationTags', 'Keys', ['Cost']],
  ['Custom::CostAllocationTags', 'Accounts', '8'],
  ['Custom::IdentityCenterBaseline', 'LandingZoneVersion', '4.1'],
  ['Custom::SubdomainDelegation', 'ChainOfTrust', 'true'],
  ['Custom::PrivateZoneAssociation', 'ZoneName', 'Internal.acme.com.'],
  ['Custom::PrivateZoneAssociation', 'ZoneName', 'corp.acme.com'],
  ['Custom::PrivateZoneAssociation', 'VpcId', 'vpc-b'],
  ['Custom::MailIdentity', 'DomainName', 'store.acme.com'],
  ['Custom::MailIdentity', 'Region', 'us-east-1'],
  ['Custom::MailIdentity', 'RoleArn', `arn:aws:iam::${EMAIL}:role/cloud-platform/other`],
];

test('each property of each type is changed below', () => {
  const changed = new Set(CHANGES.map(([type, property]) => `${type} ${property}`));
  const all = Object.entries(CUSTOM_TYPES).flatMap(([type, { properties }]) => Object.keys(properties).map(property => `${type} ${property}`));
  expect([...changed].sort()).toEqual(all.sort());
});

test.each(CHANGES)('%s with another %s (%j): the verdict is what the handler does', async (Type, property, value) => {
  // GIVEN
  const world = await WORLDS[Type]();
  resource = world.resource;
  const { PhysicalResourceId } = await resource.create(world.properties);
  const after = { ...world.properties, [property]: value };

  // WHEN
  const answer = await resource.send({
    RequestType: 'Update', ResourceProperties: after, OldResourceProperties: world.properties, PhysicalResourceId,
  });
  const judgement = classify(schemas, { Type, Properties: world.properties }, { Type, Properties: after })!;

  // THEN
  expect(PhysicalResourceId).not.toContain('cloud-platform:');
  const done = answer.Status === 'FAILED' ? 'interrupts' : answer.PhysicalResourceId === PhysicalResourceId ? 'stays' : 'replaces';
  if (done === 'stays') expect(['safe', 'interrupts']).toContain(judgement.verdict);
  else expect(judgement.verdict).toBe(done);
});

test.each(Object.keys(CUSTOM_TYPES))('%s: whether it stays when its resource goes is what the handler does', async Type => {
  // GIVEN
  const world = await WORLDS[Type]();
  resource = world.resource;
  await resource.create(world.properties);
  const before = JSON.stringify(world.there());

  // WHEN
  const answer = await resource.delete();

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(JSON.stringify(world.there()) === before).toBe(CUSTOM_TYPES[Type].staysWhenRemoved);
});

test.each([
  ['Custom::Account', { Email: 'a@acme.com' }, { Email: 'A@acme.com' }, 'safe'],
  ['Custom::Account', { Email: 'a@acme.com' }, { Email: 'b@acme.com' }, 'interrupts'],
  ['Custom::Account', { OrganizationalUnit: 'A' }, { OrganizationalUnit: 'B' }, 'interrupts'],
  ['Custom::RegionalParameter', { Regions: ['a', 'b'] }, { Regions: ['a'] }, 'interrupts'],
  ['Custom::RegionalParameter', { Regions: ['a', 'b'] }, { Regions: ['b', 'c', 'a'] }, 'safe'],
])('%s from %j to %j %s', (Type, before, after, verdict) => {
  expect(classify(schemas, { Type, Properties: before }, { Type, Properties: after })).toMatchObject({ verdict, effect: 'changes in place' });
});
