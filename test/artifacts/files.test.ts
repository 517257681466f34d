import { made, ORGANIZATION } from './support/company';

const bucketIn = (region: string) => `cloud-platform-artifacts-200000000004-${region}`;

let built: ReturnType<typeof made>;
beforeAll(() => {
  built = made(({ artifacts }) => ['site', 'functions'].forEach(name => artifacts.addFileStore(name)));
});

test('each region has one bucket for all stores, with versions, closed to the public, and retained', () => {
  for (const region of ['eu-west-1', 'us-east-1']) {
    const buckets = built.of('files', 'AWS::S3::Bucket', region);
    expect(buckets).toEqual([expect.objectContaining({ DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' })]);
    expect(buckets[0].Properties).toMatchObject({
      BucketName: bucketIn(region),
      VersioningConfiguration: { Status: 'Enabled' },
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    });
  }
});

test('what is put at home S3 copies to each other region, whose bucket is there first; deletions are not copied', () => {
  const [{ Properties: { ReplicationConfiguration } }] = built.of('files', 'AWS::S3::Bucket');
  expect(ReplicationConfiguration.Rules).toEqual([expect.objectContaining({
    Status: 'Enabled', Destination: { Bucket: `arn:aws:s3:::${bucketIn('us-east-1')}` }, DeleteMarkerReplication: { Status: 'Disabled' },
  })]);
  expect(built.of('files', 'AWS::S3::Bucket', 'us-east-1')[0].Properties.ReplicationConfiguration).toBeUndefined();
  expect(built.assembly.stacks.find(({ path }) => path === 'Acme/artifacts/eu-west-1-files')!.dependsOn).toContain('Acme/artifacts/us-east-1-files');
});

test('environments read, by their place in the organization and by an id without a wildcard, or S3 would take the policy for public', () => {
  const [{ Properties: { PolicyDocument: { Statement } } }] = built.of('files', 'AWS::S3::BucketPolicy');
  expect(Statement.filter(({ Effect }: any) => Effect === 'Allow')).toEqual([expect.objectContaining({
    Action: ['s3:GetObject', 's3:GetObjectVersion'],
    Condition: {
      'StringEquals': { 'aws:PrincipalOrgID': ['o-exampleorgid'] },
      'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': expect.arrayContaining([`${ORGANIZATION}/ou-exam-sandbox0/*`]) },
    },
  })]);
});
