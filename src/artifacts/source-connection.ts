/** Where source code lives. */
export enum SourceProvider {
  /** github.com. */
  GITHUB = 'GitHub',
  /** gitlab.com. */
  GITLAB = 'GitLab',
  /** GitLab on machines of one's own. */
  GITLAB_SELF_MANAGED = 'GitLabSelfManaged',
}

/** Options of `addSourceConnection`. */
export interface SourceConnectionOptions {
  /** Where the source code lives. */
  readonly provider: SourceProvider;
  /**
   * Whether somebody has authorised the connection. No API can: it is made pending, the plan says what to do, and runners and projects that use it are built when
   * this says true.
   *
   * @default false
   */
  readonly authorized?: boolean;
  /**
   * GitLab of one's own: ARN of its host in CodeConnections.
   *
   * @default - none
   */
  readonly hostArn?: string;
  /**
   * GitLab of one's own: its name in the network, `git.acme.com`.
   *
   * @default - none
   */
  readonly hostName?: string;
}

/** A connection to where source code lives. Made by `addSourceConnection`. */
export class SourceConnection {
  /** @internal */
  public static _of(name: string, options: SourceConnectionOptions, parameter: string): SourceConnection {
    return new SourceConnection(name, options, parameter);
  }

  private constructor(
    /** Name of the CodeConnections connection. */
    public readonly connectionName: string,
    /** @internal */
    public readonly _options: SourceConnectionOptions,
    /** @internal SSM parameter that says its ARN. */
    public readonly _parameter: string,
  ) {}

  /** @internal */
  public get _isAuthorized(): boolean {
    return this._options.authorized ?? false;
  }

  /** @internal As CodeBuild calls sources of it. */
  public get _sourceType(): string {
    return { [SourceProvider.GITHUB]: 'GITHUB', [SourceProvider.GITLAB]: 'GITLAB', [SourceProvider.GITLAB_SELF_MANAGED]: 'GITLAB_SELF_MANAGED' }[this._options.provider];
  }

  /** @internal URL of a repository. */
  public _url(repository: string): string {
    const host = { [SourceProvider.GITHUB]: 'github.com', [SourceProvider.GITLAB]: 'gitlab.com', [SourceProvider.GITLAB_SELF_MANAGED]: this._options.hostName }[this._options.provider];
    return `https://${host}/${repository}.git`;
  }
}
