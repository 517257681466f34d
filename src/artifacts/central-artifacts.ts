import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Artifact } from './artifact';
import { AccountHost, ArtifactsHost, StacksHost } from './artifacts-host';
import { Ci } from './ci';
import { BuildProjectOptions, CiProject, RunnerOptions } from './ci-project';
import type { IArtifacts } from './consumed-artifacts';
import { ContainerRegistry } from './container-registry';
import { ContainerRepository, ContainerRepositoryOptions } from './container-repository';
import { FileBuckets, FileStore } from './file-store';
import { ImageFactory } from './image-factory';
import { MachineImage, MachineImageOptions } from './machine-image';
import { PackageDomain } from './package-domain';
import { PackageRepository, PackageRepositoryOptions } from './package-repository';
import { Publisher } from './publisher';
import { PublisherRoles } from './publisher-roles';
import { PullThroughCache, PullThroughCaches } from './pull-through-cache';
import { SharedArtifacts } from './shared-artifacts';
import { SourceConnection, SourceConnectionOptions } from './source-connection';
import { PlatformAccount } from '../accounts/platform-account';
import { checkedPrefix } from '../private/name-rules';
import { DEFAULT_PREFIX } from '../private/names';

/** Props of `CentralArtifacts` in somebody's own stack. */
export interface CentralArtifactsProps {
  /**
   * Whose accounts may read: paths in the organization, `o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*`.
   *
   * @default - nobody outside the account
   */
  readonly organizationPaths?: string[];
  /**
   * A stack in each further region in which artifacts are used, in the same account.
   *
   * @default - none
   */
  readonly additionalStacks?: Stack[];
  /**
   * First part of names.
   *
   * @default cloud-platform
   */
  readonly prefix?: string;
  /**
   * URLs, without `https://`, of identity providers that the account has already: it has one of each URL.
   *
   * @default - they are made for publishers
   */
  readonly existingIdentityProviders?: string[];
  /**
   * Id of the account that manages the organization: AWS names units by it where machine images are shared with them.
   *
   * @default - machine images stay in the account
   */
  readonly managementAccountId?: string;
}

/** Options of `CentralArtifacts.fromAccount`. */
export interface FromAccountOptions {
  /** The account of the artifacts, twelve digits. */
  readonly accountId: string;
  /**
   * The `prefix` that they were made with.
   *
   * @default cloud-platform
   */
  readonly prefix?: string;
  /**
   * Region of the repositories of packages.
   *
   * @default - the stack's own
   */
  readonly packagesRegion?: string;
}

/** @see https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html */
const REPOSITORY = /^(?=[a-z].{1,255}$)([a-z0-9]+([._-][a-z0-9]+)*\/)*[a-z0-9]+([._-][a-z0-9]+)*$/;

/**
 * What is built once, belongs to no environment, and may be deployed in any. A landing zone has it as `landingZone.artifacts`; alone it stands in
 * somebody's own stack.
 */
export class CentralArtifacts extends Construct {
  /**
   * For whoever deploys without a landing zone: what an account has of artifacts, in the region of the scope's stack. With one, it is `EnvironmentAccount.current(this).artifacts`.
   *
   * @param scope a stack, or something in one
   */
  public static fromAccount(scope: Construct, id: string, options: FromAccountOptions): IArtifacts {
    const { accountId, prefix = DEFAULT_PREFIX, packagesRegion } = options;
    return new SharedArtifacts(scope, id, { prefix, accountId: () => accountId, packagesRegion: () => packagesRegion ?? Stack.of(scope).region });
  }

  /** @internal */
  public readonly _host: ArtifactsHost;
  /** @internal By kind and name. */
  public readonly _artifacts = new Map<string, Artifact>();
  /** @internal */
  public readonly _publishers: PublisherRoles;
  /** @internal */
  public readonly _caches: PullThroughCaches;
  /** @internal */
  public readonly _ci: Ci;
  private readonly registry: ContainerRegistry;
  private readonly files: FileBuckets;
  private readonly packages: PackageDomain;
  private readonly images: ImageFactory;

  public constructor(scope: Construct, id: string, props: CentralArtifactsProps = {}) {
    super(scope, id);
    const { prefix = DEFAULT_PREFIX, organizationPaths = [], additionalStacks = [], existingIdentityProviders = [] } = props;
    this._host = scope instanceof PlatformAccount ? new AccountHost(scope)
      : new StacksHost(this, prefix, organizationPaths, additionalStacks, existingIdentityProviders, props.managementAccountId);
    checkedPrefix(this._host.problems, this._host.path, this._host.prefix);
    this._publishers = new PublisherRoles(this._host);
    this.packages = new PackageDomain(this._host);
    this.images = new ImageFactory(this._host);
    this._ci = new Ci(this._host);
    this.registry = new ContainerRegistry(this._host);
    this._caches = new PullThroughCaches(this._host, this.registry);
    this.files = new FileBuckets(this._host);
  }

