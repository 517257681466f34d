import * as fc from 'fast-check';
import { CORE_ACCOUNT_NAMES } from '../../src/accounts/core-account-names';
import { RegistryFile } from '../../src/accounts/registry-file';

/**
 * An arbitrary valid configuration, as plain data: what a failure prints can be read, and given to `build` again. A landing zone has one
 * root domain, so "several domains" are varied roots and nested subdomains below one.
 */
export interface Configuration {
  /** Ids from the app down; the last one is the landing zone's. */
  readonly ids: readonly string[];
  readonly prefix?: string;
  readonly bootstrapQualifier?: string;
  readonly domainName: string;
  readonly hostedZoneId?: string;
  readonly homeRegion: string;
  readonly additionalRegions: readonly string[];
  readonly organizationalUnits: { readonly [unit: string]: string };
  /** `{account}` stands in it. */
  readonly emailPattern: string;
  /** Addresses that follow no pattern. */
  readonly oddEmails: { readonly [account: string]: string };
  readonly environmentTypes: readonly { readonly name: string; readonly organizationalUnit: string; readonly terminationProtection?: boolean }[];
  readonly environments: readonly EnvironmentConfiguration[];
  readonly ownStacks: readonly OwnStack[];
  readonly doors: readonly Door[];
  readonly registry: RegistryFile;
}

export interface EnvironmentConfiguration {
  /** Of the account; a sandbox's begins with `sandbox-`. */
  readonly account: string;
  /** Number of the type: 0 production, 1 staging, from 2 on the own ones. A sandbox has none. */
  readonly environmentType: number;
  readonly subdomain?: string;
  /** Of an environment that is no sandbox. */
  readonly monthlyBudget?: number;
  readonly sandbox?: {
    readonly expires: string;
    readonly owner: string;
    readonly monthlyBudget?: number;
    readonly purpose?: string;
    readonly generation?: number;
  };
}

/** A stack of the platform team's own. */
export interface OwnStack {
  readonly account: string;
  readonly region: string;
  readonly part?: string;
  readonly content: 'topic' | 'key' | 'zone';
}

export interface Door {
  readonly owner: string;
  readonly guest: string;
  readonly purpose: string;
  readonly guestRoles?: readonly string[];
}

const COMMERCIAL = [
  'eu-west-1', 'us-east-1', 'eu-central-1', 'us-west-2', 'ap-southeast-2', 'sa-east-1', 'ca-central-1', 'af-south-1', 'ap-east-1', 'eu-south-1', 'me-south-1', 'il-central-1',
  'ap-southeast-3', 'mx-central-1',
];
const OTHER_PARTITIONS = [['cn-north-1', 'cn-northwest-1'], ['us-gov-west-1', 'us-gov-east-1'], ['eusc-de-east-1']];

const characters = (letters: string) => fc.constantFrom(...letters);
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const text = (letters: string, minLength: number, maxLength: number) => fc.string({ unit: characters(letters), minLength, maxLength });

/** Words with single hyphens between them; some that are a trap for code that uses objects as maps, or names as patterns. */
const accountName = (longest: number) => fc.oneof(
  { weight: 8, arbitrary: fc.tuple(characters(LETTERS), text(`${LETTERS}0123456789-`, 1, longest - 1)).map(([first, rest]) => first + rest) },
  { weight: 1, arbitrary: fc.constantFrom('production', 'staging', 'a1', 'eu', 'aws', 'sandbox', 'dns2', 'accounts-0', 'x-1-2').filter(name => name.length <= longest) },
).filter(name => /^[a-z](?:-?[a-z0-9]){1,29}$/.test(name));

const label = fc.oneof(
  { weight: 6, arbitrary: text(`${LETTERS}0123456789`, 1, 12) },
  { weight: 1, arbitrary: fc.tuple(text(LETTERS, 1, 20), text(`${LETTERS}0123456789`, 1, 40)).map(words => words.join('--')) },
  { weight: 1, arbitrary: fc.constantFrom('xn--bcher-kva', '0', 'api', 'x'.repeat(63)) },
);
const domainName = fc.tuple(fc.array(label, { minLength: 1, maxLength: 2 }), text(LETTERS, 2, 6)).map(([labels, top]) => [...labels, top].join('.'));
const subdomains = fc.array(label, { minLength: 1, maxLength: 2 }).map(labels => labels.join('.')).filter(labels => labels.length <= 80);

