import { checkRegistry, hasEnded, REGISTRY_VERSION, RegistryFile, RegistryFileAccount } from '../accounts/registry-file';
import type { PlannedAccount, PlatformJson } from '../plan/platform-json';
import { NAME_TAG, OrganizationAccount, OrganizationSnapshot, SLOT_TAG } from './aws/organization';
import { CliError } from './errors';

/** The name that the account at the root of everything always has. */
export const MANAGEMENT = 'management';

/** What a registry is made of. */
export interface Sources {
  /** Account of the caller: the management account, now or later. */
  readonly caller: string;
  /** Absent while there is no organization. */
  readonly organization?: OrganizationSnapshot;
  readonly identityCenter?: RegistryFile['identityCenter'];
  readonly previous: RegistryFile;
  /** What the code says; absent before the first synth. */
  readonly plan?: PlatformJson;
  /** Take out accounts that the organization no longer has. */
  readonly prune?: boolean;
  /** What this run knows of regions beyond that. */
  readonly regions?: RegionsSeen;
}

/** What a run has seen of regions. */
export interface RegionsSeen {
  /** Regions that accounts have opted in to, by id. */
  readonly optedIn: ReadonlyMap<string, readonly string[]>;
  /** Governed regions where all that the platform needs stands. */
  readonly ready: readonly string[];
  /** Regions that were given up, and where nothing stands any more. */
  readonly empty: readonly string[];
}

export interface Merged {
  readonly file: RegistryFile;
  readonly warnings: string[];
}

/** One registry out of the organization, the one before and the plan. No account is lost, and no slot ever changes. */
export function mergeRegistry(sources: Sources): Merged {
  const { organization, previous, plan } = sources;
  const warnings: string[] = [];
  if (previous.organization && !organization) {
    warnings.push(`accounts.json knows organization ${previous.organization.id}, and account ${sources.caller} is in no organization now`);
  }
  const existing = organization
    ? nameTheUnknown(organization.accounts.map(account => identify(account, sources, warnings)), plan)
    : [{ ...previous.accounts.find(account => account.id === sources.caller), name: MANAGEMENT, id: sources.caller, status: 'ACTIVE' as const, slot: 0 }];
  const remembered = sources.prune ? [] : rememberGone(existing, previous);
  const reserved = reserve([...existing, ...remembered], previous, plan, warnings);

  const file: RegistryFile = {
    version: REGISTRY_VERSION,
    organization: organization && { id: organization.id, rootId: organization.rootId, managementAccountId: organization.managementAccountId },
    organizationalUnits: organization?.organizationalUnits,
    platform: platformOf(sources),
    identityCenter: sources.identityCenter,
    revokedUsers: previous.revokedUsers,
    doneSteps: previous.doneSteps,
    accounts: [...existing, ...remembered, ...reserved],
  };
  refuseContradictions(file);
  return { file, warnings };
}

type Identified = Omit<RegistryFileAccount, 'name'> & { readonly id: string; readonly name?: string; readonly awsName: string };

/** Who an account of the organization is: by its tags, else by its e-mail in the code, else by what was written down before. */
function identify(account: OrganizationAccount, { organization, previous, plan, regions }: Sources, warnings: string[]): Identified {
  const { id, email } = account;
  const same = (a: string | undefined) => a?.toLowerCase() === email.toLowerCase();
  const written = previous.accounts.find(one => one.id === id) ?? previous.accounts.find(one => !one.id && one.email && same(one.email));
  const planned = plan?.accounts.find(one => same(one.email)) ?? plan?.accounts.find(one => one.id === id);
  const say = (text: string) => warnings.push(`account ${id} (${account.name}): ${text}`);

  const optedIn = [...new Set([...written?.optedIn ?? [], ...regions?.optedIn.get(id) ?? []])].sort();
  const networks = networksOf(written, planned);
  const rest = {
    ...optedIn.length && { optedIn },
    ...networks && { networks },
    id,
    awsName: account.name,
    email,
    status: statusOf(account, say),
    organizationalUnit: account.organizationalUnit,
  };
  if (id === organization!.managementAccountId) return { ...rest, name: MANAGEMENT, slot: 0 };

  let name: string | undefined = account.tags[NAME_TAG];
  if (name === MANAGEMENT) {
    say(`tag ${NAME_TAG} says "${MANAGEMENT}", which only ${organization!.managementAccountId} is; the tag is ignored`);
    name = undefined;
  }
  if (name && planned && planned.name !== name && same(planned.email)) {
    say(`tag ${NAME_TAG} says "${name}", the code calls ${email} "${planned.name}"; the tag wins: change one of the two`);
  }
  name ??= planned?.name ?? (written?.slot !== undefined ? written.name : undefined);

  const known = written?.slot ?? planned?.slot;
  let slot = slotOf(account, say);
  if (slot !== undefined && known !== undefined && slot !== known) {
    say(`tag ${SLOT_TAG} says ${slot}, accounts.json says ${known}; the tag wins`);
  }
  slot ??= known;
  return { ...rest, name, slot };
}

