/** Reading, and what package managers ask for on the way. */
export const READ_PACKAGES = [
  'codeartifact:DescribePackageVersion', 'codeartifact:DescribeRepository', 'codeartifact:GetPackageVersionReadme', 'codeartifact:GetRepositoryEndpoint',
  'codeartifact:ListPackages', 'codeartifact:ListPackageVersionAssets', 'codeartifact:ListPackageVersionDependencies', 'codeartifact:ListPackageVersions',
  'codeartifact:ReadFromRepository',
];
