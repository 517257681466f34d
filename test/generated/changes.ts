import { Configuration, defaultSubdomain, idOf } from './landing-zones';
import { partOf } from '../../src/accounts/slots';
import { Assembly } from '../../src/verify/assembly';

/** What `accounts sync` does for accounts that have no entry yet: it writes down the slots that the plan gave them. */
export function withSlotsWritten(configuration: Configuration, assembly: Assembly): Configuration {
  const { registry } = configuration;
  const isNew = (name: string) => !registry.accounts.some(account => account.name === name);
  const missing = assembly.plan.accounts.filter(({ name }) => isNew(name)).map(({ name, slot }) => ({ name, slot }));
  return { ...configuration, registry: { ...registry, accounts: [...registry.accounts, ...missing] } };
}

export const NEWCOMER = 'newcomer-qz';

/** One more environment; `made` if AWS has it already, in the slot behind all others. */
export function withNewcomer(configuration: Configuration, made: boolean): Configuration {
  const { registry } = configuration;
  const slot = Math.max(9, ...registry.accounts.map(account => account.slot ?? -1)) + 1;
  const environments = [...configuration.environments, { account: NEWCOMER, environmentType: 1 }];
  return {
    ...configuration,
    environments,
    registry: made ? { ...registry, accounts: [...registry.accounts, { name: NEWCOMER, id: idOf(500), slot, status: 'ACTIVE' }] } : registry,
  };
}

/** Another name for an environment, in code and registry: account, slot and address stay. */
export function renamed(configuration: Configuration, index: number): { readonly name: string; readonly configuration: Configuration } {
  const environment = configuration.environments[index];
  const from = environment.account;
  const to = environment.sandbox ? 'sandbox-renamed-qz' : 'renamed-qz';
  const name = (account: string) => account === from ? to : account;
  const generation = environment.sandbox?.generation ?? 1;
  const emailName = (account: string) => generation === 1 ? account : `${account}-${generation}`;
  const { registry, environments, ownStacks, doors, oddEmails } = configuration;
  const email = oddEmails[emailName(from)] ?? configuration.emailPattern.replace('{account}', emailName(from));
  return {
    name: to,
    configuration: {
      ...configuration,
      environments: environments.map(one => one.account === from
        ? { ...one, account: to, subdomain: one.subdomain ?? defaultSubdomain({ ...one, account: to }) } : one),
      ownStacks: ownStacks.map(own => ({ ...own, account: name(own.account) })),
      doors: doors.map(door => ({ ...door, owner: name(door.owner), guest: name(door.guest) })),
      oddEmails: { ...oddEmails, [emailName(to)]: email },
      registry: { ...registry, accounts: registry.accounts.map(account => account.name === from ? { ...account, name: to } : account) },
    },
  };
}

/** Path of the stack of a core account, or of a door's owner, that keeps what belongs to an account. */
export function keeperOf(configuration: Configuration, owner: string, slot: number): string {
  return `${configuration.ids.join('/')}/${owner}/${configuration.homeRegion}-${partOf({ _slot: slot } as any)}`;
}

/** Paths of the stacks that keep an account's budget and the list of all accounts by kind. */
export function billingOf({ ids }: Configuration, slot: number): string[] {
  const billing = `${ids.join('/')}/management/us-east-1-billing`;
  return [billing, `${billing}-${partOf({ _slot: slot } as any)}`];
}
