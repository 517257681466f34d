import { App } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Guardrail, GuardrailPolicyType, Guardrails, LandingZoneProps } from '../../src';
import { complaintsOf, synthesize } from '../support/assembly';
import { acme, GUARDRAILS_STACK } from '../support/guardrails';

/** What is counted is what AWS counts: to the character, and to the policy. */

function wide(id: string, actions: number, policyType = GuardrailPolicyType.SERVICE_CONTROL): Guardrail {
  return Guardrail.of(id, {
    forbids: 'Much.',
    reason: 'It is wide.',
    policyType,
    statements: [new iam.PolicyStatement({
      effect: iam.Effect.DENY, actions: Array.from({ length: actions }, (_, at) => `ec2:Action${id}x${at}`), resources: ['*'],
    })],
  });
}

function contents(props: Partial<LandingZoneProps>): any[] {
  return synthesize((app: App) => void acme(app, props)).resources(GUARDRAILS_STACK, 'AWS::Organizations::Policy').map(([, { Properties }]) => Properties);
}

const sizeOf = ({ Content }: any) => JSON.stringify(Content).length;

test.each([
  ['alone', [wide('A', 50)]],
  ['with another one', [wide('A', 50), wide('B', 50)]],
])('a policy may be as long as AWS takes, and not a character longer: %s', (_, guardrails) => {
  // GIVEN
  const [policy] = contents({ guardrails });
  const guardrailPolicySize = sizeOf(policy);

  // WHEN
  const fitting = contents({ guardrails, guardrailPolicySize });

  // THEN
  expect(fitting.map(sizeOf)).toEqual([guardrailPolicySize]);
  const shorter = { guardrails, guardrailPolicySize: guardrailPolicySize - 1 };
  if (guardrails.length > 1) expect(contents(shorter)).toHaveLength(2);
  else expect(complaintsOf(app => void acme(app, shorter))).toContain(`guardrail A: got "${guardrailPolicySize} characters", expected at most ${guardrailPolicySize - 1}`);
});

test('what stands for the organization is counted as long as an id can be', () => {
  // GIVEN
  const guardrails = [Guardrails.OUTSIDERS];
  const [{ Content }] = contents({ guardrails });
  const longest = JSON.stringify(Content).replace(/\{"Ref":"[^"]*"\}/g, `"${'o-'.padEnd(34, 'x')}"`).length;

  // WHEN THEN
  expect(complaintsOf(app => void acme(app, { guardrails, guardrailPolicySize: longest }))).toBe('');
  expect(complaintsOf(app => void acme(app, { guardrails, guardrailPolicySize: longest - 1 }))).toContain(`got "${longest} characters"`);
});

test('policies of each type are counted apart', () => {
  // GIVEN as many as there is room for: two are kept of the one, and one of the other
  const services = ['A', 'B', 'C'].map(id => wide(id, 200));
  const resources = ['D', 'E', 'F', 'G'].map(id => wide(id, 200, GuardrailPolicyType.RESOURCE_CONTROL));

  // WHEN THEN
  expect(complaintsOf(app => void acme(app, { guardrails: [...services, ...resources] }))).toBe('');
  expect(complaintsOf(app => void acme(app, { guardrails: [...services, ...resources, wide('H', 200, GuardrailPolicyType.RESOURCE_CONTROL)] })))
    .toContain('guardrails of Infrastructure: got "5 policies: D (');
});

test('those that bind at the same units share a policy, in whatever order the units are named', () => {
  // WHEN
  const policies = contents({ guardrails: [wide('A', 1).boundAt('Sandbox', 'Security'), wide('B', 1).boundAt('Security', 'Sandbox')] });

  // THEN
  expect(policies.map(({ Name, Description }) => [Name, Description])).toEqual([['cloud-platform-guardrails-sandbox-security-1', 'A, B']]);
});
