import { AccountSelector, AssignedSelector, CaseLine, CiRoleSelector, Several, Variable } from './cases';
import { list } from './documents';
import { Account, isManagement, Organization } from './organization';
import type { PlannedArtifact, PlannedDeployRole } from '../../plan/platform-json';

type Value = string | Account | CiRole | PlannedArtifact;
export type Values = Readonly<Record<string, Value>>;

/** A role of jobs as a variable: by its name alone it is the role. */
type CiRole = PlannedDeployRole & { readonly name: string; readonly id: string; readonly token: string; readonly deployRole: string };

/** What stands for a variable of a line, and what `<x>` stands for with it. */
export class Variables {
  public constructor(private readonly organization: Organization) {}

  /** The product of the variables; later ones may speak of earlier ones. */
  public bindings(line: CaseLine): Values[] {
    let all: Values[] = [{}];
    for (const [name, variable] of Object.entries(line.for ?? {})) {
      all = all.flatMap(values => this.valuesOf(line, variable, values).map(value => ({ ...values, [name]: value })));
    }
    return all;
  }

  private valuesOf(line: CaseLine, variable: Variable, values: Values): Value[] {
    if (typeof variable === 'object' && 'values' in variable) return variable.values.map(value => this.fill(line, value, values));
    if (typeof variable === 'object' && ('deployRoles' in variable || 'planRoles' in variable)) return this.ciRoles(line, variable, values);
    if (typeof variable === 'object' && 'artifacts' in variable) {
      const names = (text?: string) => text === undefined ? undefined : this.fill(line, text, values);
      const [by, notBy] = [names(variable.publishedBy), names(variable.notPublishedBy)];
      return this.organization.artifacts.filter(({ kind, publishers }) => kind === variable.artifacts
        && (by === undefined || publishers.includes(by)) && (notBy === undefined || !publishers.includes(notBy)));
    }
    if (typeof variable === 'object' && 'regions' in variable) return [...this.organization.regions[variable.regions]];
    if (typeof variable === 'object' && 'assigned' in variable) return this.assigned(line, variable, values);
    return this.accounts(line, typeof variable === 'string' ? { accounts: variable } : variable, values);
  }

  /** Those that deploy or those that plan, each with a token that it trusts. */
  private ciRoles(line: CaseLine, variable: CiRoleSelector, values: Values): CiRole[] {
    const out = list(variable.except).flatMap(account => this.group(line, this.fill(line, account, values)).map(({ name }) => name));
    const wanted = 'planRoles' in variable ? variable.planRoles : variable.deployRoles;
    return this.organization.deployRoles.filter(({ deploys, account }) => [deploys, 'all'].includes(wanted) && !out.includes(account)).flatMap((deploying): CiRole[] => {
      const { role, subject } = 'planRoles' in variable ? deploying.plan ?? {} : deploying;
      return role && subject ? [{
        ...deploying, role, subject, name: role, id: this.group(line, deploying.account)[0].id, token: tokenOf(subject), deployRole: deploying.role,
      }] : [];
    });
  }

  private assigned(line: CaseLine, { assigned, accounts = 'accounts', except }: AssignedSelector, values: Values): Account[] {
    const name = this.fill(line, assigned, values);
    return this.accounts(line, { accounts, except }, values)
      .filter(account => this.organization.roles.some(role => role.account === account && role.permissionSet === name));
  }

  private accounts(line: CaseLine, { accounts, except }: AccountSelector, values: Values): Account[] {
    const out = list(except).flatMap(name => this.group(line, this.fill(line, name, values)));
    return [...new Set(list(accounts).flatMap(name => this.group(line, this.fill(line, name, values))))].filter(account => !out.includes(account));
  }

  /** Accounts by their name, or by what they have in common. */
  public group(line: CaseLine, name: string): Account[] {
    const all = this.organization.accounts;
    switch (name) {
      case 'accounts': return [...all];
      case 'members': return all.filter(account => !isManagement(account));
      case 'core': return all.filter(account => account.purpose !== 'environment');
      case 'environments': return all.filter(account => account.purpose === 'environment');
      case 'keyed': return all.filter(account => account.keyElsewhere);
      case 'senders': return all.filter(account => account.sendsMail);
      case 'rootSenders': return all.filter(account => account.mailDomain);
      case 'resolvers': return all.filter(account => account.privateZone);
      case 'watched': return all.filter(account => this.organization.roles.some(role => role.account === account && role.name.startsWith(this.fill(line, '<prefix>/<prefix>-changes-by-hand-', {}))));
      case 'sandboxes': return all.filter(account => account.sandbox);
      case 'bound': return all.filter(account => this.isBound(line, account));
      case 'unbound': return all.filter(account => !isManagement(account) && !this.isBound(line, account));
    }
    if (this.organization.pending.includes(name)) return [];
    const found = all.filter(account => account.name === name);
    if (!found.length) {
      throw new Error(`case "${line.name}": got the account "${name}", expected accounts, members, core, environments, sandboxes, keyed, senders, rootSenders, resolvers, watched, bound, unbound or one of ${all.map(account => account.name).join(', ')}`);
    }
    return found;
  }

  /** Whether the line's guardrail binds the account. */
  private isBound({ guardrail }: CaseLine, { organizationalUnit: unit }: Account): boolean {
    const { organizationalUnits = [] } = this.organization.guardrails.find(({ id }) => id === guardrail) ?? {};
    return organizationalUnits.some(bound => unit === bound || unit?.startsWith(`${bound}/`));
  }

  public fillAll(line: CaseLine, text: Several<string> | undefined, values: Values): string[] {
    return list(text).map(one => this.fill(line, String(one), values));
  }

  /** `<x>` is a variable, `<x.id>` the id of an account, `<x.zone>`... what the plan says of it; `<prefix>`, `<qualifier>`, `<organization>`, `<root>`, `<home>` are the organization's. */
  public fill(line: CaseLine, text: string, values: Values): string {
    return text.replace(/<([a-z][a-z0-9-]*)(?:\.([a-zA-Z]+))?>/g, (_, name: string, property?: string) => {
      const { prefix, qualifier, id: organization, rootId: root, regions: { home }, accounts } = this.organization;
      const value = values[name] ?? { prefix, qualifier, organization, root, home }[name] ?? accounts.find(account => account.name === name);
      const found = typeof value === 'object' ? (value as unknown as Record<string, unknown>)[property ?? 'name'] : property ? undefined : value;
      if (found === undefined) throw new Error(`case "${line.name}": got ${text}, expected a variable of the case, an account, or prefix, qualifier, organization, root, home`);
      return String(found);
    });
  }
}

/** What a token says whose subject fits: a commit, a branch. */
function tokenOf(subject: string): string {
  return subject.replace(/\?{40}/, '0123456789abcdef0123456789abcdef01234567').replace(/\*/g, 'feature');
}
