import { App } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Guardrail, Guardrails } from '../../src';
import { complaintsOf, synthesize } from '../support/assembly';
import { acme, GUARDRAILS_STACK } from '../support/guardrails';

/** Who leaves a guardrail out, or writes one, gets exactly that. */

const deny = (more: iam.PolicyStatementProps) => new iam.PolicyStatement({ effect: iam.Effect.DENY, ...more });
const own = (...denied: iam.PolicyStatement[]) => Guardrail.of('Own', { forbids: 'Much.', reason: 'We know why.', statements: denied });

function statements(guardrails: Guardrail[]): any[] {
  return synthesize((app: App) => void acme(app, { guardrails })).resources(GUARDRAILS_STACK, 'AWS::Organizations::Policy')
    .flatMap(([, { Properties: { Content } }]) => Content.Statement);
}

test('all but some', () => {
  // WHEN
  const left = Guardrails.allExcept(Guardrails.REGIONS, Guardrails.QUARANTINE.boundAt('Sandbox'));

  // THEN
  const ids = (guardrails: Guardrail[]) => guardrails.map(({ guardrailId }) => guardrailId);
  expect(ids(left)).toEqual(ids(Guardrails.all()).filter(id => !['Regions', 'Quarantine'].includes(id)));
  expect(Guardrails.allExcept()).toHaveLength(Guardrails.all().length);
});

test('everything but some actions, and everything but some resources', () => {
  expect(statements([own(
    deny({ notActions: ['s3:Get*'], resources: ['*'] }),
    deny({ actions: ['s3:*'], notResources: ['arn:aws:s3:::open/*'] }),
  )])).toEqual([
    { Sid: 'Own1', Effect: 'Deny', NotAction: 's3:Get*', Resource: '*' },
    { Sid: 'Own2', Effect: 'Deny', Action: 's3:*', NotResource: 'arn:aws:s3:::open/*' },
  ]);
});

test.each([
  ['a condition without principals', { Bool: { 'aws:SecureTransport': 'false' } }, ['arn:aws:iam::*:role/network/*']],
  ['one exempt principal', { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/a' } }, ['arn:aws:iam::*:role/a', 'arn:aws:iam::*:role/network/*']],
  ['some exempt principals', { ArnNotLike: { 'aws:PrincipalArn': ['arn:aws:iam::*:role/a', 'arn:aws:iam::*:role/b'] } },
    ['arn:aws:iam::*:role/a', 'arn:aws:iam::*:role/b', 'arn:aws:iam::*:role/network/*']],
])('an exemption is added to a statement that has %s', (_, conditions, exempt) => {
  // WHEN
  const [statement] = statements([own(deny({ actions: ['s3:*'], resources: ['*'], conditions })).exempting({
    principalArns: ['arn:aws:iam::*:role/network/*'], reason: 'The network team peers by hand until May.',
  })]);

  // THEN
  expect(statement.Condition).toEqual({ ...conditions, ArnNotLike: { 'aws:PrincipalArn': exempt } });
});

test.each([' arn:aws:iam::111111111111:role/a', 'role/a', 'arn:aws:s3:::bucket'])('an exemption for %j, which is no principal, is told at synth', principal => {
  const exemption = { principalArns: [principal], reason: 'The network team peers by hand until May.' };
  expect(complaintsOf(app => void acme(app, { guardrails: [Guardrails.REGIONS.exempting(exemption)] }))).toContain('guardrail Regions: principalArns: got [');
});

test('a reason of blanks is none', () => {
  const exemption = { principalArns: ['arn:aws:iam::*:role/a'], reason: '  ' };
  expect(complaintsOf(app => void acme(app, { guardrails: [Guardrails.REGIONS.exempting(exemption)] }))).toContain('reason of an exemption: got "  "');
});

test('the plan says that what binds everywhere is attached at the top', () => {
  const { guardrails, organizationalUnits } = synthesize((app: App) => void acme(app, { guardrails: [Guardrails.LEAVING_THE_ORGANIZATION] })).plan;
  expect(guardrails[0].organizationalUnits).toEqual(organizationalUnits.map(({ path }) => path).filter(path => !path.includes('/')));
  expect(guardrails[0].organizationalUnits).toContain('Sandbox');
});
