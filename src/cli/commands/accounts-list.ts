import { RegistryFileAccount } from '../../accounts/registry-file';
import { CliError, ExitCode } from '../errors';
import { readPlanIfThere } from '../plan-file';
import { table } from '../table';
import { finish, Paths, storeOf, Tool } from '../tool';

/** `accounts list`: the registry, and the plan if there is one. Offline. */
export async function accountsList(tool: Tool, options: Paths): Promise<ExitCode> {
  const store = storeOf(tool, options);
  const { file, text } = await store.read();
  const plan = readPlanIfThere(options.assembly);
  if (text === undefined && !plan) {
    throw new CliError({
      what: 'there is no registry', where: options.accounts, got: 'no such file', expected: 'a registry of accounts', instead: '"cloud-platform accounts sync"',
    });
  }
  const unregistered = plan?.accounts.filter(planned => !file.accounts.some(account => account.name === planned.name)) ?? [];
  const all: RegistryFileAccount[] = [...file.accounts, ...unregistered.map(({ name, email, slot }) => ({ name, email, slot }))];
  const accounts = all.map(account => {
    const planned = plan?.accounts.find(one => one.name === account.name && (!account.id || !one.id || one.id === account.id));
    return {
      name: account.name,
      id: account.id,
      status: account.id ? account.status ?? 'ACTIVE' : 'PENDING',
      organizationalUnit: account.organizationalUnit ?? (account.id ? undefined : planned?.organizationalUnit),
      email: account.email ?? planned?.email,
      slot: account.slot ?? planned?.slot,
      wave: planned?.wave,
      purpose: planned?.purpose,
    };
  });
  const rows = accounts.map(one => [one.name, one.id ?? '-', one.status, one.organizationalUnit ?? '-', one.email ?? '-', one.slot ?? '-', one.wave ?? '-']);
  return finish(tool, { organization: file.organization, identityCenter: file.identityCenter, accounts },
    table(['name', 'id', 'status', 'organizational unit', 'e-mail', 'slot', 'wave'], rows));
}
