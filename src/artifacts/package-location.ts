/** Where a domain of packages is. */
export interface PackageDomainLocation {
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
  readonly domainName: string;
}

/** Reading, and what package managers ask for on the way. */
export const READ_PACKAGES = [
  'codeartifact:DescribePackageVersion', 'codeartifact:DescribeRepository', 'codeartifact:GetPackageVersionReadme', 'codeartifact:GetRepositoryEndpoint',
  'codeartifact:ListPackages', 'codeartifact:ListPackageVersionAssets', 'codeartifact:ListPackageVersionDependencies', 'codeartifact:ListPackageVersions',
  'codeartifact:ReadFromRepository',
];
