import { list } from './errors';
import type { RegistryFile, RegistryFileAccount } from '../accounts/registry-file';
import type { PlatformJson } from '../plan/platform-json';

/** One line of what a sync found. */
export interface RegistryChange {
  readonly kind: 'created' | 'added' | 'removed' | 'pruned' | 'reserved' | 'released' | 'renamed' | 'moved' | 'status' | 'email' | 'slot' | 'opt-in' | 'networks'
  | 'organization' | 'organizational-unit' | 'platform' | 'identity-center';
  /** Name of the account, path of the organizational unit. */
  readonly name: string;
  readonly id?: string;
  readonly from?: string | number;
  readonly to?: string | number;
}

const ROOT = '(root)';

/** What is different between two registries, account by account. */
export function diffRegistry(before: RegistryFile, after: RegistryFile): RegistryChange[] {
  const changes: RegistryChange[] = [];
  const change = (kind: RegistryChange['kind'], name: string, from?: string | number, to?: string | number, id?: string) => {
    if (from !== to) changes.push({ kind, name, ...id && { id }, ...from !== undefined && { from }, ...to !== undefined && { to } });
  };

  change('organization', 'organization', before.organization?.id, after.organization?.id);
  change('organization', 'management account', before.organization?.managementAccountId, after.organization?.managementAccountId);
  const units = (file: RegistryFile) => new Map(file.organizationalUnits?.map(unit => [unit.path, unit.id]));
  for (const path of new Set([...units(before).keys(), ...units(after).keys()])) {
    change('organizational-unit', path, units(before).get(path), units(after).get(path));
  }
  change('platform', 'prefix', before.platform?.prefix, after.platform?.prefix);
  change('platform', 'home region', before.platform?.homeRegion, after.platform?.homeRegion);
  change('platform', 'governed regions', before.platform?.regions.join(', '), after.platform?.regions.join(', '));
  change('platform', 'regions that only the platform may use', texts(before.platform?.closedRegions), texts(after.platform?.closedRegions));
  change('identity-center', 'IAM Identity Center', before.identityCenter?.instanceArn, after.identityCenter?.instanceArn);

  for (const account of after.accounts) {
    const { name, id } = account;
    const old = find(before, account);
    if (!old) {
      changes.push(id ? { kind: 'added', name, id } : { kind: 'reserved', name, to: account.slot });
      continue;
    }
    if (id && !old.id) changes.push({ kind: 'created', name, id });
    change('renamed', name, old.name, name, id);
    if (old.id) change('moved', name, old.organizationalUnit ?? ROOT, account.organizationalUnit ?? ROOT, id);
    if (old.id && account.status === 'REMOVED' && old.status !== 'REMOVED') changes.push({ kind: 'removed', name, id });
    else if (old.id) change('status', name, old.status, account.status, id);
    change('email', name, old.email, account.email, id);
    change('slot', name, old.slot, account.slot, id);
    change('networks', name, texts(networks(old)), texts(networks(account)), id);
    change('opt-in', name, texts(old.optedIn), texts(account.optedIn), id);
  }
  for (const old of before.accounts.filter(account => !after.accounts.some(one => find(before, one) === account))) {
    changes.push(old.id ? { kind: 'pruned', name: old.name, id: old.id } : { kind: 'released', name: old.name, from: old.slot });
  }
  return changes;
}

function networks(account: RegistryFileAccount): string[] {
  return Object.entries(account.networks ?? {}).map(([region, cidr]) => `${cidr} in ${region}`);
}

function texts(values?: readonly string[]): string | undefined {
  return values?.length ? values.join(', ') : undefined;
}

/** The same account in another registry: by id, else the reservation that it has filled. */
function find(file: RegistryFile, account: RegistryFileAccount): RegistryFileAccount | undefined {
  return file.accounts.find(one => one.id && one.id === account.id)
    ?? file.accounts.find(one => !one.id && (one.name === account.name || one.email !== undefined && one.email === account.email));
}

export function renderChange({ kind, name, id, from, to }: RegistryChange): string {
  const who = id ? `${name} (${id})` : name;
  switch (kind) {
    case 'created': return `+ ${who} was created`;
    case 'added': return `+ ${who} is in the organization`;
    case 'reserved': return `+ ${name} is pending, slot ${to} is reserved for it`;
    case 'released': return `- ${name} is no longer in the code and was never made, slot ${from} is free again`;
    case 'removed': return `! ${who} is no longer in the organization; it is kept as REMOVED ("accounts sync --prune" takes it out)`;
    case 'pruned': return `- ${who} is taken out`;
    case 'moved': return `~ ${who} moved from ${from} to ${to}`;
    case 'organizational-unit': return from === undefined ? `+ organizational unit ${name} (${to})`
      : to === undefined ? `- organizational unit ${name} (${from})` : `~ organizational unit ${name}: ${from} is now ${to}`;
    case 'organization': case 'platform': case 'identity-center': return from === undefined ? `+ ${name} ${to}`
      : to === undefined ? `- ${name} ${from}` : `~ ${name}: ${from} is now ${to}`;
    default: return `~ ${who}: ${kind} ${from ?? 'none'} is now ${to ?? 'none'}`;
  }
}

/** Where the organization and the code do not say the same: names of accounts, paths of units. */
export interface Differences {
  readonly notInCode: string[];
  readonly notInOrganization: string[];
  readonly unitsNotInCode: string[];
  readonly unitsNotInOrganization: string[];
}

export function compareWithPlan(file: RegistryFile, plan: PlatformJson): Differences {
  const units = { planned: plan.organizationalUnits.map(({ path }) => path), existing: file.organizationalUnits?.map(({ path }) => path) ?? [] };
  const planned = new Set(plan.accounts.map(account => account.name));
  const existing = new Set(file.accounts.filter(account => account.id && account.status !== 'REMOVED').map(account => account.name));
  return {
    notInCode: file.accounts.filter(account => account.id && account.status !== 'REMOVED' && !planned.has(account.name)).map(account => account.name),
    notInOrganization: plan.accounts.filter(account => !existing.has(account.name)).map(account => account.name),
    unitsNotInCode: units.existing.filter(path => !units.planned.includes(path)),
    unitsNotInOrganization: units.planned.filter(path => !units.existing.includes(path)),
  };
}

export function renderDifferences({ notInCode, notInOrganization, unitsNotInCode, unitsNotInOrganization }: Differences): string[] {
  const line = (what: string, names: string[]) => names.length ? [`  ${what}: ${list(names)}`] : [];
  return [
    ...line('in the organization, not in the code', notInCode),
    ...line('in the code, not in the organization', notInOrganization),
    ...line('units in the organization, not in the code', unitsNotInCode),
    ...line('units in the code, not in the organization', unitsNotInOrganization),
  ];
}
