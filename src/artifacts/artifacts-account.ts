import { Construct } from 'constructs';
import type { Artifact } from './artifact';
import { CentralArtifacts } from './central-artifacts';
import type { BuildProjectOptions, CiProject, RunnerOptions } from './ci-project';
import type { ContainerRepository, ContainerRepositoryOptions } from './container-repository';
import type { FileStore } from './file-store';
import type { MachineImage, MachineImageOptions } from './machine-image';
import type { PackageRepository, PackageRepositoryOptions } from './package-repository';
import type { Publisher } from './publisher';
import type { PullThroughCache } from './pull-through-cache';
import type { SourceConnection, SourceConnectionOptions } from './source-connection';
import { AccountPurpose } from '../accounts/account-purpose';
import { CoreAccount } from '../accounts/core-account';
import { INFRASTRUCTURE_UNIT } from '../accounts/organizational-units';
import type { ManualStep, PlannedArtifact, PlannedDeployRole } from '../plan/platform-json';
import { Platform } from '../private/platform';

/** The artifacts account: what is built once, belongs to no environment, and may be deployed in any. */
export class ArtifactsAccount extends CoreAccount {
  private readonly central: CentralArtifacts;

  public constructor(scope: Construct, id: string) {
    super(scope, id, { purpose: AccountPurpose.ARTIFACTS, unit: INFRASTRUCTURE_UNIT, wave: 2, slot: 4 });
    this.central = new CentralArtifacts(this, 'central');
    Platform.of(this).artifacts = this;
  }

  /** @internal */
  public get _planned(): PlannedArtifact[] {
    const { accountName: account, central: { _artifacts, _caches, _publishers } } = this;
    if (this.isPending) return [];
    const published = [..._artifacts.values()].map(artifact => (
      { kind: artifact._kind, name: artifact.artifactName, account, arn: artifact._arn, publishers: _publishers.of(artifact) }));
    return [...published, ..._caches.prefixes.map(name => ({ kind: 'pull-through cache', name, account, arn: _caches.arnOf(name, Platform.of(this).homeRegion), publishers: [] }))];
  }

  /** @internal */
  public get _manualSteps(): ManualStep[] {
    return this.central._caches.manualSteps(this.accountName);
  }

  /** @internal */
  public get _deployRoles(): PlannedDeployRole[] {
    return this.central._publishers.planned(this.accountName);
  }

  /** @internal Names of those that somebody has to authorise. */
  public get _waitingConnections(): string[] {
    return this.central._ci.waiting;
  }

  /** @internal Where packages are kept; undefined where no governed region has CodeArtifact. */
  public get _packagesRegion(): string | undefined {
    return this.central._host.packagesRegion;
  }

  /**
   * Adds a repository of container images, Helm charts or other OCI artifacts. Its tags are for good, images are scanned when they are pushed, copied to each governed region, and pulled by
   * every environment.
   *
   * @param name as ECR takes it: `api`, `charts/shop`
   */
  public addContainerRepository(name: string, options: ContainerRepositoryOptions = {}): ContainerRepository {
    return this.central.addContainerRepository(name, options);
  }

  /**
   * Keeps images of a public registry when somebody pulls them, in each governed region: `docker-hub/library/nginx`.
   *
   * @param cache the registry; each once
   */
  public addPullThroughCache(cache: PullThroughCache): void {
    this.central.addPullThroughCache(cache);
  }

  /**
   * Adds a folder for files: archives of functions, static sites. A file is called after the digest of what is in it, is copied to each governed region, and read by every environment.
   *
   * @param name of the folder: lower-case letters, digits and hyphens
   */
  public addFileStore(name: string): FileStore {
    return this.central.addFileStore(name);
  }

  /**
   * Lets the jobs of a repository publish some artifacts, and nothing else.
   *
   * @param publisher whose token of which CI
   * @param artifacts what its jobs may publish
   * @returns ARN of the role that they take
   */
  public addPublisher(publisher: Publisher, artifacts: Artifact[]): string {
    return this.central.addPublisher(publisher, artifacts);
  }

  /**
   * Adds a repository of packages. The organization reads it, its own packages are published by those who are named for it, and everything else comes from public registries.
   *
   * @param name 2 to 100 letters, digits, dots, hyphens and underscores
   */
  public addPackageRepository(name: string, options: PackageRepositoryOptions = {}): PackageRepository {
    return this.central.addPackageRepository(name, options);
  }

  /**
   * Adds a machine image (AMI), which is built and tried here, and handed out to environments in every governed region.
   *
   * @param name lower-case letters, digits and hyphens
   */
  public addMachineImage(name: string, options: MachineImageOptions): MachineImage {
    return this.central.addMachineImage(name, options);
  }

  /**
   * Connects to where source code lives, for runners and build projects.
   *
   * @param name lower-case letters, digits and hyphens
   */
  public addSourceConnection(name: string, options: SourceConnectionOptions): SourceConnection {
    return this.central.addSourceConnection(name, options);
  }

  /**
   * Adds a runner for jobs of GitHub Actions or GitLab CI: a machine for each job.
   *
   * @param name lower-case letters, digits and hyphens
   */
  public addRunner(name: string, options: RunnerOptions): CiProject {
    return this.central.addRunner(name, options);
  }

  /**
   * Adds a project of CodeBuild that builds a repository.
   *
   * @param name lower-case letters, digits and hyphens
   */
  public addBuildProject(name: string, options: BuildProjectOptions): CiProject {
    return this.central.addBuildProject(name, options);
  }
}
