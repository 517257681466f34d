import { EXPIRES_TAG, OWNER_TAG } from '../aws-api/sandboxes/constants';
import { decide, quarantineOf } from '../aws-api/sandboxes/decision';
import type { PlatformJson } from '../plan/platform-json';
import { nearest } from '../private/nearest';
import { sortedBy } from '../private/sorted';
import { NAME_TAG, OrganizationAccount, OrganizationSnapshot } from './aws/organization';
import { CliError, list } from './errors';

/** How sandboxes end where no plan says it. */
const DEFAULTS = { gracePeriod: 14, longestLife: 180, quarantineUnit: 'Quarantine' };
const DAY = 86_400_000;

/** A sandbox of the organization. */
export interface ListedSandbox {
  readonly name: string;
  readonly id: string;
  readonly expires: string;
  readonly state: string;
  /** ISO time of the closing, for one that has ended. */
  readonly closes?: string;
  readonly owner?: string;
  readonly monthlyBudget?: number;
  readonly purpose?: string;
  /** What the code says, where it is another day, or nothing. */
  readonly inCode?: string;
}

export function rulesOf(plan?: PlatformJson): typeof DEFAULTS {
  return plan?.sandboxes ?? DEFAULTS;
}

/** All there are, whether or not the code knows them; those that end first come first. */
export function sandboxesOf({ accounts }: OrganizationSnapshot, plan: PlatformJson | undefined, now: number): ListedSandbox[] {
  const rules = rulesOf(plan);
  const sandboxes = accounts.filter(({ tags }) => EXPIRES_TAG in tags).map(account => {
    const said = plan?.accounts.find(({ name, email }) => name === nameOf(account) && email.toLowerCase() === account.email.toLowerCase())?.sandbox;
    const held = quarantineOf(account.tags);
    const closes = held?.because === 'expired' && account.status === 'ACTIVE' ? new Date(held.since + rules.gracePeriod * DAY).toISOString() : undefined;
    return {
      name: nameOf(account),
      id: account.id,
      expires: account.tags[EXPIRES_TAG],
      state: stateOf(account, rules, now),
      closes,
      owner: account.tags[OWNER_TAG],
      monthlyBudget: said?.monthlyBudget,
      purpose: said?.purpose,
      inCode: plan && said?.expires !== account.tags[EXPIRES_TAG] ? said?.expires ?? 'not in the code' : undefined,
    };
  });
  return sortedBy(sandboxes, ({ expires, name }) => `${expires} ${name}`);
}

/** The one that is meant; of several generations the one that still lives. */
export function sandboxNamed(name: string, sandboxes: readonly ListedSandbox[]): ListedSandbox {
  const found = sandboxes.filter(one => [one.id, one.name, one.name.replace(/^sandbox-/, '')].includes(name));
  const living = found.filter(({ state }) => !ENDED.includes(state));
  if (living.length === 1) return living[0];
  const names = sandboxes.map(one => one.name.replace(/^sandbox-/, ''));
  if (!found.length) {
    const guess = nearest(name, names);
    throw new CliError({
      what: 'there is no such sandbox; nothing was changed',
      got: name,
      expected: names.length ? `one of ${list(names)}` : 'a sandbox: the organization has none',
      instead: guess ? `"${guess}"` : '"cloud-platform sandbox list" shows them',
    });
  }
  throw new CliError(living.length
    ? { what: 'several sandboxes have that name; nothing was changed', got: name, expected: 'one', instead: `the id of its account: ${list(living.map(({ id }) => id))}` }
    : { what: 'the sandbox has ended; nothing was changed', got: `${found[0].id}, ${found[0].state}`, expected: 'an active account', instead: 'its next generation in the code' });
}

const ENDED = ['suspended', 'pending closure', 'closed'];

function nameOf({ tags, name }: OrganizationAccount): string {
  return tags[NAME_TAG] ?? name;
}

/** What the keeper would make of it now; what it would only tell somebody is no state. */
function stateOf(account: OrganizationAccount, rules: typeof DEFAULTS, now: number): string {
  const { id, status: state, organizationalUnit } = account;
  let { tags } = account;
  const next = () => decide(
    { id, name: id, state, tags, place: organizationalUnit === rules.quarantineUnit ? 'quarantine' : 'sandboxes', spent: 'unknown', isReplaced: false }, rules, now);
  let step = next();
  for (; step.do === 'note'; step = next()) tags = { ...tags, ...step.tags };
  switch (step.do) {
    case 'rest': return step.state;
    case 'quarantine': return 'expired, goes into quarantine within the hour';
    case 'release': return 'in quarantine, is let out within the hour';
    default: return 'expired, in quarantine';
  }
}
