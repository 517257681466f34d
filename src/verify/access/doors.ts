import { conditionsOf, principalsOf, Statement } from './documents';
import type { Case } from './expand';
import { Organization, Resource } from './organization';
import type { Decision } from './simulator';
import type { PlatformJson } from '../../plan/platform-json';

/** A statement by which somebody outside an account may use something in it. */
export interface Door {
  readonly resource: Resource;
  /** Place of the statement in the resource's policy. */
  readonly statement: number;
  readonly from: DoorFrom;
}

export type DoorFrom =
  | { readonly kind: 'account' | 'service' | 'federated'; readonly name: string }
  | { readonly kind: 'organization' | 'anyone' };

/** Keys that tie a request of an AWS service to whoever it acts for. */
const SOURCE_KEYS = ['aws:sourceaccount', 'aws:sourcearn', 'aws:sourceorgid', 'aws:sourceorgpaths'];
const OWN_ACCOUNT_KEYS = ['aws:principalaccount', 'kms:calleraccount'];
const ORGANIZATION_KEYS = ['aws:principalorgid', 'aws:principalorgpaths'];

/** All doors: of the templates, of the bootstraps, and those that AWS makes. An AWS service with a source condition is none. */
export function doorsOf(organization: Organization): Door[] {
  return organization.resources.flatMap(resource => (resource.policy?.Statement ?? []).flatMap((statement, index) =>
    statement.Effect === 'Allow' ? fromsOf(resource, statement).map(from => ({ resource, statement: index, from })) : []));
}

function fromsOf(resource: Resource, statement: Statement): DoorFrom[] {
  const conditions = conditionsOf(statement).map(([operator, key, values]) => ({ operator: operator.toLowerCase(), key: key.toLowerCase(), values }));
  // NotPrincipal with Allow lets in everybody but some
  const principals: [string, string][] = statement.NotPrincipal ? [['AWS', '*']] : principalsOf(statement);
  return principals.flatMap(([kind, name]): DoorFrom[] => {
    if (kind === 'Service') return conditions.some(({ key }) => SOURCE_KEYS.includes(key)) ? [] : [{ kind: 'service', name }];
    if (kind !== 'AWS') return [{ kind: 'federated', name }];
    if (name !== '*') {
      const account = /^\d{12}$/.test(name) ? name : name.split(':')[4];
      return account === resource.account.id ? [] : [{ kind: 'account', name: account }];
    }
    const equal = conditions.filter(({ operator }) => ['stringequals', 'foranyvalue:stringequals', 'stringlike', 'foranyvalue:stringlike'].includes(operator));
    if (equal.some(({ key, values }) => OWN_ACCOUNT_KEYS.includes(key) && values.every(value => value === resource.account.id))) return [];
    return [{ kind: equal.some(({ key }) => ORGANIZATION_KEYS.includes(key)) ? 'organization' : 'anyone' }];
  });
}

/** What a door still lacks: a case of somebody who comes in by it, and one of somebody from outside who may not. */
export interface Uncovered {
  readonly door: Door;
  readonly lacks: ('allow' | 'deny')[];
}

export function uncovered(doors: readonly Door[], answers: readonly { readonly of: Case; readonly decision: Decision }[]): Uncovered[] {
  const byResource = new Map<string, typeof answers[number][]>();
  for (const answer of answers) {
    // an object is its bucket's, whose policy speaks for it
    const arn = answer.of.resource?.arn ?? answer.of.question.resource.arn;
    byResource.set(arn, [...byResource.get(arn) ?? [], answer]);
  }
  return doors.map(door => {
    const about = byResource.get(door.resource.arn) ?? [];
    const lacks: Uncovered['lacks'] = [];
    if (!about.some(({ of, decision }) => (decision.allowed || isShut(decision)) && comesBy(door, of, decision))) lacks.push('allow');
    if (!about.some(({ of, decision }) => !decision.allowed && (of.question.principal.federated || of.question.principal.account !== door.resource.account))) lacks.push('deny');
    return { door, lacks };
  }).filter(({ lacks }) => lacks.length);
}

/** Whether guardrails alone keep somebody out: such a door leads to nobody, and the case says so. */
function isShut({ allowed, denies }: Decision): boolean {
  return !allowed && denies.length > 0 && denies.every(({ layer }) => layer === 'scp' || layer === 'rcp');
}

function comesBy({ resource, statement, from }: Door, { question: { principal } }: Case, decision: Decision): boolean {
  if (!decision.allows.some(one => one.layer === 'resource' && one.index === statement)) return false;
  switch (from.kind) {
    case 'service': return !!principal.service && principal.arn === from.name;
    case 'account': return principal.arn.split(':')[4] === from.name;
    case 'organization': return !!principal.account && principal.account !== resource.account;
    case 'federated': return !!principal.federated && principal.arn === from.name;
    default: return principal.account !== resource.account;
  }
}

export function describeDoor({ resource, statement, from }: Door): string {
  const who = 'name' in from ? `${from.kind} ${from.name}` : from.kind;
  return `${resource.account.name}: ${resource.name} (${resource.type}, statement ${statement + 1}) opens to ${who}; ${resource.origin}`;
}

/** Where the doors of the plan and the roles of the templates differ. */
export function differsFromPlan(organization: Organization, plan: PlatformJson): string[] {
  const stacks = new Set(plan.stacks.map(({ path }) => path));
  const nameOf = (id: string) => organization.accounts.find(account => account.id === id)?.name ?? id;
  const inTemplates = new Map(doorsOf(organization).filter(({ resource, from }) => resource.type === 'AWS::IAM::Role' && from.kind === 'account' && stacks.has(resource.origin.split(': ')[0]))
    .map(({ resource, from }) => [`${nameOf((from as { name: string }).name)} -> ${resource.account.name}: ${resource.arn}`, resource.origin]));
  const inPlan = new Map(plan.doors.filter(door => door.open).map(door => [`${door.guest} -> ${door.owner}: ${door.roleArn}`, door.purpose]));
  return [
    ...[...inTemplates].filter(([door]) => !inPlan.has(door)).map(([door, origin]) => `${door}: stands in ${origin} and not in platform.json`),
    ...[...inPlan].filter(([door]) => !inTemplates.has(door)).map(([door, purpose]) => `${door}: stands in platform.json ("${purpose}") and in no template`),
  ];
}
