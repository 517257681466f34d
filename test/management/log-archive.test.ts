import { App } from 'aws-cdk-lib';
import { ControlTower } from '../../src';
import { unretained } from '../../src/verify/laws';
import { landingZone, registered } from '../support/acme';
import { synthesize } from '../support/assembly';

const LOGS = 'Acme/log-archive/eu-west-1-logs';
const TRAIL = 'cloud-platform-trail-200000000001-eu-west-1';
const ACCESS_LOGS = 'cloud-platform-access-logs-200000000001-eu-west-1';
const CONFIG = 'cloud-platform-config-200000000001-eu-west-1';

const withTower = (controlTower: ControlTower) => synthesize((app: App) => { landingZone(app, registered(), { controlTower }); });
const buckets = (controlTower: ControlTower): Record<string, any> =>
  Object.fromEntries(withTower(controlTower).resources(LOGS, 'AWS::S3::Bucket').map(([, { Properties }]) => [Properties.BucketName, Properties]));

test('the trail is the organization\'s: all accounts, all regions, validated, encrypted, into the archive', () => {
  // WHEN
  const assembly = withTower(ControlTower.managed());
  // THEN
  const [[, { Properties }]] = assembly.resources('Acme/management/eu-west-1-trail', 'AWS::CloudTrail::Trail');
  expect(Properties).toEqual({
    TrailName: 'cloud-platform-organization',
    S3BucketName: TRAIL,
    KMSKeyId: 'arn:aws:kms:eu-west-1:200000000001:alias/cloud-platform-logs',
    IsLogging: true,
    IsOrganizationTrail: true,
    IsMultiRegionTrail: true,
    IncludeGlobalServiceEvents: true,
    EnableLogFileValidation: true,
  });
  expect(assembly.resources(LOGS, 'AWS::KMS::Alias')[0][1].Properties.AliasName).toBe('alias/cloud-platform-logs');
});

test('it comes after its archive, though that stands in an account of a later wave, and stock cdk is told the same', () => {
  const assembly = withTower(ControlTower.managed());
  const path = 'Acme/management/eu-west-1-trail';
  expect(assembly.stacks.find(stack => stack.path === path)!.dependsOn).toContain(LOGS);
  const planned = assembly.plan.stacks.find(stack => stack.path === path)!;
  expect([planned.wave, planned.dependsOn]).toEqual([3, [LOGS, 'Acme/management/eu-west-1-baselines']]);
  expect(assembly.account('log-archive').wave).toBeLessThan(planned.wave!);
});

test('the trail\'s bucket is under object lock for as long as logs are kept, has versions, is encrypted, private, and its access is logged', () => {
  const bucket = buckets(ControlTower.managed({ logRetentionDays: 500 }))[TRAIL];
  expect(bucket.ObjectLockConfiguration).toEqual({ ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 500 } } });
  expect(bucket.VersioningConfiguration).toEqual({ Status: 'Enabled' });
  expect(bucket.BucketEncryption.ServerSideEncryptionConfiguration[0].ServerSideEncryptionByDefault.SSEAlgorithm).toBe('aws:kms');
  expect(new Set(Object.values(bucket.PublicAccessBlockConfiguration))).toEqual(new Set([true]));
  expect(bucket.OwnershipControls).toEqual({ Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] });
  expect(bucket.LoggingConfiguration).toEqual({ DestinationBucketName: ACCESS_LOGS, LogFilePrefix: 'Trail/' });
  expect(bucket.LifecycleConfiguration.Rules[0]).toMatchObject({ ExpirationInDays: 500, Transitions: [{ StorageClass: 'GLACIER_IR', TransitionInDays: 90 }] });
});

test('Config and access logs have buckets of their own without a lock, which neither can write to', () => {
  const all = buckets(ControlTower.none({ logRetentionDays: 30 }));
  expect(Object.keys(all).sort()).toEqual([ACCESS_LOGS, CONFIG, TRAIL]);
  for (const name of [ACCESS_LOGS, CONFIG]) {
    expect([name, all[name].ObjectLockEnabled, all[name].ObjectLockConfiguration, all[name].VersioningConfiguration.Status]).toEqual([name, undefined, undefined, 'Enabled']);
  }
  expect(all[ACCESS_LOGS].BucketEncryption.ServerSideEncryptionConfiguration[0].ServerSideEncryptionByDefault).toEqual({ SSEAlgorithm: 'AES256' });
  expect(all[TRAIL].LifecycleConfiguration.Rules[0].Transitions).toBeUndefined();
});

test('with Control Tower there is no bucket for Config; a trail that is not wanted has none at all', () => {
  expect(Object.keys(buckets(ControlTower.managed())).sort()).toEqual([ACCESS_LOGS, TRAIL]);
  const without = withTower(ControlTower.managed({ organizationTrail: false }));
  expect(without.stacks.map(({ path }) => path).filter(path => /logs|trail/.test(path))).toEqual([]);
});

test('all of it outlives its stack, and a try that failed leaves no name behind', () => {
  const assembly = withTower(ControlTower.none());
  expect(unretained(assembly)).toEqual([]);
  const policies = assembly.resources(LOGS).filter(([, { Type }]) => /S3::Bucket|KMS/.test(Type)).map(([, { DeletionPolicy }]) => DeletionPolicy);
  expect(new Set(policies)).toEqual(new Set(['RetainExceptOnCreate']));
});

test('buckets have their access logged before they are made, and the access logs\' policy is there before', () => {
  const assembly = withTower(ControlTower.none());
  const [[accessLogs], ...others] = assembly.resources(LOGS, 'AWS::S3::Bucket');
  const [[policy]] = assembly.resources(LOGS, 'AWS::S3::BucketPolicy');
  expect(others).toHaveLength(2);
  for (const [, { DependsOn }] of others) expect(DependsOn).toEqual(expect.arrayContaining([accessLogs, policy]));
});
