import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { accessMatrix, emptyLines } from '../../src/verify/access/matrix';
import { readOrganization } from '../../src/verify/access/read-organization';
import { Simulator } from '../../src/verify/access/simulator';
import { synthesize } from '../support/assembly';
import { casesIn, SIMULATOR } from './support/acme';
import { allow, organizationOf, Resources, role, trusting } from './support/organization';

/** What the model cannot know is an error that says what to write, never an answer. */

function reading(resources: Resources, template: object = {}): () => unknown {
  return () => readOrganization(organizationOf(resources, { template }));
}

test('intrinsic functions are resolved as CloudFormation does', () => {
  const { roles } = readOrganization(organizationOf({
    a: {
      Zone: { Type: 'AWS::Route53::HostedZone', Properties: { Name: 'a.acme.com.' } },
      Published: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/zone', Value: { Ref: 'Zone' } } },
      Bucket: { Type: 'AWS::S3::Bucket', Properties: {} },
      Reader: role('reader', [
        allow('s3:GetObject', { 'Fn::Sub': ['${Bucket.Arn}/${Folder}/*', { Folder: { 'Fn::Select': [1, { 'Fn::Split': ['/', 'x/y'] }] } }] }),
        allow('route53:GetHostedZone', { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':route53:::hostedzone/', { Ref: 'ZoneId' }]] }),
        allow('sns:Publish', { 'Fn::If': ['Two', [{ Ref: 'Region' }, 'b'], 'c'] }),
        allow('sns:Subscribe', { 'Fn::If': ['One', 'a', { Ref: 'AWS::NoValue' }] }),
      ]),
      Never: { ...role('never', allow('sns:Publish')), Condition: 'One' },
    },
  }, {
    template: {
      Parameters: { ZoneId: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/zone' }, Region: { Type: 'String', Default: 'one' } },
      Conditions: {
        Two: { 'Fn::And': [{ 'Fn::Not': [{ Condition: 'One' }] }, { 'Fn::Or': [{ 'Fn::Equals': ['1', { Ref: 'Region' }] }, { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] }] }] },
        One: { 'Fn::Equals': [{ Ref: 'AWS::AccountId' }, 'x'] },
      },
    },
  }));
  expect(roles.map(({ name }) => name)).toEqual(['reader', 'OrganizationAccountAccessRole', 'OrganizationAccountAccessRole']);
  expect(roles[0].policies[0].document.Statement.map(({ Resource }) => Resource)).toEqual([
    'arn:aws:s3:::test-a-Bucket/y/*', expect.stringMatching(/^arn:aws:route53:::hostedzone\/Z[0-9A-F]{20}$/), ['one', 'b'], undefined,
  ]);
});

