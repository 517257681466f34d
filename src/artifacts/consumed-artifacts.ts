import type { IMachineImage } from 'aws-cdk-lib/aws-ec2';
import type { IRepository } from 'aws-cdk-lib/aws-ecr';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { ArtifactFile } from './artifact-file';

/** What the artifacts account has for whoever deploys: in the region of the stack that asks. Nothing of it is looked up before the deploy, and no id is typed. */
export interface IArtifacts {
  /**
   * A repository of images: the replica in the stack's own region. `grantPull` gives the right to a role of the stack's account; the repository lets in accounts of environments already.
   *
   * Deploy a digest, not a tag: `ContainerImage.fromEcrRepository(repository, lock.imageDigest('api', 'v1.4.2'))`.
   *
   * @param name as it was added
   */
  containerRepository(name: string): IRepository;
  /**
   * A file: the copy in the stack's own region.
   *
   * @param store the folder, as it was added
   * @param fileName called after the digest of what is in it: `lock.fileName('site', 'v1.4.2')`
   */
  file(store: string, fileName: string): ArtifactFile;
  /**
   * A machine image: the newest one when an instance is started, in the stack's own region.
   *
   * @param name as it was added
   */
  machineImage(name: string): ISharedMachineImage;
  /**
   * A repository of packages.
   *
   * @param name as it was added
   */
  packageRepository(name: string): IPackageRepository;
}

/** A machine image, as whoever starts machines from it sees it. */
export interface ISharedMachineImage extends IMachineImage {
  /**
   * Lets Auto Scaling, in the account of a stack, start machines from images of the artifacts account: their disks are encrypted with its key. Once for each account and region is enough.
   *
   * @param scope a stack, or something in one
   */
  allowAutoScaling(scope: Construct): void;
}

/** A repository of packages, as whoever installs them sees it. */
export interface IPackageRepository {
  /** Name of the CodeArtifact repository. */
  readonly repositoryName: string;
  /** Name of the CodeArtifact domain that it stands in. */
  readonly domainName: string;
  /** The account it is in; for an application known only at deploy. */
  readonly domainOwner: string;
  /** The region it is in, which may be another than the stack's; for an application known only at deploy. */
  readonly region: string;
  /**
   * Lets somebody in the stack's account install packages. The domain lets in the organization already.
   *
   * @param grantee a role of the stack's account, or what has one
   */
  grantRead(grantee: iam.IGrantable): iam.Grant;
  /**
   * What a build runs before it installs.
   *
   * @param tool npm, pip, twine, dotnet, nuget or swift
   */
  loginCommand(tool: string): string;
}
