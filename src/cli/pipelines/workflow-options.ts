/** What a workflow has to know beside the plan. */
export interface WorkflowOptions {
  /** The branch that is deployed. */
  readonly branch: string;
  /** Command that installs what the app needs. */
  readonly install: string;
  /** Where the app lies in its repository. */
  readonly directory: string;
}
