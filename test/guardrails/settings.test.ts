import { App } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Guardrail, GuardrailPolicyType, Guardrails, LandingZone, LandingZoneProps } from '../../src';
import { landingZone, registered } from '../support/acme';
import { complaintsOf, synthesize } from '../support/assembly';

/**
 * Guardrails that are settings, which AWS holds in the accounts. They are no decisions of IAM, so that the access matrix cannot ask about them: what is
 * looked at here is the document that AWS gets, and where.
 */

const STACK = 'Acme/management/eu-west-1-guardrails';
const ORGANIZATION = 'Acme/management/eu-west-1-organization';

function acme(app: App, guardrails?: Guardrail[], props: Partial<LandingZoneProps> = {}): LandingZone {
  return landingZone(app, registered(), { guardrails, ...props });
}

interface Policy {
  readonly type: string;
  readonly content: any;
  readonly units: string[];
}

function policies(guardrails?: Guardrail[]): Policy[] {
  const assembly = synthesize(app => void acme(app, guardrails));
  const { Parameters } = assembly.templates.get(STACK);
  return assembly.resources(STACK, 'AWS::Organizations::Policy').map(([, { Properties: { Type, Content, TargetIds } }]) => ({
    type: Type, content: Content, units: TargetIds.map(({ Ref }: any) => Parameters[Ref].Default.replace(/.*organizational-units\//, '')),
  })).filter(({ content }) => !content.Statement);
}

function policyTypes(guardrails?: Guardrail[]): string[] {
  return synthesize(app => void acme(app, guardrails)).resources(ORGANIZATION, 'Custom::Organization')[0][1].Properties.PolicyTypes;
}

const assign = (value: unknown) => ({ '@@assign': value });

test('out of the box no image, snapshot or bucket is public, instances have IMDSv2, no serial console is open, and AWS learns from nothing', () => {
  expect(policies().map(({ type, content }) => [type, content])).toEqual([
    ['DECLARATIVE_POLICY_EC2', {
      ec2_attributes: {
        exception_message: assign('Guardrails of the organization hold this setting: PublicImages, MetadataDefaults, SerialConsole'),
        image_block_public_access: { state: assign('block_new_sharing') },
        snapshot_block_public_access: { state: assign('block_all_sharing') },
        instance_metadata_defaults: {
          http_tokens: assign('required'),
          http_put_response_hop_limit: assign('2'),
          http_endpoint: assign('no_preference'),
          instance_metadata_tags: assign('no_preference'),
        },
        serial_console_access: { status: assign('disabled') },
      },
    }],
    ['S3_POLICY', { s3_attributes: { public_access_block_configuration: assign('all') } }],
    ['AISERVICES_OPT_OUT_POLICY', { services: { default: { opt_out_policy: assign('optOut') } } }],
  ]);
});

test('they bind at every unit of the platform, and stand in the plan', () => {
  for (const { units } of policies()) expect(units.sort()).toEqual(['Infrastructure', 'Quarantine', 'Sandbox', 'Security', 'Workloads']);
  const { guardrails } = synthesize(app => void acme(app)).plan;
  expect(guardrails.find(({ id }) => id === 'PublicBuckets')).toEqual({
    id: 'PublicBuckets',
    forbids: 'Buckets and objects are public, by whatever policy or ACL.',
    reason: expect.any(String),
    policyType: 'S3_POLICY',
    organizationalUnits: ['Infrastructure', 'Quarantine', 'Sandbox', 'Security', 'Workloads'],
    exemptions: [],
    policy: 'guardrails-everywhere-s3-1',
  });
});

test('the organization takes the types of policies that there are, and no others', () => {
  const always = ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'];
  expect(policyTypes()).toEqual([...always, 'DECLARATIVE_POLICY_EC2', 'S3_POLICY', 'AISERVICES_OPT_OUT_POLICY']);
  expect(policyTypes([])).toEqual(always);
  expect(policyTypes([Guardrails.tags({ key: 'Team' })])).toEqual([...always, 'TAG_POLICY']);
});

test('tags are written as the user says', () => {
  const [{ type, content }] = policies([Guardrails.tags({ key: 'Team' }, { key: 'CostCenter', values: ['100', '2*'], enforcedFor: ['ec2:instance'] })]);
  expect([type, content]).toEqual(['TAG_POLICY', {
    tags: {
      team: { tag_key: assign('Team') },
      costcenter: { tag_key: assign('CostCenter'), tag_value: assign(['100', '2*']), enforced_for: assign(['ec2:instance']) },
    },
  }]);
});

const own = (settings: object, more: Partial<Parameters<typeof Guardrail.ofSettings>[1]> = {}, id = 'Own') => Guardrail.ofSettings(id, {
  forbids: 'x', reason: 'x', policyType: GuardrailPolicyType.EC2_SETTINGS, settings: settings as any, ...more,
});
const VPC = { ec2_attributes: { vpc_block_public_access: { internet_gateway_block: { mode: 'block_ingress', exclusions_allowed: 'enabled' } } } };

test('one of one\'s own joins those that bind at the same units, and stands alone where it binds elsewhere', () => {
  const joined = policies([Guardrails.SERIAL_CONSOLE, own(VPC)]);
  expect(joined.map(({ content }) => Object.keys(content.ec2_attributes))).toEqual([['exception_message', 'serial_console_access', 'vpc_block_public_access']]);
  const apart = policies([Guardrails.SERIAL_CONSOLE, own(VPC).boundAt('Sandbox')]);
  expect(apart.map(({ content, units }) => [Object.keys(content.ec2_attributes)[1], units])).toEqual([
    ['serial_console_access', expect.any(Array)], ['vpc_block_public_access', ['Sandbox']],
  ]);
});

test('AWS\'s other operators stand as they are written', () => {
  const [{ content }] = policies([own({ tags: { team: { tag_value: { '@@append': ['x'] } } } }, { policyType: GuardrailPolicyType.TAGS })]);
  expect(content.tags.team.tag_value).toEqual({ '@@append': ['x'] });
});

const LONG = { services: Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`service${at}`, { opt_out_policy: 'optOut' }])) };
const AI = { policyType: GuardrailPolicyType.AI_OPT_OUT };
const sets = [['Sandbox'], ['Sandbox', 'Security'], ['Sandbox', 'Infrastructure'], ['Sandbox', 'Workloads'], ['Sandbox', 'Quarantine'], ['Sandbox', 'Security', 'Workloads']];