const unitName = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(characters('ABCDEFGH'), text(`${LETTERS}0123456789`, 1, 12)).map(([first, rest]) => first + rest) },
  { weight: 1, arbitrary: fc.constantFrom('A B', 'A.B', 'Développement', '本番', 'R&D', 'constructor', 'Sandbox', 'x'.repeat(128)) },
);
const unitPath = fc.array(unitName, { minLength: 1, maxLength: 3 }).map(names => names.join('/'));

const regions = fc.oneof(
  { weight: 8, arbitrary: fc.shuffledSubarray(COMMERCIAL, { minLength: 1, maxLength: 3 }) },
  { weight: 2, arbitrary: fc.shuffledSubarray(COMMERCIAL, { minLength: 4, maxLength: 6 }) },
  { weight: 2, arbitrary: fc.constantFrom(...OTHER_PARTITIONS).chain(names => fc.shuffledSubarray(names, { minLength: 1 })) },
);

const day = fc.date({ min: new Date('2026-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }).map(date => date.toISOString().slice(0, 10));
const monthlyBudget = fc.option(fc.oneof(fc.integer({ min: 1, max: 10_000 }), fc.constant(0.5)), { nil: undefined });
const sandbox = fc.record({
  expires: day,
  owner: fc.constantFrom('jane@acme.com', 'o\'neil+platform@mail.example.co.uk'),
  monthlyBudget,
  purpose: fc.option(fc.string({ maxLength: 40 }), { nil: undefined }),
  generation: fc.option(fc.integer({ min: 1, max: 99 }), { nil: undefined }),
}, { requiredKeys: ['expires', 'owner'] });

const environment = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      account: accountName(30), environmentType: fc.nat({ max: 9 }), subdomain: fc.option(subdomains, { nil: undefined, freq: 2 }), monthlyBudget,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      account: accountName(22).map(name => `sandbox-${name}`), environmentType: fc.constant(0), subdomain: fc.option(subdomains, { nil: undefined }), sandbox,
    }),
  },
);

/** How far AWS is with an account; `planned` has an entry that keeps its slot, `none` has none. */
type Progress = 'ACTIVE' | 'SUSPENDED' | 'PENDING_CLOSURE' | 'CLOSED' | 'REMOVED' | 'planned' | 'none';
const progress = fc.oneof(
  { weight: 12, arbitrary: fc.constant<Progress>('ACTIVE') },
  { weight: 6, arbitrary: fc.constantFrom<Progress>('none', 'planned', 'SUSPENDED', 'CLOSED', 'PENDING_CLOSURE', 'REMOVED') },
);

/** What the registry knows of an account: how far it is, how many slots were given to others before it, and whether its address is an odd one. */
const standing = fc.record({ progress, slots: fc.integer({ min: 1, max: 9 }), odd: fc.integer({ max: 9, min: 0 }).map(number => number === 9) });
const environmentAndStanding = fc.record({ environment, standing });

/** Mostly a handful of environments, now and then dozens. */
const environmentList = fc.oneof(
  { weight: 6, arbitrary: fc.uniqueArray(environmentAndStanding, { maxLength: 5, selector: one => one.environment.account }) },
  { weight: 2, arbitrary: fc.uniqueArray(environmentAndStanding, { minLength: 6, maxLength: 15, selector: one => one.environment.account, size: 'max' }) },
  { weight: 1, arbitrary: fc.uniqueArray(environmentAndStanding, { minLength: 30, maxLength: 53, selector: one => one.environment.account, size: 'max' }) },
);

