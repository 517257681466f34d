import * as iam from 'aws-cdk-lib/aws-iam';
import { Artifact } from './artifact';
import type { ArtifactsHost } from './artifacts-host';
import type { Publisher } from './publisher';
import { identityProviderIn } from '../accounts/identity-provider';
import { acknowledgeAnyResource } from '../private/acknowledge';
import { checkRoleName } from '../private/name-rules';
import { publisherRole } from '../private/names';
import { policy, Statement } from '../private/policy';
import { webIdentityTrust } from '../private/trust';

/** Part of the stack with the publishers' roles: they change with the teams. */
const PUBLISHERS = 'publishers';

/** The roles by which CI publishes: one for each publisher, in the home region's stack. */
export class PublisherRoles {
  /** By name of the role: whom it trusts, what it may publish. */
  private readonly roles = new Map<string, { readonly trusts: string; readonly artifacts: Artifact[]; readonly statements: Statement[] }>();

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
    const trusts = `${publisher._claims.issuer} ${publisher._claims.subject}`;
    const known = this.roles.get(roleName);
    if (known && known.trusts !== trusts) {
      problems.add(path, 'addPublisher', trusts, `one branch or environment of ${publisher._name}: the role trusts ${known.trusts}`,
        'Publisher.openIdConnect({ name: ..., ... }) for the second one');
      return arn;
    }
    const { artifacts: all, statements } = known ?? this.make(roleName, trusts, publisher);
    for (const artifact of artifacts.filter(one => !all.includes(one))) {
      all.push(artifact);
      // several repositories ask for the right to sign in
      for (const statement of artifact._publishStatements()) {
        if (!statements.some(other => JSON.stringify(other) === JSON.stringify(statement))) statements.push(statement);
      }
    }
    return arn;
  }

  private make(roleName: string, trusts: string, publisher: Publisher) {
    const made = { trusts, artifacts: [] as Artifact[], statements: [] as Statement[] };
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
      acknowledgeAnyResource(role, 'a token to sign in to a registry names no resource');
    });
    return made;
  }
}
