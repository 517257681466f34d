import { buildkiteClaims, Checked, Fault, faultsOf, gitHubClaims, gitLabClaims, openIdConnectClaims, terraformCloudClaims, TokenClaims } from './token-claims';

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

/** Options of `DeployIdentity.terraformCloud`. */
export interface TerraformCloudIdentityOptions {
  /** Name of the organization, as it stands in URLs: its tokens alone are taken. */
  readonly organization: string;
  /** Name of the project; `Default Project` is one. */
  readonly project: string;
  /**
   * Name of the workspace. A workspace deploys one account: `{account}` in it stands for the account's name where an application is deployed, for its id where the platform is.
   */
  readonly workspace: string;
  /**
   * Where HCP Terraform or Terraform Enterprise runs.
   *
   * @default app.terraform.io
   */
  readonly host?: string;
}

/** Options of `DeployIdentity.buildkite`. */
export interface BuildkiteIdentityOptions {
  /** Slug of the organization, as it stands in URLs. */
  readonly organization: string;
  /** Slug of the pipeline, as it stands in URLs. */
  readonly pipeline: string;
  /**
   * The branch that is deployed; jobs of any branch may look.
   *
   * @default main
   */
  readonly branch?: string;
}

/** Options of `DeployIdentity.openIdConnect`. */
export interface OpenIdConnectIdentityOptions {
  /** URL of the provider, as its tokens say it: `https://ci.example.com`. */
  readonly issuer: string;
  /** For whom its tokens are: what they have in `aud`. */
  readonly audience: string;
  /** What they have in `sub`, in full, with `{account}` where it says which account is deployed. */
  readonly subject: string;
  /**
   * The same of a job that only looks.
   *
   * @default - no role that only looks
   */
  readonly planSubject?: string;
}

/**
 * Who deploys an account: jobs of a CI that shows a token of its own, instead of keys that somebody keeps. Each account trusts exactly the jobs that say its own name, so
 * that a job which may deploy one account can deploy no other.
 *
 * Each has two phases. A job that plans, for a pull request or each night, has a subject of its own and takes a role that reads how things are set up, and no data.
 */
export class DeployIdentity {
  /**
   * Jobs of GitHub Actions whose environment is called like the account. Who may run them is said by the environment's protection rules. Those of `plan-<account>` look.
   */
  public static gitHub(options: GitHubIdentityOptions): DeployIdentity {
    const { organization, repository } = options;
    const { subject: planSubject } = gitHubClaims(organization, repository, `environment:plan-${ACCOUNT}`);
    return new DeployIdentity({ ...gitHubClaims(organization, repository, `environment:${ACCOUNT}`), planSubject });
  }

  /**
   * Jobs of GitLab CI on the branch `deploy/<account>`, since tokens of GitLab do not say the environment in their subject. Protect these branches: who may push to one deploys that account.
   * Those on `plan/<account>` look.
   */
  public static gitLab(options: GitLabIdentityOptions): DeployIdentity {
    const { project, host = 'gitlab.com' } = options;
    const { subject: planSubject } = gitLabClaims(project, host, `plan/${ACCOUNT}`);
    return new DeployIdentity({ ...gitLabClaims(project, host, `deploy/${ACCOUNT}`), planSubject });
  }

  /**
   * Runs of a workspace of HCP Terraform, once called Terraform Cloud, or Terraform Enterprise: its phase `apply` deploys, its phase `plan` looks. An application that is deployed
   * by it works in its account itself, within the boundary of applications, instead of by roles of CDK's bootstrap.
   */
  public static terraformCloud(options: TerraformCloudIdentityOptions): DeployIdentity {
    const { organization, project, workspace, host = 'app.terraform.io' } = options;
    return new DeployIdentity(terraformCloudClaims(organization, project, workspace, host), true);
  }

  /**
   * Steps of a Buildkite pipeline whose key is `deploy-<account>`, on one branch. Those of the key `plan-<account>` look, on any branch. AWS has condition keys for the audience and the
   * subject of Buildkite's tokens alone, and the subject has the commit in it: the trust leaves exactly that open.
   */
  public static buildkite(options: BuildkiteIdentityOptions): DeployIdentity {
    const { organization, pipeline, branch = 'main' } = options;
    return new DeployIdentity(buildkiteClaims(organization, pipeline, branch, phase => `${phase}-${ACCOUNT}`));
  }

  /** Any other provider of OpenID Connect tokens. */
  public static openIdConnect(options: OpenIdConnectIdentityOptions): DeployIdentity {
    const { issuer, audience, subject, planSubject } = options;
    // all accounts would have one identity
    const checked = (what: string, value: string): Checked =>
      [`openIdConnect: ${what}`, value, /^(?=.*\{account\})[^*?$]{1,255}$/, `a subject with ${ACCOUNT} in it, without *, ? and $`, `"job:deploy:${ACCOUNT}"`];
    const claims = openIdConnectClaims(issuer, audience, checked('subject', subject));
    return new DeployIdentity({ ...claims, planSubject, values: [...claims.values, ...planSubject === undefined ? [] : [checked('planSubject', planSubject)]] });
  }

  /** @internal URL of the provider without `https://`: so it stands in ARNs and in the names of condition keys. */
  public readonly _issuer: string;
  /** @internal */
  public readonly _audience: string;

  /** @internal */
  private constructor(
    private readonly claims: TokenClaims,
    /** @internal Whether its jobs make what an application has, and do not have CloudFormation make it. */
    public readonly _worksItself = false,
  ) {
    this._issuer = claims.issuer;
    this._audience = claims.audience;
  }

  /** @internal What a token for this account says of itself. @param account its id or name, or a token */
  public _subject(account: string): string {
    return this.claims.subject.replaceAll(ACCOUNT, account);
  }

  /** @internal The same of a job that only looks; undefined if there are none. */
  public _planSubject(account: string): string | undefined {
    return this.claims.planSubject?.replaceAll(ACCOUNT, account);
  }

  /** @internal What is wrong with it, as arguments of `Problems.add`. */
  public get _faults(): Fault[] {
    const { subject, planSubject } = this.claims;
    // who may plan could deploy
    const same: Fault[] = subject === planSubject ? [['openIdConnect: planSubject', planSubject, 'another one than that of jobs that deploy', `"job:plan:${ACCOUNT}"`]] : [];
    return [...faultsOf(this.claims), ...same];
  }

  /** @internal The same where it deploys all accounts: each needs a subject of its own. */
  public get _faultsForAll(): Fault[] {
    const { subject } = this.claims;
    return [...this._faults, ...subject.includes(ACCOUNT) ? [] : [['deployIdentity', subject, `${ACCOUNT} in the name of the workspace: each account has its own`, `"platform-${ACCOUNT}"`] satisfies Fault]];
  }
}
