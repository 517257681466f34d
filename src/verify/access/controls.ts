import { list, NamedPolicy, PolicyDocument, Statement } from './documents';
import type { Organization } from './organization';
import { Layers, Question } from './question';
import type { Decision, LayerName, Met, Simulator } from './simulator';

/**
 * What decides a case, shown by taking it away.
 *
 * An *allow* is decided by each layer without which it would be a deny: all allowing statements of that layer go, and the answer must flip.
 *
 * A *deny* is decided by its obstacles, the least set of things that has to be lifted so that the answer is allow: a deny statement (it
 * goes); an element of the Allow statement that comes nearest, which does not match (a condition is dropped, a resource or a principal
 * added); or, where no Allow statement names the action, the grant that is missing (it is added). All lifted, the answer must flip; and with
 * any one of them left in place it must stay a deny, so that each is decisive by itself.
 */
export interface Decisive {
  readonly layer: LayerName;
  readonly kind: 'allow statements' | 'deny statement' | 'condition' | 'resource' | 'principal' | 'no grant';
  readonly what: string;
}

export interface Proof {
  readonly decisive: Decisive[];
  /** Simulations that had to flip or to stay, and did. */
  readonly controls: number;
  /** Why the case proves nothing; absent if it does. */
  readonly fault?: string;
}

interface Lift extends Decisive {
  readonly apply: (layers: Layers) => Layers;
}

export async function prove(
  simulator: Pick<Simulator, 'decide'>, organization: Organization, question: Question, layers: Layers, decision: Decision,
): Promise<Proof> {
  const ask = async (changed: Layers) => (await simulator.decide(organization, question, changed)).allowed;
  return decision.allowed ? proveAllow(ask, layers, decision) : proveDeny(ask, question, layers, decision);
}

type Ask = (layers: Layers) => Promise<boolean>;

async function proveAllow(ask: Ask, layers: Layers, decision: Decision): Promise<Proof> {
  const allows = decision.allows.filter(one => !isDefault(one, layers));
  const names = [...new Set(allows.map(one => one.layer))];
  const without = (some: LayerName[]) => remove(layers, allows.filter(one => some.includes(one.layer)));
  const decisive: Decisive[] = [];
  let controls = 0;
  for (const layer of names) {
    if (await ask(without([layer]))) continue;
    controls++;
    decisive.push({ layer, kind: 'allow statements', what: allows.filter(one => one.layer === layer).map(sentence).join(' and ') });
  }
  // in one account either the identity's policy or the resource's is enough
  if (!decisive.length) {
    if (await ask(without(names))) return { decisive, controls, fault: 'all statements that allow it are gone, and the answer is still allow' };
    controls++;
    decisive.push({ layer: names[0], kind: 'allow statements', what: `any of ${names.join(', ')}` });
  }
  if (!decision.sameAccount && !decisive.some(({ layer }) => layer === 'resource')) {
    return { decisive, controls, fault: 'it crosses accounts, and the resource\'s side decides nothing' };
  }
  return { decisive, controls };
}

async function proveDeny(ask: Ask, question: Question, layers: Layers, decision: Decision): Promise<Proof> {
  let lifts = liftsOf(question, layers, decision);
  const lifted = (some: Lift[]) => some.reduce((result, lift) => lift.apply(result), layers);
  if (!await ask(lifted(lifts))) {
    const fault = 'everything that stands in its way was lifted, and the answer is still deny: the model misses what decides it';
    return { decisive: lifts.map(plain), controls: 0, fault };
  }
  for (const lift of [...lifts]) {
    const rest = lifts.filter(other => other !== lift);
    if (await ask(lifted(rest))) lifts = rest;
  }
  if (!lifts.length) return { decisive: [], controls: 0, fault: 'nothing stands in its way, and the answer is deny' };
  // the last round of the loop asked for each that is left whether it alone keeps the answer
  return { decisive: lifts.map(plain), controls: lifts.length + 1 };
}

function liftsOf(question: Question, layers: Layers, decision: Decision): Lift[] {
  const denies: Lift[] = [...new Set(decision.denies.map(({ layer }) => layer))].map(layer => {
    const statements = decision.denies.filter(one => one.layer === layer);
    return { layer, kind: 'deny statement' as const, what: statements.map(sentence).join(' and '), apply: before => remove(before, statements) };
  });
  const lacks = (layer: LayerName) => !decision.allows.some(one => one.layer === layer);
  const grants: Lift[] = [];
  // dropped first where either is enough: what the identity lacks says more than what the resource might have granted
  if (lacks('resource') && (layers.resource || !decision.sameAccount)) grants.push(...nearest('resource', question, decision));
  if (!question.principal.service && lacks('identity')) grants.push(...nearest('identity', question, decision));
  if (layers.boundary && lacks('boundary')) grants.push(...nearest('boundary', question, decision));
  return [...denies, ...grants];
}

