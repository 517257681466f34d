import { templateBody } from '../template-body';

export const STACK_SET = 'AWS::CloudFormation::StackSet';

/** Where a StackSet has stacks that it will not have, in words; nothing if it keeps all. */
export function lostInstances(before: any, after: any): string | undefined {
  const kept = new Set(targets(after));
  const lost = targets(before).filter(target => !kept.has(target));
  return lost.length ? lost.join(', ') : undefined;
}

/** The template that a StackSet carries, if it can be read. */
export function bodyOf(properties: any): any {
  try {
    return templateBody(properties?.TemplateBody, STACK_SET);
  } catch {
    return undefined;
  }
}

/** Each organizational unit or account with each region, in words. */
function targets(properties: any): string[] {
  return (properties?.StackInstancesGroup ?? []).flatMap(({ DeploymentTargets = {}, Regions = [] }: any) => {
    const { OrganizationalUnitIds, Accounts, AccountFilterType } = DeploymentTargets;
    const units = OrganizationalUnitIds?.map((unit: unknown) => AccountFilterType ? { unit, [AccountFilterType]: Accounts } : unit);
    const places: unknown[] = units ?? Accounts ?? [];
    return Regions.flatMap((region: string) => places.map(place => `${typeof place === 'string' ? place : JSON.stringify(place)} ${region}`));
  });
}