test.each<[string, Guardrail[], string]>([
  ['an exemption', [Guardrails.PUBLIC_BUCKETS.exempting({ principalArns: ['arn:aws:iam::*:role/x'], reason: 'x' })],
    'guardrail PublicBuckets: exemptions: got ["arn:aws:iam::*:role/x"], expected none: a setting binds accounts, whoever is in them; write boundAt(...)'],
  ['no reason', [own(VPC, { reason: ' ' })], 'guardrail Own: reason: got " ", expected a sentence'],
  ['no settings', [own({})], 'guardrail Own: settings: got {}, expected an object with ec2_attributes'],
  ['settings of another type', [own({ s3_attributes: { x: 'all' } })], 'guardrail Own: settings: got {"s3_attributes":{"x":"all"}}, expected an object with ec2_attributes'],
  ['settings in a policy of statements', [own(VPC, { policyType: GuardrailPolicyType.SERVICE_CONTROL })],
    'guardrail Own: policyType: got "SERVICE_CONTROL_POLICY", expected a policy of settings; write Guardrail.of(...) with statements'],
  ['statements in a policy of settings', [Guardrail.of('Own', {
    forbids: 'x', reason: 'x', policyType: GuardrailPolicyType.TAGS, statements: [new iam.PolicyStatement({ effect: iam.Effect.DENY, actions: ['s3:*'], resources: ['*'] })],
  })], 'guardrail Own: policyType: got "TAG_POLICY", expected a policy of statements; write Guardrail.ofSettings(...)'],
  ['one setting with two values', [Guardrails.SERIAL_CONSOLE, own({ ec2_attributes: { serial_console_access: { status: 'enabled' } } })],
    'guardrails SerialConsole, Own: got "ec2_attributes.serial_console_access.status with several values", expected one value where they bind together'],
  ['more than AWS takes in one', [own(LONG, AI)], 'guardrails of type AISERVICES_OPT_OUT_POLICY: got "'],
  ['more than a unit takes', sets.map((units, at) => own({ services: { lex: { opt_out_policy: 'optOut' } } }, AI, `Own${at}`).boundAt(...units)),
    'guardrails of Sandbox: got "6 policies: Own0 ('],
  ['a unit that there is not', [Guardrails.AI_TRAINING.boundAt('Labs')], 'guardrail AiTraining: organizational unit: got "Labs"'],
])('%s is told at synth', (_, guardrails, says) => {
  expect(complaintsOf(app => void acme(app, guardrails))).toContain(says);
});

test('the limits of policies of statements are none of theirs: what binds together is one document, and a unit takes more of EC2 than of AI', () => {
  const many = (letter: string) => own({
    tags: Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`${letter}${at}`, { tag_key: `${letter}${at}`, tag_value: ['a', 'b'] }])),
  }, { policyType: GuardrailPolicyType.TAGS }, `Tags${letter}`);
  const assembly = synthesize(app => void acme(app, [many('a'), many('b')], { guardrailPolicySize: 1000 }));
  const [[, { Properties: { Content } }], ...others] = assembly.resources(STACK, 'AWS::Organizations::Policy');
  expect([Object.keys(Content.tags).length, others]).toEqual([40, []]);
  expect(complaintsOf(app => void acme(app, sets.map((units, at) => own(VPC, {}, `Own${at}`).boundAt(...units))))).toBe('');
});