const ownStack = fc.record({
  account: fc.nat({ max: 59 }),
  region: fc.nat({ max: 6 }),
  part: fc.option(fc.oneof(text(`${LETTERS}`, 1, 8), fc.constantFrom('Network', 'network', 'a-1', 'x'.repeat(60))), { nil: undefined, freq: 4 }),
  content: fc.constantFrom<OwnStack['content']>('topic', 'key', 'zone'),
});
const door = fc.record({
  owner: fc.nat({ max: 59 }),
  guest: fc.nat({ max: 59 }),
  purpose: fc.tuple(characters(LETTERS), text(`${LETTERS}0123456789`, 1, 10)).map(([first, rest]) => first + rest),
  guestRoles: fc.option(fc.constantFrom(['*'], ['service-role/api-*', 'deploy']), { nil: undefined }),
});

const UNITS = ['Security', 'Infrastructure', 'Workloads/Production', 'Workloads/Staging', 'Sandbox', 'Quarantine'];

const raw = fc.record({
  ids: fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(['Acme'], ['A'], ['Platform2']) },
    { weight: 2, arbitrary: fc.constantFrom(['Company', 'Acme'], ['Acme Ltd.'], ['Ünï-çode'], ['Landing-Zone']) },
  ),
  prefix: fc.option(fc.oneof(fc.constantFrom('acme', 'x1', 'a'.repeat(20)), text(LETTERS, 2, 20)).filter(prefix => !/^(aws|ssm)/.test(prefix)), { nil: undefined }),
  bootstrapQualifier: fc.option(text(`${LETTERS}0123456789`, 1, 10), { nil: undefined }),
  domainName,
  hostedZoneId: fc.option(text('ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789', 1, 31).map(id => `Z${id}`), { nil: undefined, freq: 6 }),
  regions,
  // Control Tower takes the unit of its accounts only directly below the root
  organizationalUnits: fc.dictionary(fc.constantFrom(...UNITS), unitPath, { maxKeys: 3 })
    .map(({ Security, ...others }) => Security ? { ...others, Security: Security.split('/')[0] } : others),
  emailPattern: fc.constantFrom('aws+{account}@acme.com', '{account}@x.io', 'Aws.{account}@mail.acme.co'),
  environmentTypes: fc.array(fc.record({
    name: text(LETTERS, 1, 12), organizationalUnit: unitPath, terminationProtection: fc.option(fc.boolean(), { nil: undefined }),
  }), { maxLength: 2 }),
  environments: environmentList,
  ownStacks: fc.array(ownStack, { maxLength: 4 }),
  doors: fc.array(door, { maxLength: 4 }),
  core: fc.array(standing, { minLength: 7, maxLength: 7 }),
  known: fc.record({ organization: fc.boolean(), units: fc.boolean(), identityCenter: fc.boolean(), emails: fc.boolean(), strangers: fc.boolean() }),
});

/** An arbitrary valid configuration of 7 accounts and up to 53 more in code, between 1 and 60 of them made. */
export const validConfiguration: fc.Arbitrary<Configuration> = raw.map(settle);

