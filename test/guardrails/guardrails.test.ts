import * as iam from 'aws-cdk-lib/aws-iam';
import { DeployIdentity, EnvironmentType, Guardrail, GuardrailPolicyType, Guardrails, LandingZone, LandingZoneProps } from '../../src';
import { complaintsOf, synthesize } from '../support/assembly';
import { acme, GUARDRAILS_STACK as STACK } from '../support/guardrails';

/** A guardrail is one line; what it forbids, where it binds and whom it lets through stands in the policies and in the plan. */

interface Policy {
  readonly name: string;
  readonly type: string;
  /** None where it holds settings. */
  readonly statements: any[];
  readonly guardrails: string[];
  readonly targets: string[];
}

function policies(props: Partial<LandingZoneProps> = {}, more?: (zone: LandingZone) => void): Policy[] {
  const assembly = synthesize(app => {
    const zone = acme(app, props);
    more?.(zone);
  });
  const template = assembly.templates.get(STACK);
  return assembly.resources(STACK, 'AWS::Organizations::Policy').map(([, { Properties: { Name, Type, Description, Content, TargetIds } }]) => ({
    name: Name, type: Type, statements: Content.Statement ?? [], guardrails: Description.split(', '), targets: TargetIds.map(({ Ref }: any) => template.Parameters[Ref].Default),
  }));
}

const NO_BEDROCK = Guardrail.of('NoBedrock', {
  forbids: 'Models are used.',
  reason: 'They are bought centrally.',
  statements: [new iam.PolicyStatement({ effect: iam.Effect.DENY, actions: ['bedrock:*'], resources: ['*'] })],
});

const DEPLOY_IDENTITY = DeployIdentity.gitHub({ organization: 'acme', repository: 'platform' });
const idsIn = (all: Policy[]) => [...new Set(all.flatMap(({ statements }) => statements.map(({ Sid }) => Sid.replace(/\d+$/, ''))))].sort();

