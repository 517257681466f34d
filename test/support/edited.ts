import { cpSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { appIn } from './assembly';
import { Assembly } from '../../src/verify/assembly';

/** What can be changed of an assembly: what stands in its files. */
export interface Edit {
  readonly plan: any;
  template(path: string): any;
  /** The stack's entry in the manifest that the CDK CLI reads. */
  artifact(path: string): any;
}

/** A copy of an assembly with something else in its files, read back from disk. */
export function edited(original: Assembly, edit: (files: Edit) => void): Assembly {
  const dir = appIn().outdir;
  cpSync(original.dir, dir, { recursive: true });
  const open = new Map<string, any>();
  const file = (name: string) => {
    if (!open.has(name)) open.set(name, JSON.parse(readFileSync(join(dir, name), 'utf8')));
    return open.get(name);
  };
  edit({
    get plan() {
      return file('platform.json');
    },
    template: path => file(original.stacks.find(stack => stack.path === path)!.file),
    artifact: path => Object.values<any>(file('manifest.json').artifacts).find(artifact => artifact.displayName === path),
  });
  for (const [name, content] of open) writeFileSync(join(dir, name), JSON.stringify(content));
  return new Assembly(dir);
}
