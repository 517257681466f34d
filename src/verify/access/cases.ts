import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { parse } from 'yaml';

/** Names and lists of names; whatever stands where one is expected may also be a list, and each gives a case. */
export type Several<T> = T | readonly T[];

/**
 * Which accounts: a name, `accounts`, `members`, `core`, `environments`, `sandboxes`, `keyed`, `watched`, or those that the line's guardrail binds, `bound`, or does not,
 * `unbound`; and which not.
 */
export interface AccountSelector {
  readonly accounts: Several<string>;
  readonly except?: Several<string>;
}

/** Accounts where a permission set is assigned; of these alone, and without those. A set that nobody has gives none. */
export interface AssignedSelector extends Partial<AccountSelector> {
  readonly assigned: string;
}

/** Artifacts of one kind: all, those that a deploy role publishes, or those that it does not. */
export interface ArtifactSelector {
  readonly artifacts: string;
  readonly publishedBy?: string;
  readonly notPublishedBy?: string;
}

/** Roles of jobs of CI: those by which they deploy or publish, and those by which they only look. */
export type CiRoleSelector = { readonly deployRoles: 'platform' | 'application' | 'artifacts' | 'all'; readonly except?: Several<string> }
| { readonly planRoles: 'platform' | 'application' | 'all'; readonly except?: Several<string> };

/** A variable of a case: the case holds for each of its values. */
export type Variable = string | AccountSelector | AssignedSelector | { readonly regions: 'governed' | 'open' | 'additional' | 'bootstrapped' }
| CiRoleSelector
| ArtifactSelector | { readonly values: readonly string[] };

/** Who makes the request. */
export interface Who {
  readonly account?: string;
  /** Path and name of roles, `*` allowed. At least one role has to match. */
  readonly role?: string;
  readonly except?: Several<string>;
  /** Name of a permission set: its session in the account, which has to have it. */
  readonly permissionSet?: string;
  /** One of the principals that the file adds. */
  readonly principal?: string;
  /** A service principal. */
  readonly service?: string;
  /** Provider of identities in the account, by its URL without `https://`: somebody with one of its tokens. */
  readonly federated?: string;
}

/** What the request is for. With an account alone: the account, for actions that name no resource. */
export interface What {
  readonly account: string;
  readonly region?: string;
  readonly role?: string;
  readonly except?: Several<string>;
  /** Name of a hosted zone. */
  readonly zone?: string;
  /** Name of an SSM parameter, whether or not a template makes it. */
  readonly parameter?: string;
  /** Name of a stack, `*` allowed. */
  readonly stack?: string;
  /** CloudFormation type, with the name under `name`, `*` allowed. */
  readonly type?: string;
  readonly name?: string;
  /** In full. */
  readonly arn?: string;
}

/** One line of the access matrix; with variables and lists it stands for many cases. */
export interface CaseLine {
  readonly name: string;
  readonly for?: Readonly<Record<string, Variable>>;
  readonly who: Several<Who>;
  /** Actions, in full. */
  readonly does: Several<string>;
  readonly on: Several<What>;
  /** Condition keys of the request. */
  readonly with?: Readonly<Record<string, Several<string>>>;
  /** Condition keys that the request does not have though a policy asks for them. */
  readonly without?: Several<string>;
  readonly expect: 'allow' | 'deny';
  /**
   * For a deny: layers that decide it, each by itself; a guardrail may deny it as well. For an allow: the layers without which it would be a deny.
   */
  readonly by?: Several<string>;
  readonly why: string;
  /** Id of the guardrail that it is about: the line stands for nothing where that does not bind. */
  readonly guardrail?: string;
  /** Part of the stacks that it is about, such as `trail` or `management/accounts-0`: a landing zone that plans none has no such line. */
  readonly part?: string;
  /** A known hole: what has to come before the expectation changes. */
  readonly until?: string;
}

/** Somebody that no template makes. */
export interface AddedPrincipal {
  /** Twelve digits of an account outside the organization; absent for one in each account. */
  readonly outside?: string;
  /** The root user of each account. */
  readonly root?: boolean;
  /** Path and name of the role; default: the principal's name. */
  readonly role?: string;
  /** Names of AWS managed policies. */
  readonly managed?: readonly string[];
  readonly statements?: readonly object[];
}

