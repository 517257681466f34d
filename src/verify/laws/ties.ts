import type { Assembly } from '../assembly';
import { Law, objectsIn } from '../law';

/** Exports that nothing in the same account and region can read, and CDK's silent ways across accounts and regions. */
export function ties(assembly: Assembly): string[] {
  const exported = new Set(assembly.stacks.flatMap(({ path, account, region }) =>
    Object.values<any>(assembly.templates.get(path)?.Outputs ?? {}).filter(output => output.Export).map(output => `${account} ${region} ${output.Export.Name}`)));
  return assembly.stacks.flatMap(({ path, account, region }) => {
    const template = assembly.templates.get(path) ?? {};
    const silent = Object.values<any>(template.Resources ?? {}).map(resource => String(resource.Type)).filter(type => /^Custom::CrossRegionExport/.test(type));
    const imports = [...objectsIn(template)].flatMap(object => {
      if (object['Fn::GetStackOutput'] !== undefined) return ['Fn::GetStackOutput'];
      const name = object['Fn::ImportValue'];
      return name === undefined || exported.has(`${account} ${region} ${name}`) ? [] : ['Fn::ImportValue'];
    });
    return [...new Set([...silent, ...imports])].map(way => `${path}: ${way}`);
  });
}

export const NO_TIES: Law = {
  id: 'no-ties',
  promise: 'Nothing is exported or referenced between accounts or between regions.',
  needsPlan: false,
  faults: ties,
};