test.each<[string, Resources, object, string]>([
  ['an export of another stack', { a: { R: role('r', allow('s3:GetObject', { 'Fn::ImportValue': 'x' })) } }, {},
    'Test/a/eu-west-1: R: got {"Fn::ImportValue":"x"}, expected a function that the access model can resolve'],
  ['something of another template', { a: { R: role('r', allow('s3:GetObject', { Ref: 'Elsewhere' })) } }, {},
    'Test/a/eu-west-1: R: got {"Ref":"Elsewhere"}, expected a resource or a parameter of the same template'],
  ['an attribute that nobody knows', { a: { Topic: { Type: 'AWS::SNS::Topic' }, R: role('r', allow('s3:GetObject', { 'Fn::GetAtt': ['Topic', 'Shade'] })) } }, {},
    'expected an attribute of AWS::SNS::Topic that the access model knows'],
  ['a type that nobody knows', { a: { X: { Type: 'AWS::X::Y' }, R: role('r', allow('s3:GetObject', { 'Fn::GetAtt': ['X', 'Arn'] })) } }, {},
    'got "AWS::X::Y", expected a type whose ARN the access model knows; add it to PHYSICAL_TYPES'],
  ['a parameter that nobody publishes', { a: { R: role('r', allow('s3:GetObject', { Ref: 'P' })) } }, { Parameters: { P: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/nowhere' } } },
    'expected an SSM parameter /nowhere that a template of this assembly publishes in 222222222222, eu-west-1'],
  ['a parameter without a value', { a: { R: role('r', allow('s3:GetObject', { Ref: 'P' })) } }, { Parameters: { P: { Type: 'String' } } }, 'expected a parameter with a value'],
  ['an AWS managed policy whose text is not here', { a: { R: role('r', allow('s3:GetObject'), { ManagedPolicyArns: ['arn:aws:iam::aws:policy/DatabaseAdministrator'] }) } }, {},
    'got the managed policy arn:aws:iam::aws:policy/DatabaseAdministrator, expected one of AdministratorAccess'],
  ['a managed policy that no template makes', { a: { R: role('r', allow('s3:GetObject'), { PermissionsBoundary: 'arn:aws:iam::222222222222:policy/gone' }) } }, {},
    'got the managed policy arn:aws:iam::222222222222:policy/gone, expected one of the same account in this assembly'],
  ['a policy on a type that nobody knows', { a: { X: { Type: 'AWS::X::Y', Properties: { Policy: { Statement: [{ Effect: 'Allow', Principal: '*' }] } } } } }, {},
    'got a policy that names principals on AWS::X::Y, expected one of the types in RESOURCE_POLICIES'],
  ['another way in', { a: { X: { Type: 'AWS::RAM::ResourceShare', Properties: {} } } }, {}, 'got a share with permissions of its own or for anybody'],
  ['a policy on a bucket of somebody else', { a: { P: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: 'theirs', PolicyDocument: { Statement: [] } } } } }, {},
    'got a resource policy on theirs, expected a resource of the same account in this assembly'],
  ['a StackSet that does not reach every account', { management: { S: { Type: 'AWS::CloudFormation::StackSet', Properties: { TemplateBody: 'Resources: {}', StackInstancesGroup: [{ DeploymentTargets: { OrganizationalUnitIds: ['ou-sandbox'] }, Regions: ['eu-west-1'] }] } } } }, {},
    'got a StackSet for ou-sandbox, expected one for the organization\'s root'],
  ['short forms of functions in a StackSet', { management: { S: { Type: 'AWS::CloudFormation::StackSet', Properties: { TemplateBody: 'Resources: !Sub x' } } } }, {}, 'expected YAML with functions in their long form'],
])('%s', (_, resources, template, message) => {
  expect(reading(resources, template)).toThrow(message);
});

const DOOR = { a: { Door: trusting('door', { AWS: '333333333333' }, { StringEquals: { 'aws:PrincipalTag/team': 'x' } }) } };

async function faultOf(resources: Resources, line: string): Promise<string> {
  const { failures } = await accessMatrix(organizationOf(resources), [casesIn(`
principals: { administrator: { managed: [AdministratorAccess] } }
cases: [{ name: one, expect: deny, why: because, ${line} }]`)], { simulator: SIMULATOR });
  return failures.map(({ fault }) => fault).join();
}

test('a condition key that a policy asks for and the case does not speak of', async () => {
  const line = 'who: { account: b, principal: administrator }, does: sts:AssumeRole, on: { account: a, role: door }';
  expect(await faultOf(DOOR, line)).toMatch(/got no value for aws:PrincipalTag\/team, .* write it under "with", or under "without" if such a request has none/);
  expect(await faultOf(DOOR, `${line}, without: aws:PrincipalTag/team`)).toBe('');
  expect(await faultOf(DOOR, `${line}, with: { aws:PrincipalTag/team: y }`)).toBe('');
  expect(await faultOf(DOOR, `${line}, with: { aws:PrincipalTag/team: x }`)).toContain('got allow, expected deny');
});

test('a condition key that the action does not have', async () => {
  expect(await faultOf(DOOR, 'who: { account: b, principal: administrator }, does: sns:CreateTopic, on: { account: a, arn: "arn:aws:sns:eu-west-1:222222222222:x" }, with: { s3:prefix: x }'))
    .toContain('got the condition keys s3:prefix, expected keys that sns:CreateTopic has');
});

