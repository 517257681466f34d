import type { Assembly } from './assembly';

/** Existing files that another assembly has otherwise. */
export function changedTemplates(before: Assembly, after: Assembly): string[] {
  return [...before.files].filter(([file, text]) => file.endsWith('.template.json') && after.files.get(file) !== text).map(([file]) => file);
}

/** Resources that stand in another stack of their account than before. What each account repeats in every stack, such as a handler, does not count. */
export function movedResources(before: Assembly, after: Assembly): string[] {
  const homes = (assembly: Assembly) => new Map([...assembly.templates].flatMap(([path, template]) =>
    Object.entries<any>(template.Resources).filter(([id]) => !id.startsWith('Handler'))
      .map(([id, { Type }]) => [`${path.split('/')[1]} ${path.split('/')[2].slice(0, 9)} ${Type} ${id}`, path] as const)));
  const now = homes(after);
  return [...homes(before)].filter(([what, path]) => now.get(what) !== path).map(([what]) => what);
}
