import { compare } from '../../../src/verify/upgrade/compare';
import { reportJson, reportText } from '../../../src/verify/upgrade/report';
import { Schemas } from '../../../src/verify/upgrade/schemas';
import type { StackTemplate } from '../../../src/verify/upgrade/stack-template';

const schemas = Schemas.load();
const RETAIN = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };

function stack(path: string, Resources: object, more: object = {}, place: Partial<StackTemplate> = {}): StackTemplate {
  return { path, stackName: path.replaceAll('/', '-'), account: '222222222222', region: 'eu-west-1', template: { Resources, ...more }, ...place };
}

/** Resource, verdict and effect of each change. */
function changes(before: StackTemplate[], after: StackTemplate[]): string[] {
  return compare(schemas, before, after).map(({ stack: path, resource, verdict, effect }) => `${path} ${resource}: ${verdict}, ${effect}`);
}

const topic = (name?: string, more: object = {}) => ({ Type: 'AWS::SNS::Topic', Properties: { TopicName: name }, ...more });
const zone = (Name: string, more: object = {}) => ({ Type: 'AWS::Route53::HostedZone', Properties: { Name }, ...more });
const record = (zoneId: unknown) => ({ Type: 'AWS::Route53::RecordSet', Properties: { HostedZoneId: zoneId, Name: 'www.acme.com', Type: 'A' } });
const parameter = (value: unknown) => ({ Type: 'AWS::SSM::Parameter', Properties: { Name: '/zone', Type: 'String', Value: value } });

test('two states that are the same', () => {
  expect(changes([stack('A', { Zone: zone('acme.com') })], [stack('A', { Zone: zone('acme.com') })])).toEqual([]);
});

test('what is new is safe', () => {
  const after = [stack('A', { Zone: zone('acme.com') }), stack('B', { Topic: topic() })];
  expect(changes([stack('A', {})], after)).toEqual(['A Zone: safe, adds', 'B Topic: safe, adds']);
});

test('what CDK counts itself by is none of it', () => {
  const metadata = (Analytics: string) => ({ CDKMetadata: { Type: 'AWS::CDK::Metadata', Properties: { Analytics } } });
  expect(changes([stack('A', metadata('a'))], [stack('A', metadata('b'))])).toEqual([]);
  expect(changes([stack('A', metadata('a'))], [stack('A', {})])).toEqual([]);
});

test('what is made from something that is replaced is replaced too, if its schema says so', () => {
  const resources = (name: string) => ({
    Zone: zone(name, RETAIN), Record: record({ Ref: 'Zone' }), Parameter: parameter({ 'Fn::Join': ['', ['x', { Ref: 'Zone' }]] }),
  });
  const all = compare(schemas, [stack('A', resources('acme.com'))], [stack('A', resources('acme.org'))]);
  expect(all.map(({ resource, verdict, effect }) => [resource, verdict, effect])).toEqual([
    ['Zone', 'replaces', 'replaces'], ['Record', 'replaces', 'replaces'], ['Parameter', 'safe', 'changes in place'],
  ]);
  expect(all[1].why).toBe('Zone is another; the old one is deleted');
});

test('and so on along a chain, whatever the order in the template', () => {
  const chain = (name: string) => ({
    C: record({ 'Fn::GetAtt': ['B', 'Id'] }),
    B: { Type: 'AWS::Route53::HostedZone', Properties: { Name: { 'Fn::Sub': '${A.TopicName}.acme.com' } }, ...RETAIN },
    A: topic(name),
  });
  expect(changes([stack('S', chain('a'))], [stack('S', chain('b'))])).toEqual(['S C: replaces, replaces', 'S B: replaces, replaces', 'S A: replaces, replaces']);
});

