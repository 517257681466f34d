import { Construct } from 'constructs';

/** Options of `IdentityAccount.addUser`. */
export interface UserOptions {
  /** Where Identity Center writes to; each user has an address of their own. */
  readonly email: string;
  /** First name. */
  readonly givenName: string;
  /** Last name. */
  readonly familyName: string;
  /**
   * What others see.
   *
   * @default - first and last name
   */
  readonly displayName?: string;
  /**
   * Names of groups that the user is a member of, wherever in the code they are added.
   *
   * @default - those whose `members` name the user
   */
  readonly groups?: string[];
  /**
   * Whether the user's access is taken away while the user is kept: no memberships are written.
   *
   * @default false
   */
  readonly revoked?: boolean;
}

/** Somebody who signs in. Made by `IdentityAccount.addUser`. */
export class DirectoryUser extends Construct {
  /** The name that they sign in with. */
  public readonly userName: string;
  /** E-mail address. */
  public readonly email: string;
  /** Whether the user's access is taken away. */
  public readonly isRevoked: boolean;
  /** @internal */
  public readonly _options: UserOptions;

  public constructor(scope: Construct, id: string, options: UserOptions) {
    super(scope, id);
    this.userName = id;
    this.email = options.email;
    this.isRevoked = options.revoked ?? false;
    this._options = options;
  }
}
