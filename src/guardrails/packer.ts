import type { BoundGuardrail } from './bound-guardrail';
import type { GuardrailPolicyType } from './guardrail-policy-type';
import { settingsType } from './settings';

/** Guardrails that bind at the same units, in one policy. */
export interface PackedPolicy {
  readonly policyType: GuardrailPolicyType;
  /** Paths of units; undefined for every unit of the platform. */
  readonly units?: readonly string[];
  /** Among the policies of the same type and units, from 1. */
  readonly number: number;
  readonly guardrails: readonly BoundGuardrail[];
}

const ENVELOPE = JSON.stringify({ Version: '2012-10-17', Statement: [] }).length;

/**
 * Fits guardrails into as few policies as their sizes allow, each into the first one that has room, in the order in which they are given: one
 * that is added at the end moves none of the others. A policy is nothing but its guardrails' statements, so that packing cannot change what they mean.
 * Settings of one type are one document where they bind, whatever its size.
 *
 * @param limit characters of a policy
 */
export function pack(guardrails: readonly BoundGuardrail[], limit: number): PackedPolicy[] {
  const bins: { key: string; policyType: GuardrailPolicyType; units?: readonly string[]; size: number; guardrails: BoundGuardrail[] }[] = [];
  for (const bound of guardrails) {
    const { policyType, _definition: { organizationalUnits: units } } = bound.guardrail;
    const key = `${policyType} ${units === undefined ? '*' : [...units].sort().join(' ')}`;
    const room = bins.find(bin => bin.key === key && (settingsType(policyType) || bin.size + 1 + bound.size <= limit));
    if (room) {
      room.guardrails.push(bound);
      room.size += 1 + bound.size;
    } else {
      bins.push({ key, policyType, units, size: ENVELOPE + bound.size, guardrails: [bound] });
    }
  }
  return bins.map(({ key, policyType, units, guardrails: packed }, index) => ({
    policyType, units, guardrails: packed, number: bins.slice(0, index).filter(bin => bin.key === key).length + 1,
  }));
}

/** Characters of a policy that holds one guardrail alone. */
export function sizeAlone({ size, guardrail }: BoundGuardrail): number {
  return settingsType(guardrail.policyType) ? size : ENVELOPE + size;
}

/** Characters of a policy. */
export function sizeOfPolicy({ guardrails }: PackedPolicy): number {
  return guardrails.reduce((size, guardrail) => size + guardrail.size + 1, ENVELOPE - 1);
}
