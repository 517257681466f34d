import { Artifact } from './artifact';
import type { ArtifactKind, ArtifactsHost } from './artifacts-host';
import type { OwnPackages } from './own-packages';
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
  /** @internal */
  public static _of(host: ArtifactsHost, name: string, options: PackageRepositoryOptions): PackageRepository {
    return new PackageRepository(host, name, options);
  }

  private constructor(
    private readonly host: ArtifactsHost,
    name: string,
    /** @internal */
    public readonly _options: PackageRepositoryOptions,
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
    const { problems, path } = this.host;
    const own = this._options.ownPackages ?? [];
    if (!own.length) {
      problems.add(path, `package repository ${this.artifactName}: ownPackages`, undefined, 'what publishers may publish in it', 'ownPackages: [OwnPackages.npmScope(\'@acme\')]');
    }
    const packages = own.map(({ _arnSuffix }) => this.arnOf('package', `/${this.artifactName}/${_arnSuffix}`));
    return [
      allow(['codeartifact:GetAuthorizationToken'], [this.arnOf('domain', '')]),
      allow(['sts:GetServiceBearerToken'], ['*'], { StringEquals: { 'sts:AWSServiceName': 'codeartifact.amazonaws.com' } }),
      allow(['codeartifact:GetRepositoryEndpoint', 'codeartifact:ReadFromRepository'], [this._arn]),
      // npm's tags are metadata; some of AWS's data say of the repository, some of the package
      allow(['codeartifact:PutPackageMetadata'], [this._arn, ...packages]),
      allow(['codeartifact:PublishPackageVersion'], packages),
    ];
  }

  private arnOf(kind: string, rest: string): string {
    const { partition, accountId, prefix, packagesRegion, home } = this.host;
    return `arn:${partition}:codeartifact:${packagesRegion ?? home}:${accountId}:${kind}/${prefix}${rest}`;
  }
}
