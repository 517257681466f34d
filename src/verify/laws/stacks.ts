import type { Assembly } from '../assembly';
import type { Law } from '../law';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const MOST_RESOURCES = 500;

export function emptyStacks(assembly: Assembly): string[] {
  return [...assembly.templates].filter(([, template]) => !Object.keys(template.Resources ?? {}).length).map(([path]) => path);
}

export const NO_EMPTY_STACK: Law = {
  id: 'no-empty-stack',
  promise: 'No stack is empty.',
  needsPlan: false,
  faults: assembly => emptyStacks(assembly).map(path => `${path}: no resources`),
};

export const BELOW_500_RESOURCES: Law = {
  id: 'below-500-resources',
  promise: `A stack has fewer than ${MOST_RESOURCES} resources, however many accounts there are.`,
  needsPlan: false,
  faults: assembly => [...assembly.templates].map(([path, template]) => ({ path, count: Object.keys(template.Resources ?? {}).length }))
    .filter(({ count }) => count >= MOST_RESOURCES).map(({ path, count }) => `${path}: ${count} resources`),
};

export const WHERE_THE_PATH_SAYS: Law = {
  id: 'where-the-path-says',
  promise: 'A stack stands in the account and in the region that its path names, so that one pattern deploys one account.',
  needsPlan: true,
  faults: assembly => {
    const { landingZone, accounts, regions } = assembly.plan;
    const ids = new Map(accounts.map(({ name, id }) => [name, id]));
    return assembly.stacks.flatMap(({ path, account, region }) => {
      const [name, key, ...rest] = path.startsWith(`${landingZone}/`) ? path.slice(landingZone.length + 1).split('/') : [];
      if (!key || rest.length || !ids.has(name)) return [`${path}: not ${landingZone}/<account>/<region>[-<part>]`];
      const where = regions.bootstrapped.includes(region) && (key === region || key.startsWith(`${region}-`)) ? [] : [`${path}: stands in ${region}`];
      return ids.get(name) === account ? where : [...where, `${path}: stands in account ${account}, and ${name} is ${ids.get(name) ?? 'pending'}`];
    });
  },
};

export const PLAN_IS_MANIFEST: Law = {
  id: 'plan-is-manifest',
  promise: 'The plan says of each stack what the CDK CLI is told: name, account, region, and what is deployed before it.',
  needsPlan: true,
  faults: assembly => {
    const ids = new Map(assembly.plan.accounts.map(({ name, id }) => [name, id]));
    const said = (stack: { stackName: string; region: string; dependsOn: readonly string[] }, account?: string) =>
      JSON.stringify([stack.stackName, account, stack.region, [...stack.dependsOn].sort()]);
    const planned = new Map(assembly.plan.stacks.map(stack => [stack.path, said(stack, ids.get(stack.account))]));
    const told = new Map(assembly.stacks.map(stack => [stack.path, said(stack, stack.account)]));
    return [...new Set([...planned.keys(), ...told.keys()])].filter(path => planned.get(path) !== told.get(path))
      .map(path => `${path}: the plan says ${planned.get(path) ?? 'nothing'}, the manifest ${told.get(path) ?? 'nothing'}`);
  },
};
