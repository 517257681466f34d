import type { Artifact } from './artifact';
import type { CiMachineOptions } from './ci-machine';
import type { SourceConnection } from './source-connection';

/** What all jobs of CI here have. */
export interface CiOptions extends CiMachineOptions {
  /** How the source code is reached. */
  readonly connection: SourceConnection;
  /**
   * What its jobs may publish; they read all packages.
   *
   * @default - nothing
   */
  readonly publishes?: Artifact[];
}

/** Options of `addRunner`. */
export interface RunnerOptions extends CiOptions {
  /**
   * The repository whose jobs it runs: `acme/api`.
   *
   * @default - `owner` says whose
   */
  readonly repository?: string;
  /**
   * The organization of GitHub, or the group of GitLab, whose jobs it runs in all repositories. What one of them may publish, all may.
   *
   * @default - `repository` says whose
   */
  readonly owner?: string;
}

/** Options of `addBuildProject`. */
export interface BuildProjectOptions extends CiOptions {
  /** The repository that is built: `acme/api`. */
  readonly repository: string;
  /**
   * File in it that says how.
   *
   * @default buildspec.yml
   */
  readonly buildSpecFile?: string;
  /**
   * The branch that is built whenever somebody pushes to it.
   *
   * @default - none: it is built when somebody says so
   */
  readonly branch?: string;
}

/** Where jobs of CI run in the artifacts account. Made by `addRunner` and `addBuildProject`. */
export class CiProject {
  /** @internal */
  public static _of(projectName: string, roleName: string): CiProject {
    return new CiProject(projectName, roleName);
  }

  private constructor(
    /** Name of the project in CodeBuild. */
    public readonly projectName: string,
    /** Name of the role that its jobs have. */
    public readonly roleName: string,
  ) {}

  /** A runner's label: what `runs-on` says in a workflow of GitHub, `tags` in a job of GitLab. */
  public get label(): string {
    return `codebuild-${this.projectName}`;
  }
}
