import { casesIn, SIMULATOR } from './support/acme';
import { allow, controlPolicy, deny, MADE, organizationOf, Resources, role, ROOT, trusting } from './support/organization';
import { accessMatrix, MatrixReport } from '../../src/verify/access/matrix';

/** Each layer of IAM's decision, in an organization of three accounts: what the library has none of yet is tried here. */

interface Line { who: string; does: string; on: string; expect: 'allow' | 'deny'; by?: string; more?: string }

function run(resources: Resources, ...cases: Line[]): Promise<MatrixReport> {
  return accessMatrix(organizationOf(resources), [casesIn(`
principals:
  administrator: { managed: [AdministratorAccess] }
  outsider: { outside: '000000000001', managed: [AdministratorAccess] }
  linked: { role: aws-service-role/x.amazonaws.com/linked, managed: [AdministratorAccess] }
cases:
${cases.map(({ who, does, on, expect: answer, by, more }, index) => `
  - { name: 'case ${index}', who: { ${who} }, does: '${does}', on: { ${on} }, expect: ${answer}, ${by ? `by: [${by}],` : ''} ${more ?? ''} why: because }`).join('')}`)], { simulator: SIMULATOR });
}

async function holds(resources: Resources, ...cases: Line[]): Promise<void> {
  const report = await run(resources, ...cases);
  expect(report.failures).toEqual([]);
  expect(report.cases).toBeGreaterThanOrEqual(cases.length);
}

const topic = (account: string) => `account: ${account}, arn: 'arn:aws:sns:eu-west-1:${{ a: '222222222222', b: '333333333333', management: '111111111111' }[account]}:x'`;

test('an SCP binds what stands below its target, and the deny statement decides', async () => {
  await holds(
    { management: { ...MADE, Guardrail: controlPolicy('SERVICE_CONTROL_POLICY', deny('sns:*'), { 'Fn::GetAtt': ['Production', 'Id'] }) } },
    { who: 'account: a, principal: administrator', does: 'sns:CreateTopic', on: topic('a'), expect: 'deny', by: 'scp' },
    { who: 'account: b, principal: administrator', does: 'sns:CreateTopic', on: topic('b'), expect: 'allow', by: 'identity' },
  );
});

test('an SCP at the root binds neither the management account nor service-linked roles', async () => {
  await holds(
    { management: { ...MADE, Guardrail: controlPolicy('SERVICE_CONTROL_POLICY', deny('sns:*'), ROOT) } },
    { who: 'account: b, principal: administrator', does: 'sns:CreateTopic', on: topic('b'), expect: 'deny', by: 'scp' },
    { who: 'account: management, principal: administrator', does: 'sns:CreateTopic', on: topic('management'), expect: 'allow' },
    { who: 'account: b, principal: linked', does: 'sns:CreateTopic', on: topic('b'), expect: 'allow' },
  );
});

