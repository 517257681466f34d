import { CUSTOM_TYPES } from './custom-types';
import { Difference, same } from './differences';
import type { Schemas } from './schemas';
import type { Change, Verdict } from './verdict';
import type { TemplateResource } from '../assembly';

/** What becomes of a resource, without where it stands. */
export type Judgement = Pick<Change, 'verdict' | 'effect' | 'properties' | 'why'>;

/** The policies under which CloudFormation leaves what it no longer needs. */
const RETAINED = ['Retain', 'RetainExceptOnCreate'];

/** A resource that is in the template no more. */
export function removal(schemas: Schemas, { Type, DeletionPolicy }: TemplateResource): Judgement {
  const custom = CUSTOM_TYPES[Type];
  if (RETAINED.includes(DeletionPolicy)) return leavesBehind('it is retained, and no stack takes care of it any more');
  if (custom?.staysWhenRemoved) return leavesBehind('its handler removes nothing, and no stack takes care of it any more');
  if (DeletionPolicy === 'Snapshot') return { verdict: 'replaces', effect: 'removes', properties: [], why: 'a snapshot of it stays' };
  const state = stateOf(schemas, Type);
  if (state) return { verdict: 'deletes state', effect: 'removes', properties: [], why: `it ${state} and is not retained` };
  return { verdict: 'replaces', effect: 'removes', properties: [], why: 'whatever names it finds it no more' };
}

/** A resource that CloudFormation makes anew, and then removes the old one. */
export function replacement(schemas: Schemas, before: TemplateResource, after: TemplateResource, deciding: readonly Difference[]): Judgement {
  const properties = deciding.map(({ path }) => path.join('/'));
  const because = [...new Set(deciding.flatMap(difference => difference.because ?? []))];
  const cause = because.length ? `${because.join(', ')} is another` : `${properties.join(', ')} cannot be changed`;
  const taken = takenName(schemas, before, after);
  if (taken) return { verdict: 'replaces', effect: 'refuses', properties, why: `${cause}, and the new one finds the name ${taken} taken by the old one` };
  const effect = deciding.some(difference => difference.replacement === 'yes') ? 'replaces' : 'may replace';
  return { effect, properties, ...afterReplacement(schemas, before, after, cause) };
}

/** A resource of a type that nobody has told us about: what its provider does at a change is its own affair. */
export function unknownType(schemas: Schemas, before: TemplateResource, after: TemplateResource, differences: readonly Difference[]): Judgement {
  const properties = differences.map(({ path }) => path.join('/'));
  return { effect: 'may replace', properties, ...afterReplacement(schemas, before, after, 'whether its provider makes another one is not known') };
}

function afterReplacement(schemas: Schemas, before: TemplateResource, after: TemplateResource, cause: string): { verdict: Verdict; why: string } {
  const policies = [before, after].map(({ UpdateReplacePolicy }) => UpdateReplacePolicy);
  if (policies.every(policy => RETAINED.includes(policy))) return { verdict: 'replaces', why: `${cause}; the old one is left behind` };
  if (CUSTOM_TYPES[before.Type]?.staysWhenRemoved) return { verdict: 'replaces', why: `${cause}; the handler leaves the old one` };
  if (policies.every(policy => policy === 'Snapshot')) return { verdict: 'replaces', why: `${cause}; a snapshot of the old one stays` };
  const state = stateOf(schemas, before.Type);
  if (state) return { verdict: 'deletes state', why: `${cause}; the old one ${state} and is deleted` };
  return { verdict: 'replaces', why: `${cause}; the old one is deleted` };
}

/** The name that two resources cannot have at the same time, if it is written in the template and stays. */
export function takenName(schemas: Schemas, before: TemplateResource, after: TemplateResource): string | undefined {
  const names = schemas.names(before.Type);
  const values = names.map(name => after.Properties?.[name]);
  const stays = names.length > 0 && names.every((name, index) => values[index] !== undefined && same(before.Properties?.[name], values[index]));
  return stays ? values.map(value => typeof value === 'string' ? value : JSON.stringify(value)).join(', ') : undefined;
}

/** Whether something is lost with a resource of this type, in words; nothing if the next one is as good. */
export function stateOf(schemas: Schemas, type: string): 'holds state' | 'may hold state' | undefined {
  const custom = CUSTOM_TYPES[type];
  if (custom?.holdsState ?? schemas.holdsState(type)) return 'holds state';
  return !custom && (isCustom(type) || !schemas.knows(type)) ? 'may hold state' : undefined;
}

export function isCustom(type: string): boolean {
  return type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource';
}

function leavesBehind(why: string): Judgement {
  return { verdict: 'replaces', effect: 'leaves behind', properties: [], why };
}
