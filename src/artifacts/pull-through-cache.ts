import { RemovalPolicy } from 'aws-cdk-lib';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as secrets from 'aws-cdk-lib/aws-secretsmanager';
import { ArtifactsHost, forReaders, IN_UNITS_ALONE, ofReaders } from './artifacts-host';
import { CONTAINERS, ContainerRegistry } from './container-registry';
import type { ManualStep } from '../plan/platform-json';
import { acknowledge } from '../private/acknowledge';

/** Beginning of the names of secrets that ECR reads. @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-creating-secret.html */
const SECRETS = 'ecr-pullthroughcache/';

/** Days that images of others stay when a newer one has their tag. */
const REPLACED_DAYS = 14;

/** A public registry whose images are kept here when somebody pulls them: what production starts from is there when the registry is not, or limits how often one asks. */
export class PullThroughCache {
  /** Docker Hub. It wants an account: put its user name and access token into the secret that is made in each region. */
  public static readonly DOCKER_HUB = new PullThroughCache('docker-hub', 'registry-1.docker.io', 'docker-hub', true);
  /** GitHub's registry, ghcr.io. It wants an account: put its user name and access token into the secret that is made in each region. */
  public static readonly GITHUB = new PullThroughCache('github', 'ghcr.io', 'github-container-registry', true);
  /** Quay, without an account. */
  public static readonly QUAY = new PullThroughCache('quay', 'quay.io', 'quay', false);
  /** AWS's public registry, public.ecr.aws. */
  public static readonly ECR_PUBLIC = new PullThroughCache('ecr-public', 'public.ecr.aws', 'ecr-public', false);
  /** The registry of Kubernetes, registry.k8s.io. */
  public static readonly KUBERNETES = new PullThroughCache('kubernetes', 'registry.k8s.io', 'k8s', false);

  private constructor(
    /** What the repositories' names begin with: `docker-hub/library/nginx`. */
    public readonly repositoryPrefix: string,
    /** @internal */
    public readonly _url: string,
    /** @internal */
    public readonly _registry: string,
    /** @internal */
    public readonly _hasCredentials: boolean,
  ) {}
}

/** The caches, and who may fill them: the first pull makes the repository, with the rights of whoever pulls. */
export class PullThroughCaches {
  private readonly caches: PullThroughCache[] = [];

  public constructor(private readonly host: ArtifactsHost, private readonly registry: ContainerRegistry) {}

  public get prefixes(): string[] {
    return this.caches.map(({ repositoryPrefix }) => repositoryPrefix);
  }

  /** Of all that is cached below a prefix. */
  public arnOf(prefix: string, region: string): string {
    const { partition, accountId } = this.host;
    return `arn:${partition}:ecr:${region}:${accountId}:repository/${prefix}/*`;
  }

  /** Whoever has an account at the registry puts it into the secrets: synth cannot know whether it was done. @param account name of the artifacts account */
  public manualSteps(account: string): ManualStep[] {
    return this.caches.filter(({ _hasCredentials }) => _hasCredentials).map(({ repositoryPrefix, _url }) => ({
      id: `cache-${repositoryPrefix}`,
      account,
      title: `Give the cache of ${_url} an account there`,
      detail: `Secrets Manager console, in ${this.host.regions.join(', ')}: put {"username": ..., "accessToken": ...} into ${this.secretOf(repositoryPrefix)}. Until then it pulls nothing.`,
    }));
  }

  public add(cache: PullThroughCache): void {
    const { problems, path } = this.host;
    if (this.caches.includes(cache)) {
      problems.add(path, 'addPullThroughCache', cache.repositoryPrefix, 'each registry once', 'one of the two');
      return;
    }
    const isFirst = this.caches.push(cache) === 1;
    for (const region of this.host.regions) {
      this.build(region, cache);
      if (isFirst) this.letImport(region);
    }
  }

  private secretOf(repositoryPrefix: string): string {
    return `${SECRETS}${this.host.prefix}-${repositoryPrefix}`;
  }

  private build(region: string, { repositoryPrefix, _url, _registry, _hasCredentials }: PullThroughCache): void {
    this.host.build({ region, part: CONTAINERS }, scope => {
      const secret = _hasCredentials ? new secrets.CfnSecret(scope, `Credentials-${repositoryPrefix}`, {
        name: this.secretOf(repositoryPrefix),
        description: `Who pulls from ${_url}: {"username": ..., "accessToken": ...}. Made with values that are nobody's`,
        generateSecretString: { secretStringTemplate: '{"username":"nobody"}', generateStringKey: 'accessToken', excludePunctuation: true },
      }) : undefined;
      if (secret) {
        secret.applyRemovalPolicy(RemovalPolicy.RETAIN);
        acknowledge(secret, 'AwsSolutions-SMG4', 'the registry gives the token: whoever has its account rotates it there');
      }
      new ecr.CfnPullThroughCacheRule(scope, `Cache-${repositoryPrefix}`, {
        ecrRepositoryPrefix: repositoryPrefix, upstreamRegistry: _registry, upstreamRegistryUrl: _url, credentialArn: secret?.attrId,
      });
      new ecr.CfnRepositoryCreationTemplate(scope, `Cached-${repositoryPrefix}`, {
        prefix: repositoryPrefix,
        description: `Images of ${_url}`,
        appliedFor: ['PULL_THROUGH_CACHE'],
        // the registry moves its tags, and the cache follows
        imageTagMutability: 'MUTABLE',
        encryptionConfiguration: { encryptionType: 'AES256' },
        lifecyclePolicy: JSON.stringify({
          rules: [{
            rulePriority: 1,
            selection: { tagStatus: 'untagged', countType: 'sinceImagePushed', countUnit: 'days', countNumber: REPLACED_DAYS },
            action: { type: 'expire' },
          }],
        }),
        repositoryPolicy: this.registry.readersPolicyText(scope, ['ecr:BatchImportUpstreamImage']),
      });
    });
  }

  /** Environments make no repository but below the prefixes of caches. */
  private letImport(region: string): void {
    this.host.build({ region, part: CONTAINERS }, scope => {
      const registryPolicy = new ecr.CfnRegistryPolicy(scope, 'RegistryPolicy', {
        policyText: forReaders(this.host, paths => ({
          Version: '2012-10-17',
          Statement: [{
            Sid: 'Caches',
            Effect: 'Allow',
            Principal: { AWS: '*' },
            Action: ['ecr:BatchImportUpstreamImage', 'ecr:CreateRepository'],
            Resource: [...this.prefixes].sort().map(prefix => this.arnOf(prefix, region)),
            Condition: ofReaders(paths),
          }],
        })),
      });
      acknowledge(registryPolicy, 'AwsSolutions-ECR1', IN_UNITS_ALONE);
    });
  }
}
