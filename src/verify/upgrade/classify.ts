import { OPAQUE } from './beyond-schema';
import { classifyCustom, functionChange } from './custom-resource';
import { CUSTOM_TYPES } from './custom-types';
import { Difference, differencesOf, same } from './differences';
import { isCustom, Judgement, removal, replacement, unknownType } from './fate';
import type { Schemas } from './schemas';
import { bodyOf, lostInstances, STACK_SET } from './stack-set';
import { Stale } from './stale';
import { worst } from './verdict';
import type { TemplateResource } from '../assembly';

/** What CloudFormation does with one resource, and what that means; nothing if it does nothing. */
export function classify(schemas: Schemas, before: TemplateResource, after?: TemplateResource, stale = new Stale()): Judgement | undefined {
  if (!after) return removal(schemas, before);
  if (before.Type !== after.Type) return typeChange(schemas, before, after);
  return worst([properties(schemas, before, after, stale), condition(schemas, before, after, stale), attributes(before, after)]);
}

function properties(schemas: Schemas, before: TemplateResource, after: TemplateResource, stale: Stale): Judgement | undefined {
  const { Type } = before;
  const differences = differencesOf(schemas, Type, before.Properties, after.Properties, stale);
  if (!differences.length) return undefined;
  if (isCustom(Type)) {
    const refused = functionChange(differences);
    if (refused) return refused;
    if (CUSTOM_TYPES[Type]) return classifyCustom(schemas, CUSTOM_TYPES[Type], before, after, differences);
    return unknownType(schemas, before, after, differences);
  }
  if (!schemas.knows(Type)) return unknownType(schemas, before, after, differences);

  const deciding = differences.filter(difference => difference.replacement !== 'no');
  if (deciding.length) return replacement(schemas, before, after, deciding);
  const opaque = differences.filter(({ path: [top] }) => OPAQUE[Type]?.includes(top));
  if (opaque.length) return { ...changed(opaque), verdict: 'replaces', effect: 'may replace', why: 'what the other template holds is not known here' };
  if (Type === STACK_SET) return stackSet(before, after, differences);
  const interrupting = differences.filter(({ path: [top] }) => schemas.interrupts(Type, top));
  if (interrupting.length) return { ...changed(interrupting), verdict: 'interrupts', effect: 'changes in place', why: 'AWS says that it is interrupted by this' };
  return { ...changed(differences), verdict: 'safe', effect: 'changes in place', why: 'its schema says that it stays' };
}

/** What becomes of the resources in its template is judged one by one. */
function stackSet({ Properties: before }: TemplateResource, { Properties: after }: TemplateResource, differences: Difference[]): Judgement {
  const lost = lostInstances(before, after);
  if (lost) return { verdict: 'deletes state', effect: 'removes', properties: ['StackInstancesGroup'], why: `the StackSet's stacks are deleted in ${lost}` };
  if (!same(before.TemplateBody, after.TemplateBody) && !(bodyOf(before) && bodyOf(after))) {
    return { verdict: 'replaces', effect: 'may replace', properties: ['TemplateBody'], why: 'the template in it cannot be read' };
  }
  return { ...changed(differences), verdict: 'safe', effect: 'changes in place', why: 'its schema says that it stays' };
}

/** A condition that is new or another: whether the resource stays depends on parameters. */
function condition(schemas: Schemas, before: TemplateResource, after: TemplateResource, stale: Stale): Judgement | undefined {
  if (after.Condition === undefined || (before.Condition === after.Condition && !stale.has(after.Condition))) return undefined;
  return { ...removal(schemas, before), effect: 'may remove', why: `it is there only if condition ${after.Condition} holds, which was not asked before or is another` };
}

/** What says how CloudFormation treats the resource, and not what it is. */
function attributes(before: TemplateResource, after: TemplateResource): Judgement | undefined {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(name => name !== 'Properties' && !same(before[name], after[name]));
  return names.length ? { verdict: 'safe', effect: 'changes in place', properties: [], why: `only ${names.sort().join(', ')} differs` } : undefined;
}

function typeChange(schemas: Schemas, before: TemplateResource, after: TemplateResource): Judgement {
  const { verdict } = removal(schemas, before);
  const why = `it was ${before.Type} and is ${after.Type}, and CloudFormation changes the type of no resource: give it another logical id`;
  return { verdict, effect: 'refuses', properties: [], why };
}

function changed(differences: Difference[]): { readonly properties: string[] } {
  return { properties: differences.map(({ path }) => path.join('/')) };
}
