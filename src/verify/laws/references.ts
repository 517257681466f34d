import type { Assembly } from '../assembly';
import { Law } from '../law';

/** What one resource needs of others in its template. */
interface Reference {
  readonly kind: string;
  readonly target: string;
}

/** `Ref`, `Fn::GetAtt` and `Fn::Sub`, wherever they stand. */
export function* referencesIn(value: unknown): Generator<Reference> {
  if (Array.isArray(value)) for (const item of value) yield* referencesIn(item);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  const [[kind, argument] = ['', undefined], ...others] = Object.entries<any>(value);
  if (!others.length && kind === 'Ref') {yield { kind, target: argument };} else if (!others.length && kind === 'Fn::GetAtt') {yield { kind, target: Array.isArray(argument) ? argument[0] : String(argument).split('.')[0] };} else if (!others.length && kind === 'Fn::Sub') {
    const [text, names] = Array.isArray(argument) ? argument : [argument, {}];
    for (const [, target] of String(text).matchAll(/\$\{([^!}][^}]*)\}/g)) if (!(target in names)) yield { kind, target: target.split('.')[0] };
    yield* referencesIn(names);
  } else {for (const item of Object.values(value)) yield* referencesIn(item);}
}

function faultsOf(path: string, template: any): string[] {
  const resources = Object.entries<any>(template.Resources ?? {});
  const ids = new Set(resources.map(([id]) => id));
  const known = (target: string) => ids.has(target) || target in (template.Parameters ?? {}) || target.startsWith('AWS::');
  const missing = (where: string, { kind, target }: Reference) => `${path}: ${where}: ${kind} of ${target}, which is not in the template`;

  const needs = new Map<string, string[]>();
  const faults: string[] = [];
  for (const [id, resource] of resources) {
    const dependsOn = [resource.DependsOn ?? []].flat() as string[];
    const references = [...dependsOn.map(target => ({ kind: 'DependsOn', target })), ...referencesIn(resource.Properties), ...referencesIn(resource.Metadata)];
    faults.push(...references.filter(({ kind, target }) => kind === 'DependsOn' ? !ids.has(target) : !known(target)).map(reference => missing(id, reference)));
    if (typeof resource.Condition === 'string' && !(resource.Condition in (template.Conditions ?? {}))) {
      faults.push(missing(id, { kind: 'Condition', target: resource.Condition }));
    }
    needs.set(id, references.map(({ target }) => target).filter(target => ids.has(target)));
  }
  for (const section of ['Outputs', 'Conditions', 'Rules']) {
    faults.push(...[...referencesIn(template[section] ?? {})].filter(({ target }) => !known(target)).map(reference => missing(section, reference)));
  }
  return [...faults, ...circles(needs).map(circle => `${path}: ${circle}`)];
}

/** One circle of resources that need each other, if there is one. */
function circles(needs: Map<string, string[]>): string[] {
  const done = new Set<string>();
  for (const start of needs.keys()) {
    // depth first, without recursion: accounts stand in a chain of dozens
    const way: { id: string; left: string[] }[] = [{ id: start, left: [...needs.get(start)!] }];
    while (way.length) {
      const at = way[way.length - 1];
      const next = at.left.pop();
      if (next === undefined) {
        done.add(at.id);
        way.pop();
      } else if (way.some(({ id }) => id === next)) {return [[...way.slice(way.findIndex(({ id }) => id === next)).map(({ id }) => id), next].join(' needs ')];} else if (!done.has(next)) {way.push({ id: next, left: [...needs.get(next)!] });}
    }
  }
  return [];
}

export const REFERENCES_RESOLVE: Law = {
  id: 'references-resolve',
  promise: 'Whatever a template refers to stands in it, and no two resources need each other.',
  needsPlan: false,
  faults: (assembly: Assembly) => [...assembly.templates].flatMap(([path, template]) => faultsOf(path, template)),
};
