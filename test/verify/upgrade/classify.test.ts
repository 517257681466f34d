import { STATEFUL } from '../../../src/verify/laws/state';
import { classify } from '../../../src/verify/upgrade/classify';
import { Schemas } from '../../../src/verify/upgrade/schemas';
import type { Effect, Verdict } from '../../../src/verify/upgrade/verdict';

const schemas = Schemas.load();

const ZONE = { Type: 'AWS::Route53::HostedZone', Properties: { Name: 'acme.com.', HostedZoneConfig: { Comment: 'The root domain' } } };
const PARAMETER = { Type: 'AWS::SSM::Parameter', Properties: { Name: '/a', Type: 'String', Value: 'x' } };
const FUNCTION = { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'nodejs22.x', Role: 'arn', Code: { S3Key: 'a.zip' } } };
const ROLE = { Type: 'AWS::IAM::Role', Properties: { Path: '/a/', AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow' }] } } };
const BUCKET = { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'a', VersioningConfiguration: { Status: 'Enabled' } } };
const STACK_SET = {
  Type: 'AWS::CloudFormation::StackSet',
  Properties: {
    StackSetName: 'a',
    PermissionModel: 'SERVICE_MANAGED',
    TemplateBody: 'Resources: {}',
    StackInstancesGroup: [{ DeploymentTargets: { OrganizationalUnitIds: ['r-exam'] }, Regions: ['eu-west-1', 'us-east-1'] }],
  },
};
const RETAIN = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };
const SNAPSHOT = { DeletionPolicy: 'Snapshot', UpdateReplacePolicy: 'Snapshot' };

type Resource = typeof ZONE | Record<string, any>;
type Row = [what: string, before: Resource, after: Resource | undefined, verdict: Verdict, effect: Effect, properties?: string[]];

/** The same resource with other properties; one that is undefined goes. */
function having(resource: Resource, properties: object, attributes: object = {}): Resource {
  return { ...resource, Properties: { ...resource.Properties, ...properties }, ...attributes };
}

function custom(type: string, properties: object): Resource {
  return { Type: type, Properties: { ServiceToken: { 'Fn::GetAtt': ['Handler', 'Arn'] }, ...properties } };
}
const THEIRS = custom('Custom::Theirs', { Size: 1 });

