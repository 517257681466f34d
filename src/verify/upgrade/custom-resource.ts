import type { CustomType } from './custom-types';
import { Difference, same } from './differences';
import { Judgement, replacement } from './fate';
import type { Schemas } from './schemas';
import type { TemplateResource } from '../assembly';

/** A change of a custom resource of ours, by what its handler does with each property. */
export function classifyCustom(
  schemas: Schemas, type: CustomType, before: TemplateResource, after: TemplateResource, differences: readonly Difference[],
): Judgement {
  const changes = differences.map(difference => {
    const [name] = difference.path;
    return { name, difference, part: type.properties[name], one: before.Properties?.[name], other: after.Properties?.[name] };
  });
  const deciding = changes.flatMap(({ difference, part, one, other }): Difference[] => {
    if (part?.is !== 'identity') return [];
    const of = part.of ?? (value => value);
    if (!difference.because && same(of(one), of(other))) return [];
    return [{ ...difference, replacement: difference.uncertain ? 'maybe' : 'yes' }];
  });
  if (deciding.length) return replacement(schemas, before, after, deciding);

  const interrupting = changes.flatMap(({ name, part, one, other }) =>
    part?.is === 'interrupting' && (part.when?.(one, other) ?? true) ? [{ name, why: part.why }] : []);
  if (interrupting.length) {
    const whys = interrupting.map(({ why }) => why).join('; ');
    return { verdict: 'interrupts', effect: 'changes in place', properties: interrupting.map(({ name }) => name), why: whys };
  }
  return { verdict: 'safe', effect: 'changes in place', properties: changes.map(({ name }) => name), why: 'its handler keeps it' };
}

/** Nothing if the function behind a custom resource is the one it was. */
export function functionChange(differences: readonly Difference[]): Judgement | undefined {
  const token = differences.find(({ path }) => path[0] === 'ServiceToken');
  if (!token) return undefined;
  const cause = token.because ? `${token.because} is another, and ` : '';
  return { verdict: 'replaces', effect: 'refuses', properties: ['ServiceToken'], why: `${cause}CloudFormation gives a custom resource to no other function` };
}
