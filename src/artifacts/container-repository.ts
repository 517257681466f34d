import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import { Construct } from 'constructs';
import { Artifact } from './artifact';
import { ArtifactKind, ArtifactsHost, IN_UNITS_ALONE } from './artifacts-host';
import { CONTAINERS, ContainerRegistry } from './container-registry';
import { checkPattern, ImageLifecycle, KEPT_TAGS, lifecyclePolicy } from './image-lifecycle';
import { acknowledge } from '../private/acknowledge';
import { artifactNames } from '../private/names';
import { allow, Statement } from '../private/policy';

/** Options of a container repository. */
export interface ContainerRepositoryOptions {
  /**
   * Which images are deleted.
   *
   * @default - those without a tag, after 30 days
   */
  readonly lifecycle?: ImageLifecycle[];
  /**
   * Tags of images that are deployed, or may be: an image that has one is never deleted, whatever other tags it has.
   *
   * @default ['v*', 'release-*', 'deployed-*']
   */
  readonly keptTags?: string[];
  /**
   * Tags that may move, such as those of a build's cache. All others are for good: what was tried in staging is what production gets.
   *
   * @default - none
   */
  readonly movingTags?: string[];
  /**
   * Whether ECR signs each image when it is pushed, with a profile of AWS Signer in the artifacts account. Who pulls can verify it by Notation.
   *
   * @default false
   */
  readonly signed?: boolean;
}

/** What a push needs beside the token. */
const PUSH = [
  'ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:CompleteLayerUpload', 'ecr:DescribeImages', 'ecr:GetDownloadUrlForLayer', 'ecr:InitiateLayerUpload',
  'ecr:ListImages', 'ecr:PutImage', 'ecr:UploadLayerPart',
];

/** A repository of container images, Helm charts and other OCI artifacts, with a replica in each governed region. Made by `CentralArtifacts.addContainerRepository`. */
export class ContainerRepository extends Artifact {
  /** @internal */
  public static _of(host: ArtifactsHost, registry: ContainerRegistry, name: string, options: ContainerRepositoryOptions): ContainerRepository {
    return new ContainerRepository(host, registry, name, options);
  }

  private constructor(
    private readonly host: ArtifactsHost,
    private readonly registry: ContainerRegistry,
    name: string,
    private readonly options: ContainerRepositoryOptions,
  ) {
    super(name);
  }

  /** @internal */
  public _build(): void {
    this.check();
    this.registry.add(this.artifactName, this.options.signed ?? false);
    for (const region of this.host.regions) this.host.build({ region, part: CONTAINERS }, scope => this.build(scope));
  }

  /** @internal */
  public get _kind(): ArtifactKind {
    return 'container repository';
  }

  /** @internal */
  public get _arn(): string {
    const { partition, accountId: account, home: region, prefix } = this.host;
    return artifactNames(prefix, { partition, account, region }).repositoryArn(this.artifactName);
  }

  /** @internal */
  public _publishStatements(): Statement[] {
    return [
      allow(['ecr:GetAuthorizationToken'], ['*']),
      allow(PUSH, [this._arn]),
      // ECR signs with the rights of whoever pushes
      ...this.options.signed ? [allow(['signer:GetSigningProfile', 'signer:SignPayload'], [this.registry.signingProfileArn])] : [],
    ];
  }

  private get keptTags(): string[] {
    return this.options.keptTags ?? KEPT_TAGS;
  }

  private check(): void {
    const { problems } = this.host;
    const path = `${this.host.path}: container repository ${this.artifactName}`;
    const { lifecycle = [], movingTags = [] } = this.options;
    for (const rule of lifecycle) rule._check(problems, path, this.keptTags);
    for (const [what, patterns] of [['keptTags', this.keptTags], ['movingTags', movingTags]] as const) {
      for (const pattern of patterns) checkPattern(problems, path, what, pattern);
    }
    if (!this.keptTags.length) {
      problems.add(path, 'keptTags', [], 'at least one: a lifecycle rule could delete what production runs', `[${KEPT_TAGS.map(tag => `'${tag}'`).join(', ')}]`);
    }
    if (movingTags.length > 5) problems.add(path, 'movingTags', movingTags, 'at most five, which is ECR\'s limit', '[\'cache-*\']');
    for (const tag of movingTags.filter(pattern => this.keptTags.includes(pattern))) {
      problems.add(path, 'movingTags', tag, 'other tags than those that are kept', '"cache-*"');
    }
  }

  private build(scope: Construct): void {
    const { lifecycle = [ImageLifecycle.untaggedOlderThan(Duration.days(30))], movingTags = [] } = this.options;
    // names that differ in signs alone are two
    const repository = new ecr.CfnRepository(new Construct(scope, `Repository-${this.artifactName.replaceAll('/', '--')}`), 'Resource', {
      repositoryName: this.artifactName,
      imageTagMutability: movingTags.length ? 'IMMUTABLE_WITH_EXCLUSION' : 'IMMUTABLE',
      ...movingTags.length && {
        imageTagMutabilityExclusionFilters: movingTags.map(tag => (
          { imageTagMutabilityExclusionFilterType: 'WILDCARD', imageTagMutabilityExclusionFilterValue: tag })),
      },
      // the setting of the whole registry would take it away from Inspector, which replaces this one where it scans
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfiguration: { encryptionType: 'AES256' },
      lifecyclePolicy: { lifecyclePolicyText: lifecyclePolicy(this.keptTags, lifecycle) },
      repositoryPolicyText: this.registry.readersPolicy(),
    });
    acknowledge(repository, 'AwsSolutions-ECR1', IN_UNITS_ALONE);
    repository.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
  }
}
