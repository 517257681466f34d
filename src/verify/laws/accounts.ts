import type { Assembly } from '../assembly';
import type { Law } from '../law';

export const ONLY_ACTIVE_ACCOUNTS: Law = {
  id: 'only-active-accounts',
  promise: 'An account that is pending, suspended or closed has no stack.',
  needsPlan: true,
  faults: assembly => {
    const { accounts, landingZone, stacks } = assembly.plan;
    const paths = [...new Set([...stacks, ...assembly.stacks].map(({ path }) => path))];
    return accounts.filter(({ status }) => status !== 'active').flatMap(({ name, status }) =>
      paths.filter(path => path.startsWith(`${landingZone}/${name}/`)).map(path => `${path}: a stack of an account that is ${status}`));
  },
};

/** Ids that stand in examples, and CDK's words for an account that it does not know. */
const MADE_UP = /(?<![0-9A-Za-z])(?:123456789012|(\d)\1{11}|unknown-account)(?![0-9A-Za-z])/;

export const NO_MADE_UP_ID: Law = {
  id: 'no-made-up-id',
  promise: 'No account has a made-up id: one that does not exist yet has none.',
  needsPlan: true,
  faults: assembly => {
    const real = new Set(assembly.plan.accounts.map(({ id }) => id));
    const pending = assembly.plan.accounts.filter(({ id, status }) => (status === 'pending') !== (id === undefined))
      .map(({ name, id, status }) => `${assembly.plan.landingZone}/${name}: ${status}, and its id is ${id ?? 'not there'}`);
    return [...pending, ...[...assembly.files].flatMap(([file, text]) => {
      const found = MADE_UP.exec(text)?.[0];
      return found && !real.has(found) ? [`${pathOf(assembly, file)}: ${found}`] : [];
    })];
  },
};

export const ACCOUNTS_ARE_TOLD_APART: Law = {
  id: 'accounts-are-told-apart',
  promise: 'No two accounts share a name, an id, an e-mail address or a slot.',
  needsPlan: true,
  faults: assembly => (['name', 'id', 'email', 'slot'] as const).flatMap(key => {
    const owners = new Map<string, string>();
    return assembly.plan.accounts.flatMap(account => {
      if (account[key] === undefined) return [];
      const value = String(account[key]).toLowerCase();
      const other = owners.get(value);
      owners.set(value, account.name);
      return other === undefined ? [] : [`${assembly.plan.landingZone}/${account.name}: its ${key} ${value} is also that of ${other}`];
    });
  }),
};

function pathOf(assembly: Assembly, file: string): string {
  return assembly.stacks.find(stack => stack.file === file)?.path ?? file;
}
