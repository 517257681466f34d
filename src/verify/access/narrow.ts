import { list, PolicyDocument, Statement } from './documents';
import type { Layers } from './question';

/**
 * Leaves out statements about other actions: they decide nothing, and the simulator weighs each of their conditions all the same, which was three quarters of its
 * time.
 */
export function narrowed(layers: Layers, action: string): Layers {
  const narrow = <T extends { readonly document: PolicyDocument }>(policy: T): T => {
    const document = about(policy.document, action);
    return document === policy.document ? policy : { ...policy, document };
  };
  return {
    identity: layers.identity.map(narrow),
    resource: layers.resource && about(layers.resource, action),
    boundary: layers.boundary && narrow(layers.boundary),
    scps: layers.scps.map(level => ({ ...level, policies: level.policies.map(narrow) })),
    rcps: layers.rcps.map(level => ({ ...level, policies: level.policies.map(narrow) })),
  };
}

const narrow = new WeakMap<PolicyDocument, Map<string, PolicyDocument>>();

function about(document: PolicyDocument, action: string): PolicyDocument {
  const known = narrow.get(document) ?? new Map<string, PolicyDocument>();
  narrow.set(document, known);
  let found = known.get(action);
  if (!found) {
    const statements = document.Statement.filter(statement => isAbout(statement, action));
    found = statements.length === document.Statement.length ? document : { ...document, Statement: statements };
    known.set(action, found);
  }
  return found;
}

/** Whether a statement speaks of the action, as IAM compares them: without case, `*` for any characters and `?` for one. */
export function isAbout({ Action, NotAction }: Statement, action: string): boolean {
  const matches = (pattern: string) => patternOf(pattern).test(action);
  return NotAction === undefined ? list(Action).some(matches) : !list(NotAction).some(matches);
}

const patterns = new Map<string, RegExp>();

function patternOf(text: string): RegExp {
  let pattern = patterns.get(text);
  if (!pattern) {
    const escaped = text.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.');
    patterns.set(text, pattern = new RegExp(`^${escaped}$`, 'i'));
  }
  return pattern;
}
