import { parseCidr } from '../private/cidr';
import { sortedBy } from '../private/sorted';

/**
 * `accounts.json`: what AWS gave us, in the words of AWS. Written by `cloud-platform accounts sync`, committed, and all that synth knows
 * about the organization. This file is the one place that knows the format: the library reads through it, the tool writes through it.
 */

/** Version of the format that this library reads and writes. */
export const REGISTRY_VERSION = 1;

export interface RegistryFile {
  readonly version: number;
  /** Absent until there is an organization. */
  readonly organization?: { readonly id: string; readonly rootId: string; readonly managementAccountId: string };
  /** Sorted by path. */
  readonly organizationalUnits?: { readonly path: string; readonly id: string }[];
  /** What was chosen for good, and the regions that hold something: absent until a plan was synced. */
  readonly platform?: RegisteredPlatform;
  /** Absent until IAM Identity Center is on. */
  readonly identityCenter?: { readonly instanceArn: string; readonly identityStoreId: string; readonly region: string };
  /** Whose access "cloud-platform revoke" took away, and has not given back. Sorted by name; absent for nobody. */
  readonly revokedUsers?: { readonly name: string; readonly id: string }[];
  /** Steps by hand that a look-up has found done: the plan does not name them any more. Absent for none. */
  readonly doneSteps?: DoneStep[];
  /** Sorted by name. */
  readonly accounts: RegistryFileAccount[];
}

/** A step by hand that was found done. */
export interface DoneStep {
  readonly step: string;
  /** What it was about: a domain, a region. */
  readonly of: string;
}

/** What the platform was made with. The code may not contradict it silently. */
export interface RegisteredPlatform {
  readonly prefix: string;
  readonly homeRegion: string;
  /** All that were ever governed, but for those that the code has given up in so many words, and where nothing stands any more. Sorted. */
  readonly regions: string[];
  /** Those of them that nobody but the platform may use: it still works there, or has given them up. Absent for none. */
  readonly closedRegions?: string[];
}

export interface RegistryFileAccount {
  /** Name in the code, or AWS's own name for an account that the code does not know. */
  readonly name: string;
  /**
   * Absent while the account is only planned: then the entry reserves its slot.
   *
   * @pattern ^[0-9]{12}$
   */
  readonly id?: string;
  readonly email?: string;
  readonly status?: 'ACTIVE' | 'SUSPENDED' | 'PENDING_CLOSURE' | 'CLOSED' | 'REMOVED';
  /** Absent for accounts that the code does not know. */
  readonly slot?: number;
  /** Path of the organizational unit it stands in. */
  readonly organizationalUnit?: string;
  /** Regions that it had to opt in to, and has. Sorted. */
  readonly optedIn?: string[];
  /** Its network in each region, in CIDR notation: given once. Absent without an address plan. */
  readonly networks?: { readonly [region: string]: string };
}

/** The registry and all that is wrong with it; a file with problems is read as far as it can be. */
export interface ParsedRegistry {
  readonly file: RegistryFile;
  readonly problems: RegistryProblem[];
}

export interface RegistryProblem {
  readonly what: string;
  readonly got: unknown;
  readonly expected: string;
  readonly instead: string;
}

/** @param instead to sync by default */
type Complain = (what: string, got: unknown, expected: string, instead?: string) => void;

const STATUSES = ['ACTIVE', 'SUSPENDED', 'PENDING_CLOSURE', 'CLOSED', 'REMOVED'];
const SYNC = 'run "cloud-platform accounts sync"';

/** Reads the text of `accounts.json`. */
export function parseRegistry(text: string): ParsedRegistry {
  try {
    return checkRegistry(JSON.parse(text));
  } catch (error) {
    return { file: EMPTY_REGISTRY, problems: [{ what: 'registry', got: (error as Error).message, expected: 'JSON', instead: SYNC }] };
  }
}

/** What there is before the first sync. */
export const EMPTY_REGISTRY: RegistryFile = { version: REGISTRY_VERSION, accounts: [] };

/** The text of `accounts.json`: the same registry gives the same bytes. */
export function renderRegistry(file: RegistryFile): string {
  const { version, organization, organizationalUnits, platform, identityCenter, revokedUsers, doneSteps, accounts } = file;
  return JSON.stringify({
    version,
    organization: organization && pick(organization, ['id', 'rootId', 'managementAccountId']),
    organizationalUnits: organizationalUnits && sortedBy(organizationalUnits, ou => ou.path).map(ou => pick(ou, ['path', 'id'])),
    platform: platform && {
      ...pick(platform, ['prefix', 'homeRegion']),
      regions: [...platform.regions].sort(),
      closedRegions: platform.closedRegions?.length ? [...platform.closedRegions].sort() : undefined,
    },
    identityCenter: identityCenter && pick(identityCenter, ['instanceArn', 'identityStoreId', 'region']),
    revokedUsers: revokedUsers?.length ? sortedBy(revokedUsers, user => user.name).map(user => pick(user, ['name', 'id'])) : undefined,
    doneSteps: doneSteps?.length ? sortedBy(doneSteps, ({ step, of }) => `${step} ${of}`).map(one => pick(one, ['step', 'of'])) : undefined,
    accounts: sortedBy(accounts, account => `${account.name} ${account.id ?? ''}`)
      .map(account => pick(account, ['name', 'id', 'email', 'status', 'slot', 'organizationalUnit', 'optedIn', 'networks'])),
  }, undefined, 2) + '\n';
}