test('an SCP with a condition denies those whom it names', async () => {
  const people = { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/administrator' } };
  await holds(
    {
      management: { ...MADE, Guardrail: controlPolicy('SERVICE_CONTROL_POLICY', deny('sns:*', people), '222222222222') },
      a: { Machine: role('machine', allow('sns:CreateTopic')) },
    },
    { who: 'account: a, principal: administrator', does: 'sns:CreateTopic', on: topic('a'), expect: 'deny', by: 'scp' },
    { who: 'account: a, role: machine', does: 'sns:CreateTopic', on: topic('a'), expect: 'allow' },
  );
});

test('an RCP binds resources, whoever comes, but not those of the management account', async () => {
  const outsiders = { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': { 'Fn::GetAtt': ['Organization', 'Id'] } }, BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } };
  const open = (name: string) => trusting(name, { AWS: '000000000001' });
  await holds(
    {
      management: { ...MADE, Rcp: controlPolicy('RESOURCE_CONTROL_POLICY', { ...deny('sts:AssumeRole', outsiders), Principal: '*' }, ROOT), Door: open('door') },
      a: { Door: open('door'), Inner: role('inner', allow('s3:ListAllMyBuckets')) },
    },
    { who: 'principal: outsider', does: 'sts:AssumeRole', on: 'account: a, role: door', expect: 'deny', by: 'rcp' },
    { who: 'principal: outsider', does: 'sts:AssumeRole', on: 'account: management, role: door', expect: 'allow' },
    { who: 'account: a, principal: administrator', does: 'sts:AssumeRole', on: 'account: a, role: inner', expect: 'allow' },
  );
});

test('a permissions boundary is the most that a role can do', async () => {
  await holds(
    {
      a: {
        Boundary: { Type: 'AWS::IAM::ManagedPolicy', Properties: { ManagedPolicyName: 'boundary', PolicyDocument: { Version: '2012-10-17', Statement: [allow('s3:*'), deny('s3:DeleteBucket')] } } },
        Bound: role('bound', allow('*'), { PermissionsBoundary: { Ref: 'Boundary' } }),
      },
    },
    { who: 'role: bound', does: 's3:CreateBucket', on: 'account: a, arn: "arn:aws:s3:::x"', expect: 'allow', by: 'identity, boundary' },
    { who: 'role: bound', does: 's3:DeleteBucket', on: 'account: a, arn: "arn:aws:s3:::x"', expect: 'deny', by: 'boundary' },
    { who: 'role: bound', does: 'sns:CreateTopic', on: topic('a'), expect: 'deny', by: 'boundary' },
  );
});

test('across accounts both sides have to say yes; in one account either is enough', async () => {
  const policy = (Principal: unknown) => ({
    Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'shared' } },
    Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Principal, Resource: { 'Fn::Sub': '${Bucket.Arn}/*' } }] } } },
  });
  const object = 'account: a, arn: "arn:aws:s3:::shared/x"';
  await holds(
    {
      a: { ...policy({ AWS: '333333333333' }), Mute: role('mute', allow('sns:CreateTopic')) },
      b: { Far: role('far', allow('s3:GetObject', 'arn:aws:s3:::shared/*')), Mute: role('mute', allow('sns:CreateTopic')) },
    },
    { who: 'account: b, role: far', does: 's3:GetObject', on: object, expect: 'allow', by: 'identity, resource' },
    { who: 'account: b, role: mute', does: 's3:GetObject', on: object, expect: 'deny', by: 'identity' },
    { who: 'principal: outsider', does: 's3:GetObject', on: object, expect: 'deny', by: 'resource' },
    { who: 'account: a, role: mute', does: 's3:GetObject', on: object, expect: 'deny', by: 'identity' },
  );
  await holds(
    { a: { ...policy({ AWS: 'arn:aws:iam::222222222222:role/near' }), Near: role('near', allow('sns:CreateTopic')) } },
    { who: 'account: a, role: near', does: 's3:GetObject', on: object, expect: 'allow', by: 'resource' },
  );
});

test('a key lets nobody in but whom its own policy lets in, an administrator of its account neither', async () => {
  const key = (Principal: unknown) => ({ Type: 'AWS::KMS::Key', Properties: { KeyPolicy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'kms:*', Principal, Resource: '*' }] } } });
  await holds(
    { a: { Key: key({ AWS: 'arn:aws:iam::222222222222:role/keeper' }), Keeper: role('keeper', allow('sns:CreateTopic')) }, b: { Key: key({ AWS: { Ref: 'AWS::AccountId' } }) } },
    { who: 'account: a, role: keeper', does: 'kms:Decrypt', on: 'account: a, type: "AWS::KMS::Key"', expect: 'allow', by: 'resource' },
    { who: 'account: a, principal: administrator', does: 'kms:Decrypt', on: 'account: a, type: "AWS::KMS::Key"', expect: 'deny', by: 'resource' },
    { who: 'account: b, principal: administrator', does: 'kms:Decrypt', on: 'account: b, type: "AWS::KMS::Key"', expect: 'allow' },
  );
});

