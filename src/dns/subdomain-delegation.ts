import { CfnResource, Duration, Stack, Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { DELEGATION_HANDLER, DELEGATION_TYPE, DelegationProperties } from '../aws-api/delegation/constants';
import { HandlerFunction } from '../aws-api/handler-function';
import { acknowledgeAnyResource } from '../private/acknowledge';
import { domainNameFault, isBelow } from '../private/domain-names';
import { DEFAULT_PREFIX, handlerRoles } from '../private/names';
import { allow, policy, Statement } from '../private/policy';
import { Problems } from '../private/problems';
import { trust } from '../private/trust';

/** Props of a `SubdomainDelegation`. */
export interface SubdomainDelegationProps {
  /** The child's zone, in the stack's own account. */
  readonly hostedZone: route53.IHostedZone;
  /** The role in the parent's account: made there by `SubdomainDelegation.allow`, imported here by its ARN. */
  readonly delegationRole: iam.IRole;
  /**
   * Name of the parent's zone.
   *
   * @default - the child's name without its first label
   */
  readonly parentZoneName?: string;
  /**
   * How long resolvers keep the delegation.
   *
   * @default - two days, as top-level domains have it
   */
  readonly ttl?: Duration;
  /**
   * Writes the DS records of the child's active keys into the parent as well, so that resolvers refuse what is not signed with them. The zone has
   * to be signed by then: make the delegation depend on its `AWS::Route53::DNSSEC`. A zone that was found before it was signed is only chained when
   * no cache has unsigned answers any more, after the longest TTL in it; until then the deploy fails and says when.
   *
   * @default false - DS records that this delegation wrote before are taken away, and their TTL is waited for
   */
  readonly chainOfTrust?: boolean;
  /**
   * First part of the path of the handler's role, which the parent's half trusts.
   *
   * @default cloud-platform
   */
  readonly prefix?: string;
}

/** Options of `SubdomainDelegation.allow`. */
export interface AllowDelegationOptions {
  /** The parent's zone, in the stack's own account. */
  readonly hostedZone: route53.IHostedZone;
  /** Name of the child's zone; below the parent's. */
  readonly zoneName: string;
  /** Account of the child's zone, twelve digits. */
  readonly accountId: string;
  /** Name of the role, which the child's half has to know. */
  readonly roleName: string;
  /**
   * First part of the role's path, and of the path of the handler's role in the child's account.
   *
   * @default cloud-platform
   */
  readonly prefix?: string;
}

/**
 * A subdomain in an account of its own: the NS records of its zone in the parent's zone, which is in another account. They are exactly the
 * child's name servers, they follow the child when it or its parent is replaced, and they go when the child goes. A name that
 * leads to other name servers already is not taken: the deploy fails and says which.
 *
 * The landing zone makes both halves for each environment. Alone, the parent's half stands in the parent's stack:
 *
 * ```ts
 * declare const rootZone: route53.PublicHostedZone;
 *
 * SubdomainDelegation.allow(this, 'AllowShop', {
 *   hostedZone: rootZone,
 *   zoneName: 'shop.example.com',
 *   accountId: '222222222222',
 *   roleName: 'delegation-shop',
 * });
 * ```
 *
 * and the child's half in the child's:
 *
 * ```ts
 * declare const zone: route53.PublicHostedZone;
 *
 * new SubdomainDelegation(this, 'Delegation', {
 *   hostedZone: zone,
 *   delegationRole: iam.Role.fromRoleArn(this, 'Role', 'arn:aws:iam::111111111111:role/cloud-platform/delegation-shop'),
 * });
 * ```
 */
export class SubdomainDelegation extends Construct {
  /** @internal */
  public static readonly _WHY_ANY_RESOURCE = 'route53:ListHostedZonesByName, which finds the parent\'s zone by its name, has no resource to name';

  /**
   * The parent's half: a role that the child's account may assume, and that may write the NS and DS records of exactly that child.
   *
   * An error at synth if the child is not below the parent or the account is not one.
   */
  public static allow(scope: Construct, id: string, options: AllowDelegationOptions): iam.IRole {
    const prefix = options.prefix ?? DEFAULT_PREFIX;
    const role = new iam.CfnRole(scope, id, {
      roleName: options.roleName,
      path: `/${prefix}/`,
      description: `${options.accountId} delegates ${options.zoneName} to itself`,
      assumeRolePolicyDocument: trust(Stack.of(scope).partition, options.accountId, [handlerRoles(prefix)]),
      policies: [{
        policyName: 'delegation',
        policyDocument: policy(SubdomainDelegation._statements(Stack.of(scope).partition, options.hostedZone.hostedZoneId, options.zoneName)),
      }],
    });
    acknowledgeAnyResource(role, SubdomainDelegation._WHY_ANY_RESOURCE);
    const problems = problemsOf(role);
    checkChild(problems, role.node.path, options.zoneName, options.hostedZone.zoneName);
    if (!Token.isUnresolved(options.accountId) && !/^\d{12}$/.test(options.accountId)) {
      problems.add(role.node.path, 'accountId', options.accountId, '12 digits', '"222222222222"');
    }
    return iam.Role.fromRoleArn(scope, `${id}-Role`, role.attrArn, { mutable: false });
  }

  /** @internal What the role in the parent's account may do. */
  public static _statements(partition: string, parentZoneId: string, childZoneName: string): Statement[] {
    const parentZone = `arn:${partition}:route53:::hostedzone/${parentZoneId}`;
    return [
      allow(['route53:ListHostedZonesByName'], ['*']),
      allow(['route53:ListResourceRecordSets'], [parentZone]),
      allow(['route53:ChangeResourceRecordSets'], [parentZone], {
        'ForAllValues:StringEquals': {
          'route53:ChangeResourceRecordSetsNormalizedRecordNames': [childZoneName],
          'route53:ChangeResourceRecordSetsRecordTypes': ['NS', 'DS'],
          'route53:ChangeResourceRecordSetsActions': ['UPSERT', 'DELETE'],
        },
        // without it a request that names no record at all would pass
        'Null': { 'route53:ChangeResourceRecordSetsNormalizedRecordNames': 'false' },
      }),
    ];
  }

  private readonly resource: CfnResource;

  public constructor(scope: Construct, id: string, props: SubdomainDelegationProps) {
    super(scope, id);
    const { hostedZone, delegationRole } = props;
    const parentZoneName = props.parentZoneName ?? hostedZone.zoneName.split('.').slice(1).join('.');
    checkChild(problemsOf(this), this.node.path, hostedZone.zoneName, parentZoneName);

    const stack = Stack.of(this);
    const handler = HandlerFunction.in(stack, {
      handler: DELEGATION_HANDLER, prefix: props.prefix ?? DEFAULT_PREFIX, description: 'Delegates this account\'s zones in their parents',
    });
    handler.allow(
      allow(['sts:AssumeRole'], [delegationRole.roleArn]),
      allow(['route53:GetHostedZone'], [`arn:${partitionOf(delegationRole, stack)}:route53:::hostedzone/${hostedZone.hostedZoneId}`]),
    );
    if (props.chainOfTrust) {
      const zone = `arn:${partitionOf(delegationRole, stack)}:route53:::hostedzone/${hostedZone.hostedZoneId}`;
      handler.allow(allow(['route53:GetDNSSEC', 'route53:ListResourceRecordSets'], [zone]));
    }
    this.resource = handler.resource(this, 'Resource', DELEGATION_TYPE, {
      ChildZoneId: hostedZone.hostedZoneId,
      ChildZoneName: hostedZone.zoneName,
      ParentZoneName: parentZoneName,
      RoleArn: delegationRole.roleArn,
      Ttl: String((props.ttl ?? Duration.days(2)).toSeconds()),
      ...props.chainOfTrust && { ChainOfTrust: 'true' },
    } satisfies DelegationProperties);
  }

  /** @internal */
  public _dependOn(earlier: CfnResource): void {
    this.resource.addResourceDependency(earlier);
  }
}

/** Nobody assumes a role of another partition: where its ARN says it, nothing has to be looked up. */
function partitionOf(role: iam.IRole, stack: Stack): string {
  return Token.isUnresolved(role.roleArn) ? stack.partition : role.roleArn.split(':')[1];
}

function problemsOf(scope: Construct): Problems {
  const problems = new Problems();
  scope.node.addValidation({ validate: () => problems.validate() });
  return problems;
}

function checkChild(problems: Problems, path: string, child: string, parent: string): void {
  if (Token.isUnresolved(child) || Token.isUnresolved(parent)) return;
  const fault = domainNameFault(child);
  if (fault) problems.add(path, 'zone name', child, fault, `"shop.${parent}"`);
  else if (!isBelow(child, parent)) problems.add(path, 'zone name', child, `a name below its parent, ${parent}`, `"${child.split('.')[0]}.${parent}"`);
}