/** Lifts what keeps the Allow statement that comes nearest from matching, element by element. */
function nearest(layer: LayerName, question: Question, decision: Decision): Lift[] {
  const { arn } = question.resource;
  const [found] = decision.others.filter(one => one.layer === layer && one.action && canBeLifted(one.statement))
    .sort((a, b) => missing(a) - missing(b));
  if (!found) {
    const grant: Statement = {
      Effect: 'Allow',
      Action: question.action,
      ...layer === 'resource' && { Principal: principalOf(question) },
      ...(layer !== 'resource' || !arn.includes(':role/')) && { Resource: arn },
    };
    return [{ layer, kind: 'no grant', what: `no statement allows ${question.action}`, apply: before => add(before, layer, grant) }];
  }
  const change = (how: (statement: Statement) => Statement) => (before: Layers) => replace(before, found, how);
  return [
    ...!found.principal ? [{
      layer, kind: 'principal' as const, what: sentence(found), apply: change(statement => ({ ...statement, Principal: principalOf(question) })),
    }] : [],
    ...!found.resource ? [{
      layer, kind: 'resource' as const, what: sentence(found), apply: change(statement => ({ ...statement, Resource: [...list(statement.Resource), arn] })),
    }] : [],
    ...found.failed.map(([operator, key]) => ({
      layer, kind: 'condition' as const, what: `${operator} ${key} of ${sentence(found)}`, apply: change(statement => withoutCondition(statement, operator, key)),
    })),
  ];
}

function canBeLifted({ Effect, NotPrincipal, NotResource }: Statement): boolean {
  return Effect === 'Allow' && !NotPrincipal && !NotResource;
}

function missing({ principal, resource, failed }: Met): number {
  return Number(!principal) + Number(!resource) + failed.length;
}

function principalOf({ principal }: Question): Statement['Principal'] {
  return principal.service ? { Service: principal.arn } : { AWS: principal.arn };
}

function withoutCondition(statement: Statement, operator: string, key: string): Statement {
  const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
  const conditions = Object.entries(statement.Condition ?? {})
    .map(([name, keys]) => [name, Object.fromEntries(Object.entries(keys).filter(([other]) => !(same(name, operator) && same(other, key))))] as const)
    .filter(([, keys]) => Object.keys(keys).length);
  const { Condition, ...rest } = statement;
  return conditions.length ? { ...rest, Condition: Object.fromEntries(conditions) } : rest;
}

/** A statement that AWS attaches by itself stands in no template. */
function isDefault({ layer, level, policy }: Met, layers: Layers): boolean {
  return layer === 'scp' && layers.scps.find(({ id }) => id === level)?.policies[policy]?.name === 'FullAWSAccess';
}

/** What a statement was before a lift changed it. */
const originals = new WeakMap<Statement, Statement>();

function originalOf(statement: Statement): Statement {
  return originals.get(statement) ?? statement;
}

function remove(layers: Layers, statements: readonly Met[]): Layers {
  const gone = new Set(statements.map(({ statement }) => statement));
  return edit(layers, document => ({ ...document, Statement: document.Statement.filter(statement => !gone.has(originalOf(statement))) }), statements);
}

function replace(layers: Layers, met: Met, change: (statement: Statement) => Statement): Layers {
  return edit(layers, document => ({
    ...document,
    Statement: document.Statement.map(statement => {
      if (originalOf(statement) !== met.statement) return statement;
      const changed = change(statement);
      originals.set(changed, met.statement);
      return changed;
    }),
  }), [met]);
}

/** Changes the documents in which these statements stand, and no other. */
function edit(layers: Layers, change: (document: PolicyDocument) => PolicyDocument, statements: readonly Met[]): Layers {
  const touched = (layer: LayerName, policy: number, level?: string) =>
    statements.some(one => one.layer === layer && one.policy === policy && one.level === level);
  const policies = (all: readonly NamedPolicy[], layer: LayerName, level?: string): NamedPolicy[] => all.map((policy, index) =>
    touched(layer, index, level) ? { ...policy, document: change(policy.document), readsAtMost: undefined, servicesAtMost: undefined } : policy);
  return {
    identity: policies(layers.identity, 'identity'),
    resource: layers.resource && touched('resource', 0) ? change(layers.resource) : layers.resource,
    boundary: layers.boundary && policies([layers.boundary], 'boundary')[0],
    scps: layers.scps.map(level => ({ ...level, policies: policies(level.policies, 'scp', level.id) })),
    rcps: layers.rcps.map(level => ({ ...level, policies: policies(level.policies, 'rcp', level.id) })),
  };
}

function add(layers: Layers, layer: LayerName, grant: Statement): Layers {
  const document = { Version: '2012-10-17', Statement: [grant] };
  if (layer === 'identity') return { ...layers, identity: [...layers.identity, { name: 'control', document }] };
  if (layer === 'boundary') {
    const { document: before, ...boundary } = layers.boundary!;
    return { ...layers, boundary: { ...boundary, document: { ...document, Statement: [...before.Statement, grant] } } };
  }
  return { ...layers, resource: { ...document, Statement: [...layers.resource?.Statement ?? [], grant] } };
}

function plain({ layer, kind, what }: Lift): Decisive {
  return { layer, kind, what };
}

function sentence({ statement }: Met): string {
  const { Sid, Effect, Action, NotAction } = statement;
  return Sid ? `"${Sid}"` : `${Effect} ${list(Action ?? NotAction).slice(0, 3).join(', ')}`;
}
