import { bodyOf, STACK_SET } from './stack-set';
import type { Assembly, TemplateResource } from '../assembly';

/** One template, and the stack that it is deployed as. */
export interface StackTemplate {
  /** Construct path; of a template inside a StackSet `<path> > <logical id>`. */
  readonly path: string;
  readonly stackName: string;
  readonly account: string;
  readonly region: string;
  readonly template: any;
  /** The stack that carries this template in a StackSet. */
  readonly carrier?: string;
}

export function stackTemplates(assembly: Assembly): StackTemplate[] {
  return assembly.stacks.map(({ path, stackName, account, region }) => ({
    path, stackName, account, region, template: assembly.templates.get(path),
  }));
}

/** The templates, and those that their StackSets carry. */
export function withStackSets(stacks: readonly StackTemplate[]): StackTemplate[] {
  return stacks.flatMap(stack => [stack, ...resourcesOf(stack).filter(([, { Type }]) => Type === STACK_SET).flatMap(([id, { Properties }]) => {
    const template = bodyOf(Properties);
    return template ? [{ ...stack, path: `${stack.path} > ${id}`, stackName: `${stack.stackName} > ${id}`, template, carrier: stack.path }] : [];
  })]);
}

/** What CloudFormation knows a stack by. */
export function keyOf({ account, region, stackName }: StackTemplate): string {
  return `${account}/${region}/${stackName}`;
}

/** Resources by logical id; what CDK counts itself by is none. */
export function resourcesOf({ template }: StackTemplate): [string, TemplateResource][] {
  return Object.entries<TemplateResource>(template.Resources ?? {}).filter(([, { Type }]) => Type !== 'AWS::CDK::Metadata');
}
