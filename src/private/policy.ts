/** A statement as it stands in a template; keys in the order in which CDK writes them. */
export interface Statement {
  readonly Action: string | string[];
  readonly Condition?: object;
  readonly Effect: 'Allow';
  readonly Resource: string | string[];
}

/**
 * What is allowed, as plain JSON. Where policies repeat with every account, CDK's `PolicyStatement` and `PolicyDocument` cost more than the rest of
 * the role: they normalise and merge what is written here as it has to be.
 */
export function allow(actions: string[], resources: string[], conditions?: object): Statement {
  return { Action: oneOrAll(actions), ...conditions && { Condition: conditions }, Effect: 'Allow', Resource: oneOrAll(resources) };
}

/** A document of statements; those that are added to the list until the synth are in it. */
export function policy(statements: Statement[]): object {
  return { Statement: statements, Version: '2012-10-17' };
}

function oneOrAll(values: string[]): string | string[] {
  return values.length === 1 ? values[0] : values;
}
