import { faultsOf, Fault, gitHubClaims, gitLabClaims, openIdConnectClaims, TokenClaims } from './token-claims';

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
    return new DeployIdentity(gitHubClaims(options.organization, options.repository, `environment:${ACCOUNT}`));
  }

  /**
   * Jobs of GitLab CI on the branch `deploy/<account>`, since tokens of GitLab do not say the environment in their subject. Protect these branches: who may push to one deploys that account.
   */
  public static gitLab(options: GitLabIdentityOptions): DeployIdentity {
    return new DeployIdentity(gitLabClaims(options.project, options.host ?? 'gitlab.com', `deploy/${ACCOUNT}`));
  }

  /** Any other provider of OpenID Connect tokens. */
  public static openIdConnect(options: OpenIdConnectIdentityOptions): DeployIdentity {
    // all accounts would have one identity
    return new DeployIdentity(openIdConnectClaims(options.issuer, options.audience, [
      'openIdConnect: subject', options.subject, /^(?=.*\{account\})[^*?$]{1,255}$/, `a subject with ${ACCOUNT} in it, without *, ? and $`, `"job:deploy:${ACCOUNT}"`,
    ]));
  }

  /** @internal URL of the provider without `https://`: so it stands in ARNs and in the names of condition keys. */
  public readonly _issuer: string;
  /** @internal */
  public readonly _audience: string;

  /** @internal */
  private constructor(private readonly claims: TokenClaims) {
    this._issuer = claims.issuer;
    this._audience = claims.audience;
  }

  /** @internal What a token for this account says of itself. @param account its id or name, or a token */
  public _subject(account: string): string {
    return this.claims.subject.replaceAll(ACCOUNT, account);
  }

  /** @internal What is wrong with it, as arguments of `Problems.add`. */
  public get _faults(): Fault[] {
    return faultsOf(this.claims);
  }
}
