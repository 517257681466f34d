import { classify } from './classify';
import { same } from './differences';
import { stateOf, Judgement, removal, takenName } from './fate';
import type { Schemas } from './schemas';
import { keyOf, resourcesOf, StackTemplate, withStackSets } from './stack-template';
import { Stale } from './stale';
import type { Change } from './verdict';
import type { TemplateResource } from '../assembly';

/** A resource with where it stands. */
interface Placed {
  readonly stack: StackTemplate;
  readonly id: string;
  readonly resource: TemplateResource;
}

/** What a deployment of `after` over `before` does to each resource that is not the same in both. */
export function compare(schemas: Schemas, before: readonly StackTemplate[], after: readonly StackTemplate[]): Change[] {
  const olds = withStackSets(before);
  const news = withStackSets(after);
  const pairs = olds.map(old => ({ old, now: news.find(stack => keyOf(stack) === keyOf(old)) }));
  const added = news.flatMap(stack => {
    const old = pairs.find(({ now }) => now === stack)?.old;
    return placed(stack).filter(({ id }) => !old || !has(old, id));
  });

  const changes = pairs.flatMap(({ old, now }): Change[] => {
    if (!now) return old.carrier ? [] : [gone(schemas, old, news)];
    const removed = placed(old).filter(({ id }) => !has(now, id));
    return [...changesIn(schemas, old, now), ...removed.map(one => removedChange(schemas, one, added))];
  });
  const additions = added.map(({ stack, id, resource }): Change => ({
    stack: stack.path, resource: id, type: resource.Type, verdict: 'safe', effect: 'adds', properties: [], why: 'it was not there',
  }));
  return [...changes, ...additions];
}

/** Resources that both states have; those that refer to one that is replaced are replaced in their turn, if their schema says so. */
function changesIn(schemas: Schemas, old: StackTemplate, now: StackTemplate): Change[] {
  const stale = Stale.between(old.template, now.template);
  const common = resourcesOf(old).filter(([id]) => has(now, id));
  for (;;) {
    const changes = common.flatMap(([id, resource]): Change[] => {
      const judgement = classify(schemas, resource, now.template.Resources[id], stale);
      return judgement ? [{ stack: now.path, resource: id, type: resource.Type, ...judgement }] : [];
    });
    const grown = changes.filter(({ effect }) => effect === 'replaces' || effect === 'may replace')
      .map(({ resource, effect }) => stale.add(resource, { what: resource, certain: effect === 'replaces' }));
    if (!grown.includes(true)) return changes;
  }
}

/** A resource that its stack has no more: gone, or under another name or in another stack. Takes out of `added` what it became. */
function removedChange(schemas: Schemas, old: Placed, added: Placed[]): Change {
  const judgement = removal(schemas, old.resource);
  const next = successor(schemas, old, added);
  if (next) added.splice(added.indexOf(next), 1);
  return { stack: old.stack.path, resource: old.id, type: old.resource.Type, ...next ? became(schemas, old, next, judgement) : judgement };
}

function became(schemas: Schemas, old: Placed, next: Placed, judgement: Judgement): Judgement {
  const moves = keyOf(next.stack) !== keyOf(old.stack);
  const where = moves ? `it is in ${next.stack.path} now` : `its logical id is ${next.id} now`;
  const taken = takenName(schemas, old.resource, next.resource);
  const clash = taken ? `; the new one finds the name ${taken} taken by it` : '';
  return { ...judgement, effect: moves ? 'moves' : 'renames', why: `${where}, and CloudFormation makes it once more there; here: ${judgement.why}${clash}` };
}

/** In another stack under the same logical id, or in its own under another with the same content or the same name. */
function successor(schemas: Schemas, { stack, id, resource }: Placed, added: readonly Placed[]): Placed | undefined {
  const alike = added.filter(one => one.resource.Type === resource.Type);
  const here = alike.filter(one => keyOf(one.stack) === keyOf(stack));
  const { account, region } = stack;
  const elsewhere = stack.carrier ? [] : alike.filter(one => !one.stack.carrier && one.stack.account === account && one.stack.region === region);
  return elsewhere.find(one => one.id === id)
    ?? here.find(one => same(one.resource.Properties, resource.Properties) || takenName(schemas, resource, one.resource));
}

/** A stack that the assembly has no more: nobody deletes it, and nobody takes care of it. */
function gone(schemas: Schemas, old: StackTemplate, news: readonly StackTemplate[]): Change {
  const renamed = news.find(({ path }) => path === old.path);
  const state = resourcesOf(old).filter(([, { Type }]) => stateOf(schemas, Type)).map(([id]) => id);
  const whose = state.length ? `, with state in ${state.join(', ')}` : '';
  return {
    stack: old.path,
    resource: '*',
    type: 'AWS::CloudFormation::Stack',
    verdict: 'replaces',
    effect: 'leaves behind',
    properties: [],
    why: renamed
      ? `the stack was ${keyOf(old)} and is ${keyOf(renamed)}: everything in it is made once more, and the old one stays${whose}`
      : `the stack is in the assembly no more, and stays until somebody deletes it${whose}`,
  };
}

function has({ template }: StackTemplate, id: string): boolean {
  return id in (template.Resources ?? {});
}

function placed(stack: StackTemplate): Placed[] {
  return resourcesOf(stack).map(([id, resource]) => ({ stack, id, resource }));
}