/** All that is wrong with a registry, whoever made it. */
export function checkRegistry(value: unknown): ParsedRegistry {
  const problems: RegistryProblem[] = [];
  const problem: Complain = (what, got, expected, instead = SYNC) => { problems.push({ what, got, expected, instead }); };
  const file = value as RegistryFile;

  if (!isObject(value) || !Array.isArray(value.accounts)) {
    problem('registry', value, 'an object with "version" and "accounts"');
    return { file: EMPTY_REGISTRY, problems };
  }
  if (file.version !== REGISTRY_VERSION) {
    problem('version of the registry', file.version, `${REGISTRY_VERSION}`,
      file.version > REGISTRY_VERSION ? 'a newer @astradot/cloud-platform in package.json: the file was written by one' : SYNC);
    return { file: EMPTY_REGISTRY, problems };
  }

  checkParts(file, problem);
  if (problems.length) return { file: EMPTY_REGISTRY, problems };

  const ownersOf = () => new Map<unknown, string>();
  const seen = { name: ownersOf(), id: ownersOf(), email: ownersOf(), slot: ownersOf() };
  const accounts = file.accounts.filter((account, index) => {
    const where = `registry: account ${isObject(account) && account.name || `number ${index + 1}`}`;
    if (!isObject(account) || typeof account.name !== 'string' || !account.name) {
      problem(where, account, 'an object with a "name"');
      return false;
    }
    // a number would lose the zeros it begins with
    if (account.id !== undefined && !(typeof account.id === 'string' && /^\d{12}$/.test(account.id))) problem(`${where}: id`, account.id, '12 digits, as a string');
    if (account.email !== undefined && typeof account.email !== 'string') problem(`${where}: email`, account.email, 'a string');
    if (account.slot !== undefined && !(Number.isInteger(account.slot) && account.slot >= 0)) {
      problem(`${where}: slot`, account.slot, 'a whole number from 0');
    }
    if (!isListOfTexts(account.optedIn ?? [])) {
      problem(`${where}: optedIn`, account.optedIn, 'a list of regions');
      return false;
    }
    if (!(isObject(account.networks ?? {}) && Object.values(account.networks ?? {}).every(parseCidr))) {
      problem(`${where}: networks`, account.networks, 'an object with a range in CIDR notation for each region', 'the file as it was committed: sync does not know them');
      return false;
    }
    if (account.status !== undefined && !STATUSES.includes(account.status)) {
      problem(`${where}: status`, account.status, `one of ${STATUSES.join(', ')}`);
    }
    for (const key of ['name', 'id', 'email', 'slot'] as const) {
      // accounts that have ended keep their e-mail and may share a name with their successor
      if (account[key] === undefined || hasEnded(account)) continue;
      const other = seen[key].get(account[key]);
      if (other !== undefined) problem(`${where}: ${key}`, account[key], `a ${key} of its own: account ${other} has it`, `one of the two, or ${SYNC}`);
      else seen[key].set(account[key], account.name);
    }
    return true;
  });
  // construction goes on with what can be worked with
  const usable = accounts.map(account => typeof (account.email ?? '') === 'string' && typeof (account.id ?? '') === 'string'
    ? account : { ...account, id: account.id === undefined ? undefined : String(account.id), email: undefined });
  return { file: { ...file, accounts: usable }, problems };
}

/** The shape of all but the accounts. */
function checkParts(file: RegistryFile, problem: Complain): void {
  const check = (key: keyof RegistryFile, holds: (value: unknown) => boolean, expected: string, instead?: string) => {
    if (file[key] !== undefined && !holds(file[key])) problem(`registry: ${key}`, file[key], expected, instead);
  };
  const texts = (keys: string[]) => (value: unknown) => isObject(value) && keys.every(key => typeof value[key] === 'string');
  const quoted = (keys: string[]) => keys.map(key => `"${key}"`).join(', ').replace(/, ("[^"]*")$/, ' and $1');
  const one = (key: keyof RegistryFile, keys: string[]) => check(key, texts(keys), `an object with ${quoted(keys)}`);
  const many = (key: keyof RegistryFile, keys: string[], instead?: string) =>
    check(key, value => Array.isArray(value) && value.every(texts(keys)), `a list of objects with ${quoted(keys)}`, instead);

  one('organization', ['id', 'rootId', 'managementAccountId']);
  check('platform', value => texts(['prefix', 'homeRegion'])(value) && isListOfTexts(file.platform!.regions) && isListOfTexts(file.platform!.closedRegions ?? []),
    'an object with "prefix", "homeRegion" and "regions"');
  one('identityCenter', ['instanceArn', 'identityStoreId', 'region']);
  many('organizationalUnits', ['path', 'id']);
  many('revokedUsers', ['name', 'id'], 'the file as it was committed: sync does not know them');
  many('doneSteps', ['step', 'of'], 'nothing: "cloud-platform dns check" and "cloud-platform email status" write them');
}

/** Whether AWS has ended the account: it is remembered, and nothing is deployed to it. */
export function hasEnded(account: RegistryFileAccount): boolean {
  return account.status === 'CLOSED' || account.status === 'REMOVED' || account.status === 'PENDING_CLOSURE';
}

function isObject(value: unknown): value is Record<string, any> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isListOfTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(one => typeof one === 'string');
}

function pick<T extends object>(from: T, keys: (keyof T)[]): Partial<T> {
  return Object.fromEntries(keys.filter(key => from[key] !== undefined).map(key => [key, from[key]])) as Partial<T>;
}
