import type { Assembly } from './assembly';

/** Something that has to hold of every assembly, ours or a user's own. */
export interface Law {
  /** By which it is named in a report. */
  readonly id: string;
  /** One sentence. */
  readonly promise: string;
  /** Whether it reads the plan, which an application's assembly has not. */
  readonly needsPlan: boolean;
  /** What breaks it, each with the path of the stack or of the account; nothing if it holds. */
  faults(assembly: Assembly): string[];
}

/** Resources of all stacks, each with the path of its stack and its logical id. */
export function allResources(assembly: Assembly): { readonly path: string; readonly id: string; readonly resource: any }[] {
  return [...assembly.templates].flatMap(([path, template]) =>
    Object.entries<any>(template.Resources ?? {}).map(([id, resource]) => ({ path, id, resource })));
}

/** Every object in a piece of JSON, the outermost first. */
export function* objectsIn(value: unknown): Generator<Record<string, any>> {
  if (Array.isArray(value)) {for (const item of value) yield* objectsIn(item);} else if (typeof value === 'object' && value !== null) {
    yield value as Record<string, any>;
    for (const item of Object.values(value)) yield* objectsIn(item);
  }
}
