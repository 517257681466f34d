/** What is wrong with it, as arguments of `Problems.add`. */
type Fault = [what: string, got: unknown, expected: string, instead: string];

/**
 * Packages that are the company's own, by name. They are published by those who are named for it, and never come from a public registry: whoever publishes one
 * of the same name there gains nothing by it.
 */
export class OwnPackages {
  /** All of a scope of npm. @param scope `@acme` */
  public static npmScope(scope: string): OwnPackages {
    return new OwnPackages('npm', String(scope).replace(/^@/, ''), '*', /^[a-z0-9][a-z0-9._-]*$/, 'a scope of npm, lower case', '"@acme"', scope);
  }

  /** All of a group of Maven, and of those below it. @param group `com.acme` */
  public static mavenGroup(group: string): OwnPackages {
    return new OwnPackages('maven', `${group}~`, undefined, /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)+$/, 'a group of Maven with at least one dot', '"com.acme"', group);
  }

  /** Python packages whose names begin with a word. @param word `acme`, for `acme-api` too */
  public static python(word: string): OwnPackages {
    return OwnPackages.beginningWith('pypi', word);
  }

  /** .NET packages whose names begin with a word. @param word `Acme`, for `Acme.Api` too */
  public static nuget(word: string): OwnPackages {
    return OwnPackages.beginningWith('nuget', word);
  }

  /** Crates whose names begin with a word. @param word `acme`, for `acme-api` too */
  public static cargo(word: string): OwnPackages {
    return OwnPackages.beginningWith('cargo', word);
  }

  /** Gems whose names begin with a word. @param word `acme`, for `acme-api` too */
  public static ruby(word: string): OwnPackages {
    return OwnPackages.beginningWith('ruby', word);
  }

  private static beginningWith(format: string, word: string): OwnPackages {
    return new OwnPackages(format, '', `${word}~`, /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/, 'the beginning of a name, whole words', '"acme"', word);
  }

  /** @internal What is wrong with it. */
  public readonly _faults: Fault[];
  /** @internal Pattern of the package group. @see https://docs.aws.amazon.com/codeartifact/latest/ug/package-group-definition-syntax-matching-behavior.html */
  public readonly _pattern: string;
  /** @internal What follows the repository in the ARNs of such packages. */
  public readonly _arnSuffix: string;

  private constructor(
    /** Format of the packages, as CodeArtifact calls it. */
    public readonly format: string,
    namespace: string, name: string | undefined, allowed: RegExp, expected: string, instead: string, said: unknown,
  ) {
    this._pattern = ['', format, namespace, ...name === undefined ? [] : [name]].join('/');
    this._arnSuffix = [format, namespace, name ?? '*'].join('/').replaceAll('~', '*');
    this._faults = typeof said === 'string' && allowed.test(format === 'npm' ? said.replace(/^@/, '') : said) ? [] : [[`own packages, ${format}`, said, expected, instead]];
  }
}