test.each([
  ['a parameter', { Parameters: { Zone: { Type: 'String', Default: 'Z1' } } }, { Parameters: { Zone: { Type: 'String', Default: 'Z2' } } }, { Ref: 'Zone' }],
  ['a mapping', { Mappings: { Zones: { a: { b: 'Z1' } } } }, { Mappings: { Zones: { a: { b: 'Z2' } } } }, { 'Fn::FindInMap': ['Zones', 'a', 'b'] }],
  ['a condition', { Conditions: { IsA: { 'Fn::Equals': ['1', '1'] } } }, { Conditions: { IsA: { 'Fn::Equals': ['1', '2'] } } }, { 'Fn::If': ['IsA', 'Z1', 'Z2'] }],
])('%s that is another: what is made from it may be replaced', (_, before, after, value) => {
  expect(changes([stack('A', { Record: record(value) }, before)], [stack('A', { Record: record(value) }, after)])).toEqual(['A Record: replaces, may replace']);
});

test('a parameter that is described otherwise changes nothing', () => {
  const [before, after] = ['a', 'b'].map(Description => stack('A', { Record: record({ Ref: 'Zone' }) }, { Parameters: { Zone: { Type: 'String', Default: 'Z1', Description } } }));
  expect(changes([before], [after])).toEqual([]);
});

test('another condition takes away what stood under it', () => {
  const conditional = (value: string) => stack('A', { Topic: topic('a', { Condition: 'IsA' }) }, { Conditions: { IsA: { 'Fn::Equals': ['1', value] } } });
  expect(changes([conditional('1')], [conditional('2')])).toEqual(['A Topic: replaces, may remove']);
});

test('a function that is replaced: its custom resources cannot follow', () => {
  const resources = (name: string) => ({
    Handler: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: name } },
    Account: { Type: 'Custom::Account', Properties: { ServiceToken: { 'Fn::GetAtt': ['Handler', 'Arn'] }, Slot: '1' } },
  });
  expect(changes([stack('A', resources('a'))], [stack('A', resources('b'))])).toEqual(['A Handler: replaces, replaces', 'A Account: replaces, refuses']);
});

test('another logical id makes another resource', () => {
  const all = compare(schemas, [stack('A', { Zone: zone('acme.com') })], [stack('A', { RootZone: zone('acme.com') })]);
  expect(all).toMatchObject([{ resource: 'Zone', verdict: 'deletes state', effect: 'renames' }]);
  expect(all[0].why).toContain('its logical id is RootZone now');
  expect(changes([stack('A', { Zone: zone('acme.com', RETAIN) })], [stack('A', { RootZone: zone('acme.com', RETAIN) })])).toEqual(['A Zone: replaces, renames']);
});

test('and a name that it must have is taken by the old one', () => {
  const [change] = compare(schemas, [stack('A', { One: parameter('x') })], [stack('A', { Two: parameter('y') })]);
  expect(change).toMatchObject({ resource: 'One', effect: 'renames' });
  expect(change.why).toContain('the new one finds the name /zone taken by it');
});

test('one that goes and a different one that comes are two', () => {
  expect(changes([stack('A', { One: topic('a') })], [stack('A', { Two: topic('b') })])).toEqual(['A One: replaces, removes', 'A Two: safe, adds']);
});

test('each new one is the successor of one only', () => {
  const before = [stack('A', { One: topic('a'), Two: topic('a') })];
  expect(changes(before, [stack('A', { Three: topic('a') })])).toEqual(['A One: replaces, renames', 'A Two: replaces, removes']);
});

test('a resource in another stack of its account and region has moved', () => {
  const before = [stack('A', { Zone: zone('acme.com', RETAIN), Topic: topic() }), stack('B', {})];
  expect(changes(before, [stack('A', { Topic: topic() }), stack('B', { Zone: zone('acme.com', RETAIN) })])).toEqual(['A Zone: replaces, moves']);
  expect(changes([stack('A', { Zone: zone('acme.com') })], [stack('A', {}), stack('B', { Zone: zone('acme.com') })])).toEqual(['A Zone: deletes state, moves']);
});

test('in another account or region it is another', () => {
  const after = (place: Partial<StackTemplate>) => [stack('A', {}), stack('B', { Topic: topic() }, {}, place)];
  expect(changes([stack('A', { Topic: topic() })], after({ account: '333333333333' }))).toEqual(['A Topic: replaces, removes', 'B Topic: safe, adds']);
  expect(changes([stack('A', { Topic: topic() })], after({ region: 'us-east-1' }))).toEqual(['A Topic: replaces, removes', 'B Topic: safe, adds']);
});

