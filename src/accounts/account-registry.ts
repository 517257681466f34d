import { readFileSync } from 'fs';
import { checkRegistry, EMPTY_REGISTRY, parseRegistry, REGISTRY_VERSION, RegistryFile, RegistryFileAccount, RegistryProblem } from './registry-file';

/** An account as AWS gave it. */
export interface RegisteredAccount {
  /** Name in the code. */
  readonly name: string;
  /**
   * Twelve digits.
   *
   * @default - the account does not exist yet: the entry keeps its slot for it
   */
  readonly accountId?: string;
  /**
   * The place that core accounts keep for it, a whole number from 0: given once, tagged on the account, never changed. It decides
   * in which stack of a core account the account's part stands.
   *
   * @default - the next free one
   */
  readonly slot?: number;
  /**
   * E-mail address of the root user.
   *
   * @default - what the landing zone's `accountEmail` says
   */
  readonly email?: string;
}

/** The organization as AWS gave it. */
export interface AccountRegistryProps {
  /** The accounts that exist. */
  readonly accounts: RegisteredAccount[];
  /**
   * Id of the organization, `o-...`.
   *
   * @default - there is no organization yet
   */
  readonly organizationId?: string;
  /**
   * Id of the organization's root, `r-...`; goes with `organizationId`.
   *
   * @default - there is no organization yet
   */
  readonly rootId?: string;
  /**
   * Ids of the organizational units, `ou-...`, by their paths: `{ 'Workloads/Production': 'ou-ab12-11111111' }`, those above them as well.
   *
   * @default - none are known: no environment may read artifacts
   */
  readonly organizationalUnits?: { [path: string]: string };
  /**
   * Instance of IAM Identity Center.
   *
   * @default - it is not switched on yet
   */
  readonly identityCenter?: IdentityCenterInstance;
}

/** The organization's instance of IAM Identity Center. */
export interface IdentityCenterInstance {
  /** Its ARN, `arn:aws:sso:::instance/ssoins-...`. */
  readonly instanceArn: string;
  /** Id of its identity store, `d-...`. */
  readonly identityStoreId: string;
  /** The region it lives in. */
  readonly region: string;
}

/**
 * What AWS gave us: the accounts that exist with their ids, the organization, the instance of Identity Center. Synth reads this and
 * nothing else, which is why it is offline and gives the same bytes every time.
 */
export class AccountRegistry {
  /**
   * Reads the file that `cloud-platform accounts sync` writes. Commit it.
   *
   * A file that is missing, malformed, or from a newer version of the library is an error at synth.
   *
   * @param path relative to the working directory, which for the CDK CLI is where `cdk.json` lies
   */
  public static fromFile(path: string): AccountRegistry {
    let text: string;
    try {
      text = readFileSync(path, 'utf8');
    } catch (error) {
      return new AccountRegistry(EMPTY_REGISTRY, [{
        what: 'registry', got: (error as NodeJS.ErrnoException).code ?? String(error), expected: 'a file that can be read', instead: 'run "cloud-platform accounts sync"',
      }], path);
    }
    const { file, problems } = parseRegistry(text);
    return new AccountRegistry(file, problems, path);
  }

  /**
   * A registry given in code, for tests and for those who keep their accounts elsewhere.
   */
  public static of(props: AccountRegistryProps): AccountRegistry {
    const management = props.accounts.find(account => account.name === 'management');
    const { file, problems } = checkRegistry({
      version: REGISTRY_VERSION,
      organization: props.organizationId && props.rootId && management?.accountId
        ? { id: props.organizationId, rootId: props.rootId, managementAccountId: management.accountId } : undefined,
      organizationalUnits: props.organizationalUnits && Object.entries(props.organizationalUnits).map(([path, id]) => ({ path, id })),
      identityCenter: props.identityCenter,
      accounts: props.accounts.map(({ name, accountId, email, slot }) => ({ name, id: accountId, email, slot, status: accountId ? 'ACTIVE' : undefined })),
    });
    return new AccountRegistry(file, problems, 'AccountRegistry');
  }

  /** @internal */
  public readonly _problems: RegistryProblem[];
  /** @internal where it was said, for errors */
  public readonly _where: string;
  /** @internal */
  public readonly _file: RegistryFile;
  private readonly byName = new Map<string, RegistryFileAccount>();

  private constructor(file: RegistryFile, problems: RegistryProblem[], where: string) {
    this._file = file;
    this._problems = problems;
    this._where = where;
    for (const account of file.accounts) {
      // an account that has ended gives its name up to its successor
      if (!this.byName.get(account.name) || isLater(account)) this.byName.set(account.name, account);
    }
  }

  /** Id of the organization, if there is one. */
  public get organizationId(): string | undefined {
    return this._file.organization?.id;
  }

  /** The instance of IAM Identity Center, if it is switched on. */
  public get identityCenter(): IdentityCenterInstance | undefined {
    return this._file.identityCenter && { ...this._file.identityCenter };
  }

  /**
   * Id of an account, if AWS has made it.
   *
   * @param name name in the code
   */
  public accountId(name: string): string | undefined {
    return this.byName.get(name)?.id;
  }

  /** @internal */
  public _account(name: string): RegistryFileAccount | undefined {
    return this.byName.get(name);
  }

  /** @internal The first slot that no account has. */
  public get _nextSlot(): number {
    return Math.max(-1, ...this._file.accounts.map(account => account.slot ?? -1)) + 1;
  }
}

function isLater(account: RegistryFileAccount): boolean {
  return account.status === undefined || account.status === 'ACTIVE';
}
