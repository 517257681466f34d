import { hasEnded } from '../../accounts/registry-file';
import { Organization } from '../aws/organization';
import { ExitCode } from '../errors';
import { readPlanIfThere } from '../plan-file';
import { compareWithPlan, renderChange, renderDifferences } from '../registry-diff';
import { observe, syncRegistry } from '../registry-sync';
import { finish, managementCaller, Paths, regionFor, storeOf, Tool } from '../tool';

export interface AccountsSyncOptions extends Paths {
  readonly prune?: boolean;
  readonly check?: boolean;
}

/** `accounts sync`: Organizations API -> accounts.json. */
export async function accountsSync(tool: Tool, options: AccountsSyncOptions): Promise<ExitCode> {
  const store = storeOf(tool, options);
  const { file: before } = await store.read();
  const plan = readPlanIfThere(options.assembly);
  const region = regionFor(plan, before);
  const caller = await managementCaller(region, before, options.accounts);
  const observed = await observe(new Organization(region), caller, region, before);
  tool.children.check();
  const { file, changes, changed, warnings } = await syncRegistry({ caller, observed, store, plan, prune: options.prune, check: options.check });
  warnings.forEach(warning => tool.progress.warn(warning));

  const differences = plan ? compareWithPlan(file, plan) : undefined;
  const living = file.accounts.filter(account => account.id && !hasEnded(account)).length;
  const pending = file.accounts.filter(account => !account.id).length;
  const lines = [
    ...changes.map(renderChange),
    ...differences ? renderDifferences(differences) : [],
    `${options.accounts}: ${changed ? options.check ? 'would change' : 'written' : 'unchanged'} (${file.organization?.id ?? 'no organization yet'}, `
    + `${living} ${living === 1 ? 'account' : 'accounts'}, ${pending} pending)`,
  ];
  return finish(tool, { file: options.accounts, changed, changes, ...differences, warnings, registry: file }, lines.join('\n'),
    changed && options.check ? ExitCode.PENDING : ExitCode.OK);
}
