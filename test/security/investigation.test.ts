import { ControlTower, LandingZoneProps } from '../../src';
import { landingZone, registered } from '../support/acme';
import { complaintsOf, synthesize } from '../support/assembly';

const LOGS = 'Acme/log-archive/eu-west-1-logs';
const PATH = 'Acme/security/eu-west-1-investigation';

const synth = (props: Partial<LandingZoneProps> = {}, investigators = true, registry = registered()) => synthesize(app => {
  const zone = landingZone(app, registry, props);
  if (investigators) zone.security.grantInvestigate(zone.identity.addGroup('security'));
});
const assembly = synth();
const own = synth({ controlTower: ControlTower.none({ logRetentionDays: 500 }) }, false);
const tableOf = (from: typeof assembly, name: string) => from.resources(PATH, 'AWS::Glue::Table').map(([, { Properties }]) => Properties.TableInput).find(one => one.Name === name);
const queries = (from: typeof assembly) => from.resources(PATH, 'AWS::Athena::NamedQuery').map(([, { Properties }]) => Properties);

test('the trail is a table of its bucket, cut into accounts, regions and days that Athena computes', () => {
  const { Parameters, PartitionKeys, StorageDescriptor } = tableOf(assembly, 'trail');
  expect(PartitionKeys.map(({ Name }: any) => Name)).toEqual(['account', 'region', 'day']);
  expect(Parameters).toMatchObject({
    'projection.enabled': 'true',
    'projection.account.type': 'injected',
    'projection.day.format': 'yyyy/MM/dd',
    'projection.day.range': 'NOW-365DAYS,NOW',
    'storage.location.template': 's3://cloud-platform-trail-200000000001-eu-west-1/AWSLogs/o-exampleorgid/${account}/CloudTrail/${region}/${day}/',
  });
  expect(StorageDescriptor.Location).toBe('s3://cloud-platform-trail-200000000001-eu-west-1/AWSLogs/o-exampleorgid/');
});

test('no region is left out, as whoever breaks in asks nobody where, and none of another partition is asked', () => {
  const regions = tableOf(assembly, 'trail').Parameters['projection.region.values'].split(',');
  expect(regions).toEqual(expect.arrayContaining(['eu-west-1', 'us-east-1', 'ap-south-1', 'sa-east-1']));
  expect(regions.filter((region: string) => /^(cn|us-gov|eusc)-/.test(region))).toEqual([]);
});

test('AWS Config is a second table where the platform keeps its archive, for as long as logs are kept', () => {
  expect(tableOf(assembly, 'config')).toBeUndefined();
  expect(tableOf(own, 'config').Parameters).toMatchObject({
    'projection.day.format': 'yyyy/M/d',
    'projection.day.range': 'NOW-500DAYS,NOW',
    'storage.location.template': 's3://cloud-platform-config-200000000001-eu-west-1/AWSLogs/${account}/Config/${region}/${day}/ConfigSnapshot/',
  });
});

test('the questions of an investigation are saved, ask tables that are there, and know nothing but their columns', () => {
  expect(queries(assembly).map(({ Name }) => Name)).toEqual([
    'what-did-this-principal-do', 'who-touched-this-resource', 'who-assumed-this-role-from-where', 'who-signed-in',
  ]);
  expect(queries(own).map(({ Name }) => Name)).toContain('what-was-this-resource-like');
  for (const { QueryString, Database, WorkGroup } of queries(own)) {
    expect([Database, WorkGroup]).toEqual(['organization_logs', { Ref: 'WorkGroup' }]);
    const [, table] = /FROM "organization_logs"\."(\w+)"/.exec(QueryString)!;
    const { Columns } = tableOf(own, table).StorageDescriptor;
    const known = JSON.stringify(Columns.map(({ Name, Type }: any) => `${Name} ${Type}`));
    for (const [, column] of QueryString.matchAll(/\b(?:useridentity|sessioncontext|sessionissuer|attributes|onbehalfof|item)\.(\w+)/g)) {
      expect([QueryString.slice(0, 40), column, new RegExp(`\\b${column}\\b`).test(known)]).toEqual([expect.anything(), column, true]);
    }
    // an account has to be said, or Athena refuses
    expect(QueryString).toContain("account IN ('ACCOUNT')");
  }
});

test('answers are kept apart, encrypted, for a month, wherever a question says they should lie', () => {
  const { Properties } = assembly.resources(PATH, 'AWS::Athena::WorkGroup')[0][1];
  expect(Properties.WorkGroupConfiguration).toMatchObject({
    EnforceWorkGroupConfiguration: true, BytesScannedCutoffPerQuery: 1e12, ResultConfiguration: { EncryptionConfiguration: { EncryptionOption: 'SSE_S3' } },
  });
  expect(assembly.resources(PATH, 'AWS::S3::Bucket')[0][1].Properties.LifecycleConfiguration.Rules[0].ExpirationInDays).toBe(30);
});

test('nothing of it runs while nobody asks', () => {
  const types = new Set(assembly.resources(PATH).map(([, { Type }]) => Type));
  expect([...types].sort()).toEqual([
    'AWS::Athena::NamedQuery', 'AWS::Athena::WorkGroup', 'AWS::Glue::Database', 'AWS::Glue::Table', 'AWS::S3::Bucket', 'AWS::S3::BucketPolicy',
  ]);
});

test('the archive lets nobody in as long as nobody is to investigate, or Identity Center is not switched on', () => {
  const sids = (from: typeof assembly) => from.resources(LOGS)
    .flatMap(([, { Properties: { PolicyDocument, KeyPolicy } }]) => (PolicyDocument ?? KeyPolicy)?.Statement ?? [])
    .map(({ Sid }: any) => Sid).filter((sid: string) => sid === 'Investigators');
  expect([own, assembly].map(sids)).toEqual([[], []]);
});

test('no account of logs, no questions: they come with it', () => {
  const before = synth({}, false, registered().filter(({ name }) => name !== 'log-archive'));
  expect(before.stacks.map(({ path }) => path).filter(path => path === PATH)).toEqual([]);
});

test.each<[string, Parameters<typeof ControlTower.none>[0], string]>([
  ['a day that is none', { logRetentionDays: 0 }, 'logRetentionDays: got 0, expected a whole number of days'],
  ['half a day', { logRetentionDays: 1.5 }, 'logRetentionDays: got 1.5'],
  ['less than the law asks for', { logRetentionDays: 90, minimumLogRetentionDays: 365 }, 'logRetentionDays: got 90, expected at least 365'],
  ['a law that is none', { minimumLogRetentionDays: -1 }, 'minimumLogRetentionDays: got -1'],
])('bad retention: %s', (_, options, expected) => {
  expect(complaintsOf(app => { landingZone(app, registered(), { controlTower: ControlTower.none(options) }); })).toContain(expected);
});
