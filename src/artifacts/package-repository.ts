import { Artifact } from './artifact';
import type { ArtifactKind } from './artifacts-host';
import type { OwnPackages } from './own-packages';
import type { PackageDomainLocation } from './package-location';
import type { PackageSource } from './package-source';
import { allow, Statement } from '../private/policy';

/** Options of `addPackageRepository`. */
export interface PackageRepositoryOptions {
  /**
   * Repositories that are asked for what this one has not, in this order.
   *
   * @default - none
   */
  readonly upstreams?: PackageRepository[];
  /**
   * Public registries that are asked last. What came from one is kept, once for all repositories.
   *
   * @default - none
   */
  readonly external?: PackageSource[];
  /**
   * Packages that are published here and nowhere else, and never come from a public registry.
   *
   * @default - none: nobody publishes here
   */
  readonly ownPackages?: OwnPackages[];
}

/** A repository of packages. Made by `addPackageRepository`. */
export class PackageRepository extends Artifact {
  /** @internal @param location asked for when somebody may publish */
  public static _of(name: string, options: PackageRepositoryOptions, location: () => PackageDomainLocation): PackageRepository {
    return new PackageRepository(name, options, location);
  }

  private constructor(
    name: string,
    /** @internal */
    public readonly _options: PackageRepositoryOptions,
    private readonly location: () => PackageDomainLocation,
  ) {
    super(name);
  }

  /** @internal */
  public get _kind(): ArtifactKind {
    return 'package repository';
  }

  /** @internal */
  public get _arn(): string {
    return this.arnOf('repository', `/${this.artifactName}`);
  }

  /** @internal Publishes its own packages, by name, and reads. */
  public _publishStatements(): Statement[] {
    const own = this._options.ownPackages ?? [];
    return [
      allow(['codeartifact:GetAuthorizationToken'], [this.arnOf('domain', '')]),
      allow(['sts:GetServiceBearerToken'], ['*'], { StringEquals: { 'sts:AWSServiceName': 'codeartifact.amazonaws.com' } }),
      // npm's tags are metadata; AWS knows them by the repository alone
      allow(['codeartifact:GetRepositoryEndpoint', ...own.length ? ['codeartifact:PutPackageMetadata'] : [], 'codeartifact:ReadFromRepository'], [this._arn]),
      ...own.length ? [allow(['codeartifact:PublishPackageVersion'],
        own.map(({ _arnSuffix }) => this.arnOf('package', `/${this.artifactName}/${_arnSuffix}`)))] : [],
    ];
  }

  private arnOf(kind: string, rest: string): string {
    const { partition, region, accountId, domainName } = this.location();
    return `arn:${partition}:codeartifact:${region}:${accountId}:${kind}/${domainName}${rest}`;
  }
}
