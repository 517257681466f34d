import { IResolvable, Lazy, Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { AccountPurpose } from '../accounts/account-purpose';
import { platformHasProvider } from '../accounts/identity-provider';
import { PRODUCTION_UNIT, SANDBOX_UNIT, STAGING_UNIT } from '../accounts/organizational-units';
import type { PlatformAccount } from '../accounts/platform-account';
import { hasService } from '../accounts/region-services';
import { Platform } from '../private/platform';
import { Problems } from '../private/problems';

/** One of the stacks in which artifacts stand: a region, and what changes together. */
export interface ArtifactsPart {
  readonly region: string;
  readonly part: string;
}

/** A name is unique among those of its kind. */
export type ArtifactKind = 'container repository' | 'package repository' | 'machine image' | 'file store';

/** Where artifacts stand: the artifacts account of a landing zone, or somebody's own stacks. */
export interface ArtifactsHost {
  /** Of the construct, for errors. */
  readonly path: string;
  readonly problems: Problems;
  readonly prefix: string;
  readonly partition: string;
  /** May be a token. */
  readonly accountId: string;
  /** What is published is published there; a token if somebody's own stack says no region. */
  readonly home: string;
  /** All in which artifacts are used, the home region first. */
  readonly regions: string[];
  /** Where packages are kept; undefined where none of the regions has CodeArtifact. */
  readonly packagesRegion?: string;
  /** Undefined as long as there is no organization. */
  readonly managementAccountId?: string;
  /** Whose account may read: paths in the organization, `o-.../r-.../ou-.../*`. Known when templates are written: ask by `forReaders`. */
  readers(): string[];
  /** Whether the account has a provider of identities with this URL (without `https://`) that is not made here. */
  hasProvider(issuer: string, audience: string): boolean;
  /** Builds into that stack if this run writes it. A second call gives the same scope. */
  build(where: ArtifactsPart, build: (scope: Construct) => void): void;
  /** The first is deployed after the second; a promise for stacks of other regions as well. */
  deployAfter(where: ArtifactsPart, earlier: ArtifactsPart): void;
}

/** In the artifacts account of a landing zone: a stack for each region and part. */
export class AccountHost implements ArtifactsHost {
  private readonly platform: Platform;

  public constructor(private readonly account: PlatformAccount) {
    this.platform = Platform.of(account);
  }

  public get path(): string {
    return this.account.node.path;
  }

  public get problems(): Problems {
    return this.platform.problems;
  }

  public get prefix(): string {
    return this.platform.configuration.prefix;
  }

  public get partition(): string {
    return this.platform.configuration.regions.partition;
  }

  public get accountId(): string {
    // asked for in what is built alone, and nothing is while the account is pending
    return this.account.accountId ?? '';
  }

  public get home(): string {
    return this.platform.homeRegion;
  }

  public get regions(): string[] {
    return this.platform.configuration.regions.all;
  }

  public get packagesRegion(): string | undefined {
    return packagesRegion(this.regions);
  }

  public get managementAccountId(): string | undefined {
    return this.platform.configuration.registry._file.organization?.managementAccountId;
  }

  public hasProvider(issuer: string, audience: string): boolean {
    return platformHasProvider(this.platform, { issuer, audience }, this.path, 'addPublisher');
  }

  public build(where: ArtifactsPart, build: (scope: Construct) => void): void {
    this.account._build(where, build);
  }

  public deployAfter(where: ArtifactsPart, earlier: ArtifactsPart): void {
    this.account._stacks.deployStackAfter(where, { account: this.account, ...earlier });
  }

  /** The units that environments stand in, as the registry knows them. One that it does not know yet is made by the management account, before the next sync. */
  public readers(): string[] {
    const { registry, organizationalUnits } = this.platform.configuration;
    const { organization, organizationalUnits: known = [] } = registry._file;
    const ids = new Map(known.map(({ path, id }) => [path, id]));
    const environments = this.platform.accounts.filter(({ purpose }) => purpose === AccountPurpose.ENVIRONMENT);
    const ours = [PRODUCTION_UNIT, STAGING_UNIT, SANDBOX_UNIT].map(unit => organizationalUnits.nameOf(unit));
    const units = new Set([...ours, ...environments.map(environment => environment._organizationalUnit!)]);
    return [...units].sort().flatMap(unit => {
      const chain = unit.split('/').map((_, depth, names) => ids.get(names.slice(0, depth + 1).join('/')));
      return organization && chain.every(id => id) ? [[organization.id, organization.rootId, ...chain, '*'].join('/')] : [];
    });
  }
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_last-accessed-view-data-orgs.html#access_policies_last-accessed-viewing-orgs-entity-path */
const PATH = /^o-[a-z0-9]{10,32}\/r-[0-9a-z]{4,32}\/(ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}\/)*\*?$/;

/** In somebody's own stacks, one for each region. */
export class StacksHost implements ArtifactsHost {
  public readonly problems = new Problems();
  public readonly path: string;

  public constructor(
    private readonly scope: Construct,
    public readonly prefix: string,
    private readonly paths: string[],
    private readonly additional: Stack[],
    private readonly providers: string[],
    public readonly managementAccountId?: string,
  ) {
    this.path = scope.node.path;
    scope.node.addValidation(this.problems);
    for (const readers of paths.filter(one => !PATH.test(one))) {
      this.problems.add(this.path, 'organizationPaths', readers, 'a path from the organization down, with nothing but "*" at its end', '"o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*"');
    }
    const regions = additional.map(({ region }) => region);
    if (regions.some(region => Token.isUnresolved(region)) || additional.length && Token.isUnresolved(this.home)) {
      this.problems.add(this.path, 'additionalStacks', regions, 'stacks that say their region, here as well', 'env: { account, region } at each stack');
    }
    if (new Set([this.home, ...regions]).size <= regions.length) this.problems.add(this.path, 'additionalStacks', regions, 'one stack for each further region', 'each region once');
  }

  public get partition(): string {
    return Stack.of(this.scope).partition;
  }

  public get accountId(): string {
    return Stack.of(this.scope).account;
  }

  public get home(): string {
    return Stack.of(this.scope).region;
  }

  public get regions(): string[] {
    return [this.home, ...this.additional.map(({ region }) => region)];
  }

  public get packagesRegion(): string | undefined {
    return packagesRegion(this.regions);
  }

  public readers(): string[] {
    return this.paths;
  }

  public hasProvider(issuer: string): boolean {
    return this.providers.includes(issuer);
  }

  public build({ region, part }: ArtifactsPart, build: (scope: Construct) => void): void {
    build(this.scopeOf(region, part));
  }

  public deployAfter(where: ArtifactsPart, earlier: ArtifactsPart): void {
    const [later, first] = [where, earlier].map(({ region, part }) => this.scopeOf(region, part));
    if (Stack.of(later) === Stack.of(first)) later.node.addDependency(first);
    else Stack.of(later).addStackDependency(Stack.of(first));
  }

  private scopeOf(region: string, part: string): Construct {
    const stack = this.additional.find(other => other.region === region);
    const parent = stack ? child(stack, this.scope.node.id) : this.scope;
    return child(parent, part);
  }
}

/**
 * Part of a policy that lets readers in, or nothing where there are none: IAM takes no empty list. Environments are added after the artifacts account
 * and bring units of their own, so that this is asked when templates are written.
 */
export function forReaders(host: ArtifactsHost, produce: (paths: string[]) => unknown): IResolvable {
  return Lazy.any({
    produce: () => {
      const paths = host.readers();
      return paths.length ? produce(paths) : undefined;
    },
  });
}

/** Why a policy that names everybody is none for everybody. */
export const IN_UNITS_ALONE = 'by its condition it lets in accounts in some units of the organization, and nobody else';

/** That somebody is in the organization and in one of its units. S3 takes a policy for public that has no value without a wildcard. */
export function ofReaders(paths: string[]): object {
  const organizations = [...new Set(paths.map(path => path.split('/')[0]))];
  return { 'StringEquals': { 'aws:PrincipalOrgID': organizations }, 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': paths } };
}

function child(of: Construct, id: string): Construct {
  return of.node.tryFindChild(id) as Construct | undefined ?? new Construct(of, id);
}

/** CodeArtifact is not in every region: packages are kept in the first that has it. */
export function packagesRegion(regions: string[]): string | undefined {
  return regions.find(region => hasService('codeartifact', region));
}
