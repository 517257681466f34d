import * as fc from 'fast-check';
import { BoundGuardrail } from '../../src/guardrails/bound-guardrail';
import { Guardrail } from '../../src/guardrails/guardrail';
import { GuardrailPolicyType } from '../../src/guardrails/guardrail-policy-type';
import { pack, PackedPolicy } from '../../src/guardrails/packer';

/** Guardrails fit into as few policies as may be, and mean there what they mean alone. */

const RULES = { prefix: 'acme', qualifier: 'acme', governedRegions: ['eu-west-1'], organizationId: 'o-exampleorgid', workloadUnitIds: [], accountId: () => undefined };
const LIMIT = 2000;

interface Drawn {
  readonly actions: number;
  readonly unit?: string;
  readonly resources: boolean;
}

const drawn: fc.Arbitrary<Drawn> = fc.record({
  actions: fc.integer({ min: 1, max: 60 }), unit: fc.constantFrom(undefined, 'Sandbox', 'Security'), resources: fc.boolean(),
});

function bound({ actions, unit, resources }: Drawn, index: number): BoundGuardrail {
  return new BoundGuardrail(Guardrail._define({
    id: `G${index}`,
    forbids: 'x',
    reason: 'x',
    policyType: resources ? GuardrailPolicyType.RESOURCE_CONTROL : GuardrailPolicyType.SERVICE_CONTROL,
    organizationalUnits: unit === undefined ? undefined : [unit],
    statements: () => [{ Action: Array.from({ length: actions }, (_, at) => `s3:Action${at}OfMany`), Resource: '*' }],
  }), RULES);
}

/** As it will stand in the template. */
function textOf({ guardrails }: PackedPolicy): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: guardrails.flatMap(({ statements }) => statements) });
}

const place = ({ policyType, units }: { policyType: string; units?: readonly string[] }) => `${policyType} ${units ?? '*'}`;

test('each guardrail stands once and whole, where it binds, and no policy is too long', () => {
  fc.assert(fc.property(fc.array(drawn, { maxLength: 30 }), all => {
    const guardrails = all.map(bound);
    const policies = pack(guardrails, LIMIT);
    const packed = policies.flatMap(policy => policy.guardrails.map(one => ({ one, at: place(policy) })));
    expect(packed.map(({ one }) => one.guardrail.guardrailId).sort()).toEqual(guardrails.map(({ guardrail }) => guardrail.guardrailId).sort());
    for (const { one, at } of packed) {
      expect(at).toBe(place({ policyType: one.guardrail.policyType, units: one.guardrail._definition.organizationalUnits }));
    }
    for (const policy of policies) expect(textOf(policy).length).toBeLessThanOrEqual(LIMIT);
  }));
});

test('what is denied at a unit is the same, packed or each in a policy of its own', () => {
  fc.assert(fc.property(fc.array(drawn, { maxLength: 30 }), all => {
    const guardrails = all.map(bound);
    const deniedAt = (policies: PackedPolicy[], where: string) =>
      policies.filter(policy => place(policy) === where).flatMap(policy => JSON.parse(textOf(policy)).Statement)
        .map(one => JSON.stringify(one)).sort();
    const packed = pack(guardrails, LIMIT);
    const apart = guardrails.flatMap(one => pack([one], LIMIT));
    for (const where of new Set(apart.map(place))) expect(deniedAt(packed, where)).toEqual(deniedAt(apart, where));
  }));
});

test('no two policies of the same place could be one', () => {
  fc.assert(fc.property(fc.array(drawn, { maxLength: 30 }), all => {
    const policies = pack(all.map(bound), LIMIT);
    const [first, ...rest] = policies;
    for (const other of rest.filter(policy => place(policy) === place(first))) {
      // the first one had no room for the first of any other
      expect(textOf({ ...first, guardrails: [...first.guardrails, other.guardrails[0]] }).length).toBeGreaterThan(LIMIT);
    }
  }));
});

test('one more at the end moves none of the others', () => {
  fc.assert(fc.property(fc.array(drawn, { maxLength: 30 }), drawn, (all, more) => {
    const before = pack(all.map(bound), LIMIT);
    const after = pack([...all, more].map(bound), LIMIT);
    const homes = (policies: PackedPolicy[]) => policies.flatMap(policy =>
      policy.guardrails.map(one => `${one.guardrail.guardrailId} ${place(policy)} ${policy.number}`));
    expect(homes(after)).toEqual(expect.arrayContaining(homes(before)));
  }));
});
