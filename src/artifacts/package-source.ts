/** A public registry that packages come from. One that CodeArtifact does not know is no choice of ours. */
export class PackageSource {
  /** npm's public registry. */
  public static readonly NPM = new PackageSource('npm', 'npmjs');
  /** The Python Package Index. */
  public static readonly PYPI = new PackageSource('pypi', 'pypi');
  /** Maven Central. */
  public static readonly MAVEN_CENTRAL = new PackageSource('maven', 'maven-central');
  /** Google's repository for Android. */
  public static readonly MAVEN_GOOGLE_ANDROID = new PackageSource('maven', 'maven-googleandroid');
  /** Gradle's plugin portal. */
  public static readonly MAVEN_GRADLE_PLUGINS = new PackageSource('maven', 'maven-gradleplugins');
  /** The NuGet Gallery, for .NET. */
  public static readonly NUGET = new PackageSource('nuget', 'nuget-org');
  /** The Rust community's crate registry. */
  public static readonly CRATES = new PackageSource('cargo', 'crates-io');
  /** RubyGems. */
  public static readonly RUBY_GEMS = new PackageSource('ruby', 'ruby-gems-org');

  /** @internal Name of the repository that keeps what came from it, once for all repositories. */
  public readonly _store: string;
  /** @internal As CodeArtifact calls it. */
  public readonly _connection: string;

  private constructor(
    /** Format of its packages, as CodeArtifact calls it. */
    public readonly format: string,
    registry: string,
  ) {
    this._store = `public-${registry}`;
    this._connection = `public:${registry}`;
  }
}