/** What a top-level property of CloudFormation's schema decides. */
const BY_SCHEMA: Row[] = [
  ['another name of a zone that is retained', having(ZONE, {}, RETAIN), having(ZONE, { Name: 'acme.org.' }, RETAIN), 'replaces', 'replaces', ['Name']],
  ['another name of a zone that is not', ZONE, having(ZONE, { Name: 'acme.org.' }), 'deletes state', 'replaces', ['Name']],
  ['another name of a parameter', PARAMETER, having(PARAMETER, { Name: '/b' }), 'replaces', 'replaces', ['Name']],
  ['a name that is no longer chosen by CloudFormation', FUNCTION, having(FUNCTION, { FunctionName: 'a' }), 'replaces', 'replaces', ['FunctionName']],
  ['another path of a role', ROLE, having(ROLE, { Path: '/b/' }), 'replaces', 'replaces', ['Path']],
  ['a bucket\'s other name', BUCKET, having(BUCKET, { BucketName: 'b' }), 'deletes state', 'replaces', ['BucketName']],
  ['a bucket\'s other name, the old one retained', having(BUCKET, {}, RETAIN), having(BUCKET, { BucketName: 'b' }, RETAIN), 'replaces', 'replaces', ['BucketName']],
  ['a bucket that was retained only in the last release', having(BUCKET, {}, RETAIN), having(BUCKET, { BucketName: 'b' }), 'deletes state', 'replaces', ['BucketName']],
  ['another name of a table', { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'a' } }, { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'b' } },
    'deletes state', 'replaces', ['TableName']],
  ['another name of a log group', { Type: 'AWS::Logs::LogGroup', Properties: {} }, { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: 'b' } },
    'deletes state', 'replaces', ['LogGroupName']],
  ['another zone of a record', { Type: 'AWS::Route53::RecordSet', Properties: { HostedZoneId: 'Z1', Name: 'a', Type: 'A' } },
    { Type: 'AWS::Route53::RecordSet', Properties: { HostedZoneId: 'Z2', Name: 'a', Type: 'A' } }, 'replaces', 'replaces', ['HostedZoneId']],
  ['another name of a repository', { Type: 'AWS::ECR::Repository', Properties: { RepositoryName: 'a' } }, { Type: 'AWS::ECR::Repository', Properties: { RepositoryName: 'b' } },
    'deletes state', 'replaces', ['RepositoryName']],
  ['another way to reach the accounts', STACK_SET, having(STACK_SET, { StackSetName: 'b', PermissionModel: 'SELF_MANAGED' }),
    'deletes state', 'replaces', ['PermissionModel', 'StackSetName']],
  ['a path under a name that stays', having(ROLE, { RoleName: 'a' }), having(ROLE, { RoleName: 'a', Path: '/b/' }), 'replaces', 'refuses', ['Path']],
  ['what its schema calls conditional', { Type: 'AWS::EC2::Instance', Properties: { InstanceType: 'a' } }, { Type: 'AWS::EC2::Instance', Properties: { InstanceType: 'b' } },
    'replaces', 'may replace', ['InstanceType']],
  ['a snapshot before it goes', { Type: 'AWS::RDS::DBInstance', Properties: { DBName: 'a' }, ...SNAPSHOT }, { Type: 'AWS::RDS::DBInstance', Properties: { DBName: 'b' }, ...SNAPSHOT },
    'replaces', 'replaces', ['DBName']],
  ['a snapshot that only the last release asked for', { Type: 'AWS::RDS::DBInstance', Properties: { DBName: 'a' }, ...SNAPSHOT },
    { Type: 'AWS::RDS::DBInstance', Properties: { DBName: 'b' } }, 'deletes state', 'replaces', ['DBName']],
  ['a property deep inside', { Type: 'AWS::Budgets::Budget', Properties: { Budget: { BudgetName: 'a', TimeUnit: 'MONTHLY' } } },
    { Type: 'AWS::Budgets::Budget', Properties: { Budget: { BudgetName: 'b', TimeUnit: 'MONTHLY' } } }, 'replaces', 'replaces', ['Budget/BudgetName']],
  ['a property of an item of a list', { Type: 'AWS::MSK::Replicator', Properties: { ReplicationInfoList: [{ SourceKafkaClusterArn: 'a' }] } },
    { Type: 'AWS::MSK::Replicator', Properties: { ReplicationInfoList: [{ SourceKafkaClusterArn: 'b' }] } }, 'replaces', 'may replace', ['ReplicationInfoList/*/SourceKafkaClusterArn']],
  ['an inside that CloudFormation makes up', { Type: 'AWS::Budgets::Budget', Properties: { Budget: { BudgetName: 'a', TimeUnit: 'MONTHLY' } } },
    { Type: 'AWS::Budgets::Budget', Properties: { Budget: { 'Fn::FindInMap': ['a', 'b', 'c'] } } }, 'replaces', 'may replace', ['Budget']],
  ['a text that CloudFormation makes up', ZONE, having(ZONE, { Name: { Ref: 'Domain' } }), 'deletes state', 'replaces', ['Name']],
  ['a path that the schema keeps apart', { Type: 'AWS::EFS::AccessPoint', Properties: { FileSystemId: 'f', CreationInfo: { OwnerUid: '1' } } },
    { Type: 'AWS::EFS::AccessPoint', Properties: { FileSystemId: 'f', CreationInfo: { OwnerUid: '2' } } }, 'replaces', 'replaces', ['CreationInfo/OwnerUid']],
];