/** What was given once stays; a region that the code has no more keeps its network as long as the account lives. */
function networksOf(written: RegistryFileAccount | undefined, planned: Pick<PlannedAccount, 'networks'> | undefined): RegistryFileAccount['networks'] {
  const networks = { ...planned?.networks, ...written?.networks };
  const regions = Object.keys(networks).sort();
  return regions.length ? Object.fromEntries(regions.map(region => [region, networks[region]])) : undefined;
}

function slotOf(account: OrganizationAccount, say: (text: string) => void): number | undefined {
  const tag = account.tags[SLOT_TAG];
  if (tag === undefined || /^\d{1,9}$/.test(tag)) return tag === undefined ? undefined : Number(tag);
  say(`tag ${SLOT_TAG} says "${tag}", expected a whole number from 0; the tag is ignored`);
  return undefined;
}

function statusOf(account: OrganizationAccount, say: (text: string) => void): RegistryFileAccount['status'] {
  const { status } = account;
  if (status === 'ACTIVE' || status === 'SUSPENDED' || status === 'PENDING_CLOSURE' || status === 'CLOSED') return status;
  say(`AWS says ${status}; nothing can be deployed to it yet, so it is written as SUSPENDED`);
  return 'SUSPENDED';
}

/** Accounts that the code does not know keep AWS's name, which need not be unique: then the id goes with it. */
function nameTheUnknown(accounts: Identified[], plan: PlatformJson | undefined): RegistryFileAccount[] {
  const taken = new Set([MANAGEMENT, ...plan?.accounts.map(one => one.name) ?? [], ...accounts.flatMap(one => one.name ?? [])]);
  const times = (name: string) => accounts.filter(one => one.name === undefined && one.awsName === name).length;
  return accounts.map(({ awsName, ...account }) => ({
    ...account,
    name: account.name ?? (taken.has(awsName) || times(awsName) > 1 ? `${awsName}-${account.id}` : awsName),
  }));
}

function rememberGone(existing: RegistryFileAccount[], previous: RegistryFile): RegistryFileAccount[] {
  const ids = new Set(existing.map(account => account.id));
  return previous.accounts.filter(account => account.id && !ids.has(account.id)).map(account => ({ ...account, status: 'REMOVED' as const }));
}

/** Places for accounts that the code asks for and AWS has not made. */
function reserve(accounts: RegistryFileAccount[], previous: RegistryFile, plan: PlatformJson | undefined, warnings: string[]): RegistryFileAccount[] {
  const living = accounts.filter(account => !hasEnded(account));
  const exists = (one: { name: string; email?: string }) => living.some(account => account.name === one.name
    || one.email !== undefined && account.email?.toLowerCase() === one.email.toLowerCase());
  const before = previous.accounts.filter(account => !account.id && !exists(account));
  const wanted: (PlannedAccount | RegistryFileAccount)[] = plan
    ? plan.accounts.filter(account => account.status === 'pending' && account.name !== MANAGEMENT && !exists(account)) : before;

  const slots = new Set([...accounts, ...before].flatMap(account => account.slot ?? []));
  return wanted.map(({ name, email, slot: asked, networks: planned }) => {
    const own = before.find(account => account.name === name)?.slot;
    let slot = own ?? asked;
    if (slot !== undefined && accounts.some(account => account.slot === slot && !(hasEnded(account) && account.name === name))) {
      const free = Math.max(-1, ...slots) + 1;
      warnings.push(`${name}: slot ${slot} belongs to another account; it gets ${free}, which is safe because it does not exist yet`);
      slot = free;
    }
    if (slot !== undefined) slots.add(slot);
    const networks = networksOf(before.find(account => account.name === name), { networks: planned });
    return { name, email, slot, ...networks && { networks } };
  });
}

/**
 * What is chosen for good, from the first plan of an organization that exists. Regions come by themselves, closed to everybody but the platform
 * until all that it needs stands there; they go only where the code gives them up and nothing stands any more.
 */
function platformOf({ organization, previous: { platform: before }, plan, regions: seen }: Sources): RegistryFile['platform'] {
  if (!plan || !organization) return before;
  const { home, governed, removed = [] } = plan.regions;
  const gone = removed.filter(region => seen?.empty.includes(region));
  const regions = [...new Set([...before?.regions ?? [], ...governed])].filter(region => !gone.includes(region)).sort();
  const added = before ? governed.filter(region => !before.regions.includes(region)) : [];
  const mayBeClosed = new Set([...before?.closedRegions ?? [], ...added, ...removed]);
  const closed = regions.filter(region => mayBeClosed.has(region) && !seen?.ready.includes(region));
  return {
    prefix: before?.prefix ?? plan.prefix,
    homeRegion: before?.homeRegion ?? home,
    regions,
    ...closed.length && { closedRegions: closed },
  };
}

/** What the tags say may contradict itself; then nothing is written. */
function refuseContradictions(file: RegistryFile): void {
  const { problems } = checkRegistry(file);
  if (!problems.length) return;
  throw new CliError({
    what: 'the accounts of the organization contradict each other; nothing was written',
    got: problems.map(({ what, got, expected }) => `${what} = ${JSON.stringify(got)}, expected ${expected}`).join('\n'),
    instead: `change the tags ${NAME_TAG} and ${SLOT_TAG} of one of the accounts, then sync again`,
  });
}
