import { Fault, faultsOf, gitHubClaims, gitLabClaims, openIdConnectClaims, TokenClaims } from '../accounts/token-claims';

/** Options of `Publisher.gitHub`. */
export interface GitHubPublisherOptions {
  /**
   * What the role is called after; each branch or environment of one repository that publishes needs a name of its own.
   *
   * @default - the repository
   */
  readonly name?: string;
  /**
   * The branch whose jobs publish.
   *
   * @default main, if there is no `environment`
   */
  readonly branch?: string;
  /**
   * The environment of GitHub whose jobs publish: who may run them is said by its protection rules. For releases by tag.
   *
   * @default - the branch says it
   */
  readonly environment?: string;
}

/** Options of `Publisher.gitLab`. */
export interface GitLabPublisherOptions {
  /**
   * What the role is called after; each branch of one project that publishes needs a name of its own.
   *
   * @default - the project
   */
  readonly name?: string;
  /**
   * The branch whose jobs publish.
   *
   * @default main
   */
  readonly branch?: string;
  /**
   * Where GitLab runs.
   *
   * @default gitlab.com
   */
  readonly host?: string;
}

/** Options of `Publisher.openIdConnect`. */
export interface OpenIdConnectPublisherOptions {
  /** URL of the provider, as its tokens say it: `https://ci.example.com`. */
  readonly issuer: string;
  /** For whom its tokens are: what they have in `aud`. */
  readonly audience: string;
  /** What they have in `sub`, in full. */
  readonly subject: string;
  /** What the role is called after: letters, digits and hyphens. */
  readonly name: string;
}

/** Names of branches and environments; nothing that stands for several. */
const REF = /^[\w.#@+-][\w./#@+-]{0,199}$/;
const REF_IN_WORDS = 'one name, without *, ? and spaces';

/** Who publishes artifacts: jobs of a CI that show a token of their own. One subject, said in full: who could write another one could publish what production runs. */
export class Publisher {
  /**
   * Jobs of GitHub Actions.
   *
   * @param repository with its organization, in the letters in which GitHub writes them: `acme/api`
   */
  public static gitHub(repository: string, options: GitHubPublisherOptions = {}): Publisher {
    const [organization = '', name = '', ...more] = String(repository).split('/');
    const { environment, branch = 'main' } = options;
    const claims = gitHubClaims(organization, [name, ...more].join('/'), environment === undefined ? `ref:refs/heads/${branch}` : `environment:${environment}`);
    const publisher = new Publisher(options.name ?? repository, {
      ...claims, values: [...claims.values, ['gitHub: branch', branch, REF, REF_IN_WORDS, '"main"'], ['gitHub: environment', environment ?? 'release', REF, REF_IN_WORDS, '"release"']],
    });
    if (environment !== undefined && options.branch !== undefined) {
      publisher.extra.push(['gitHub', options, 'a branch or an environment: a token says one of them', `{ environment: '${environment}' }`]);
    }
    return publisher;
  }

  /**
   * Jobs of GitLab CI.
   *
   * @param project with its groups: `acme/api`
   */
  public static gitLab(project: string, options: GitLabPublisherOptions = {}): Publisher {
    const { host = 'gitlab.com', branch = 'main' } = options;
    const claims = gitLabClaims(project, host, branch);
    return new Publisher(options.name ?? project, { ...claims, values: [...claims.values, ['gitLab: branch', branch, REF, REF_IN_WORDS, '"main"']] });
  }

  /** Any other provider of OpenID Connect tokens. */
  public static openIdConnect(options: OpenIdConnectPublisherOptions): Publisher {
    return new Publisher(options.name, openIdConnectClaims(options.issuer, options.audience, [
      'openIdConnect: subject', options.subject, /^[^*?$\s]{1,255}$/, 'the whole subject of one job, without *, ? and $', '"job:acme/api:main"',
    ]));
  }

  /** @internal What the role is called after. */
  public readonly _name: string;
  private readonly extra: Fault[] = [];

  /** @internal */
  private constructor(
    name: string,
    /** @internal */
    public readonly _claims: TokenClaims,
  ) {
    this._name = String(name).replace(/[^A-Za-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  }

  /** @internal What is wrong with it, as arguments of `Problems.add`. */
  public get _faults(): Fault[] {
    return [...faultsOf(this._claims), ...this.extra];
  }
}