test('the management account\'s way in is shut where accounts have an identity of their own, and only there: else nobody could deploy them', () => {
  expect(idsIn(policies())).toEqual(idsIn(policies({ guardrails: Guardrails.allExcept(Guardrails.ACCESS_FROM_MANAGEMENT) })));
  const [guardrail] = policies({ guardrails: [Guardrails.ACCESS_FROM_MANAGEMENT], deployIdentity: DEPLOY_IDENTITY });
  expect(guardrail).toMatchObject({
    type: 'RESOURCE_CONTROL_POLICY',
    statements: [{ Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRole', Resource: 'arn:*:iam::*:role/OrganizationAccountAccessRole' }],
  });
  expect(guardrail.statements[0]).not.toHaveProperty('Condition');
});

test('out of the box the whole catalogue binds, and AWS has room for one more policy at each unit', () => {
  const all = policies({ deployIdentity: DEPLOY_IDENTITY });
  const settings = all.filter(({ statements }) => !statements.length).flatMap(({ guardrails }) => guardrails);
  expect([...idsIn(all), ...settings].sort()).toEqual(Guardrails.all().map(({ guardrailId }) => guardrailId).sort());
  const units = [...new Set(all.flatMap(({ targets }) => targets))];
  expect(units.length).toBeGreaterThanOrEqual(7);
  for (const unit of units) {
    // AWS's own, and the one that is kept for revoking
    expect(all.filter(({ type, targets }) => type === 'SERVICE_CONTROL_POLICY' && targets.includes(unit)).length).toBeLessThanOrEqual(3);
  }
});

test('no policy is longer than AWS takes, and each statement denies', () => {
  for (const { name, statements, type } of policies()) {
    expect([name, JSON.stringify({ Version: '2012-10-17', Statement: statements }).length <= 5120]).toEqual([name, true]);
    expect(statements.map(({ Effect, Principal }) => [Effect, Principal])).toEqual(statements.map(() => ['Deny', type === 'RESOURCE_CONTROL_POLICY' ? '*' : undefined]));
  }
});

test('one of one\'s own is one line, and comes behind the others without moving them', () => {
  // WHEN
  const before = policies();
  const after = policies({ guardrails: [...Guardrails.all(), NO_BEDROCK] });

  // THEN
  const changed = after.filter(policy => JSON.stringify(policy) !== JSON.stringify(before.find(({ name }) => name === policy.name)));
  const names = changed.map(({ name }) => name);
  expect(names).toEqual([expect.stringMatching(/^cloud-platform-guardrails-everywhere-\d$/)]);
  expect(changed[0].statements.slice(0, -1)).toEqual(before.find(({ name }) => name === names[0])!.statements);
  expect(changed.map(({ name }) => name)).toEqual([expect.stringMatching(/guardrails-everywhere-\d$/)]);
  expect(changed[0].statements.slice(0, -1)).toEqual(before.find(({ name }) => name === changed[0].name)!.statements);
  expect(changed[0].statements.slice(-1)).toEqual([{ Sid: 'NoBedrock', Effect: 'Deny', Action: 'bedrock:*', Resource: '*' }]);
});

test('it binds where it is told to, also at a unit that has another name here and at one of an own environment type', () => {
  // GIVEN
  const organizationalUnits = { 'Workloads/Production': 'Live Systems' };
  const guardrails = [NO_BEDROCK.boundAt('Workloads/Production', 'Labs')];

  // WHEN
  const [policy, ...others] = policies({ organizationalUnits, guardrails }, zone => {
    zone.addEnvironment('lab', { environmentType: EnvironmentType.of('lab', { organizationalUnit: 'Labs' }) });
  });

  // THEN
  expect(others).toEqual([]);
  expect(policy.targets.sort()).toEqual(['/cloud-platform/v1/organizational-units/Labs', '/cloud-platform/v1/organizational-units/Live_20Systems']);
});

test('quarantine lets nobody do anything but the platform', () => {
  const [policy] = policies({ guardrails: [Guardrails.QUARANTINE] });
  expect(policy.targets).toEqual(['/cloud-platform/v1/organizational-units/Quarantine']);
  expect(policy.statements).toEqual([{
    Sid: 'Quarantine', Effect: 'Deny', Action: '*', Resource: '*', Condition: { ArnNotLike: { 'aws:PrincipalArn': expect.arrayContaining(['arn:*:iam::*:role/stacksets-exec-*']) } },
  }]);
});

test('an exemption is added to those that the guardrail has, and stands in the plan with its reason', () => {
  // GIVEN
  const exemption = { principalArns: ['arn:aws:iam::*:role/network/*'], reason: 'The network team peers by hand until May.' };
  const guardrails = [Guardrails.REGIONS.exempting(exemption), Guardrails.LEAVING_THE_ORGANIZATION.exempting(exemption)];

  // WHEN
  const assembly = synthesize(app => void acme(app, { guardrails }));

  // THEN
  const [[, { Properties: { Content: { Statement: [regions, leaving] } } }]] = assembly.resources(STACK, 'AWS::Organizations::Policy');
  expect(regions.Condition.ArnNotLike['aws:PrincipalArn']).toEqual([...policies({ guardrails: [Guardrails.REGIONS] })[0].statements[0].Condition.ArnNotLike['aws:PrincipalArn'], ...exemption.principalArns]);
  expect(leaving.Condition).toEqual({ ArnNotLike: { 'aws:PrincipalArn': exemption.principalArns } });
  expect(assembly.plan.guardrails.map(({ id, exemptions }) => ({ id, exemptions }))).toEqual([
    { id: 'Regions', exemptions: [exemption] }, { id: 'LeavingTheOrganization', exemptions: [exemption] },
  ]);
});

test('the plan says of each what it forbids, why, and where', () => {
  const { guardrails } = synthesize(app => void acme(app)).plan;
  expect(guardrails.find(({ id }) => id === 'ChangesByHand')).toEqual({
    id: 'ChangesByHand',
    forbids: 'People change production or staging by hand.',
    reason: expect.any(String),
    policyType: 'SERVICE_CONTROL_POLICY',
    organizationalUnits: ['Workloads/Production', 'Workloads/Staging'],
    exemptions: [],
    policy: 'guardrails-workloads-production-workloads-staging-1',
  });
});

test('without a guardrail there is no stack for them', () => {
  expect(synthesize(app => void acme(app, { guardrails: [] })).templates.has(STACK)).toBe(false);
});

const LONG = Guardrail.of('Long', {
  forbids: 'Much.', reason: 'It is long.', statements: [new iam.PolicyStatement({ effect: iam.Effect.DENY, actions: Array.from({ length: 400 }, (_, at) => `s3:Action${at}`), resources: ['*'] })],
});
const many = (count: number) => Array.from({ length: count }, (_, at) => Guardrail.of(`Wide${at}`, {
  forbids: 'Much.', reason: 'It is wide.', statements: [new iam.PolicyStatement({ effect: iam.Effect.DENY, actions: Array.from({ length: 200 }, (__, n) => `ec2:Action${at}x${n}`), resources: ['*'] })],
}));
const own = (options: Partial<Parameters<typeof Guardrail.of>[1]>, id = 'Own') => Guardrail.of(id, { forbids: 'x', reason: 'x', statements: [], ...options });
const ALLOW = new iam.PolicyStatement({ actions: ['s3:*'], resources: ['*'] });
const DENY = () => new iam.PolicyStatement({ effect: iam.Effect.DENY, actions: ['s3:*'], resources: ['*'] });

test.each<[string, Guardrail[], string]>([
  ['an empty reason', [own({ reason: ' ', statements: [DENY()] })], 'guardrail Own: reason: got " ", expected a sentence'],
  ['no sentence of what it forbids', [own({ forbids: '', statements: [DENY()] })], 'guardrail Own: forbids: got "", expected a sentence'],
  ['no statement', [own({})], 'guardrail Own: statements: got [], expected at least one'],
  ['a right', [own({ statements: [ALLOW] })], 'guardrail Own: effect: got "Allow", expected Deny: a guardrail gives no right; write iam.Effect.DENY'],
  ['a principal', [own({ statements: [new iam.PolicyStatement({ effect: iam.Effect.DENY, principals: [new iam.AnyPrincipal()], actions: ['s3:*'], resources: ['*'] })] })], 'guardrail Own: principals: got {"AWS":"*"}, expected none'],
  ['a bad id', [own({ statements: [DENY()] }, 'no-bedrock')], 'guardrail: got "no-bedrock", expected 1 to 60 letters and digits'],
  ['one twice', [NO_BEDROCK, NO_BEDROCK], 'guardrail: got "NoBedrock", expected each once'],
  ['an exemption without a reason', [Guardrails.REGIONS.exempting({ principalArns: ['arn:aws:iam::*:role/x'], reason: '' })], 'guardrail Regions: reason of an exemption: got "", expected a sentence'],
  ['an exemption for nobody', [Guardrails.REGIONS.exempting({ principalArns: [], reason: 'x' })], 'guardrail Regions: principalArns: got [], expected ARNs of principals'],
  ['an exemption for a name', [Guardrails.REGIONS.exempting({ principalArns: ['network'], reason: 'x' })], 'guardrail Regions: principalArns: got ["network"], expected ARNs of principals'],
  ['a unit that there is not', [NO_BEDROCK.boundAt('Workloads/Prod')], 'guardrail NoBedrock: organizational unit: got "Workloads/Prod", expected one of '],
  ['one that is longer than a policy', [LONG], 'guardrail Long: got "'],
  ['more than a unit takes', many(5), 'guardrails of Infrastructure: got "5 policies: Wide0 ('],
])('%s is told at synth', (_, guardrails, says) => {
  expect(complaintsOf(app => void acme(app, { guardrails }))).toContain(says);
});

test('all that is wrong is told in one run', () => {
  const said = complaintsOf(app => void acme(app, { guardrails: [own({ reason: '' }), LONG, NO_BEDROCK.boundAt('Nowhere')] }));
  expect(said).toContain('guardrail Own: reason');
  expect(said).toContain('guardrail Own: statements');
  expect(said).toContain('guardrail Long');
  expect(said).toContain('guardrail NoBedrock: organizational unit');
});

test('limits that AWS has raised are props', () => {
  expect(complaintsOf(app => void acme(app, { guardrails: [LONG], guardrailPolicySize: 10240 }))).toBe('');
  expect(complaintsOf(app => void acme(app, { guardrails: many(5), guardrailPoliciesPerUnit: 10 }))).toBe('');
});

test('a guardrail over resources binds resources', () => {
  const [policy] = policies({ guardrails: [own({ policyType: GuardrailPolicyType.RESOURCE_CONTROL, statements: [DENY()] })] });
  expect([policy.type, policy.statements]).toEqual(['RESOURCE_CONTROL_POLICY', [{ Sid: 'Own', Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' }]]);
});
