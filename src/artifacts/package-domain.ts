import { IResolvable, RemovalPolicy } from 'aws-cdk-lib';
import * as codeartifact from 'aws-cdk-lib/aws-codeartifact';
import { Construct } from 'constructs';
import { ArtifactsHost, forReaders } from './artifacts-host';
import type { OwnPackages } from './own-packages';
import { READ_PACKAGES } from './package-actions';
import { PackageRepository, PackageRepositoryOptions } from './package-repository';
import type { PackageSource } from './package-source';
import { hasService } from '../accounts/region-services';

/** Part of the stack with the domain and its repositories. */
const PACKAGES = 'packages';
/** @see https://docs.aws.amazon.com/codeartifact/latest/ug/service-limits.html */
const MOST_UPSTREAMS = 10;

/** The company's packages: one domain of CodeArtifact, in the first region that has the service. */
export class PackageDomain {
  private readonly repositories: PackageRepository[] = [];
  private readonly ownPatterns = new Map<string, string>();

  public constructor(private readonly host: ArtifactsHost) {}

  public add(repository: PackageRepository): void {
    if (!this.check(repository.artifactName, repository._options)) return;
    this.repositories.push(repository);
    this.host.build({ region: this.region, part: PACKAGES }, scope => this.build(scope, repository));
  }

  private get region(): string {
    return this.host.packagesRegion ?? this.host.home;
  }

  private check(name: string, { upstreams = [], external = [], ownPackages = [] }: PackageRepositoryOptions): boolean {
    const { problems, path, packagesRegion, regions } = this.host;
    const what = `package repository ${name}`;
    if (packagesRegion === undefined) {
      problems.add(path, `${what}: region`, regions, 'at least one with CodeArtifact, which not every region has', `additionalRegions: ['${neighbour(regions[0])}'] at the LandingZone`);
    }
    const strangers = upstreams.filter(upstream => !this.repositories.includes(upstream));
    if (strangers.length) {
      problems.add(path, `${what}: upstreams`, strangers.map(({ artifactName }) => artifactName), 'repositories that were added before it', 'what addPackageRepository returned');
    }
    if (upstreams.length + external.length > MOST_UPSTREAMS) {
      problems.add(path, `${what}: upstreams and external`, upstreams.length + external.length, `at most ${MOST_UPSTREAMS} together`, 'a repository in between');
    }
    for (const own of ownPackages) {
      for (const fault of own._faults) problems.add(path, ...fault);
      const owner = this.ownPatterns.get(own._pattern);
      if (owner) problems.add(path, `${what}: own packages`, own._pattern, `packages that no other repository has as its own, as ${owner} has`, `them at ${owner} alone, and ${owner} as its upstream`);
      this.ownPatterns.set(own._pattern, name);
    }
    return packagesRegion !== undefined && !strangers.length;
  }

  private build(scope: Construct, repository: PackageRepository): void {
    const domain = this.domainIn(scope);
    const { upstreams = [], external = [], ownPackages = [] } = repository._options;
    const made = this.make(scope, `Repository-${repository.artifactName}`, domain, {
      repositoryName: repository.artifactName,
      upstreams: [...upstreams.map(({ artifactName }) => artifactName), ...external.map(({ _store }) => _store)],
    });
    // they are named and not referred to
    for (const { artifactName } of upstreams) made.addResourceDependency(scope.node.findChild(`Repository-${artifactName}`) as codeartifact.CfnRepository);
    for (const source of external) made.addResourceDependency(this.storeIn(scope, domain, source));
    for (const own of ownPackages) this.keepOwn(scope, domain, made, own);
  }

  private domainIn(scope: Construct): codeartifact.CfnDomain {
    const known = scope.node.tryFindChild('Domain') as codeartifact.CfnDomain | undefined;
    if (known) return known;
    const domain = new codeartifact.CfnDomain(scope, 'Domain', {
      domainName: this.host.prefix,
      permissionsPolicyDocument: this.forTheOrganization(['codeartifact:GetAuthorizationToken']),
    });
    domain.applyRemovalPolicy(RemovalPolicy.RETAIN);
    return domain;
  }

  /** Where what came from a public registry is kept. A repository has one such connection at most. */
  private storeIn(scope: Construct, domain: codeartifact.CfnDomain, source: PackageSource): codeartifact.CfnRepository {
    const id = `Store-${source._store}`;
    const known = scope.node.tryFindChild(id) as codeartifact.CfnRepository | undefined;
    if (known) return known;
    const store = this.make(scope, id, domain, { repositoryName: source._store, externalConnections: [source._connection] });
    const group = `Public-${source.format}`;
    // what is nobody's own comes from outside alone: whoever may publish something cannot put it in the place of what everybody uses
    if (!scope.node.tryFindChild(group)) this.group(scope, group, domain, `/${source.format}/*`, { publish: 'BLOCK', externalUpstream: 'ALLOW', internalUpstream: 'ALLOW' });
    return store;
  }

  private keepOwn(scope: Construct, domain: codeartifact.CfnDomain, repository: codeartifact.CfnRepository, own: OwnPackages): void {
    const id = `Own${own._pattern.replaceAll('/', '-')}`;
    if (scope.node.tryFindChild(id)) return;
    this.group(scope, id, domain, own._pattern, { publish: repository.repositoryName, externalUpstream: 'BLOCK', internalUpstream: 'ALLOW' }).addResourceDependency(repository);
  }

  private make(scope: Construct, id: string, domain: codeartifact.CfnDomain, props: Omit<codeartifact.CfnRepositoryProps, 'domainName'>): codeartifact.CfnRepository {
    const repository = new codeartifact.CfnRepository(scope, id, {
      ...props, domainName: domain.attrName, permissionsPolicyDocument: this.forTheOrganization(READ_PACKAGES),
    });
    repository.applyRemovalPolicy(RemovalPolicy.RETAIN);
    return repository;
  }

  /** @param restrictions modes, or for `publish` the name of the only repository */
  private group(scope: Construct, id: string, domain: codeartifact.CfnDomain, pattern: string, restrictions: Record<'publish' | 'externalUpstream' | 'internalUpstream', string>) {
    const { publish } = restrictions;
    return new codeartifact.CfnPackageGroup(scope, id, {
      domainName: domain.attrName,
      pattern,
      originConfiguration: {
        restrictions: {
          publish: publish === 'BLOCK' ? { restrictionMode: publish } : { restrictionMode: 'ALLOW_SPECIFIC_REPOSITORIES', repositories: [publish] },
          externalUpstream: { restrictionMode: restrictions.externalUpstream },
          internalUpstream: { restrictionMode: restrictions.internalUpstream },
        },
      },
    });
  }

  /** The whole organization, and not its environments alone: who builds needs packages as well. One more account changes nothing here. */
  private forTheOrganization(actions: string[]): IResolvable {
    return forReaders(this.host, paths => ({
      Version: '2012-10-17',
      Statement: [{
        Sid: 'Organization',
        Effect: 'Allow',
        Principal: '*',
        Action: actions,
        Resource: '*',
        Condition: { StringEquals: { 'aws:PrincipalOrgID': [...new Set(paths.map(path => path.split('/')[0]))] } },
      }],
    }));
  }
}

/** A region with CodeArtifact on the same continent, as a suggestion. */
function neighbour(region: string): string {
  const continent = region.split('-')[0];
  return ['eu-west-1', 'us-east-1', 'ap-southeast-1', 'ap-northeast-1'].find(other => other.startsWith(`${continent}-`) && hasService('codeartifact', other)) ?? 'us-east-1';
}