/** A file of cases, as users write it. */
export interface CaseFile {
  readonly principals?: Readonly<Record<string, AddedPrincipal>>;
  readonly cases: readonly CaseLine[];
}

const FILE_KEYS = ['principals', 'cases'];
const LINE_KEYS = ['name', 'for', 'who', 'does', 'on', 'with', 'without', 'expect', 'by', 'why', 'guardrail', 'part', 'until'];
const REQUIRED = ['name', 'who', 'does', 'on', 'expect', 'why'];
const WHO = ['role', 'permissionSet', 'principal', 'service', 'federated'];
const WHO_KEYS = [...WHO, 'account', 'except'];
const WHAT_KEYS = ['account', 'region', 'role', 'except', 'zone', 'parameter', 'stack', 'type', 'name', 'arn'];
const PRINCIPAL_KEYS = ['outside', 'root', 'role', 'managed', 'statements'];
const LAYERS = ['identity', 'resource', 'boundary', 'scp', 'rcp'];

/** The cases that hold for every landing zone. @param dir where they stand: beside this file, and in the package in `assets/access` */
export function standardCases(dir = join(__dirname, 'cases')): CaseFile[] {
  return readdirSync(dir).filter(file => file.endsWith('.yaml')).sort().map(file => parseCases(readFileSync(join(dir, file), 'utf8'), file));
}

/** Reads a file of cases. All that is wrong with it is said at once. */
export function parseCases(text: string, file: string): CaseFile {
  const raw = parse(text);
  const faults: string[] = [];
  const fault = (where: string, got: unknown, expected: string) => faults.push(`${file}: ${where}: got ${JSON.stringify(got)}, expected ${expected}`);
  const keys = (where: string, value: any, allowed: string[]) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) fault(where, value, `an object with ${allowed.join(', ')}`);
    else Object.keys(value).filter(key => !allowed.includes(key)).forEach(key => fault(where, key, `one of ${allowed.join(', ')}`));
  };
  keys('file', raw, FILE_KEYS);
  for (const [name, principal] of Object.entries(raw?.principals ?? {})) keys(`principals.${name}`, principal, PRINCIPAL_KEYS);
  if (!Array.isArray(raw?.cases) || !raw.cases.length) {fault('cases', raw?.cases, 'a list of at least one case');} else {
    raw.cases.forEach((line: any, index: number) => {
      const where = `case ${index + 1}${line?.name ? ` "${line.name}"` : ''}`;
      keys(where, line, LINE_KEYS);
      for (const key of REQUIRED.filter(name => line?.[name] === undefined)) fault(`${where}: ${key}`, undefined, `a value; each case has ${REQUIRED.join(', ')}`);
      if (line?.expect !== undefined && !['allow', 'deny'].includes(line.expect)) fault(`${where}: expect`, line.expect, 'allow or deny');
      for (const layer of [line?.by ?? []].flat()) if (!LAYERS.includes(layer)) fault(`${where}: by`, layer, `some of ${LAYERS.join(', ')}`);
      for (const who of [line?.who ?? []].flat()) {
        keys(`${where}: who`, who, WHO_KEYS);
        if (WHO.filter(key => who?.[key] !== undefined).length !== 1) fault(`${where}: who`, who, `exactly one of ${WHO.join(', ')}`);
      }
      for (const what of [line?.on ?? []].flat()) {
        keys(`${where}: on`, what, WHAT_KEYS);
        if (what?.account === undefined) fault(`${where}: on`, what, 'the account whose resource it is');
      }
      for (const action of [line?.does ?? []].flat()) {
        if (typeof action !== 'string' || !/^[a-z0-9-]+:[A-Za-z0-9]+$/.test(action)) fault(`${where}: does`, action, 'an action in full, such as sts:AssumeRole');
      }
    });
  }
  if (faults.length) throw new Error(faults.join('\n'));
  return raw;
}