test('an action that AWS does not have, a resource that does not fit, a resource with a wildcard', async () => {
  const who = 'who: { account: b, principal: administrator }';
  await expect(faultOf(DOOR, `${who}, does: sns:Explode, on: { account: a }`)).rejects.toThrow('got the action sns:Explode, expected one that AWS has');
  expect(await faultOf(DOOR, `${who}, does: sns:Publish, on: { account: a, arn: "arn:aws:s3:::x" }`)).toContain('the simulator cannot decide it: no.resource.types');
  expect(await faultOf(DOOR, `${who}, does: sns:Publish, on: { account: a, arn: "arn:aws:sns:eu-west-1:222222222222:*" }`)).toContain('got a resource with a wildcard, expected one resource');
  await expect(faultOf(DOOR, `${who}, does: sns:Publish, on: { account: a }`)).rejects.toThrow('expected a resource, since sns:Publish names one');
});

test('a role, an account, a principal, a variable that is not there', async () => {
  const rest = 'does: sts:AssumeRole, on: { account: a, role: door }';
  await expect(faultOf(DOOR, `who: { role: nobody }, ${rest}`)).rejects.toThrow('case "one": got {"role":"nobody"}, which nothing in the assembly is, expected at least one');
  await expect(faultOf(DOOR, `who: { account: c, role: '*' }, ${rest}`)).rejects.toThrow('got the account "c", expected accounts, members, core, environments, sandboxes, keyed, senders, rootSenders, resolvers, watched, bound, unbound or one of management, a, b');
  await expect(faultOf(DOOR, `who: { principal: ghost }, ${rest}`)).rejects.toThrow('got the principal "ghost", expected one of administrator');
  await expect(faultOf(DOOR, `who: { account: <who>, role: '*' }, ${rest}`)).rejects.toThrow('got <who>, expected a variable of the case, an account, or prefix');
});

test('a line that stands for nothing here, since there is no second account of its kind, is told', async () => {
  const report = await accessMatrix(organizationOf(DOOR), [casesIn(`
cases: [{ name: sandboxes, for: { one: sandboxes }, who: { account: <one>, role: '*' }, does: sts:AssumeRole, on: { account: a, role: door }, expect: deny, why: because }]`)], { simulator: SIMULATOR });
  expect([emptyLines(report).map(({ name }) => name), report.cases]).toEqual([['sandboxes'], 0]);
});

test('all that is wrong with a file of cases is said at once', () => {
  expect(() => casesIn(`
extra: 1
principals: { p: { polices: [] } }
cases:
  - { name: one, who: { role: x, service: y }, does: AssumeRole, on: { role: x }, expect: maybe, by: [luck], reason: z }`)).toThrow([
    'cases.yaml: file: got "extra", expected one of principals, cases',
    'cases.yaml: principals.p: got "polices", expected one of outside, root, role, managed, statements',
    'cases.yaml: case 1 "one": got "reason", expected one of name, for, who, does, on, with, without, expect, by, why, guardrail, part, until',
    'cases.yaml: case 1 "one": why: got undefined, expected a value; each case has name, who, does, on, expect, why',
    'cases.yaml: case 1 "one": expect: got "maybe", expected allow or deny',
    'cases.yaml: case 1 "one": by: got "luck", expected some of identity, resource, boundary, scp, rcp',
    'cases.yaml: case 1 "one": who: got {"role":"x","service":"y"}, expected exactly one of role, permissionSet, principal, service, federated',
    'cases.yaml: case 1 "one": on: got {"role":"x"}, expected the account whose resource it is',
    'cases.yaml: case 1 "one": does: got "AssumeRole", expected an action in full, such as sts:AssumeRole',
  ].join('\n'));
  expect(() => casesIn('cases: []')).toThrow('cases.yaml: cases: got [], expected a list of at least one case');
});

test('the assembly of an application is none of a landing zone', () => {
  expect(() => readOrganization(synthesize(() => undefined))).toThrow('got no platform.json, expected the assembly of a landing zone');
});

test('a project without the simulator is told what to install', () => {
  const dir = mkdtempSync(join(tmpdir(), 'project-'));
  try {
    expect(() => Simulator.load(dir)).toThrow(/got no @cloud-copilot\/iam-simulate, .* write npm install --save-dev @cloud-copilot\/iam-simulate@0\.1\.173/);
  } finally {
    rmSync(dir, { recursive: true });
  }
});
