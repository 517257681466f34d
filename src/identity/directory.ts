/** Where the people come from. */
export class Directory {
  /** Users and groups as code, in Identity Center's own directory. */
  public static managed(): Directory {
    return new Directory(false);
  }

  /**
   * An external identity provider, which brings users and groups by SCIM. Groups are looked up by display name; users and memberships are the provider's,
   * and code that asks for them is an error.
   */
  public static external(): Directory {
    return new Directory(true);
  }

  /** Whether users and memberships are somebody else's. */
  public readonly isExternal: boolean;

  private constructor(isExternal: boolean) {
    this.isExternal = isExternal;
  }
}