const OTHERS: Row[] = [
  ['a parameter\'s value', PARAMETER, having(PARAMETER, { Value: 'y' }), 'safe', 'changes in place', ['Value']],
  ['a zone\'s comment', ZONE, having(ZONE, { HostedZoneConfig: { Comment: 'x' } }), 'safe', 'changes in place', ['HostedZoneConfig']],
  ['a function\'s runtime and code', FUNCTION, having(FUNCTION, { Runtime: 'nodejs24.x', Code: { S3Key: 'b.zip' } }), 'safe', 'changes in place', ['Code', 'Runtime']],
  ['whom a role trusts', ROLE, having(ROLE, { AssumeRolePolicyDocument: { Statement: [] } }), 'safe', 'changes in place', ['AssumeRolePolicyDocument']],
  ['a bucket\'s versions', BUCKET, having(BUCKET, { VersioningConfiguration: { Status: 'Suspended' } }), 'safe', 'changes in place', ['VersioningConfiguration']],
  ['a budget\'s period', { Type: 'AWS::Budgets::Budget', Properties: { Budget: { BudgetName: 'a', TimeUnit: 'MONTHLY' } } },
    { Type: 'AWS::Budgets::Budget', Properties: { Budget: { BudgetName: 'a', TimeUnit: 'DAILY' } } }, 'safe', 'changes in place', ['Budget']],
  ['only what CloudFormation does with it', ZONE, { ...ZONE, ...RETAIN }, 'safe', 'changes in place'],

  ['an instance of another class', { Type: 'AWS::RDS::DBInstance', Properties: { DBInstanceClass: 'a' } }, { Type: 'AWS::RDS::DBInstance', Properties: { DBInstanceClass: 'b' } },
    'interrupts', 'changes in place', ['DBInstanceClass']],
  ['what the schema\'s documentation calls an interruption', { Type: 'AWS::DynamoDB::Table', Properties: { AttributeDefinitions: [] } },
    { Type: 'AWS::DynamoDB::Table', Properties: { AttributeDefinitions: [{ AttributeName: 'a' }] } }, 'interrupts', 'changes in place', ['AttributeDefinitions']],

  ['a bucket that goes', BUCKET, undefined, 'deletes state', 'removes'],
  ['a bucket that goes and is retained', having(BUCKET, {}, RETAIN), undefined, 'replaces', 'leaves behind'],
  ['a zone that goes', ZONE, undefined, 'deletes state', 'removes'],
  ['a database that goes, with a snapshot', { Type: 'AWS::RDS::DBInstance', Properties: {}, ...SNAPSHOT }, undefined, 'replaces', 'removes'],
  ['a StackSet that goes, with its stacks everywhere', STACK_SET, undefined, 'deletes state', 'removes'],
  ['a role that goes', ROLE, undefined, 'replaces', 'removes'],
  ['an account that goes: its handler closes none', custom('Custom::Account', {}), undefined, 'replaces', 'leaves behind'],
  ['a delegation that goes', custom('Custom::SubdomainDelegation', {}), undefined, 'replaces', 'removes'],
  ['a stranger\'s custom resource that goes', THEIRS, undefined, 'deletes state', 'removes'],
  ['a stranger\'s that goes and is retained', { ...THEIRS, DeletionPolicy: 'Retain' }, undefined, 'replaces', 'leaves behind'],
  ['a type that no schema knows', { Type: 'Acme::Data::Lake', Properties: {} }, undefined, 'deletes state', 'removes'],

  ['another type', ROLE, PARAMETER, 'replaces', 'refuses'],
  ['another type in the place of state', ZONE, PARAMETER, 'deletes state', 'refuses'],
  ['a new condition', BUCKET, { ...BUCKET, Condition: 'IsLarge' }, 'deletes state', 'may remove'],
  ['a new condition, and another name that is worse', having(BUCKET, {}, { DeletionPolicy: 'Retain' }),
    having(BUCKET, { BucketName: 'b' }, { DeletionPolicy: 'Retain', Condition: 'IsLarge' }), 'deletes state', 'replaces', ['BucketName']],
  ['a condition that is dropped', { ...BUCKET, Condition: 'IsLarge' }, BUCKET, 'safe', 'changes in place'],

  ['a region that a StackSet leaves', STACK_SET, having(STACK_SET, { StackInstancesGroup: [{ DeploymentTargets: { OrganizationalUnitIds: ['r-exam'] }, Regions: ['eu-west-1'] }] }),
    'deletes state', 'removes', ['StackInstancesGroup']],
  ['a region more', STACK_SET, having(STACK_SET, { StackInstancesGroup: [{ DeploymentTargets: { OrganizationalUnitIds: ['r-exam'] }, Regions: ['sa-east-1', 'us-east-1', 'eu-west-1'] }] }),
    'safe', 'changes in place', ['StackInstancesGroup']],
  ['another template in a StackSet: judged by itself', STACK_SET, having(STACK_SET, { TemplateBody: '{"Resources":{}}' }), 'safe', 'changes in place', ['TemplateBody']],
  ['a template in a StackSet that cannot be read', STACK_SET, having(STACK_SET, { TemplateBody: 'Resources: !Sub x' }), 'replaces', 'may replace', ['TemplateBody']],
  ['a template that stands elsewhere', { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'a' } }, { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'b' } },
    'replaces', 'may replace', ['TemplateURL']],

  ['a stranger\'s custom resource', THEIRS, custom('Custom::Theirs', { Size: 2 }), 'deletes state', 'may replace', ['Size']],
  ['a type that no schema knows, changed', { Type: 'Acme::Data::Lake', Properties: { Size: 1 } }, { Type: 'Acme::Data::Lake', Properties: { Size: 2 } }, 'deletes state', 'may replace', ['Size']],
  ['another function behind it', THEIRS, custom('Custom::Theirs', { ServiceToken: 'arn' }), 'replaces', 'refuses', ['ServiceToken']],
  ['another function behind one of ours', custom('Custom::Account', { Slot: '1' }), custom('Custom::Account', { Slot: '1', ServiceToken: 'arn' }), 'replaces', 'refuses', ['ServiceToken']],
];