  /**
   * Adds a repository of container images, Helm charts or other OCI artifacts. Its tags are for good, images are scanned when they are pushed, copied to each governed region, and pulled by
   * every environment.
   *
   * @param name as ECR takes it: `api`, `charts/shop`
   */
  public addContainerRepository(name: string, options: ContainerRepositoryOptions = {}): ContainerRepository {
    const repository = ContainerRepository._of(this._host, this.registry, name, options);
    if (this._claim(repository, REPOSITORY, 'lower-case letters, digits, and single ".", "_", "-" and "/" between them, 2 to 256 characters, beginning with a letter')) {
      repository._build();
      this.checkCaches();
    }
    return repository;
  }

  /**
   * Keeps images of a public registry when somebody pulls them, in each governed region: `docker-hub/library/nginx`.
   *
   * @param cache the registry; each once
   */
  public addPullThroughCache(cache: PullThroughCache): void {
    this._caches.add(cache);
    this.checkCaches();
  }

  /**
   * Adds a folder for files: archives of functions, static sites. A file is called after the digest of what is in it, is copied to each governed region, and read by every environment.
   *
   * @param name of the folder: lower-case letters, digits and hyphens
   */
  public addFileStore(name: string): FileStore {
    const store = FileStore._of(this._host, name);
    if (this._claim(store, /^[a-z][a-z0-9-]{0,62}$/, 'lower-case letters, digits and hyphens, beginning with a letter, at most 63')) this.files.make();
    return store;
  }

  /**
   * Lets the jobs of a repository publish some artifacts, and nothing else: they show a token of their CI, and nobody keeps a key.
   *
   * @param publisher whose token of which CI
   * @param artifacts what its jobs may publish
   * @returns ARN of the role that they take
   */
  public addPublisher(publisher: Publisher, artifacts: Artifact[]): string {
    return this._publishers.add(publisher, artifacts);
  }

  /** Replication takes a name for the beginning of names: it would copy what each region caches by itself. */
  private checkCaches(): void {
    const { problems, path } = this._host;
    for (const { _kind: kind, artifactName: name } of this._artifacts.values()) {
      const cache = kind === 'container repository' && this._caches.prefixes.find(prefix => prefix.startsWith(name) || name.startsWith(`${prefix}/`));
      if (cache) problems.add(path, kind, name, `a name apart from ${cache}, below which a public registry is cached`, `"own-${name}"`);
    }
  }

  /**
   * Adds a repository of packages. The organization reads it, its own packages are published by those who are named for it, and everything else comes from public registries.
   *
   * @param name 2 to 100 letters, digits, dots, hyphens and underscores
   */
  public addPackageRepository(name: string, options: PackageRepositoryOptions = {}): PackageRepository {
    const repository = PackageRepository._of(this._host, name, options);
    const isGood = this._claim(repository, /^(?!public-)[A-Za-z0-9][A-Za-z0-9._-]{1,99}$/, '2 to 100 letters, digits, dots, hyphens and underscores, not beginning with public-');
    if (isGood) this.packages.add(repository);
    return repository;
  }

  /**
   * Adds a machine image (AMI), which is built and tried here, and handed out to environments in every governed region.
   *
   * @param name lower-case letters, digits and hyphens
   */
  public addMachineImage(name: string, options: MachineImageOptions): MachineImage {
    const image = this.images.image(name, options);
    if (this._claim(image, /^[a-z][a-z0-9-]{1,39}$/, '2 to 40 lower-case letters, digits and hyphens, beginning with a letter')) this.images.add(image);
    return image;
  }

  /**
   * Connects to where source code lives, for runners and build projects.
   *
   * @param name lower-case letters, digits and hyphens
   */
  public addSourceConnection(name: string, options: SourceConnectionOptions): SourceConnection {
    return this._ci.addConnection(name, options);
  }

  /**
   * Adds a runner for jobs of GitHub Actions or GitLab CI: a machine for each job. Jobs ask for it by its label. They can publish what they are named for, and reach no environment.
   *
   * @param name lower-case letters, digits and hyphens
   */
  public addRunner(name: string, options: RunnerOptions): CiProject {
    return this._ci.addRunner(name, options);
  }

  /**
   * Adds a project of CodeBuild that builds a repository.
   *
   * @param name lower-case letters, digits and hyphens
   */
  public addBuildProject(name: string, options: BuildProjectOptions): CiProject {
    return this._ci.addBuildProject(name, options);
  }

  /**
   * @internal Keeps names of one kind apart.
   * @param pattern what AWS takes, and `expected` in words
   * @returns whether the name can be used; if not, nothing is built
   */
  public _claim(artifact: Artifact, pattern: RegExp, expected: string): boolean {
    const { problems, path } = this._host;
    const { _kind: kind, artifactName: name } = artifact;
    if (typeof name !== 'string' || !pattern.test(name)) {
      problems.add(path, kind, name, expected, `"${String(name).toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+|-+$/g, '') || 'api'}"`);
      return false;
    }
    if (this._artifacts.has(`${kind}/${name}`)) {
      problems.add(path, kind, name, `a name that no other ${kind} has`, `"${name}-2"`);
      return false;
    }
    this._artifacts.set(`${kind}/${name}`, artifact);
    return true;
  }
}
