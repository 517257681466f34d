import { Token } from 'aws-cdk-lib';

/** What stands for an account in a subject. */
const ACCOUNT = '{account}';

/** Options of `DeployIdentity.gitHub`. */
export interface GitHubIdentityOptions {
  /** Organization or user, in the letters in which GitHub writes it. */
  readonly organization: string;
  /** Name of the repository, in the letters in which GitHub writes it. */
  readonly repository: string;
}

/** Options of `DeployIdentity.gitLab`. */
export interface GitLabIdentityOptions {
  /** Path of the project with its groups: `acme/platform`. */
  readonly project: string;
  /**
   * Where GitLab runs.
   *
   * @default gitlab.com
   */
  readonly host?: string;
}

/** Options of `DeployIdentity.openIdConnect`. */
export interface OpenIdConnectIdentityOptions {
  /** URL of the provider, as its tokens say it: `https://ci.example.com`. */
  readonly issuer: string;
  /** For whom its tokens are: what they have in `aud`. */
  readonly audience: string;
  /** What they have in `sub`, in full, with `{account}` where it says which account is deployed. */
  readonly subject: string;
}

/**
 * Who deploys an account: jobs of a CI that shows a token of its own, instead of keys that somebody keeps. Each account trusts exactly the jobs that say its own name, so
 * that a job which may deploy one account can deploy no other.
 */
export class DeployIdentity {
  /**
   * Jobs of GitHub Actions whose environment is called like the account. Who may run them is said by the environment's protection rules.
   */
  public static gitHub(options: GitHubIdentityOptions): DeployIdentity {
    const { organization, repository } = options;
    return new DeployIdentity('https://token.actions.githubusercontent.com', 'sts.amazonaws.com', `repo:${organization}/${repository}:environment:${ACCOUNT}`, [
      ['gitHub: organization', organization, /^[A-Za-z0-9][A-Za-z0-9-]{0,38}$/, 'the name of an organization or user of GitHub', '"acme"'],
      ['gitHub: repository', repository, /^[\w.-]{1,100}$/, 'the name of a repository, without its organization', '"platform"'],
    ]);
  }

  /**
   * Jobs of GitLab CI on the branch `deploy/<account>`, since tokens of GitLab do not say the environment in their subject. Protect these branches: who may push to one deploys that account.
   */
  public static gitLab(options: GitLabIdentityOptions): DeployIdentity {
    const { project, host = 'gitlab.com' } = options;
    return new DeployIdentity(`https://${host}`, `https://${host}`, `project_path:${project}:ref_type:branch:ref:deploy/${ACCOUNT}`, [
      ['gitLab: project', project, /^[\w.-]+(\/[\w.-]+)+$/, 'the path of a project with its groups', '"acme/platform"'],
      ['gitLab: host', host, /^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'a host name', '"gitlab.com"'],
    ]);
  }

  /** Any other provider of OpenID Connect tokens. */
  public static openIdConnect(options: OpenIdConnectIdentityOptions): DeployIdentity {
    return new DeployIdentity(options.issuer, options.audience, options.subject, [
      ['openIdConnect: issuer', options.issuer, /^https:\/\/[a-z0-9-]+(\.[a-z0-9-]+)+(\/[\w.~-]+)*$/, 'a URL with https:// and no slash at its end', '"https://ci.example.com"'],
      ['openIdConnect: audience', options.audience, /^[^*?\s]{1,255}$/, 'an audience, without * and ?', '"sts.amazonaws.com"'],
      // all accounts would have one identity
      ['openIdConnect: subject', options.subject, /^(?=.*\{account\})[^*?$]{1,255}$/, `a subject with ${ACCOUNT} in it, without *, ? and $`, `"job:deploy:${ACCOUNT}"`],
    ]);
  }

  /** @internal URL of the provider without `https://`: so it stands in ARNs and in the names of condition keys. */
  public readonly _issuer: string;

  /** @internal */
  private constructor(
    issuer: string,
    /** @internal */
    public readonly _audience: string,
    private readonly subject: string,
    private readonly values: [what: string, value: unknown, expected: RegExp, words: string, instead: string][],
  ) {
    this._issuer = String(issuer).replace(/^https:\/\//, '');
  }

  /** @internal What a token for this account says of itself. @param account its id or name, or a token */
  public _subject(account: string): string {
    return this.subject.replaceAll(ACCOUNT, account);
  }

  /** @internal What is wrong with it, as arguments of `Problems.add`. */
  public get _faults(): [what: string, got: unknown, expected: string, instead: string][] {
    return this.values.filter(([, value, expected]) => typeof value !== 'string' || Token.isUnresolved(value) || !expected.test(value))
      .map(([what, value, , words, instead]) => [what, value, words, instead]);
  }
}