test('roles are chained door by door', async () => {
  await holds(
    {
      a: { First: role('first', allow('sts:AssumeRole', 'arn:aws:iam::333333333333:role/second')) },
      b: {
        Second: trusting('second', { AWS: 'arn:aws:iam::222222222222:root' }, { ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::222222222222:role/first' } }, allow('sts:AssumeRole', 'arn:aws:iam::333333333333:role/third')),
        Third: trusting('third', { AWS: { 'Fn::GetAtt': ['Second', 'Arn'] } }),
      },
    },
    { who: 'role: first', does: 'sts:AssumeRole', on: 'account: b, role: second', expect: 'allow', by: 'identity, resource' },
    { who: 'role: second', does: 'sts:AssumeRole', on: 'account: b, role: third', expect: 'allow' },
    { who: 'role: first', does: 'sts:AssumeRole', on: 'account: b, role: third', expect: 'deny', by: 'identity, resource' },
    { who: 'account: a, principal: administrator', does: 'sts:AssumeRole', on: 'account: b, role: second', expect: 'deny', by: 'resource' },
  );
});

test('policies attach from beside the role: AWS::IAM::Policy, a managed one, queues, topics, functions', async () => {
  const open = { Effect: 'Allow', Principal: { AWS: '333333333333' }, Resource: '*' };
  await holds(
    {
      a: {
        Bare: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'bare', AssumeRolePolicyDocument: { Statement: [] } } },
        Inline: { Type: 'AWS::IAM::Policy', Properties: { PolicyName: 'p', Roles: [{ Ref: 'Bare' }], PolicyDocument: { Version: '2012-10-17', Statement: [allow('sns:CreateTopic')] } } },
        Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'jobs' } },
        QueuePolicy: { Type: 'AWS::SQS::QueuePolicy', Properties: { Queues: [{ Ref: 'Queue' }], PolicyDocument: { Version: '2012-10-17', Statement: [{ ...open, Action: 'sqs:SendMessage' }] } } },
        Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'news' } },
        TopicPolicy: { Type: 'AWS::SNS::TopicPolicy', Properties: { Topics: [{ Ref: 'Topic' }], PolicyDocument: { Version: '2012-10-17', Statement: [{ ...open, Action: 'sns:Publish' }] } } },
        Function: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'work' } },
        Permission: { Type: 'AWS::Lambda::Permission', Properties: { Action: 'lambda:InvokeFunction', FunctionName: { 'Fn::GetAtt': ['Function', 'Arn'] }, Principal: '333333333333' } },
      },
    },
    { who: 'role: bare', does: 'sns:CreateTopic', on: topic('a'), expect: 'allow', by: 'identity' },
    { who: 'account: b, principal: administrator', does: 'sqs:SendMessage', on: 'account: a, type: "AWS::SQS::Queue"', expect: 'allow', by: 'identity, resource' },
    { who: 'account: b, principal: administrator', does: 'sns:Publish', on: 'account: a, type: "AWS::SNS::Topic"', expect: 'allow', by: 'identity, resource' },
    { who: 'account: b, principal: administrator', does: 'lambda:InvokeFunction', on: 'account: a, type: "AWS::Lambda::Function"', expect: 'allow', by: 'identity, resource' },
    { who: 'account: b, principal: administrator', does: 'lambda:UpdateFunctionCode', on: 'account: a, type: "AWS::Lambda::Function"', expect: 'deny', by: 'resource' },
  );
});

test('of an AWS managed policy that is not known to the letter, a deny holds and an allow is no answer', async () => {
  const reader = { a: { Reader: role('reader', deny('kms:Decrypt'), { ManagedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] }) } };
  await holds(reader, { who: 'role: reader', does: 'sns:CreateTopic', on: topic('a'), expect: 'deny', by: 'identity' });
  const { failures } = await run(reader, { who: 'role: reader', does: 'sns:GetTopicAttributes', on: topic('a'), expect: 'allow' });
  expect(failures[0].fault).toContain('may be allowed by an AWS managed policy whose text is not known to the letter');
});

test('a right answer for another reason than the case gives is a failure', async () => {
  const { failures } = await run(
    { management: { ...MADE, Guardrail: controlPolicy('SERVICE_CONTROL_POLICY', deny('sns:*'), ROOT) }, a: { Mute: role('mute', allow('s3:ListAllMyBuckets')) } },
    { who: 'role: mute', does: 'sns:CreateTopic', on: topic('a'), expect: 'deny', by: 'scp' },
  );
  expect(failures).toEqual([expect.objectContaining({ fault: expect.stringMatching(/^it is decided by identity, scp .* expected scp$/) })]);
});

test('a door wants a case that comes in by it, and one of somebody who may not', async () => {
  const doors = { a: { Door: trusting('door', { AWS: '333333333333' }) }, b: { Mute: role('mute', allow('s3:ListAllMyBuckets')) } };
  const comes: Line = { who: 'account: b, principal: administrator', does: 'sts:AssumeRole', on: 'account: a, role: door', expect: 'allow' };
  const stays: Line = { who: 'principal: outsider', does: 'sts:AssumeRole', on: 'account: a, role: door', expect: 'deny' };
  const lacks = async (...cases: Line[]) => (await run(doors, ...cases)).uncovered.filter(({ door }) => door.resource.name === 'door').map(one => one.lacks);
  expect(await lacks(comes, stays)).toEqual([]);
  expect(await lacks(comes)).toEqual([['deny']]);
  expect(await lacks(stays)).toEqual([['allow']]);
});

test('StackSets with service-managed permissions put an administrator into each account, and one role enters by it', async () => {
  const stackSets = { management: { ...MADE, S: { Type: 'AWS::CloudFormation::StackSet', Properties: { PermissionModel: 'SERVICE_MANAGED', TemplateBody: 'Resources: {}' } } } };
  await holds(
    stackSets,
    { who: 'account: management, role: "aws-service-role/*"', does: 'sts:AssumeRole', on: 'account: b, role: stacksets-exec-*', expect: 'allow', by: 'identity, resource' },
    { who: 'account: management, principal: administrator', does: 'sts:AssumeRole', on: 'account: b, role: stacksets-exec-*', expect: 'deny', by: 'resource' },
  );
});
