import { Token } from 'aws-cdk-lib';
import { DenyStatement, Guardrail } from './guardrail';
import { isObject, settingsType } from './settings';
import { Problems } from '../private/problems';

const ID = /^[A-Za-z0-9]{1,60}$/;
const PRINCIPAL = /^arn:[^:]+:(iam|sts)::[^:]*:.+$/;

/** Says what is wrong with guardrails. @returns those that can be used */
export function checkGuardrails(problems: Problems, path: string, guardrails: readonly Guardrail[]): Guardrail[] {
  const usable = new Map<string, Guardrail>();
  for (const guardrail of guardrails) {
    const { guardrailId: id } = guardrail;
    if (!ID.test(id)) {
      problems.add(path, 'guardrail', id, '1 to 60 letters and digits', '"NoBedrock"');
    } else if (usable.has(id)) {
      problems.add(path, 'guardrail', id, 'each once', 'Guardrails.allExcept(...) with what you add behind it');
    } else if (fits(problems, `${path}: guardrail ${id}`, guardrail)) {
      usable.set(id, guardrail);
    }
  }
  return [...usable.values()];
}

function fits(problems: Problems, where: string, guardrail: Guardrail): boolean {
  const before = problems.validate().length;
  for (const key of ['forbids', 'reason'] as const) {
    if (!guardrail[key]?.trim()) problems.add(where, key, guardrail[key], 'a sentence: it is what a reviewer reads', '"Models are bought centrally."');
  }
  for (const { principalArns, reason } of guardrail._exemptions) {
    if (!reason?.trim()) problems.add(where, 'reason of an exemption', reason, 'a sentence', '"The network team peers by hand until May."');
    const bad = principalArns.filter(arn => Token.isUnresolved(arn) || !PRINCIPAL.test(arn));
    if (bad.length || !principalArns.length) problems.add(where, 'principalArns', bad.length ? bad : principalArns, 'ARNs of principals', '"arn:aws:iam::*:role/network/*"');
  }
  checkSettings(problems, where, guardrail);
  const statements = ownStatements(guardrail);
  if (statements && !statements.length) problems.add(where, 'statements', statements, 'at least one', 'new iam.PolicyStatement({ effect: iam.Effect.DENY, ... })');
  for (const statement of statements ?? []) {
    if (statement.Effect !== 'Deny') problems.add(where, 'effect', statement.Effect, 'Deny: a guardrail gives no right', 'iam.Effect.DENY');
    if (statement.Principal || statement.NotPrincipal) {
      problems.add(where, 'principals', statement.Principal ?? statement.NotPrincipal, 'none: a guardrail binds everybody', 'exempting({ principalArns: [...], reason })');
    }
  }
  return problems.validate().length === before;
}

/** Those of a user's own guardrail; the catalogue's are ours. */
function ownStatements({ _definition: { own } }: Guardrail): (DenyStatement & Record<string, unknown>)[] | undefined {
  return own?.();
}

/** A setting is held by AWS itself: it looks at nobody, and nobody is let through. */
function checkSettings(problems: Problems, where: string, { policyType, _definition: { settings, own }, _exemptions }: Guardrail): void {
  const type = settingsType(policyType);
  if (own && type) problems.add(where, 'policyType', policyType, 'a policy of statements', 'Guardrail.ofSettings(...)');
  if (!settings) return;
  if (!type) {
    problems.add(where, 'policyType', policyType, 'a policy of settings', 'Guardrail.of(...) with statements');
    return;
  }
  const keys = Object.keys(settings);
  if (keys.length !== 1 || keys[0] !== type.root || !isObject(settings[type.root]) || !Object.keys(settings[type.root]).length) {
    problems.add(where, 'settings', settings, `an object with ${type.root} and settings in it`, `{ ${type.root}: { ... } }`);
  } else if (Token.isUnresolved(JSON.stringify(settings))) {
    problems.add(where, 'settings', keys, 'values that are known at synth', 'them as text');
  }
  if (_exemptions.length) {
    problems.add(where, 'exemptions', _exemptions.flatMap(({ principalArns }) => principalArns), 'none: a setting binds accounts, whoever is in them',
      'boundAt(...) with the units where it shall bind');
  }
}
