import { CfnResource } from 'aws-cdk-lib';
import { PlatformAccount } from '../../src';
import { depth, LAWS, lawsFor } from '../../src/verify/laws';
import { withEnvironments } from '../support/acme';
import { synthesize } from '../support/assembly';
import { Edit, edited } from '../support/edited';

const HOME = 'Acme/production/eu-west-1';
const SECOND = 'Acme/production/us-east-1';
const whole = synthesize(withEnvironments(['production', 'staging'], zone => {
  new CfnResource((zone.node.findChild('production') as PlatformAccount).stack('us-east-1', 'network'), 'Topic', { type: 'AWS::SNS::Topic' });
}));

function add(path: string, id: string, resource: object): (files: Edit) => void {
  return files => files.template(path).Resources[id] = { Properties: {}, ...resource };
}

/** A policy that lets somebody in, on a resource, so that it is no door. */
function policy(statement: object): (files: Edit) => void {
  return add(HOME, 'Open', { Type: 'AWS::SNS::TopicPolicy', Properties: { PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sns:Publish', Resource: '*', ...statement }] } } });
}

/** In the plan and in the manifest alike. */
function waitsFor(path: string, other: string): (files: Edit) => void {
  return files => {
    const [one, two] = [path, other].map(name => whole.stacks.find(stack => stack.path === name)!.file.replace('.template.json', ''));
    files.artifact(path).dependencies = [...files.artifact(path).dependencies ?? [], two];
    files.plan.stacks.find((stack: any) => stack.path === path).dependsOn.push(other);
    expect(one).not.toBe(two);
  };
}

function account(files: Edit, name: string): any {
  return files.plan.accounts.find((one: any) => one.name === name);
}

const DOOR = 'Acme/dns/eu-west-1-accounts-0';
const roleOf = (files: Edit) => Object.entries<any>(files.template(DOOR).Resources).find(([, { Type }]) => Type === 'AWS::IAM::Role')!;

/** Assemblies that break exactly one law: the law, how, and what it says. */
const BREACHES: [law: string, how: string, edit: (files: Edit) => void, says: string][] = [
  ['no-empty-stack', 'a stack without resources', files => files.template(SECOND).Resources = {}, SECOND],
  ['where-the-path-says', 'a stack in another region', files => {
    files.artifact(SECOND).environment = 'aws://200000000010/eu-west-1';
    files.plan.stacks.find((stack: any) => stack.path === SECOND).region = 'eu-west-1';
  }, `${SECOND}: stands in eu-west-1`],
  ['where-the-path-says', 'a stack in another account', files => {
    files.artifact(SECOND).environment = 'aws://200000000011/us-east-1';
    files.plan.stacks.find((stack: any) => stack.path === SECOND).account = 'staging';
  }, `${SECOND}: stands in account 200000000011, and production is 200000000010`],
  ['plan-is-manifest', 'another name', files => files.plan.stacks.find((stack: any) => stack.path === HOME).stackName = 'other', `${HOME}: the plan says ["other"`],
  ['plan-is-manifest', 'a stack that the plan forgets', files => files.plan.stacks = files.plan.stacks.filter((stack: any) => stack.path !== HOME), `${HOME}: the plan says nothing`],
  ['below-500-resources', '500 topics', files => {
    for (let index = 0; index < 500; index++) add(SECOND, `Topic${index}`, { Type: 'AWS::SNS::Topic' })(files);
  }, `${SECOND}: 5`],
  ['no-ties', 'an import of what another account exports', files => {
    files.template('Acme/staging/eu-west-1').Outputs = { Zone: { Value: 'x', Export: { Name: 'zone' } } };
    add(HOME, 'Reads', { Type: 'AWS::SNS::Topic', Properties: { DisplayName: { 'Fn::ImportValue': 'zone' } } })(files);
  }, `${HOME}: Fn::ImportValue`],
  ['no-ties', 'CDK\'s way across accounts', add(HOME, 'Reads', { Type: 'AWS::SNS::Topic', Properties: { DisplayName: { 'Fn::GetStackOutput': {} } } }), `${HOME}: Fn::GetStackOutput`],
  ['no-ties', 'CDK\'s way across regions', add(HOME, 'Reads', { Type: 'Custom::CrossRegionExportReader' }), `${HOME}: Custom::CrossRegionExportReader`],
  ['no-circle', 'two stacks that wait for each other', waitsFor(SECOND, `${SECOND}-network`), `circle: ${SECOND} -> ${SECOND}-network -> ${SECOND}`],
  ['earlier-waves-only', 'an environment behind another one', waitsFor(HOME, 'Acme/staging/eu-west-1'), `${HOME}: waits for Acme/staging/eu-west-1`],
  ['earlier-waves-only', 'an account in no wave', files => files.plan.waves[3].accounts.pop(), 'Acme/staging: not among the accounts of wave 3'],
  ['doors-are-roles', 'a door without a role', files => delete files.template(DOOR).Resources[roleOf(files)[0]], 'Acme/dns: cloud-platform-delegation-production: a door of the plan that is no role'],
  ['doors-are-roles', 'a role without a door', files => files.plan.doors.pop(), 'and it is no door of the plan'],
  ['doors-are-roles', 'a role that lets in another guest', files => {
    roleOf(files)[1].Properties.AssumeRolePolicyDocument.Statement[0].Principal.AWS = 'arn:aws:iam::200000000011:root';
  }, 'lets 200000000011 in, and its guest is 200000000010'],
  ['doors-are-roles', 'an ARN in another account', files => {
    const door = files.plan.doors.find(({ owner }: any) => owner === 'dns');
    door.roleArn = door.roleArn.replace('200000000005', '200000000006');
  }, 'the plan gives the ARN'],
  ['no-open-trust', 'everybody', policy({ Principal: '*' }), `${HOME}: Open`],
  ['no-open-trust', 'everybody, said otherwise', policy({ Principal: { AWS: ['*'] } }), `${HOME}: Open`],
  ['no-open-trust', 'everybody, with a condition that says nothing', policy({ Principal: '*', Condition: {} }), `${HOME}: Open`],
  ['no-open-trust', 'another account as a whole', policy({ Principal: { AWS: 'arn:aws:iam::200000000011:root' } }), `${HOME}: Open`],
  ['state-is-retained', 'a zone that goes with its stack', files => {
    for (const resource of Object.values<any>(files.template(HOME).Resources)) if (resource.Type === 'AWS::Route53::HostedZone') delete resource.DeletionPolicy;
  }, `${HOME}: HostedZone`],
  ['state-is-retained', 'a key that goes when it is replaced', add(HOME, 'Key', { Type: 'AWS::KMS::Key', DeletionPolicy: 'Retain' }), `${HOME}: Key`],
  ['core-is-protected', 'a stack that can be deleted', files => files.artifact('Acme/dns/eu-west-1').properties.terminationProtection = false, 'Acme/dns/eu-west-1: no'],
  ['only-active-accounts', 'stacks of a suspended account', files => account(files, 'production').status = 'suspended', `${HOME}: a stack of an account that is suspended`],
  ['no-made-up-id', 'an id of an example', add(HOME, 'Topic', { Type: 'AWS::SNS::Topic', Properties: { DisplayName: 'arn:aws:sns:eu-west-1:123456789012:x' } }), `${HOME}: 123456789012`],
  ['no-made-up-id', 'an id of zeros', add(HOME, 'Topic', { Type: 'AWS::SNS::Topic', Properties: { DisplayName: '000000000000' } }), `${HOME}: 000000000000`],
  ['no-made-up-id', 'a pending account with an id', files => account(files, 'identity').status = 'pending', 'Acme/identity: pending, and its id is 200000000003'],
  ['accounts-are-told-apart', 'a slot twice', files => account(files, 'staging').slot = 10, 'Acme/staging: its slot 10 is also that of production'],
  ['accounts-are-told-apart', 'an address twice, in other letters', files => account(files, 'staging').email = 'AWS+Production@acme.com', 'Acme/staging: its email'],
  ['zones-are-found', 'a zone below another environment\'s', files => files.plan.dns[2].zoneName = 'eu.production.acme.com', 'Acme/staging: eu.production.acme.com is looked for in production.acme.com'],
  ['zones-are-found', 'a zone elsewhere', files => files.plan.dns[2].zoneName = 'staging.example.com', 'Acme/staging: staging.example.com is not below acme.com'],
  ['zones-are-found', 'a zone twice', files => files.plan.dns[2].zoneName = 'production.acme.com', 'another account\'s too'],
  ['references-resolve', 'a Ref to nothing', add(HOME, 'Topic', { Type: 'AWS::SNS::Topic', Properties: { DisplayName: { Ref: 'Gone' } } }), `${HOME}: Topic: Ref of Gone`],
  ['references-resolve', 'a GetAtt of nothing', add(HOME, 'Topic', { Type: 'AWS::SNS::Topic', Properties: { DisplayName: { 'Fn::GetAtt': ['Gone', 'Arn'] } } }), 'Fn::GetAtt of Gone'],
  ['references-resolve', 'a Sub with nothing', add(HOME, 'Topic', { Type: 'AWS::SNS::Topic', Properties: { DisplayName: { 'Fn::Sub': '${AWS::Region} ${!Kept} ${Gone.Arn}' } } }), 'Fn::Sub of Gone'],
  ['references-resolve', 'a DependsOn of nothing', add(HOME, 'Topic', { Type: 'AWS::SNS::Topic', DependsOn: ['Gone'] }), 'DependsOn of Gone'],
  ['references-resolve', 'a condition that is not there', add(HOME, 'Topic', { Type: 'AWS::SNS::Topic', Condition: 'Gone' }), 'Condition of Gone'],
  ['references-resolve', 'an output of nothing', files => files.template(HOME).Outputs = { Out: { Value: { Ref: 'Gone' } } }, 'Outputs: Ref of Gone'],
  ['references-resolve', 'two that need each other', files => {
    add(HOME, 'One', { Type: 'AWS::SNS::Topic', DependsOn: 'Two' })(files);
    add(HOME, 'Two', { Type: 'AWS::SNS::Topic', Properties: { DisplayName: { 'Fn::GetAtt': 'One.TopicName' } } })(files);
  }, 'One needs Two needs One'],
  ['within-limits', 'a logical id with a hyphen', add(HOME, 'To-pic', { Type: 'AWS::SNS::Topic' }), `${HOME}: To-pic`],
  ['within-limits', 'a role name of 65', add(HOME, 'Role', { Type: 'AWS::IAM::Role', Properties: { RoleName: 'x'.repeat(65) } }), `${HOME}: Role: RoleName: got "xxx`],
  ['within-limits', 'a parameter that AWS keeps for itself', add(HOME, 'P', { Type: 'AWS::SSM::Parameter', Properties: { Name: '/aws-acme/v1/x' } }), `${HOME}: P: Name`],
  ['within-limits', 'policies beyond the quota', add(HOME, 'Role', { Type: 'AWS::IAM::Role', Properties: { Policies: [{ PolicyName: 'x'.repeat(10_240) }] } }), `${HOME}: Role: Policies`],
  ['within-limits', 'a description of 257', add(HOME, 'F', { Type: 'AWS::Lambda::Function', Properties: { Description: 'x'.repeat(257) } }), `${HOME}: F: Description`],
  ['within-limits', 'a stack name of 129', files => {
    files.artifact(HOME).properties.stackName = 'x'.repeat(129);
    files.plan.stacks.find((stack: any) => stack.path === HOME).stackName = 'x'.repeat(129);
  }, `${HOME}: stack name`],
];

test('the platform that is broken below keeps all laws', () => {
  expect(LAWS.flatMap(law => law.faults(whole))).toEqual([]);
});

test.each(BREACHES)('%s, and no other law, says no to %s', (law, _, edit, says) => {
  const broken = edited(whole, edit);
  const faults = Object.fromEntries(LAWS.map(({ id, faults: faultsOf }) => [id, faultsOf(broken)]).filter(([, found]) => found.length));
  expect(Object.keys(faults)).toEqual([law]);
  expect(faults[law].join('\n')).toContain(says);
});

test('each law has an id of its own, a sentence, and a case above', () => {
  expect([...new Set(BREACHES.map(([law]) => law))].sort()).toEqual(LAWS.map(({ id }) => id).sort());
  expect(LAWS.filter(({ promise }) => !/^[A-Z].*\.$/.test(promise))).toEqual([]);
});

test('an export that is read in its own account and region is no tie', () => {
  const assembly = edited(whole, files => {
    files.template(SECOND).Outputs = { Zone: { Value: 'x', Export: { Name: 'zone' } } };
    add(`${SECOND}-network`, 'Reads', { Type: 'AWS::SNS::Topic', Properties: { DisplayName: { 'Fn::ImportValue': 'zone' } } })(files);
  });
  expect(LAWS.flatMap(law => law.faults(assembly))).toEqual([]);
});

test('an application\'s assembly is judged by the laws that need no plan', () => {
  const ids = lawsFor({ isPlatform: false } as any).map(({ id }) => id);
  expect(ids).toContain('no-open-trust');
  expect(ids).not.toContain('doors-are-roles');
});

test('depth counts the longest chain', () => {
  const before = depth(whole);
  expect(depth(edited(whole, waitsFor('Acme/staging/eu-west-1', `${SECOND}-network`)))).toBe(before + 1);
});
