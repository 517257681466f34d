import { CfnResource, IResolvable, Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as signer from 'aws-cdk-lib/aws-signer';
import { Construct } from 'constructs';
import { ArtifactsHost, forReaders, ofReaders } from './artifacts-host';
import { KEPT_TAGS, lifecyclePolicy } from './image-lifecycle';

/** Part of the stacks with repositories: they change when a team gets one. */
export const CONTAINERS = 'containers';

/** Repositories that one rule of replication names. @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/service-quotas.html */
const FILTERS_PER_RULE = 100;
const MOST_RULES = 10;

const PULL = ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];
const LOOK = ['ecr:DescribeImages', 'ecr:DescribeImageScanFindings', 'ecr:ListImages'];

/** What a region's registry has once: how images get to other regions, and what a repository is like that ECR makes by itself. */
export class ContainerRegistry {
  private readonly names: string[] = [];
  private readonly signed: string[] = [];
  private readonly configured = new Set<string>();

  public constructor(private readonly host: ArtifactsHost) {}

  /** Name of the profile of AWS Signer; it begins with a letter and has no hyphens. */
  private get signingProfile(): string {
    return `${this.host.prefix.replaceAll('-', '_')}_images`;
  }

  public get signingProfileArn(): string {
    const { partition, home, accountId } = this.host;
    return `arn:${partition}:signer:${home}:${accountId}:/signing-profiles/${this.signingProfile}`;
  }

  public add(name: string, isSigned: boolean): void {
    const { home, regions, path, problems } = this.host;
    this.names.push(name);
    if (this.names.length === FILTERS_PER_RULE * MOST_RULES + 1) {
      problems.add(path, 'container repositories', this.names.length, `at most ${FILTERS_PER_RULE * MOST_RULES}, which is what ECR replicates by name`, 'fewer of them, with a path in their tags');
    }
    for (const region of regions) {
      this.configure(region);
      // a replica that ECR makes before it is there would have to be adopted, and images are copied once, when they are pushed
      if (region !== home) this.host.deployAfter({ region: home, part: CONTAINERS }, { region, part: CONTAINERS });
    }
    if (isSigned && this.signed.push(name) === 1) this.host.build({ region: home, part: CONTAINERS }, scope => this.sign(scope));
  }

  /** Who may read: accounts in the units of the environments, and Lambda for their functions. Nothing for nobody. */
  public readersPolicy(more: string[] = []): IResolvable {
    return forReaders(this.host, paths => this.document(paths, more));
  }

  /** Policies of templates are texts. */
  public readersPolicyText(scope: Construct, more: string[] = []): string {
    return Lazy.string({
      produce: () => {
        const paths = this.host.readers();
        return paths.length ? Stack.of(scope).toJsonString(this.document(paths, more)) : undefined;
      },
    });
  }

  private document(paths: string[], more: string[]): object {
    return { Version: '2012-10-17', Statement: [pull(paths, more), this.lambdaPulls(paths)] };
  }

  /** Lambda fetches the image itself, now and when it optimizes it again; whoever makes the function needs the right as well. */
  private lambdaPulls(paths: string[]): object {
    return {
      Sid: 'Functions',
      Effect: 'Allow',
      Principal: { Service: 'lambda.amazonaws.com' },
      Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
      Condition: {
        'ForAnyValue:StringLike': { 'aws:SourceOrgPaths': paths },
        'ArnLike': { 'aws:SourceArn': `arn:${this.host.partition}:lambda:*:*:function:*` },
      },
    };
  }

  private configure(region: string): void {
    if (this.configured.has(region)) return;
    this.configured.add(region);
    this.host.build({ region, part: CONTAINERS }, scope => {
      if (region === this.host.home) this.replicate(scope);
      else this.receive(scope);
    });
  }

  /** Repositories by name, since a cache is each region's own. */
  private replicate(scope: Construct): void {
    const { regions, home, accountId: registryId } = this.host;
    const destinations = regions.filter(region => region !== home).map(region => ({ region, registryId }));
    if (!destinations.length) return;
    const rules = () => chunks([...this.names].sort(), FILTERS_PER_RULE)
      .map(names => ({ destinations, repositoryFilters: names.map(filter => ({ filter, filterType: 'PREFIX_MATCH' })) }));
    const replication = new ecr.CfnReplicationConfiguration(scope, 'Replication', { replicationConfiguration: { rules: Lazy.any({ produce: rules }) as never } });
    replication.applyRemovalPolicy(RemovalPolicy.RETAIN);
  }

  /** Replicas are made by name before the first push. One that ECR makes all the same gets neither policy nor settings of the original, but these. */
  private receive(scope: Construct): void {
    new ecr.CfnRepositoryCreationTemplate(scope, 'Replicas', {
      prefix: 'ROOT',
      description: 'Replicas that ECR makes',
      appliedFor: ['REPLICATION'],
      imageTagMutability: 'IMMUTABLE',
      encryptionConfiguration: { encryptionType: 'AES256' },
      lifecyclePolicy: lifecyclePolicy(KEPT_TAGS, []),
      repositoryPolicy: this.readersPolicyText(scope),
    });
  }

  private sign(scope: Construct): void {
    const profile = new signer.CfnSigningProfile(scope, 'SigningProfile', {
      profileName: this.signingProfile, platformId: 'Notation-OCI-SHA384-ECDSA', signatureValidityPeriod: { type: 'MONTHS', value: 135 },
    });
    // what was signed with it can be verified as long as it is there
    profile.applyRemovalPolicy(RemovalPolicy.RETAIN);
    const rules = () => [{
      signingProfileArn: this.signingProfileArn, repositoryFilters: [...this.signed].sort().map(filter => ({ filter, filterType: 'WILDCARD_MATCH' })),
    }];
    const signing: CfnResource = new ecr.CfnSigningConfiguration(scope, 'Signing', { rules: Lazy.any({ produce: rules }) });
    signing.addResourceDependency(profile);
  }
}

function pull(paths: string[], more: string[]): object {
  return {
    Sid: 'Environments',
    Effect: 'Allow',
    Principal: { AWS: '*' },
    Action: [...PULL, ...LOOK, ...more],
    Condition: ofReaders(paths),
  };
}

function chunks<T>(items: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
}
