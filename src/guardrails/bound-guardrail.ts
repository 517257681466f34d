import { Tokenization } from 'aws-cdk-lib';
import type { DenyStatement, Guardrail } from './guardrail';
import type { GuardrailRules } from './guardrail-rules';
import { assigned } from './settings';

/** Longest value that AWS may give where a policy holds a token: an organization's id. */
const LONGEST_TOKEN = 'o-'.padEnd(34, 'x');

/** A guardrail as this landing zone has it: its statements with their exemptions; none where it is a setting. */
export class BoundGuardrail {
  public readonly statements: readonly object[];
  /** Characters that it takes in a policy. */
  public readonly size: number;

  public constructor(public readonly guardrail: Guardrail, rules: GuardrailRules) {
    const exempt = guardrail._exemptions.flatMap(({ principalArns }) => principalArns);
    const statements = guardrail._definition.statements(rules);
    this.statements = statements.map((statement, index) => rendered(statement, guardrail, statements.length > 1 ? index + 1 : '', exempt));
    const { settings } = guardrail._definition;
    this.size = settings ? JSON.stringify(assigned(settings)).length : sizeOf(this.statements);
  }
}

/** Characters of these statements in a policy, without the brackets around them. */
export function sizeOf(statements: readonly object[]): number {
  const text = JSON.stringify(statements);
  return Tokenization.reverseString(text).mapTokens({ mapToken: () => LONGEST_TOKEN as any }).join({ join: (left, right) => `${left}${right}` }).length - 2;
}

function rendered(statement: DenyStatement, guardrail: Guardrail, number: number | '', exempt: string[]): object {
  const { Action, NotAction, Resource, NotResource, Condition } = statement;
  return {
    Sid: `${guardrail.guardrailId}${number}`,
    Effect: 'Deny',
    ...guardrail.policyType === 'RESOURCE_CONTROL_POLICY' && { Principal: '*' },
    ...NotAction ? { NotAction } : { Action },
    ...NotResource ? { NotResource } : { Resource: Resource ?? '*' },
    ...conditionWith(Condition, exempt),
  };
}

/** Whom the statement lets through already, and whom the user adds. */
function conditionWith(condition: DenyStatement['Condition'], exempt: string[]): object {
  if (!exempt.length) return condition ? { Condition: condition } : {};
  const known = condition?.ArnNotLike?.['aws:PrincipalArn'] ?? [];
  return {
    Condition: { ...condition, ArnNotLike: { ...condition?.ArnNotLike, 'aws:PrincipalArn': [...Array.isArray(known) ? known : [known], ...exempt] } },
  };
}
