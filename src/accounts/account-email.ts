/** Longest e-mail address of an account. @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreateAccount.html */
const LONGEST = 64;
const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/**
 * The e-mail address of each account's root user. AWS wants one that no other account has, ever: use one mailbox, or a group, with an
 * address for each account.
 */
export abstract class AccountEmail {
  /**
   * One mailbox with sub-addresses: `aws@acme.com` becomes `aws+production@acme.com`.
   *
   * @param address the mailbox; its provider has to support sub-addresses
   */
  public static plusAddress(address: string): AccountEmail {
    const at = String(address).lastIndexOf('@');
    return new PatternEmail(`${String(address).slice(0, at)}+{account}${String(address).slice(at)}`);
  }

  /**
   * A pattern in which `{account}` is the account's name: `aws-{account}@acme.com`.
   *
   * @param pattern an address with `{account}` in it
   */
  public static pattern(pattern: string): AccountEmail {
    return new PatternEmail(pattern);
  }

  /**
   * Addresses by account name: for accounts that exist already, which are adopted by their address.
   *
   * @param addresses account name to address
   * @param others for the accounts that are not named; without it, each account has to be named
   */
  public static explicit(addresses: { [account: string]: string }, others?: AccountEmail): AccountEmail {
    return new ExplicitEmail(addresses, others);
  }

  /**
   * What is wrong with an address, in the words "expected ...".
   *
   * @internal
   */
  public static _fault(address: string): string | undefined {
    if (!address) return 'an e-mail address for this account';
    if (!ADDRESS.test(address)) return 'an e-mail address';
    return address.length > LONGEST ? `at most ${LONGEST} characters, which is AWS's limit` : undefined;
  }

  /**
   * The address that an account is made with, and found by where it exists already.
   *
   * @param account name of the account; for a sandbox of a later generation with the generation behind it
   */
  public abstract addressOf(account: string): string;
}

class PatternEmail extends AccountEmail {
  public constructor(private readonly pattern: string) {
    super();
  }

  public addressOf(account: string): string {
    return this.pattern.replaceAll('{account}', account);
  }
}

class ExplicitEmail extends AccountEmail {
  private readonly addresses: Map<string, string>;

  public constructor(addresses: { [account: string]: string }, private readonly others?: AccountEmail) {
    super();
    this.addresses = new Map(Object.entries(addresses));
  }

  public addressOf(account: string): string {
    return this.addresses.get(account) ?? this.others?.addressOf(account) ?? '';
  }
}
