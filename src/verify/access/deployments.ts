import { list } from './documents';
import type { StackPlace } from './template-values';
import type { Assembly } from '../assembly';
import { templateBody } from '../template-body';

/** A template and one place that it is deployed to. */
export interface Deployment {
  readonly place: StackPlace;
  readonly template: any;
  readonly parameters: Record<string, string>;
  /** The StackSet that makes it: path of its stack and its id. */
  readonly stackSet?: string;
}

/**
 * All stacks there will be: those of the assembly; the instances of its StackSets in every member account, of which those are left that its units
 * hold; and the bootstrap of the management account, which StackSets never reach and the tool makes.
 */
export function deploymentsOf(assembly: Assembly): Deployment[] {
  const stacks = assembly.stacks.map(({ path, stackName, account, region }) => ({
    place: { path, stackName, account, region }, template: assembly.templates.get(path), parameters: {},
  }));
  return [...stacks, ...assembly.stacks.flatMap(({ path }) => assembly.resources(path, 'AWS::CloudFormation::StackSet')
    .flatMap(([id, resource]) => instancesOf(assembly, `${path}: ${id}`, resource.Properties)))];
}

function instancesOf(assembly: Assembly, where: string, properties: any): Deployment[] {
  const { accounts, bootstrapQualifier, regions } = assembly.plan;
  const template = templateBody(properties.TemplateBody, where);
  const parameters: Record<string, string> = Object.fromEntries(
    list<any>(properties.Parameters).map(({ ParameterKey, ParameterValue }) => [ParameterKey, ParameterValue]));
  const instance = (account: string, region: string): Deployment => ({
    place: { path: `${where} in ${account}, ${region}`, stackName: `StackSet-${properties.StackSetName}`, account, region }, template, parameters, stackSet: where,
  });
  const members = accounts.filter(account => account.id && account.status === 'active' && account.purpose !== 'management');
  const everywhere = list<any>(properties.StackInstancesGroup).flatMap(group =>
    list<string>(group.Regions).flatMap(region => members.map(({ id }) => instance(id!, region))));
  const management = accounts.find(account => account.purpose === 'management' && account.id);
  const own = management && parameters.Qualifier === bootstrapQualifier
    ? regions.bootstrapped.map(region => ({
      ...instance(management.id!, region),
      stackSet: undefined,
      place: {
        path: `bootstrap of the management account in ${region}`, stackName: `CDKToolkit-${bootstrapQualifier}`, account: management.id!, region,
      },
    })) : [];
  return [...everywhere, ...own];
}
