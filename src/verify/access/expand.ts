import { AddedPrincipal, CaseFile, CaseLine, What, Who } from './cases';
import { list, NamedPolicy } from './documents';
import { awsManagedPolicy } from './managed-policies';
import { Account, Organization, Principal, Resource } from './organization';
import type { Question } from './question';
import { Values, Variables } from './variables';
import { pattern } from '../pattern';

/** One question with its expected answer. */
export interface Case {
  readonly line: CaseLine;
  readonly question: Question;
  /** The resource of the model that it is about, if there is one. */
  readonly resource?: Resource;
}

/** What a request is for. */
interface Target {
  readonly arn: string;
  readonly account: Account;
  readonly region?: string;
  readonly resource?: Resource;
}

/**
 * Makes the cases of a file from its lines. A line stands for none if a variable has no value: there is no second environment, no further region. A role or a resource that is not
 * there is an error: the line would say nothing and look as if it did.
 */
export function expand(organization: Organization, file: CaseFile, isForAnyResource: (action: string) => Promise<boolean>): Promise<Case[]> {
  return new Expansion(organization, file, isForAnyResource).expand();
}

/** Types whose policy is that of what is in them. */
const SPEAKING = ['AWS::S3::Bucket', 'AWS::ECR::RegistryPolicy'];

class Expansion {
  private readonly variables: Variables;

  public constructor(
    private readonly organization: Organization,
    private readonly file: CaseFile,
    private readonly isForAnyResource: (action: string) => Promise<boolean>,
  ) {
    this.variables = new Variables(organization);
  }

  public async expand(): Promise<Case[]> {
    const cases: Case[] = [];
    for (const line of this.file.cases) cases.push(...await this.casesOf(line));
    return cases;
  }

  private async casesOf(line: CaseLine): Promise<Case[]> {
    const cases: Case[] = [];
    if (line.guardrail && !this.organization.guardrails.some(({ id }) => id === line.guardrail) && !speaksOfUnbound(line)) return cases;
    if (this.isPending(line)) return cases;
    for (const values of this.variables.bindings(line)) {
      const whos = list(line.who).flatMap(who => this.principals(line, who, values));
      for (const action of list(line.does)) {
        const any = await this.isForAnyResource(action);
        const whats = list(line.on).flatMap(what => this.resources(line, what, values, any));
        if (!whos.length || !whats.length) nobody(line, whos.length ? line.on : line.who, values);
        for (const principal of whos) {
          for (const { arn, account, region, resource } of whats) {
            // nobody asks whether a role may assume itself
            if (principal.arn === arn) continue;
            cases.push({
              line,
              resource,
              question: {
                principal,
                action,
                resource: { arn, account, region, policy: resource?.policy },
                context: Object.fromEntries(Object.entries(line.with ?? {})
                  .map(([key, value]) => [this.variables.fill(line, key, values), this.variables.fillAll(line, value, values)])),
                absent: list(line.without),
              },
            });
          }
        }
      }
    }
    return cases;
  }

  /** Whether it speaks of an account that AWS has not made yet. */
  private isPending(line: CaseLine): boolean {
    return [...list(line.who), ...list(line.on)].some(({ account }) =>
      account !== undefined && this.organization.pending.includes(account));
  }

  private principals(line: CaseLine, who: Who, values: Values): Principal[] {
    if (who.service) return [{ arn: who.service, label: who.service, service: true, policies: [] }];
    const accounts = who.account === undefined ? undefined : this.variables.group(line, this.variables.fill(line, who.account, values));
    if (who.federated) return this.holders(this.variables.fill(line, who.federated, values), accounts ?? [...this.organization.accounts]);
    if (who.principal) return this.added(line, who.principal, accounts);
    if (who.permissionSet) {
      const name = this.variables.fill(line, who.permissionSet, values);
      return this.organization.roles.filter(role => role.permissionSet === name && (!accounts || accounts.includes(role.account)));
    }
    return matching(this.organization.roles, this.variables.fill(line, who.role!, values), this.variables.fillAll(line, who.except, values))
      .filter(role => !accounts || accounts.includes(role.account));
  }

  /** Whoever has a token of a provider. */
  private holders(issuer: string, accounts: Account[]): Principal[] {
    return accounts.map(account => ({
      arn: `arn:${this.organization.partition}:iam::${account.id}:oidc-provider/${issuer}`, label: `${account.name}/${issuer}`, account, federated: true, policies: [],
    }));
  }