test('a stack that the assembly has no more stays, and is told once', () => {
  const [change, ...others] = compare(schemas, [stack('A', { Zone: zone('acme.com'), Topic: topic() })], []);
  expect(others).toEqual([]);
  expect(change).toMatchObject({ stack: 'A', resource: '*', verdict: 'replaces', effect: 'leaves behind' });
  expect(change.why).toContain('stays until somebody deletes it, with state in Zone');
});

test('a stack under another name is another stack, though its path is the same', () => {
  const [gone, made] = compare(schemas, [stack('A', { Topic: topic() })], [stack('A', { Topic: topic() }, {}, { stackName: 'other' })]);
  expect(gone).toMatchObject({ resource: '*', effect: 'leaves behind' });
  expect(gone.why).toContain('the stack was 222222222222/eu-west-1/A and is 222222222222/eu-west-1/other');
  expect(made).toMatchObject({ resource: 'Topic', effect: 'adds' });
});

test('a stack under another path is the same stack', () => {
  expect(changes([stack('A', { Topic: topic() })], [stack('B', { Topic: topic() }, {}, { stackName: 'A' })])).toEqual([]);
});

describe('the template in a StackSet', () => {
  const stackSet = (resources: object) => ({
    Type: 'AWS::CloudFormation::StackSet', Properties: { StackSetName: 's', PermissionModel: 'SERVICE_MANAGED', TemplateBody: JSON.stringify({ Resources: resources }) },
  });
  const bucket = (name: string) => ({ Type: 'AWS::S3::Bucket', Properties: { BucketName: name } });

  test('is looked into', () => {
    expect(changes([stack('A', { Set: stackSet({ Assets: bucket('a') }) })], [stack('A', { Set: stackSet({ Assets: bucket('b') }) })]))
      .toEqual(['A Set: safe, changes in place', 'A > Set Assets: deletes state, replaces']);
  });

  test('is no place that a resource of another one moves to', () => {
    const before = [stack('A', { One: stackSet({ Assets: bucket('a') }), Two: stackSet({}) })];
    const after = [stack('A', { One: stackSet({}), Two: stackSet({ Assets: bucket('a') }) })];
    expect(changes(before, after).filter(change => change.includes('>'))).toEqual(['A > One Assets: deletes state, removes', 'A > Two Assets: safe, adds']);
  });

  test('goes with it, which is told once', () => {
    expect(changes([stack('A', { Set: stackSet({ Assets: bucket('a') }) })], [stack('A', {})])).toEqual(['A Set: deletes state, removes']);
  });
});

test('the report for people names what they have to read, the worst first, and counts the rest', () => {
  const before = [stack('A', { Zone: zone('acme.com'), Topic: topic('a'), Parameter: parameter('x') })];
  const after = [stack('A', { Zone: zone('acme.org'), Topic: topic('b'), Parameter: parameter('y') })];
  const found = compare(schemas, before, after);
  expect(reportText(found).split('\n')).toEqual([
    'deletes state:',
    '  A: Zone (AWS::Route53::HostedZone) replaces by Name: Name cannot be changed; the old one holds state and is deleted',
    'replaces:',
    '  A: Topic (AWS::SNS::Topic) replaces by TopicName: TopicName cannot be changed; the old one is deleted',
    '1 deletes state, 1 replaces, 0 interrupts, 1 safe',
  ]);
  expect(reportText(found.filter(({ verdict }) => verdict === 'safe'))).toBe('0 deletes state, 0 replaces, 0 interrupts, 1 safe');
  expect(reportText([])).toBe('nothing changes');
});

test('the report for machines has every change', () => {
  const found = compare(schemas, [stack('A', { Zone: zone('acme.com') })], [stack('A', { Zone: zone('acme.org') })]);
  expect(JSON.parse(reportJson(found))).toEqual({
    version: 1,
    counts: { 'safe': 0, 'interrupts': 0, 'replaces': 0, 'deletes state': 1 },
    changes: [{
      stack: 'A',
      resource: 'Zone',
      type: 'AWS::Route53::HostedZone',
      verdict: 'deletes state',
      effect: 'replaces',
      properties: ['Name'],
      why: 'Name cannot be changed; the old one holds state and is deleted',
    }],
  });
});
