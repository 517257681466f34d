import { SIMULATOR as simulator } from './support/acme';
import { allow, controlPolicy, deny, MADE, organizationOf, Resources, role, ROOT, trusting } from './support/organization';
import { prove, Proof } from '../../src/verify/access/controls';
import { Statement } from '../../src/verify/access/documents';
import { Organization, Principal } from '../../src/verify/access/organization';
import { layersOf, Question } from '../../src/verify/access/question';
import { readOrganization } from '../../src/verify/access/read-organization';
import { Decision } from '../../src/verify/access/simulator';

/** What decides an answer, and that a proof which proves nothing says so. */

function ask(resources: Resources, who: string, action: string, what: string): { organization: Organization; question: Question } {
  const organization = readOrganization(organizationOf(resources));
  const principal = organization.roles.find(({ name }) => name === who) as Principal;
  const resource = organization.resources.find(({ arn, name }) => arn === what || name === what);
  const account = resource?.account ?? organization.accounts.find(({ name }) => name === 'a')!;
  const target = { arn: resource?.arn ?? what, account, policy: resource?.policy };
  return { organization, question: { principal, action, resource: target, context: {}, absent: [] } };
}

async function proof(resources: Resources, who: string, action: string, what: string): Promise<Proof> {
  const { organization, question } = ask(resources, who, action, what);
  const layers = layersOf(organization, question);
  return prove(simulator, organization, question, layers, await simulator.decide(organization, question, layers));
}

function kinds({ decisive, fault }: Proof): string[] {
  return fault ? [fault] : decisive.map(({ layer, kind, what }) => `${layer}: ${kind}: ${what}`);
}

const TOPIC = 'arn:aws:sns:eu-west-1:222222222222:x';
const PARAMETER = 'arn:aws:ssm:eu-west-1:222222222222:parameter/x';

test('an allow is decided by the statements that allow it, on each side that it needs', async () => {
  expect(kinds(await proof({ a: { R: role('r', [allow('sns:Publish'), allow('sns:*')]) } }, 'r', 'sns:Publish', TOPIC))).toEqual([
    'identity: allow statements: Allow sns:Publish and Allow sns:*',
  ]);
  expect(kinds(await proof({ a: { Door: trusting('door', { AWS: '333333333333' }) }, b: { R: role('r', allow('sts:AssumeRole')) } }, 'r', 'sts:AssumeRole', 'door'))).toEqual([
    'identity: allow statements: Allow sts:AssumeRole', 'resource: allow statements: Allow sts:AssumeRole',
  ]);
});

test('a deny by a condition, a resource, a principal is decided by that element of the statement that comes nearest', async () => {
  const narrow = { a: { R: role('r', [allow('ssm:PutParameter', `${PARAMETER}-other`), allow('sns:*', '*', { Bool: { 'aws:SecureTransport': 'false' }, StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } })]) } };
  expect(kinds(await proof(narrow, 'r', 'ssm:PutParameter', PARAMETER))).toEqual(['identity: resource: Allow ssm:PutParameter']);
  expect(kinds(await proof(narrow, 'r', 'sns:Publish', TOPIC))).toEqual(['identity: condition: Bool aws:SecureTransport of Allow sns:*']);
  const door = { a: { Door: trusting('door', { AWS: '111111111111' }) }, b: { R: role('r', allow('sts:AssumeRole')) } };
  expect(kinds(await proof(door, 'r', 'sts:AssumeRole', 'door'))).toEqual(['resource: principal: Allow sts:AssumeRole']);
});

test('a deny that no statement speaks of is decided by the grant that is missing', async () => {
  expect(kinds(await proof({ a: { R: role('r', allow('s3:GetObject')) } }, 'r', 'sns:Publish', TOPIC))).toEqual(['identity: no grant: no statement allows sns:Publish']);
  expect(kinds(await proof({ b: { R: role('r', allow('s3:GetObject')) } }, 'r', 'sns:Publish', TOPIC))).toEqual([
    'resource: no grant: no statement allows sns:Publish', 'identity: no grant: no statement allows sns:Publish',
  ]);
});

test('a deny statement decides, alone or beside a grant that is missing too', async () => {
  const guarded = (statement: object) => ({ management: { ...MADE, Scp: controlPolicy('SERVICE_CONTROL_POLICY', { Sid: 'NoTopics', ...deny('sns:*') }, ROOT) }, a: { R: role('r', statement) } });
  expect(kinds(await proof(guarded(allow('sns:*')), 'r', 'sns:Publish', TOPIC))).toEqual(['scp: deny statement: "NoTopics"']);
  expect(kinds(await proof(guarded(allow('s3:*')), 'r', 'sns:Publish', TOPIC))).toEqual(['scp: deny statement: "NoTopics"', 'identity: no grant: no statement allows sns:Publish']);
  const both = { a: { R: role('r', [deny('sns:Publish'), allow('sns:Publish', '*', { Bool: { 'aws:SecureTransport': 'false' } })]) } };
  expect(kinds(await proof(both, 'r', 'sns:Publish', TOPIC))).toEqual(['identity: deny statement: Deny sns:Publish', 'identity: condition: Bool aws:SecureTransport of Allow sns:Publish']);
});

test('a proof fails where the model misses what decides', async () => {
  const { organization, question } = ask({ a: { R: role('r', allow('s3:GetObject')) } }, 'r', 'sns:Publish', TOPIC);
  const layers = layersOf(organization, question);
  const decision = await simulator.decide(organization, question, layers);
  const always = (allowed: boolean) => ({ decide: async (): Promise<Decision> => ({ ...decision, allowed }) });
  // lifting everything changes nothing
  expect(await prove(always(false), organization, question, layers, decision)).toMatchObject({ controls: 0, fault: expect.stringContaining('the answer is still deny') });
  // lifting nothing is enough
  expect(await prove(always(true), organization, question, layers, decision)).toMatchObject({ controls: 0, fault: expect.stringContaining('nothing stands in its way') });
});

test('an allow that stays without its statements, and one across accounts that the other side does not decide, are faults', async () => {
  const { organization, question } = ask({ a: { Door: trusting('door', { AWS: '333333333333' }) }, b: { R: role('r', allow('sts:AssumeRole')) } }, 'r', 'sts:AssumeRole', 'door');
  const layers = layersOf(organization, question);
  const decision = await simulator.decide(organization, question, layers);
  expect(await prove({ decide: async () => decision }, organization, question, layers, decision)).toMatchObject({ fault: expect.stringContaining('the answer is still allow') });
  const blind = {
    decide: async (_: Organization, __: Question, { identity }: { identity: readonly { document: { Statement: Statement[] } }[] }) =>
      ({ ...decision, allowed: identity[0].document.Statement.length > 0 }),
  };
  expect(await prove(blind, organization, question, layers, decision)).toMatchObject({ fault: 'it crosses accounts, and the resource\'s side decides nothing' });
});