  private added(line: CaseLine, name: string, accounts?: Account[]): Principal[] {
    const principal = this.file.principals?.[name];
    if (!principal) throw new Error(`case "${line.name}": got the principal "${name}", expected one of ${Object.keys(this.file.principals ?? {}).join(', ') || 'those under "principals", of which there are none'}`);
    const { partition } = this.organization;
    const identity = principal.root ? 'root' : `role/${this.variables.fill(line, principal.role ?? name, {})}`;
    const policies = policiesOf(principal, partition, name);
    if (principal.outside) return [{ arn: `arn:${partition}:iam::${principal.outside}:${identity}`, label: `outside/${identity}`, policies }];
    return (accounts ?? [...this.organization.accounts]).map(account => ({
      arn: `arn:${partition}:iam::${account.id}:${identity}`, label: `${account.name}/${identity}`, account, policies,
    }));
  }

  private resources(line: CaseLine, what: What, values: Values, any: boolean): Target[] {
    const accounts = this.variables.group(line, this.variables.fill(line, what.account, values));
    const region = what.region && this.variables.fill(line, what.region, values);
    const text = (value: string) => this.variables.fill(line, value, values);
    if (any) return accounts.map(account => ({ arn: '*', account, region }));
    return accounts.flatMap(account => {
      const own = this.organization.resources
        .filter(resource => resource.account === account && (!region || !resource.region || resource.region === region));
      const found = (resources: Resource[]) => resources.map(resource => ({ arn: resource.arn, account, region: resource.region, resource }));
      if (what.arn) {
        const arn = text(what.arn);
        // the policy of a bucket speaks for its objects, that of a registry for its repositories, that of a log group for its streams
        const speaks = ({ arn: its, type }: Resource) => SPEAKING.includes(type) && arn.startsWith(`${its}/`)
          || type === 'AWS::Logs::LogGroup' && arn.startsWith(its.slice(0, -1));
        return [{ arn, account, region, resource: own.find(resource => resource.arn === arn) ?? own.find(speaks) }];
      }
      if (what.parameter) {
        const arn = `arn:${this.organization.partition}:ssm:${region ?? this.organization.regions.home}:${account.id}:parameter${text(what.parameter)}`;
        return [{ arn, account, region, resource: own.find(resource => resource.arn === arn) }];
      }
      if (what.role) return found(matching(own.filter(({ type }) => type === 'AWS::IAM::Role'), text(what.role), this.variables.fillAll(line, what.except, values)));
      if (what.zone) return found(own.filter(({ type, name }) => type === 'AWS::Route53::HostedZone' && name === text(what.zone!)));
      if (what.stack) return found(matching(own.filter(({ type }) => type === 'AWS::CloudFormation::Stack'), text(what.stack), this.variables.fillAll(line, what.except, values)));
      if (what.type) return found(matching(own.filter(({ type }) => type === what.type), text(what.name ?? '*'), this.variables.fillAll(line, what.except, values)));
      throw new Error(`case "${line.name}": got ${JSON.stringify(what)}, expected a resource, since ${list(line.does).join(', ')} names one: role, zone, parameter, stack, type or arn`);
    });
  }
}

function nobody(line: CaseLine, what: unknown, values: Values): never {
  const where = Object.entries(values).map(([name, value]) => `${name} ${typeof value === 'object' ? value.name : value}`).join(', ');
  throw new Error(`case "${line.name}"${where && ` with ${where}`}: got ${JSON.stringify(what)}, which nothing in the assembly is, expected at least one; take it out, or mend the names`);
}

/** Whether it says what holds where its guardrail does not bind: also where there is none. */
function speaksOfUnbound({ for: variables = {} }: CaseLine): boolean {
  return Object.values(variables).some(variable => variable === 'unbound' || typeof variable === 'object' && 'accounts' in variable && list(variable.accounts).includes('unbound'));
}

function policiesOf({ managed, statements }: AddedPrincipal, partition: string, name: string): NamedPolicy[] {
  return [
    ...list(managed).map(policy => awsManagedPolicy(`arn:${partition}:iam::aws:policy/${policy}`, `principals.${name}`)),
    ...statements ? [{ name, document: { Version: '2012-10-17', Statement: statements as NamedPolicy['document']['Statement'] } }] : [],
  ];
}

function matching<T extends { readonly name: string }>(all: readonly T[], taken: string, except: string[]): T[] {
  const [takes, ...leaves] = [taken, ...except].map(pattern);
  return all.filter(({ name }) => takes.test(name) && !leaves.some(leave => leave.test(name)));
}
