import type { Assembly } from './assembly';

/** Files that only one of two assemblies has, or that differ. */
export function differences(one: Assembly, other: Assembly): string[] {
  return [...new Set([...one.files.keys(), ...other.files.keys()])].filter(file => one.files.get(file) !== other.files.get(file)).sort();
}

/** Existing files that another assembly has otherwise. */
export function changedTemplates(before: Assembly, after: Assembly): string[] {
  return [...before.files].filter(([file, text]) => file.endsWith('.template.json') && after.files.get(file) !== text).map(([file]) => file);
}

/** Paths of existing stacks whose template another assembly has otherwise, or not at all. */
export function changedStacks(before: Assembly, after: Assembly): string[] {
  const files = new Map(after.stacks.map(({ path, file }) => [path, after.files.get(file)]));
  return before.stacks.filter(({ path, file }) => files.get(path) !== before.files.get(file)).map(({ path }) => path);
}

/** What a run for these accounts alone (`cloud-platform:only`) wrote otherwise than the run for all. */
export function differencesAlone(whole: Assembly, alone: Assembly, accounts: string[]): string[] {
  const own = whole.stacks.filter(({ account }) => accounts.some(name => whole.account(name).id === account));
  const files = ['platform.json', ...own.flatMap(({ file }) => [file, file.replace('.template.', '.assets.')])];
  const others = alone.stacks.filter(({ path }) => !own.some(stack => stack.path === path)).map(({ path }) => path);
  return [...others, ...files.filter(file => alone.files.get(file) !== whole.files.get(file))];
}

/** Resources that stand in another stack of their account and region than before. What an account repeats in every stack, such as a handler, does not count. */
export function movedResources(before: Assembly, after: Assembly): string[] {
  const homes = (assembly: Assembly) => new Map(assembly.stacks.flatMap(({ path, account, region }) =>
    assembly.resources(path).filter(([id]) => !id.startsWith('Handler')).map(([id, { Type }]) => [`${account} ${region} ${Type} ${id}`, path] as const)));
  const now = homes(after);
  return [...homes(before)].filter(([what, path]) => now.get(what) !== path).map(([what]) => what);
}
