/** Options of `FindingTarget.slack`. */
export interface SlackTargetOptions {
  /** Id of the workspace: `T0123ABCDEF`. Somebody lets AWS into it once, by hand, in the console of Amazon Q Developer in chat applications. */
  readonly workspaceId: string;
  /** Id of the channel: `C0123ABCDEF`. */
  readonly channelId: string;
}

/** Options of `FindingTarget.https`. */
export interface HttpsTargetOptions {
  /** Where findings are posted to. */
  readonly url: string;
  /**
   * Version of the secret whose text is the value of the header. The secret is made with the route, and stands in no template; whoever has the key puts it in by hand, and
   * `aws secretsmanager put-secret-value` tells the version. The plan says how.
   *
   * @default - none yet: the secret waits, and nothing is posted
   */
  readonly secretVersion?: string;
  /**
   * HTTP header in which the key is sent.
   *
   * @default Authorization
   */
  readonly headerName?: string;
  /**
   * How many findings a second at most; the rest waits up to a day.
   *
   * @default 10
   */
  readonly findingsPerSecond?: number;
}

/** Where findings are told. */
export class FindingTarget {
  /**
   * Mail. AWS asks each address once whether it wants to.
   *
   * @param addresses one or more
   */
  public static email(...addresses: string[]): FindingTarget {
    return new FindingTarget({ kind: 'email', addresses });
  }

  /** A channel of Slack. */
  public static slack(options: SlackTargetOptions): FindingTarget {
    return new FindingTarget({ kind: 'slack', ...options });
  }

  /** An API over HTTPS: a queue of tickets, a pager, an incident tool. What it does not take is kept for two weeks. */
  public static https(options: HttpsTargetOptions): FindingTarget {
    return new FindingTarget({ kind: 'https', ...options });
  }

  /** @internal */
  public readonly _definition: FindingTargetDefinition;

  private constructor(definition: FindingTargetDefinition) {
    this._definition = definition;
  }
}

/** @internal */
export type FindingTargetDefinition =
  | { readonly kind: 'email'; readonly addresses: readonly string[] }
  | { readonly kind: 'slack' } & SlackTargetOptions
  | { readonly kind: 'https' } & HttpsTargetOptions;