/** Puts what was drawn at random into what is valid together. Draws nothing, so that a failure shrinks well. */
function settle(drawn: typeof raw extends fc.Arbitrary<infer T> ? T : never): Configuration {
  const [homeRegion, ...additionalRegions] = drawn.regions;
  const kept = drawn.environments.filter(one => !CORE_ACCOUNT_NAMES.includes(one.environment.account));
  const environments = withZonesOfTheirOwn(kept.map(one => one.environment))
    .map(one => ({ ...one, environmentType: one.environmentType % (2 + drawn.environmentTypes.length) }));
  const accounts = [...CORE_ACCOUNT_NAMES, ...environments.map(({ account }) => account)];
  const standings = [...drawn.core, ...kept.map(one => one.standing)];

  const emailNameOf = (account: string) => {
    const generation = environments.find(one => one.account === account)?.sandbox?.generation ?? 1;
    return generation === 1 ? account : `${account}-${generation}`;
  };
  const oddEmails = Object.fromEntries(accounts.filter((_, index) => standings[index].odd).map(emailNameOf)
    .map((name, index) => [name, `Root.${index}@old-${index}.example`]));

  let slot = 9;
  const entries = accounts.flatMap((name, index): RegistryFile['accounts'] => {
    const far = index === 0 ? 'ACTIVE' : standings[index].progress;
    if (far === 'none') return [];
    const own = index < CORE_ACCOUNT_NAMES.length ? { name, slot: CORE_ACCOUNT_NAMES.indexOf(name) } : { name, slot: slot += standings[index].slots };
    const emailName = emailNameOf(name);
    const email = drawn.known.emails ? oddEmails[emailName] ?? drawn.emailPattern.replace('{account}', emailName) : undefined;
    return [far === 'planned' ? { ...own, email } : { ...own, id: idOf(index), email, status: far }];
  });
  const strangers: RegistryFile['accounts'] = drawn.known.strangers
    ? [{ name: 'Old Marketing Account', id: idOf(400), email: 'Marketing@acme.com', status: 'ACTIVE' }, { name: 'Old one', id: idOf(401), status: 'CLOSED' }] : [];

  const allRegions = homeRegion.startsWith('cn-') || /^(us-gov|eusc)/.test(homeRegion) ? drawn.regions : [...new Set([...drawn.regions, 'us-east-1'])];
  const named = (index: number) => accounts[index % accounts.length];
  return {
    ids: drawn.ids,
    prefix: drawn.prefix,
    bootstrapQualifier: drawn.bootstrapQualifier,
    domainName: drawn.domainName,
    hostedZoneId: drawn.hostedZoneId,
    homeRegion,
    additionalRegions,
    organizationalUnits: apart(drawn.organizationalUnits),
    emailPattern: drawn.emailPattern,
    oddEmails,
    environmentTypes: drawn.environmentTypes,
    environments,
    ownStacks: drawn.ownStacks.map(({ account, region, part, content }) => ({
      account: named(account), region: allRegions[region % allRegions.length], part, content,
    })),
    doors: openable(drawn.doors.map(({ owner, guest, purpose, guestRoles }) => ({ owner: named(owner), guest: named(guest), purpose, guestRoles }))),
    registry: {
      version: 1,
      organization: drawn.known.organization ? { id: 'o-exampleorgid', rootId: 'r-exam', managementAccountId: idOf(0) } : undefined,
      organizationalUnits: drawn.known.units ? [{ path: 'Security', id: 'ou-exam-aaaaaaaa' }] : undefined,
      identityCenter: drawn.known.identityCenter
        ? { instanceArn: 'arn:aws:sso:::instance/ssoins-1111111111111111', identityStoreId: 'd-1111111111', region: homeRegion } : undefined,
      accounts: [...entries, ...strangers],
    },
  };
}

/** Each of the platform's units under a name of its own: the guardrails of a sandbox and of production in one unit are more than AWS takes there. */
function apart(mapping: Record<string, string>): Record<string, string> {
  const names = Object.fromEntries(UNITS.map(unit => [unit, unit]));
  for (const [unit, name] of Object.entries(mapping)) if (!Object.values(names).includes(name)) names[unit] = name;
  return Object.fromEntries(Object.entries(names).filter(([unit, name]) => unit !== name));
}

/** Ids of examples only: 2000..., none that the law against made-up ids knows. */
export function idOf(index: number): string {
  return String(200_000_000_010 + index);
}

/** Subdomains that do not meet; an environment without a place of its own gets one by its number. */
function withZonesOfTheirOwn(environments: readonly EnvironmentConfiguration[]): EnvironmentConfiguration[] {
  const taken: string[] = [];
  const meets = (one: string, other: string) => one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`);
  return environments.map((one, index) => {
    const subdomain = one.subdomain ?? defaultSubdomain(one);
    const free = taken.some(other => meets(subdomain, other)) ? `own-${index}` : subdomain;
    taken.push(free);
    return free === defaultSubdomain(one) ? { ...one, subdomain: undefined } : { ...one, subdomain: free };
  });
}

export function defaultSubdomain({ account, sandbox: isSandbox }: EnvironmentConfiguration): string {
  return isSandbox ? `${account.replace(/^sandbox-/, '')}.sandbox` : account;
}

/** Between two accounts, and each role once in its owner's account. */
function openable(doors: Door[]): Door[] {
  const isSame = (one: Door, other: Door) => other.owner === one.owner && other.purpose === one.purpose && other.guest === one.guest;
  return doors.filter(({ owner, guest }) => owner !== guest)
    .filter((one, index, all) => index === all.findIndex(other => isSame(one, other)));
}
