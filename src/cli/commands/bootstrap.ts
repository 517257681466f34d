import { join, resolve } from 'path';
import { AccountRegions } from '../aws/account-regions';
import { StackSets } from '../aws/stack-sets';
import { bootstrapOwnAccount } from '../bootstrap';
import { Cdk, findCdk } from '../cdk';
import { ExitCode } from '../errors';
import { readPlan } from '../plan-file';
import { sideBySide } from '../side-by-side';
import { mendInstances, sentenceOf } from '../stack-instances';
import { finish, managementCaller, Paths, regionFor, storeOf, Tool } from '../tool';

export interface BootstrapCommandOptions extends Paths {
  readonly cdk?: string;
}

/** `bootstrap`: the management account itself; all others get theirs from its StackSets, which are looked after: what failed is tried again. */
export async function bootstrap(tool: Tool, options: BootstrapCommandOptions): Promise<ExitCode> {
  const { file } = await storeOf(tool, options).read();
  const plan = readPlan(options.assembly);
  const caller = await managementCaller(regionFor(plan), file, options.accounts);
  const cdk = new Cdk(findCdk(tool.cwd, options.cdk), tool.cwd, tool.children);
  const log = resolve(tool.cwd, join('.cloud-platform', 'logs', 'bootstrap.log'));
  const regions = new AccountRegions(regionFor(plan), caller.account);
  const closed = (await sideBySide(plan.regions.optIn, 4, async region => await regions.status(caller.account, region) === 'ENABLED' ? [] : [region])).flat();
  const result = await bootstrapOwnAccount({
    account: caller.account, plan, cdk, progress: tool.progress, log, isOpen: region => !closed.includes(region),
  });
  const { organization } = file;
  const instances = organization
    ? await mendInstances({ plan, rootId: organization.rootId, stackSets: new StackSets(plan.regions.home) }) : [];
  return finish(tool, { account: caller.account, qualifier: plan.bootstrapQualifier, ...result, ...closed.length && { closed }, instances }, [
    ...result.bootstrapped.map(region => `+ ${caller.account}/${region} bootstrapped with qualifier ${plan.bootstrapQualifier}`),
    ...result.unchanged.map(region => `  ${caller.account}/${region} was bootstrapped already`),
    ...closed.map(region => `! ${caller.account}/${region} is not open yet: "cloud-platform deploy" opts the account in`),
    ...instances.map(one => `+ ${sentenceOf(one)}`),
  ].join('\n'));
}
