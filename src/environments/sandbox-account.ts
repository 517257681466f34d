import { Construct } from 'constructs';
import { EnvironmentAccount } from './environment-account';
import { EnvironmentType } from './environment-type';
import { AccountEmail } from '../accounts/account-email';
import { EXPIRES_TAG, OWNER_TAG, PARENT_ZONE_TAG, SANDBOX_TAGS, ZONE_TAG } from '../aws-api/sandboxes/constants';
import { Dnssec } from '../dns/dnssec';
import type { PlannedAccount } from '../plan/platform-json';
import { Platform } from '../private/platform';

/** AWS allows 50 on an account. */
const MOST_TAGS = 50 - SANDBOX_TAGS;

/** Options of `LandingZone.addSandbox`. */
export interface SandboxOptions {
  /**
   * The day on which it ends, `YYYY-MM-DD`, at 00:00 UTC. Synth never reads a clock: whether the day has come is asked each hour by the sandbox keeper in the
   * management account. Then everything in it is denied, and after `sandboxGracePeriod` its account is closed. Another day here extends it.
   */
  readonly expires: string;
  /** E-mail address of whoever answers for it, and is told before it ends. */
  readonly owner: string;
  /**
   * US dollars a month: mail is sent, to the owner as well, when it comes near; beyond it the sandbox is in quarantine until the next month, or a higher budget.
   *
   * @default - no budget
   */
  readonly monthlyBudget?: number;
  /**
   * What it is for, in a few words.
   *
   * @default - its name says it
   */
  readonly purpose?: string;
  /**
   * Labels before the root domain, in any script.
   *
   * @default - the sandbox's name and `sandbox`: `upgrade.sandbox` for upgrade.sandbox.example.com; below a domain for sandboxes its name alone
   */
  readonly subdomain?: string;
  /**
   * The root domain that its zone lies below.
   *
   * @default - the landing zone's `sandboxDomainName`, else its own
   */
  readonly domainName?: string;
  /**
   * How far its zone is secured by DNSSEC: at most as far as its root domain's.
   *
   * @default Dnssec.OFF unless `like` says more - keys in KMS outlive a sandbox, and are paid for
   */
  readonly dnssec?: Dnssec;
  /**
   * The environment that it carries the same as: certificates, and DNSSEC as far as its root domain has it. Regions, contract, network and zone are the same in every
   * environment.
   *
   * @default - neither certificates nor DNSSEC
   */
  readonly like?: EnvironmentAccount;
  /**
   * Counts sandboxes of one name, from 1: AWS does not give the e-mail address of a closed account to the next one.
   *
   * @default 1
   */
  readonly generation?: number;
  /**
   * Tags of the account, beside those that the landing zone gives all accounts.
   *
   * @default - none
   */
  readonly accountTags?: { [key: string]: string };
}

/** A temporary environment for changes to the bottom layers. Made by `LandingZone.addSandbox`. */
export class SandboxAccount extends EnvironmentAccount {
  /** The day on which it ends, `YYYY-MM-DD`. */
  public readonly expires: string;
  /** E-mail address of whoever answers for it. */
  public readonly owner: string;
  /** @internal */
  public readonly _planned: PlannedAccount['sandbox'];

  public constructor(scope: Construct, id: string, options: SandboxOptions) {
    const name = id.replace(/^sandbox-/, '');
    const { like, generation = 1 } = options;
    super(scope, id, {
      environmentType: EnvironmentType.SANDBOX,
      subdomain: options.subdomain ?? `${name}.sandbox`,
      domainName: options.domainName,
      dnssec: options.dnssec ?? (like && Platform.of(scope).dns._domain(`${scope.node.path}/${id}`, options.domainName).dnssec !== Dnssec.OFF ? like._dnssec : Dnssec.OFF),
      certificate: like?._hasCertificate,
      queryLogging: false,
      sendsMail: false,
      emailName: generation === 1 ? id : `${id}-${generation}`,
      accountTags: options.accountTags,
      monthlyBudget: options.monthlyBudget,
      owner: options.owner,
    });
    this.expires = options.expires;
    this.owner = options.owner;
    this._planned = { expires: options.expires, owner: options.owner, monthlyBudget: options.monthlyBudget, purpose: options.purpose };
    this.check(options, generation);
    this._ownTags = {
      [EXPIRES_TAG]: options.expires, [OWNER_TAG]: options.owner, [ZONE_TAG]: this.zoneName, [PARENT_ZONE_TAG]: this._rootDomain.domainName,
    };
    Platform.of(this).management._keep(this);
  }

  private check({ expires, owner }: SandboxOptions, generation: number): void {
    const { problems } = Platform.of(this);
    const { path } = this.node;
    if (!isDate(expires)) problems.add(path, 'expires', expires, 'a date, YYYY-MM-DD', '"2027-01-31"');
    if (AccountEmail._fault(owner)) problems.add(path, 'owner', owner, 'an e-mail address', '"jane@example.com"');
    const tags = Object.keys(this._tags).length;
    if (tags > MOST_TAGS) problems.add(path, 'accountTags', `${tags} tags`, `at most ${MOST_TAGS} on a sandbox: what ends it keeps its own there`, 'fewer');
    if (!Number.isInteger(generation) || generation < 1) problems.add(path, 'generation', generation, 'a whole number from 1', '2');
  }
}

/** A day of the calendar: 2026-02-30 is none. */
function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