test.each([...BY_SCHEMA, ...OTHERS])('%s', (_, before, after, verdict, effect, properties = []) => {
  expect(classify(schemas, before as any, after as any)).toMatchObject({ verdict, effect, properties });
});

test.each(BY_SCHEMA.filter(row => schemas.propertiesOf(row[1].Type)[row[5]![0]]?.replaces))('%s: the schema decides, and nothing else', (_, before, after, __, ___, deciding) => {
  // GIVEN a schema that says otherwise
  const properties = schemas.propertiesOf(before.Type);
  const said = deciding!.map(name => [properties[name] as { replaces?: 'maybe' | 'yes' }, properties[name].replaces] as const);
  said.forEach(([property]) => property.replaces = undefined);
  // WHEN
  const judgement = classify(schemas, before as any, after as any);
  said.forEach(([property, replacement]) => property.replaces = replacement);
  // THEN
  expect(judgement).toMatchObject({ effect: 'changes in place' });
});

test.each<[string, Resource, Resource]>([
  ['the same', ZONE, ZONE],
  ['keys in another order', ZONE, { Properties: { HostedZoneConfig: ZONE.Properties.HostedZoneConfig, Name: 'acme.com.' }, Type: ZONE.Type }],
  ['a number as text', having(FUNCTION, { Timeout: 900 }), having(FUNCTION, { Timeout: '900' })],
  ['true as text', having(FUNCTION, { PublishToLatestPublished: true }), having(FUNCTION, { PublishToLatestPublished: 'true' })],
])('%s is no change', (_, before, after) => {
  expect(classify(schemas, before as any, after as any)).toBeUndefined();
});

test.each<[string, unknown, unknown]>([
  ['a list in another order', ['a', 'b'], ['b', 'a']],
  ['a list that has grown', ['a'], ['a', 'b']],
  ['a text in the place of a list', ['a'], 'a'],
  ['an object in the place of a text', '[object Object]', { a: 'b' }],
  ['a key more', { a: 'b' }, { a: 'b', c: 'd' }],
  ['another key', { a: 'b' }, { c: 'b' }],
  ['something in the place of nothing', undefined, 'undefined'],
])('%s is a change', (_, before, after) => {
  const [one, other] = [before, after].map(Layers => having(FUNCTION, { Layers }));
  expect(classify(schemas, one as any, other as any)).toMatchObject({ verdict: 'safe', properties: ['Layers'] });
});

test('what makes a judgement is said', () => {
  const judgement = classify(schemas, having(ROLE, { RoleName: 'door' }) as any, having(ROLE, { RoleName: 'door', Path: '/b/' }) as any);
  expect(judgement!.why).toBe('Path cannot be changed, and the new one finds the name door taken by the old one');
});

test.each(STATEFUL)('%s holds state, here as in the law that has it retained', Type => {
  expect(classify(schemas, { Type, Properties: {} })).toMatchObject({ verdict: 'deletes state', why: 'it holds state and is not retained' });
});

test('the schemas are there, and many', () => {
  expect(schemas.size).toBeGreaterThan(1000);
  expect(schemas.knows('AWS::Route53::HostedZone')).toBe(true);
  expect(schemas.knows('AWS::Route53::HostedZones')).toBe(false);
});
