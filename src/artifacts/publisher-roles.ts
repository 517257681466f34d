import * as iam from 'aws-cdk-lib/aws-iam';
import { Artifact } from './artifact';
import type { ArtifactsHost } from './artifacts-host';
import type { Publisher } from './publisher';
import { identityProviderIn } from '../accounts/identity-provider';
import type { PlannedDeployRole } from '../plan/platform-json';
import { acknowledgeAnyResource, acknowledgeResource } from '../private/acknowledge';
import { checkRoleName } from '../private/name-rules';
import { publisherRole } from '../private/names';
import { policy, Statement } from '../private/policy';
import { webIdentityTrust } from '../private/trust';

/** Part of the stack with the publishers' roles: they change with the teams. */
const PUBLISHERS = 'publishers';

interface PublisherRole {
  readonly publisher: Publisher;
  readonly artifacts: Artifact[];
  readonly statements: Statement[];
  /** Undefined where this run does not write it. */
  role?: iam.CfnRole;
}

/** The roles by which CI publishes: one for each publisher, in the home region's stack. */
export class PublisherRoles {
  /** By name of the role: whom it trusts, what it may publish. */
  private readonly roles = new Map<string, PublisherRole>();

  public constructor(private readonly host: ArtifactsHost) {}

  /** @returns ARN of the role */
  public add(publisher: Publisher, artifacts: Artifact[]): string {
    const { problems, path, partition, accountId, prefix } = this.host;
    const roleName = publisherRole(prefix, publisher._name);
    const arn = `arn:${partition}:iam::${accountId}:role/${roleName}`;
    for (const fault of publisher._faults) problems.add(path, ...fault);
    if (!artifacts.length) problems.add(path, 'addPublisher', artifacts, 'what it may publish', '[artifacts.addContainerRepository(\'api\')]');
    if (publisher._faults.length || !artifacts.length) return arn;
    checkRoleName(problems, path, roleName);
    const known = this.roles.get(roleName);
    if (known && trusts(known.publisher) !== trusts(publisher)) {
      problems.add(path, 'addPublisher', trusts(publisher), `what ${roleName} trusts already: ${trusts(known.publisher)}`, 'another "name" in the options of the publisher');
      return arn;
    }
    const { artifacts: all, statements, role } = known ?? this.make(roleName, publisher);
    for (const artifact of artifacts.filter(one => !all.includes(one))) {
      all.push(artifact);
      // several repositories ask for the right to sign in
      for (const statement of artifact._publishStatements()) {
        if (statements.some(other => JSON.stringify(other) === JSON.stringify(statement))) continue;
        statements.push(statement);
        for (const resource of [statement.Resource].flat()) {
          if (role && resource !== '*' && resource.includes('*')) acknowledgeResource(role, resource, 'all that is in what it is named for');
        }
      }
    }
    return arn;
  }

  /** The roles, with what their tokens say. @param account name of the account */
  public planned(account: string): PlannedDeployRole[] {
    return [...this.roles].map(([role, { publisher: { _claims: { issuer, audience, subject } } }]) => ({ account, role, deploys: 'artifacts', issuer, audience, subject }));
  }

  /** Names of the roles that publish it. */
  public of(artifact: Artifact): string[] {
    return [...this.roles].filter(([, { artifacts }]) => artifacts.includes(artifact)).map(([role]) => role);
  }

  private make(roleName: string, publisher: Publisher): PublisherRole {
    const made: PublisherRole = { publisher, artifacts: [], statements: [] };
    const { issuer, audience, subject } = publisher._claims;
    const hasProvider = this.host.hasProvider(issuer, audience);
    this.roles.set(roleName, made);
    this.host.build({ region: this.host.home, part: PUBLISHERS }, scope => {
      const role = new iam.CfnRole(scope, `Publisher-${publisher._name}`, {
        roleName,
        description: `Publishes artifacts: ${subject}`.slice(0, 1000),
        assumeRolePolicyDocument: webIdentityTrust(issuer, audience, subject),
        policies: [{ policyName: 'publish', policyDocument: policy(made.statements) }],
      });
      if (!hasProvider) role.addResourceDependency(identityProviderIn(scope, { issuer, audience }));
      made.role = role;
      acknowledgeAnyResource(role, 'a token to sign in to a registry names no resource');
    });
    return made;
  }
}

function trusts({ _claims: { issuer, subject } }: Publisher): string {
  return `${subject} of ${issuer}`;
}
